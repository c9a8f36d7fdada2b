"""A stranger company finds nothing by any route; a technician finds the contacts of her own dossiers."""

from typing import Any

import pytest

from odissee.platform.db import db
from odissee.platform.errors import NotFound
from odissee.platform.fields import Form
from odissee.tenants.contacts import contact_of, find_contacts, restore, trash, update_contact
from tests.browser_client import Visitor, logged_in
from tests.companies import Company
from tests.tenants.contacts.book import stored, written
from tests.tenants.contacts.conftest import dossier_of

SECRET = "Canari-Lasserre"


@pytest.mark.feature("CONT-01")
async def test_morel_never_finds_a_contact_of_durand(luc: Visitor, durand: Company, morel: Company) -> None:
    contact = await written(
        durand, SECRET, email="canari@exemple.fr", mobile="06 39 98 80 35", postcode="64000", city="Pau"
    )
    id = contact.id
    for path in (
        "/contacts", "/contacts?q=canari", "/contacts?q=0639988035", f"/contacts?apres={id}", "/contacts?etat=corbeille",
        "/contacts/choisir?q=canari", f"/contacts/choisi?champ=a&a_id={id}", f"/contacts/{id}", f"/contacts/{id}/modifier",
    ):  # fmt: skip
        answer = await luc.get(path)
        assert answer.status_code in (200, 404) and SECRET not in answer.text, path
    for path in (f"/contacts/{id}", f"/contacts/{id}/modifier", f"/contacts/choisi?champ=a&a_id={id}"):
        absent = path.replace(str(id), "01900000-0000-7000-8000-000000000000")
        one, other = await luc.get(path), await luc.get(absent)
        assert one.status_code == other.status_code == 404
    for path in ("modifier", "corbeille", "restaurer", "inviter"):
        assert (await luc.post(f"/contacts/{id}/{path}", {"last_name": "Volé"})).status_code == 404
    typed = {
        "last_name": SECRET,
        "email": "canari@exemple.fr",
        "mobile": "0639988035",
        "postcode": "64000",
        "city": "Pau",
    }
    assert SECRET not in (await luc.post("/contacts/doublons", typed)).text
    quick = {f"a_new_{name}": value for name, value in typed.items()}
    assert str(id) not in (await luc.post("/contacts/rapide?champ=a", quick)).text
    row = await stored(durand, id)
    assert (row["last_name"], row["trashed_at"]) == (SECRET, None)


async def test_the_acts_themselves_find_no_stranger(durand: Company, morel: Company) -> None:
    contact = await written(durand, "Serin-Lasserre")
    async with db.tenant(morel.tenant_id) as tx:
        assert await find_contacts(tx, "serin", 20) == []
        for act in (contact_of(tx, contact.id), trash(tx, contact.id), restore(tx, contact.id)):
            with pytest.raises(NotFound):
                await act
        with pytest.raises(NotFound):
            await update_contact(tx, contact.id, Form({"last_name": "Volé"}))


async def test_ines_sees_the_contacts_of_her_own_dossiers(field: Visitor, pau: Company) -> None:
    hers, other = await written(pau, "Bordenave"), await written(pau, "Lasserre")
    await dossier_of(pau, hers.id, "Inès", 1)
    await dossier_of(pau, other.id, "Sophie", 2)
    page = (await field.get("/contacts")).text
    assert "Bordenave" in page and "Lasserre" not in page and "Nouveau contact" not in page
    assert (await field.get(f"/contacts/{hers.id}")).status_code == 200
    assert (await field.get(f"/contacts/{other.id}")).status_code == 404
    assert (await field.get("/contacts/choisir?q=lasserre")).json() == {"results": []}
    for path in (f"/contacts/{hers.id}/modifier", f"/contacts/{hers.id}/corbeille", "/contacts"):
        assert (await field.post(path, {"last_name": "X"})).status_code == 403


async def test_a_visitor_is_asked_to_log_in(app: Any, pau: Company) -> None:
    visitor = Visitor(app, pau.host)
    for path in ("/contacts", "/contacts/nouveau", "/contacts/choisir?q=a", "/adresses/chercher?q=pau"):
        assert (await visitor.get(path)).status_code in (303, 401)


async def test_a_client_does_not_read_the_book(app: Any, pau: Company) -> None:
    contact = await written(pau, "Lasserre", email="helene@exemple.fr")
    person = await client_of(pau, contact)
    client = await logged_in(app, pau, person)
    for path in ("/contacts", f"/contacts/{contact.id}", "/contacts/choisir?q=l", "/adresses/chercher?q=pau"):
        assert (await client.get(path)).status_code == 404


async def client_of(company: Company, contact: Any) -> Any:
    from odissee.platform.db import new_id
    from tests.companies import Person

    person = Person(new_id(), new_id(), contact.email, contact.full_name)
    async with db.tenant(company.tenant_id) as tx:
        await tx.execute(
            """insert into membership (id, kind, contact_id, email, display_name, initials, profiles)
               values ($1, 'client', $2, $3, $4, 'L', '{client}')""",
            person.membership_id, contact.id, contact.email, contact.full_name,
        )  # fmt: skip
    return person
