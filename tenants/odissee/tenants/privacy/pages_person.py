"""Erasing a person and handing over their data: the owner of the account only, with a proof of identity."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from odissee.platform.db import TenantTransaction
from odissee.platform.errors import Forbidden, OdisseeError
from odissee.platform.files import attached
from odissee.platform.identity import confirm_identity
from odissee.platform.rights import Actor, Profile, allow, fresh
from odissee.platform.web import Request, render, see_other, toast, tx_of
from odissee.platform.web.pages import Page, actor_in
from odissee.tenants.contacts import Contact, sheet_card
from odissee.tenants.privacy.erase import REASONS, Preview, erase, preview
from odissee.tenants.privacy.export import export_of

MAY = allow("purge.rules")
HERE = "/contacts/{contact_id:uuid}/effacer"
LIST = "/parametres/donnees-personnelles"


class OwnerOnly(Forbidden):
    """A person's data are an affair of the owner of the account."""

    title = "Seul le super administrateur efface ou exporte les données d’une personne. Demandez-le-lui."


def is_owner(actor: Actor | None) -> bool:
    """Whether this person owns the company's account."""
    return actor is not None and Profile.OWNER in actor.profiles


def _owner(request: Request) -> None:
    if not is_owner(actor_in(request)):
        raise OwnerOnly


@get(HERE, guards=[MAY])
async def look(request: Request, contact_id: FromPath[UUID]) -> Page:
    """What goes and what stays; nothing happens yet."""
    _owner(request)
    return _page(request, await preview(tx_of(request), contact_id))


def _page(request: Request, seen: Preview, error: OdisseeError | None = None) -> Page:
    return render(
        request, "privacy/erase.html", seen=seen, reasons=REASONS, fresh=actor_in(request).is_fresh,
        errors={"password": error.sentence} if error else None, status_code=error.status if error else 200,
    )  # fmt: skip


@post(HERE, guards=[MAY])
async def do(request: Request, contact_id: FromPath[UUID]) -> Response[Any]:
    """In one transaction; a wrong password shows the same page again."""
    _owner(request)
    tx, form = tx_of(request), await request.form()
    seen = await preview(tx, contact_id)
    try:
        await confirm_identity(tx, actor_in(request), str(form.get("password", "")))
    except OdisseeError as error:
        return _page(request, seen, error)
    await erase(tx, contact_id)
    said = (
        "Données effacées"
        if seen.whole
        else "Données effacées, le nom reste là où la loi ou une preuve le garde"
    )
    return see_other(request, f"{LIST}#effacements", toast(f"{said}. L’attestation se prépare."))


@post("/contacts/{contact_id:uuid}/donnees-personnelles", guards=[MAY, fresh])
async def hand_over(request: Request, contact_id: FromPath[UUID]) -> Response[bytes]:
    """The ZIP for the person."""
    _owner(request)
    name, data = await export_of(tx_of(request), contact_id)
    return Response(data, media_type="application/zip", headers=attached(name), status_code=200)


@sheet_card("privacy/sheet_card.html")
async def card(tx: TenantTransaction, contact: Contact) -> dict[str, Any]:
    """On the sheet of a contact: the two acts for the owner, or that the person was erased."""
    restricted = await tx.fetchval("select restricted_at from contact where id = $1", contact.id)
    return {"restricted_at": restricted, "may_erase": is_owner(tx.state.get("actor"))}


PERSON = [look, do, hand_over]
