"""Points 2, 3 and 4: who orders, owns, occupies, pays and recommends."""

from typing import Any
from uuid import UUID

import pytest

from tests.browser_client import Visitor
from tests.companies import Company
from tests.tenants.contacts.book import written
from tests.tenants.orders.desk import HOUSE, PLACE, Desk, open_order, row, rows

ANNE = {"first_name": "Anne", "email": "anne@exemple.fr", "mobile": "0639986177", "address": "8 rue Bargoin",
        "postcode": "64000", "city": "Pau"}  # fmt: skip


async def roles(pau: Company) -> dict[str, set[str]]:
    found = await rows(
        pau, "select c.last_name, k.roles from dossier_contact k join contact c on c.id = k.contact_id"
    )
    return {one["last_name"]: set(one["roles"]) for one in found}


def picked(name: str, contact: Any) -> dict[str, str]:
    return {f"{name}_id": str(contact.id), f"{name}_name": contact.full_name}


@pytest.mark.feature("CREA-16", "CREA-17", "CREA-18")
async def test_the_requester_is_also_owner_occupant_and_payer(office: Visitor, pau: Company) -> None:
    anne = await written(pau, "Bordenave", **ANNE)
    desk = await open_order(office)
    await desk.type(**picked("requester", anne))
    await desk.type(requester_is_owner="1", requester_occupies="1", requester_pays="1")
    page = await desk.see("bien")
    assert 'value="8 rue Bargoin"' in page and "son adresse a été reprise" in page
    await desk.type(**HOUSE)
    assert (await desk.save()).status_code == 303
    assert await roles(pau) == {"Bordenave": {"requester", "owner", "occupant", "payer"}}
    found = await row(
        pau, "select k.invoice_access, d.city from dossier_contact k join dossier d on d.id = k.dossier_id"
    )
    assert found["invoice_access"] and found["city"] == "Pau"


@pytest.mark.feature("CREA-17")
async def test_a_typed_address_is_not_replaced_without_asking(office: Visitor, pau: Company) -> None:
    anne = await written(pau, "Bordenave", **ANNE)
    desk = await open_order(office)
    await desk.type(address="3 place Royale", postcode="64000", city="Pau")
    await desk.type(**picked("requester", anne), requester_occupies="1")
    page = await desk.see("bien")
    assert 'value="3 place Royale"' in page and "Reprendre l’adresse de" in page
    assert (
        await desk.send("bien", address="3 place Royale", postcode="64000", city="Pau", reset="address")
    ).status_code == 303
    assert 'value="8 rue Bargoin"' in await desk.see("bien")


@pytest.mark.feature("CREA-19", "CREA-20")
async def test_a_professional_prescriber_is_asked_for_by_name(office: Visitor, pau: Company) -> None:
    ossau = await written(pau, "Ossau Immobilier", type="agence")
    desk = await open_order(office)
    await desk.type(origin="Prescripteur professionnel")
    assert "Quel prescripteur ?" in await desk.see("demandeur")
    await desk.type(**picked("prescriber", ossau), **PLACE)
    assert "Quel prescripteur ?" not in await desk.see("demandeur")
    await desk.save()
    assert (await row(pau, "select prescriber_name from dossier"))["prescriber_name"] == "Ossau Immobilier"


@pytest.mark.feature("CREA-22", "CREA-23")
async def test_agence_aria_orders_for_m_albert(office: Visitor, pau: Company) -> None:
    """The agency is the requester; the dossier bears M. Albert's name, and the agency's as prescriber."""
    aria = await written(pau, "Agence ARIA", type="agence", email="contact@aria.exemple.fr")
    albert = await written(pau, "Albert", civility="M.")
    desk = await open_order(office)
    await desk.type(**HOUSE, **PLACE, **picked("requester", aria), requester_is_prescriber="1")
    assert "Agence ARIA est une agence." in await desk.see("demandeur")
    assert "Qui est le propriétaire ?" in await desk.see("bien")
    await desk.type(**picked("owner", albert), payer_id=str(albert.id), payer_name="M. Albert")
    assert "Qui est le propriétaire ?" not in await desk.see("bien")
    assert (await desk.save()).status_code == 303
    assert await roles(pau) == {"Agence ARIA": {"requester", "prescriber"}, "Albert": {"owner", "payer"}}
    dossier = await row(pau, "select * from dossier")
    assert (dossier["owner_name"], dossier["prescriber_name"]) == ("Albert", "Agence ARIA")


@pytest.mark.feature("CREA-27")
async def test_dependencies_have_their_lot_numbers_and_nothing_is_mandatory(
    office: Visitor, pau: Company
) -> None:
    desk = await open_order(office)
    await desk.see("bien")
    for _ in range(2):
        assert (await desk.send("bien", **PLACE, add="annex")).status_code == 303
        await desk.see("bien")
    await desk.type(annex_0_kind="garage", annex_0_lot="12", annex_0_surface="18", annex_1_kind="cellar",
                    floor="2", door="B12 puis 4", access_notes="Chien dans la cour")  # fmt: skip
    await desk.see("bien")
    assert (await desk.send("bien", **PLACE, annex_0_kind="garage", annex_0_lot="12", annex_0_surface="18",
                            annex_1_kind="cellar", remove="annex_1")).status_code == 303  # fmt: skip
    await desk.save()
    kept = await rows(pau, "select kind, lot, surface from annex")
    assert [(one["kind"], one["lot"], str(one["surface"])) for one in kept] == [("garage", "12", "18.00")]
    place = await row(pau, "select * from property")
    assert (place["annex_count"], place["floor"], place["door"]) == (1, "2", "B12 puis 4")


@pytest.mark.feature("CREA-25")
async def test_the_city_alone_places_the_property(office: Visitor, pau: Company) -> None:
    desk = await open_order(office)
    await desk.type(address="Pau", complement="derrière la gare, portail bleu")
    page = await desk.see("bien")
    assert "Situé à la commune" in page
    await desk.save()
    place = await row(pau, "select * from property")
    assert (place["city"], place["match_kind"], place["insee"]) == ("Pau", "municipality", "64445")


@pytest.mark.feature("CREA-28")
async def test_interlocutors_come_and_go(office: Visitor, pau: Company) -> None:
    notary = await written(pau, "Étude Cazenave", type="notaire")
    syndic = await written(pau, "Gestion Béarn", type="syndic")
    desk = await open_order(office)
    await desk.see("interlocuteurs")
    assert (await desk.send("interlocuteurs", add="person", new_role="notary")).status_code == 422
    for contact, role in ((notary, "notary"), (syndic, "property_manager")):
        sent = await desk.send("interlocuteurs", **picked("new", contact), new_role=role, add="person")
        assert sent.status_code == 303
        await desk.see("interlocuteurs")
    page = await desk.see("interlocuteurs")
    assert "Étude Cazenave" in page and "2 personnes" in page
    await desk.send("interlocuteurs", remove="person_0")
    await desk.type(**PLACE)
    await desk.save()
    assert await roles(pau) == {"Gestion Béarn": {"property_manager"}}


@pytest.mark.feature("CREA-28")
async def test_a_contact_added_on_the_dossier_meanwhile_stays(office: Visitor, pau: Company) -> None:
    from odissee.platform.db import db
    from odissee.tenants.dossiers import Role, attach

    anne, notary = (
        await written(pau, "Bordenave", **ANNE),
        await written(pau, "Étude Cazenave", type="notaire"),
    )
    desk = await open_order(office)
    await desk.type(**PLACE, **picked("requester", anne))
    dossier = (await desk.save()).headers["location"]
    again = Desk(office, (await office.get(f"{dossier}/commande")).headers["location"].rpartition("/")[0])
    async with db.tenant(pau.tenant_id) as tx:
        await attach(tx, UUID(dossier.rpartition("/")[2]), notary.id, {Role.NOTARY})
    await again.see("demandeur")
    await again.type(requester_id="", requester_name="")
    assert (await again.save()).status_code == 303
    assert await roles(pau) == {"Étude Cazenave": {"notary"}}


@pytest.mark.feature("CREA-18")
async def test_a_payer_who_did_not_order_sees_the_invoice_at_once_and_owes(
    office: Visitor, pau: Company
) -> None:
    anne = await written(pau, "Bordenave", **ANNE)
    cazenave = await written(pau, "Cazenave", first_name="Jean", email="jean@exemple.fr")
    desk = await open_order(office)
    assert "Reçoit facture et relances, voit la facture, peut payer en ligne" in await desk.see("demandeur")
    await desk.type(**HOUSE, **PLACE, **picked("requester", anne), **picked("payer", cazenave))
    assert "Facture visible" in await desk.see("interlocuteurs")
    assert "Payeur" in await desk.see("planning") and (await desk.save()).status_code == 303
    found = await rows(
        pau, "select c.last_name, k.invoice_access, k.roles from dossier_contact k join contact c on c.id = k.contact_id"
    )  # fmt: skip
    assert {one["last_name"]: one["invoice_access"] for one in found} == {
        "Bordenave": False,
        "Cazenave": True,
    }
    debtors = [one["last_name"] for one in found if "payer" in one["roles"]]
    assert debtors == ["Cazenave"], "one debtor a dossier: dunning goes to nobody else"


@pytest.mark.feature("CREA-20")
async def test_the_prescriber_may_be_somebody_else_than_who_orders(office: Visitor, pau: Company) -> None:
    anne, ossau = (
        await written(pau, "Bordenave", **ANNE),
        await written(pau, "Ossau Immobilier", type="agence"),
    )
    desk = await open_order(office)
    assert "Prescripteur, s’il n’est pas le demandeur" in await desk.see("demandeur")
    await desk.type(**HOUSE, **PLACE, **picked("requester", anne), **picked("prescriber", ossau))
    assert (await desk.save()).status_code == 303
    assert await roles(pau) == {"Bordenave": {"requester"}, "Ossau Immobilier": {"prescriber"}}
    dossier = await row(pau, "select prescriber_name from dossier")
    assert dossier["prescriber_name"] == "Ossau Immobilier", "what the statistics by prescriber read"


@pytest.mark.feature("CREA-23")
async def test_an_owner_and_an_address_are_enough_and_an_occupant_may_come(
    office: Visitor, pau: Company
) -> None:
    anne = await written(pau, "Bordenave", **ANNE)
    lodger = await written(pau, "Lasserre", first_name="Paul", mobile="0639986178")
    desk = await open_order(office)
    await desk.type(**HOUSE, **picked("owner", anne), address="3 place Royale", postcode="64000", city="Pau")
    dossier = (await desk.save()).headers["location"]
    assert await roles(pau) == {"Bordenave": {"owner"}}
    place = await row(pau, "select address, postcode, city from property")
    assert tuple(place) == ("3 place Royale", "64000", "Pau")
    again = Desk(office, (await office.get(f"{dossier}/commande")).headers["location"].rpartition("/")[0])
    await again.type(**picked("occupant", lodger))
    page = await again.see("bien")
    assert "Lasserre" in page and 'value="3 place Royale"' in page
    assert (await again.save()).status_code == 303
    assert await roles(pau) == {"Bordenave": {"owner"}, "Lasserre": {"occupant"}}
