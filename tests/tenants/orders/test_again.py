"""Orders that start from something known: a dossier, a model, the thirty flats of a landlord."""

import re
from typing import Any

import pytest

from odissee.tenants.orders.again.grid import GridRefused, read_grid
from tests.browser_client import Visitor, logged_in
from tests.companies import Company
from tests.tenants.contacts.book import written
from tests.tenants.orders.desk import HOUSE, PLACE, Desk, open_order, row, rows

FLATS = "Lot\tÉtage\tPièces\tSurface\tOccupant\tTéléphone\tCave\n" + "".join(
    f"{n}\t{n % 4}\tT{n % 4 + 1}\t{30 + n},5 m²\tM. Locataire{chr(65 + n % 26)}\t06 39 98 61 {n:02}\toui\n" for n in range(1, 31)
)  # fmt: skip


@pytest.fixture
async def landlord(pau: Company) -> Any:
    return await written(pau, "Foncière du Gave", type="bailleur", email="gave@exemple.fr")


@pytest.fixture
async def desk(office: Visitor, landlord: Any) -> Desk:
    """A rental mission for the landlord, at one address."""
    desk = await open_order(office)
    await desk.type(**{**HOUSE, "transaction": "rental", "type": "flat"}, **PLACE, requester_id=str(landlord.id),
                    requester_name=landlord.full_name, requester_is_owner="1", requester_pays="1")  # fmt: skip
    return desk


async def saved(desk: Desk, company: Company) -> Any:
    assert (await desk.save()).status_code == 303
    return await row(company, "select * from dossier order by number desc limit 1")


@pytest.mark.feature("CREA-03")
async def test_a_duplicate_is_another_order_with_the_same_people_property_and_diagnostics(
    office: Visitor, pau: Company, desk: Desk
) -> None:
    await desk.type(internal_ref="Lot 12", urgent="1")
    first = await saved(desk, pau)
    assert "Dupliquer la commande" in (await office.get(f"/dossiers/{first['id']}")).text
    opened = await office.post(f"/dossiers/{first['id']}/dupliquer")
    copy = Desk(office, opened.headers["location"].rpartition("/")[0])
    assert copy.path.startswith("/commandes/")
    await copy.see("planning")
    second = await saved(copy, pau)
    assert second["id"] != first["id"] and second["number"] == first["number"] + 1
    assert (second["owner_name"], second["city"]) == (first["owner_name"], "Pau")
    assert 0 < second["amount_cents"] < first["amount_cents"], "urgent was the first, not its copy"
    assert second["internal_ref"] == "" and second["urgent_at"] is None
    kinds = "select array_agg(diagnostic order by diagnostic) as d from dossier_service where dossier_id = $1"
    assert (await row(pau, kinds, first["id"]))["d"] == (await row(pau, kinds, second["id"]))["d"]
    assert second["property_id"] != first["property_id"], (
        "correcting one address never moves the other dossier"
    )


@pytest.mark.feature("CREA-01")
async def test_a_model_holds_the_mission_and_no_person(office: Visitor, pau: Company, desk: Desk) -> None:
    await desk.type(price="typed", price_amount="240,00", public_comment="Clés au gardien")
    kept = await office.post(f"{desk.path}/modele", {"name": " Location  meublée "})
    assert kept.status_code == 303
    model = await row(pau, "select * from order_model")
    assert model["name"] == "Location meublée" and model["data"]["transaction"] == "rental"
    assert not {"requester_id", "address", "surface", "city"} & set(model["data"])
    assert "Location meublée" in (await office.get("/commandes/modeles")).text
    begun = await office.post(f"/commandes/modeles/{model['id']}/partir")
    page = (await office.get(begun.headers["location"])).text
    assert 'value="240,00"' in page
    await office.post(f"/commandes/modeles/{model['id']}/retirer")
    listing = (await office.get("/commandes/modeles")).text
    assert "Aucun modèle" in listing
    undo = re.search(r'action="(/annuler/[^"]+)"', listing)
    assert undo and (await office.post(undo[1])).status_code == 303
    assert "Location meublée" in (await office.get("/commandes/modeles")).text


@pytest.mark.feature("CREA-03")
async def test_thirty_flats_of_one_landlord_become_thirty_dossiers_at_once(
    office: Visitor, pau: Company, desk: Desk
) -> None:
    seen = (await office.post(f"{desk.path}/lots", {"grid": FLATS, "go": "lire"})).text
    assert (
        "30 biens" in seen
        and "Créer 30 dossiers" in seen
        and "Colonnes laissées de côté : Cave" in seen.replace("\xa0", " ").replace("\u202f", " ")
    )
    assert (await row(pau, "select count(*) as n from dossier"))["n"] == 0, "reading creates nothing"
    done = await office.post(f"{desk.path}/lots", {"grid": FLATS, "go": "creer"})
    assert done.status_code == 303
    assert "30\xa0dossiers créés" in (await office.get(done.headers["location"])).text
    found = await rows(pau, """select p.lot, p.surface, p.rooms, p.city, d.owner_name, d.status, c.mobile, d.amount_cents from dossier d
      join property p on p.id = d.property_id
      join dossier_contact k on k.dossier_id = d.id and 'occupant' = any(k.roles) join contact c on c.id = k.contact_id
      order by d.number""")  # fmt: skip
    assert len(found) == 30 and {one["owner_name"] for one in found} == {"Foncière du Gave"}
    assert [one["lot"] for one in found] == [str(n) for n in range(1, 31)]
    assert (float(found[0]["surface"]), found[0]["rooms"], found[0]["mobile"]) == (31.5, 2, "+33639986101")
    assert len({one["amount_cents"] for one in found}) > 1, "each has the price of its own size"
    assert (await office.get(f"{desk.path}/mission")).status_code == 404, "the order that served is closed"


async def test_a_wrong_line_in_the_middle_creates_nothing_and_says_which(
    office: Visitor, pau: Company, desk: Desk
) -> None:
    grid = "Lot;Surface\n1;40\n2;quarante\n3;50\n"
    seen = await office.post(f"{desk.path}/lots", {"grid": grid, "go": "lire"})
    assert "1 ligne à corriger" in seen.text and "Créer 3" not in seen.text
    forced = await office.post(f"{desk.path}/lots", {"grid": grid, "go": "creer"})
    assert (
        forced.status_code == 422
        and "Corrigez d’abord la ligne 2" in forced.text
        and "2;quarante" in forced.text
    )
    assert (await row(pau, "select (select count(*) from dossier) + (select count(*) from property) as n"))[
        "n"
    ] == 0


async def test_the_same_phone_is_the_same_tenant_and_a_name_alone_is_not(
    office: Visitor, pau: Company, desk: Desk
) -> None:
    known = await written(pau, "Duclos", first_name="Marc", mobile="0639986155")
    await written(pau, "Petit", first_name="Zoé")
    grid = "Lot;Occupant;Téléphone\n1;M. Duclos;06 39 98 61 55\n2;Mme Petit;\n"
    assert (await office.post(f"{desk.path}/lots", {"grid": grid, "go": "creer"})).status_code == 303
    found = await rows(pau, """select k.contact_id from dossier d join dossier_contact k on k.dossier_id = d.id
      where 'occupant' = any(k.roles) order by d.number""")  # fmt: skip
    assert found[0]["contact_id"] == known.id
    assert (await row(pau, "select count(*) as n from contact where last_name = 'Petit'"))["n"] == 2


@pytest.mark.quick
@pytest.mark.parametrize(("text", "words"), [
    ("", "ligne de titres"), ("Lot;Surface", "ligne de titres"), ("a;b\n1;2", "ne porte pas de titres connus"),
    ("Lot;Surface\n" + "1;2\n" * 61, "60 biens au plus")])  # fmt: skip
def test_a_list_that_says_nothing_is_refused_with_what_to_do(text: str, words: str) -> None:
    with pytest.raises(GridRefused, match=words):
        read_grid(text)


@pytest.mark.quick
def test_studios_types_and_unknown_kinds_are_read_as_people_write_them() -> None:
    grid = read_grid("Type,Pièces\nStudio,\nMaison,4\nLoft,F2\n")
    assert [one.fields for one in grid.dwellings] == [
        {"rooms": "1", "type": "flat"}, {"type": "house", "rooms": "4"},
        {"type": "flat", "access_notes": "Loft", "rooms": "2"},
    ]  # fmt: skip


async def test_a_technician_and_a_stranger_make_no_copy(
    app: Any, pau: Company, desk: Desk, luc: Visitor
) -> None:
    first = await saved(desk, pau)
    ines = await logged_in(app, pau, pau.people["Inès"])
    assert (await ines.post(f"/dossiers/{first['id']}/dupliquer")).status_code == 403
    for path in (f"/dossiers/{first['id']}/dupliquer", f"{desk.path}/modele", f"{desk.path}/lots"):
        assert (await luc.post(path, {"name": "x", "grid": FLATS})).status_code == 404
