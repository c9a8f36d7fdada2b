"""The contacts of a dossier (DOSS-20 to 28): add any number, change roles, take off; each taken back by undo."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from odissee.platform.errors import Conflict, NotFound
from odissee.platform.rights import allow
from odissee.platform.web import Request, refused, render, see_other, toast, tx_of
from odissee.platform.web.pages import Page, actor_in
from odissee.tenants.contacts import contact_of
from odissee.tenants.dossiers.contacts import Role, people_of
from odissee.tenants.dossiers.page.people import give_roles, take_off
from odissee.tenants.dossiers.visible import seen_dossier

PAGE = "dossiers/people.html"
HINTS = {
    Role.REQUESTER: "Reçoit les devis, à son nom", Role.PRINCIPAL: "Commande et signe",
    Role.PRESCRIBER: "Le chiffre d’affaires lui est attribué", Role.OWNER: "Le dossier porte son nom",
    Role.OCCUPANT: "À appeler pour le rendez-vous", Role.BUYER: "Pour information",
    Role.PAYER: "Doit la facture, voit rapports et facture", Role.NOTARY: "Pour ses relevés d’impayés",
    Role.PROPERTY_MANAGER: "Chauffage collectif et copropriété",
}  # fmt: skip
NOBODY = "Choisissez un contact dans les suggestions, ou créez-le."
NO_ROLE = "Cochez au moins un rôle."


@get("/dossiers/{dossier_id:uuid}/contacts", guards=[allow("order.edit")])
async def people_page(request: Request, dossier_id: FromPath[UUID]) -> Page:
    """Everybody with their roles to tick, and one more."""
    return render(request, PAGE, errors={}, **await _context(request, dossier_id))


async def _context(request: Request, dossier_id: UUID, **more: Any) -> dict[str, Any]:
    tx = tx_of(request)
    d = await seen_dossier(tx, actor_in(request), dossier_id)
    shown: dict[str, Any] = {"chosen": None, "typed_name": "", "ticked": {}}
    return (
        {"d": d, "people": await people_of(tx, dossier_id), "roles": list(Role), "hints": HINTS}
        | shown
        | more
    )


def _roles(form: Any) -> set[Role]:
    known = {role.value for role in Role}
    return {Role(value) for value in form.getall("role", []) if value in known}


@post("/dossiers/{dossier_id:uuid}/contacts", guards=[allow("order.edit")])
async def add_person(request: Request, dossier_id: FromPath[UUID]) -> Response[Any]:
    """One more contact; whoever is there already gets the new roles besides the old ones."""
    tx, form = tx_of(request), await request.form()
    d = await seen_dossier(tx, actor_in(request), dossier_id)
    contact, roles = await _contact(request, str(form.get("person_id", ""))), _roles(form)
    errors = {} if contact else {"person_name": NOBODY}
    errors |= {} if roles else {"role": NO_ROLE}
    if errors or contact is None:
        more = {"chosen": contact, "typed_name": str(form.get("person_name", "")), "ticked": {"new": roles}}
        return refused(request, PAGE, errors, **await _context(request, dossier_id, **more))
    known = next((row for row in await people_of(tx, dossier_id) if row["id"] == contact.id), None)
    kept = {Role(role) for role in known["roles"]} if known else set()
    entry = await give_roles(tx, d, contact.id, roles | kept)
    return _back(request, dossier_id, f"{contact.full_name} est au dossier", entry)


async def _contact(request: Request, sent: str) -> Any:
    try:
        return await contact_of(tx_of(request), UUID(sent))
    except (ValueError, NotFound):
        return None


@post("/dossiers/{dossier_id:uuid}/contacts/{contact_id:uuid}/roles", guards=[allow("order.edit")])
async def change_roles(
    request: Request, dossier_id: FromPath[UUID], contact_id: FromPath[UUID]
) -> Response[Any]:
    """Exactly the ticked roles."""
    d, person, form = await _person(request, dossier_id, contact_id)
    roles = _roles(form)
    try:
        if not roles:
            raise Conflict("Cochez au moins un rôle, ou retirez ce contact du dossier.")
        entry = await give_roles(tx_of(request), d, contact_id, roles)
    except Conflict as error:
        more = {"ticked": {contact_id: roles}}
        return refused(
            request,
            PAGE,
            {f"role-{contact_id}": error.sentence},
            **await _context(request, dossier_id, **more),
        )
    return _back(
        request,
        dossier_id,
        f"Rôles de {person['last_name']} enregistrés" if entry else "Rien n’a changé",
        entry,
    )


async def _person(request: Request, dossier_id: UUID, contact_id: UUID) -> tuple[Any, Any, Any]:
    tx, form = tx_of(request), await request.form()
    d = await seen_dossier(tx, actor_in(request), dossier_id)
    person = next((row for row in await people_of(tx, dossier_id) if row["id"] == contact_id), None)
    if person is None:
        raise NotFound
    return d, person, form


@post("/dossiers/{dossier_id:uuid}/contacts/{contact_id:uuid}/retirer", guards=[allow("order.edit")])
async def remove_person(
    request: Request, dossier_id: FromPath[UUID], contact_id: FromPath[UUID]
) -> Response[Any]:
    """Off the dossier; the contact itself stays in the address book."""
    d, person, _ = await _person(request, dossier_id, contact_id)
    try:
        entry = await take_off(tx_of(request), d, contact_id)
    except Conflict as error:
        return refused(
            request, PAGE, {f"role-{contact_id}": error.sentence}, **await _context(request, dossier_id)
        )
    return _back(request, dossier_id, f"{person['last_name']} n’est plus au dossier", entry)


def _back(request: Request, dossier_id: UUID, said: str, entry: Any) -> Response[Any]:
    undo = f"/annuler/{entry.id}" if entry else ""
    return see_other(request, f"/dossiers/{dossier_id}/contacts", toast(said, undo))


PEOPLE = [people_page, add_person, change_roles, remove_person]
