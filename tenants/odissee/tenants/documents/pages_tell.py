"""Announcing the reports to contacts: chosen by a person, sent at once."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from odissee.platform.errors import NotFound
from odissee.platform.french import count
from odissee.platform.rights import allow
from odissee.platform.web import Request, refused, render, see_other, toast, tx_of
from odissee.platform.web.pages import Page, actor_in
from odissee.tenants.documents.block import people_access
from odissee.tenants.documents.queries import shelf_of
from odissee.tenants.documents.tell import NothingToTell, reachable, tell_reports
from odissee.tenants.dossiers import Role, seen_dossier

PAGE = "documents/tell.html"


@get("/dossiers/{dossier_id:uuid}/documents/prevenir", guards=[allow("report.manage")])
async def tell_page(request: Request, dossier_id: FromPath[UUID]) -> Page:
    """Who is told, with what they will see."""
    return render(request, PAGE, errors={}, **await _context(request, dossier_id))


async def _context(request: Request, dossier_id: UUID, chosen: set[UUID] | None = None) -> dict[str, Any]:
    d = await seen_dossier(tx_of(request), actor_in(request), dossier_id)
    shelf = await shelf_of(tx_of(request), dossier_id)
    ready = {p["id"] for p in shelf.people if reachable(p)}
    return {
        "d": d, "people": shelf.people, "reports": shelf.current("report"), "role_labels": {role.value: role.label for role in Role},
        "access": people_access(shelf), "ready": ready, "chosen": ready if chosen is None else chosen,
    }  # fmt: skip


@post("/dossiers/{dossier_id:uuid}/documents/prevenir", guards=[allow("report.manage")])
async def tell_chosen(request: Request, dossier_id: FromPath[UUID]) -> Response[Any]:
    """Send to the contacts that are ticked."""
    await seen_dossier(tx_of(request), actor_in(request), dossier_id)
    chosen = _ids((await request.form()).getall("contact", []))
    try:
        names = await tell_reports(tx_of(request), dossier_id, chosen)
    except NothingToTell as error:
        return refused(request, PAGE, {"": error.sentence}, **await _context(request, dossier_id, chosen))
    said = (
        f"Rapports annoncés à {names[0]}"
        if len(names) == 1
        else f"Rapports annoncés à {count(len(names), 'contact')}"
    )
    return see_other(request, f"/dossiers/{dossier_id}#documents", toast(said))


def _ids(raw: list[Any]) -> set[UUID]:
    try:
        return {UUID(str(value)) for value in raw}
    except ValueError as error:
        raise NotFound from error


TELL = [tell_page, tell_chosen]
