"""The screens of merging: pairs that look alike, two sheets side by side, the act."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath, FromQuery

from odissee.platform.errors import NotFound, OdisseeError
from odissee.platform.rights import allow
from odissee.platform.web import Request, render, see_other, toast, tx_of
from odissee.platform.web.pages import Page
from odissee.tenants.contacts.find import find_contacts
from odissee.tenants.contacts.merge import SameSheet, merge_contacts
from odissee.tenants.contacts.merge_preview import GROUPS, chosen, preview
from odissee.tenants.contacts.queries import contact_of
from odissee.tenants.contacts.twins import SHOWN, twins
from odissee.tenants.contacts.typed import form_of

MERGE = allow("contact.merge")


@get("/contacts/doublons", guards=[MERGE])
async def all_twins(request: Request) -> Page:
    found = await twins(tx_of(request))
    return render(request, "contacts/twins.html", pairs=found[:SHOWN], more=len(found) > SHOWN)


@get("/contacts/{contact_id:uuid}/fusionner", guards=[MERGE])
async def choose_other(
    request: Request, contact_id: FromPath[UUID], autre: FromQuery[UUID | None] = None, q: FromQuery[str] = ""
) -> Page:
    """Which other sheet, then both side by side: this one stays unless the other way round is chosen."""
    tx = tx_of(request)
    if autre is None:
        return await _search(request, contact_id, q.strip()[:200])
    shown = await preview(tx, contact_id, autre)
    if shown.kept.id == shown.other.id:
        raise SameSheet
    return render(request, "contacts/merge.html", shown=shown)


async def _search(request: Request, contact_id: UUID, text: str) -> Page:
    tx = tx_of(request)
    contact = await contact_of(tx, contact_id)
    found = await find_contacts(tx, text or contact.last_name, 9)
    others = [one for one in found if one.id != contact.id]
    return render(request, "contacts/merge_search.html", contact=contact, others=others, text=text)


@post("/contacts/{contact_id:uuid}/fusionner", guards=[MERGE])
async def merge(request: Request, contact_id: FromPath[UUID]) -> Response[Any]:
    """The other sheet becomes part of this one."""
    tx, form = tx_of(request), await form_of(request)
    other_id = _id(form.raw.get("autre", ""))
    shown = await preview(tx, contact_id, other_id)
    taken = {key for key in GROUPS if form.raw.get(f"garder_{key}") == "autre"}
    try:
        entry = await merge_contacts(
            tx, shown.other.id, shown.kept.id, chosen(shown.kept, shown.other, taken)
        )
    except OdisseeError as refusal:
        where = f"/contacts/{contact_id}/fusionner?autre={other_id}"
        return see_other(request, where, toast(refusal.sentence, kind="bad"))
    said = toast(f"« {shown.other.full_name} » est réuni à cette fiche.", undo=f"/annuler/{entry.id}")
    return see_other(request, f"/contacts/{shown.kept.id}", said)


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound from None


ROUTES = [all_twins, choose_other, merge]
