"""« Ajouter un accès » : dossiers said, looked over, given (CONT-11)."""

import re
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath, FromQuery

from odissee.platform.db import TenantTransaction
from odissee.platform.errors import NotFound
from odissee.platform.french import count
from odissee.platform.rights import allow
from odissee.platform.web import Request, render, see_other, toast, tx_of
from odissee.platform.web.pages import Page, actor_in
from odissee.tenants.contacts.grant import MOST, Grant, dossiers_said, give, shown
from odissee.tenants.contacts.pages_sheet import frame, is_main, seen
from odissee.tenants.contacts.tables import Contact
from odissee.tenants.dossiers import visible_ids

GRANT = allow("report.manage")
WHAT = {"rapports": (True, False), "factures": (False, True), "tout": (True, True)}
CHILDREN = (
    "select id from contact where parent_id = $1 and trashed_at is null and merged_into is null order by id"
)


@get("/contacts/{contact_id:uuid}/acces", guards=[GRANT])
async def look_over(
    request: Request, contact_id: FromPath[UUID], q: FromQuery[str] = "", pour: FromQuery[str] = "",
    acces: FromQuery[str] = "rapports", cocher: FromQuery[str] = "",
) -> Page:  # fmt: skip
    """The dossiers that the words find, before anything is given; the choice stands in the address."""
    tx, contact = tx_of(request), await seen(request, contact_id)
    if contact.trashed_at is not None:
        raise NotFound
    children = [row["id"] for row in await tx.fetch(CHILDREN, contact_id)] if is_main(contact) else []
    what = acces if acces in WHAT else "rapports"
    grant = _grant(contact, children if pour == "tous" else [], what)
    ids, named = await dossiers_said(tx, actor_in(request), q[:2000]) if q.strip() else ([], False)
    rows = await shown(tx, ids, grant) if ids else []
    return render(
        request, "contacts/grant.html", **await frame(request, contact, "acces"), q=q[:2000], pour=pour, what=what,
        children=len(children), people=len(grant.contact_ids), rows=rows, most=MOST,
        checked=named or cocher == "tous", missing=_missing(q, rows) if named else [],
        fresh=sum(1 for row in rows if row["already"] < len(grant.contact_ids)),
    )  # fmt: skip


def _missing(text: str, rows: list[Any]) -> list[str]:
    """Numbers that were asked for and that no dossier in sight bears."""
    known = {str(row["number"]) for row in rows}
    return [part for part in re.split(r"[\s,;]+", text[:2000]) if part.isdecimal() and part not in known][:20]


def _grant(contact: Contact, children: list[UUID], what: str) -> Grant:
    reports, invoices = WHAT[what]
    return Grant([contact.id, *children], reports, invoices)


@post("/contacts/{contact_id:uuid}/acces", guards=[GRANT])
async def give_access(request: Request, contact_id: FromPath[UUID]) -> Response[Any]:
    """Exactly the dossiers that were shown, those of them that the person may see."""
    tx, form = tx_of(request), await request.form()
    contact = await seen(request, contact_id)
    if contact.trashed_at is not None:
        raise NotFound
    ids = await visible_ids(tx, actor_in(request), _ids(form.getall("dossier", []))[:MOST])
    what = str(form.get("acces", ""))
    grant = await _asked(
        tx, contact, what if what in WHAT else "rapports", everybody=form.get("pour") == "tous"
    )
    entry = await give(tx, ids, grant) if ids else None
    if entry is None:
        return see_other(request, f"/contacts/{contact_id}/acces", toast("Cet accès était déjà donné."))
    said = f"Accès donné à {count(entry.after['dossiers'], 'dossier')}."
    return see_other(request, f"/contacts/{contact_id}/dossiers", toast(said, undo=f"/annuler/{entry.id}"))


async def _asked(tx: TenantTransaction, contact: Contact, what: str, *, everybody: bool) -> Grant:
    children = (
        [row["id"] for row in await tx.fetch(CHILDREN, contact.id)] if everybody and is_main(contact) else []
    )
    return _grant(contact, children, what)


def _ids(sent: list[Any]) -> list[UUID]:
    found = []
    for one in sent:
        try:
            found.append(UUID(str(one)))
        except ValueError:
            continue
    return found


ROUTES = [look_over, give_access]
