"""Diagnostics, packs and special prices, set through their pages and found again in the price of an order."""

from datetime import UTC, date, datetime

import pytest

from odissee.platform import clock
from odissee.platform.db import db, new_id
from odissee.tenants.catalogue import diagnostics_of, special_terms, tariff_of
from odissee.tenants.pricing import PriceContext, price_order, systematic_discount
from tests.browser_client import Visitor
from tests.companies import Company

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
DAY = date(2026, 11, 24)
FLAT = PriceContext(on=DAY, transaction="rental", property_type="flat", rooms=2)
RENTAL = ["DPE", "GAS", "ELECTRICITY", "ERP"]


async def id_of(company: Company, sql: str, *args: object) -> str:
    async with db.tenant(company.tenant_id) as tx:
        found = await tx.fetchval(sql, *args)
    return str(found)


async def proposed(company: Company, context: PriceContext, contacts: tuple[object, ...] = ()) -> int:
    async with db.tenant(company.tenant_id) as tx:
        items = [each.priced for each in await diagnostics_of(tx) if each.code in RENTAL]
        tariff = await tariff_of(tx, None, context.on, contacts)  # type: ignore[arg-type]
    return price_order(items, context, tariff).proposed.amount


@pytest.mark.feature("SET-04")
async def test_paul_renames_times_and_hides_a_diagnostic_and_takes_it_back(
    owner: Visitor, durand_prices: Company
) -> None:
    id = await id_of(durand_prices, "select id from diagnostic where code = 'TERMITES'")
    typed = {"label": "État parasitaire", "short_label": "Termites", "vat": "20 %", "minutes": "35",
             "certification": "termites", "transactions": ["sale", "works"]}  # fmt: skip
    assert (await owner.post(f"/parametres/diagnostics/{id}", typed)).status_code == 303
    page = (await owner.get("/parametres/diagnostics")).text
    assert "État parasitaire" in page
    assert "Vente, Travaux" in page
    assert (await owner.post(f"/parametres/diagnostics/{id}/montrer", {})).status_code == 303
    assert "Termites, T5" not in (await owner.get("/parametres/tarifs?bien=house")).text
    entry = await id_of(durand_prices, "select id from journal_entry order by seq desc limit 1")
    assert (await owner.post(f"/annuler/{entry}")).status_code == 303
    assert "Termites, T5" in (await owner.get("/parametres/tarifs?bien=house")).text
    wrong = await owner.post(f"/parametres/diagnostics/{id}", typed | {"minutes": "-3", "vat": "vingt"})
    assert wrong.status_code == 422
    assert 'value="vingt"' in wrong.text
    assert 'value="-3"' in wrong.text


@pytest.mark.feature("SET-04")
async def test_the_order_of_the_catalogue_is_the_companys(owner: Visitor, durand_prices: Company) -> None:
    id = await id_of(durand_prices, "select id from diagnostic where code = 'ERP'")
    for _ in range(3):
        await owner.post(f"/parametres/diagnostics/{id}/deplacer", {"by": "-1"})
    async with db.tenant(durand_prices.tenant_id) as tx:
        codes = [each.code for each in await diagnostics_of(tx)]
    assert codes[:5] == ["DPE", "ASBESTOS", "CREP", "ERP", "TERMITES"]


@pytest.mark.feature("SET-04")
async def test_a_service_of_the_companys_own_is_added_once(owner: Visitor, durand_prices: Company) -> None:
    typed = {"label": "Plan de l’appartement", "short_label": "Plan 2D", "vat": "20", "minutes": "40"}
    assert (await owner.post("/parametres/diagnostics/nouveau", typed)).status_code == 303
    assert "Plan 2D" in (await owner.get("/parametres/tarifs")).text
    again = await owner.post("/parametres/diagnostics/nouveau", typed)
    assert again.status_code == 422
    assert "porte déjà ce nom court" in again.text


@pytest.mark.feature("SET-06")
async def test_a_pack_is_made_planned_dearer_and_the_order_follows_its_dates(
    owner: Visitor, durand_prices: Company
) -> None:
    assert await proposed(durand_prices, FLAT) == 210_00
    id = await id_of(durand_prices, "select id from pack where name = 'Location appartement'")
    typed = {"name": "Location appartement", "diagnostics": RENTAL, "amount": "225,00 €", "basis": "incl",
             "minutes": "85", "transaction": "rental", "property_type": "flat", "from": "01/01/2027"}  # fmt: skip
    with clock.at(NOW):
        assert (await owner.post(f"/parametres/packs/{id}", typed)).status_code == 303
        page = (await owner.get("/parametres/packs")).text
    assert "Programmé pour le" in page
    assert await proposed(durand_prices, FLAT) == 210_00
    later = PriceContext(on=date(2027, 1, 2), transaction="rental", property_type="flat", rooms=2)
    assert await proposed(durand_prices, later) == 225_00


@pytest.mark.feature("SET-06")
async def test_pack_first_or_best_price_is_the_companys_rule(owner: Visitor, durand_prices: Company) -> None:
    id = await id_of(durand_prices, "select id from pack where name = 'Location appartement'")
    typed = {"name": "Location appartement", "diagnostics": RENTAL, "amount": "900", "transaction": "rental",
             "property_type": "flat"}  # fmt: skip
    await owner.post(f"/parametres/packs/{id}", typed)
    today = PriceContext(on=clock.today("Europe/Paris"), transaction="rental", property_type="flat", rooms=2)
    assert await proposed(durand_prices, today) == 109_00 + 69_00 + 69_00 + 20_00
    await owner.post("/parametres/packs/regle", {"pack_rule": "pack_first"})
    assert await proposed(durand_prices, today) == 900_00
    entry = await id_of(durand_prices, "select id from journal_entry order by seq desc limit 1")
    await owner.post(f"/annuler/{entry}")
    assert await proposed(durand_prices, today) == 267_00


@pytest.mark.feature("SET-06")
async def test_a_wrong_pack_keeps_what_was_typed(
    owner: Visitor, durand_prices: Company, luc: Visitor
) -> None:
    wrong = await owner.post(
        "/parametres/packs/nouveau",
        {
            "name": "Vide",
            "amount": "-3",
            "measure": "rooms",
            "above": "4",
            "up_to": "2",
            "until": "01/01/2020",
        },
    )
    assert wrong.status_code == 422
    for said in (
        "Cochez au moins un diagnostic",
        "ne peut pas être négatif",
        "limite haute",
        "La fin est avant",
        'value="Vide"',
    ):
        assert said in wrong.text, said
    id = await id_of(durand_prices, "select id from pack limit 1")
    for path in (f"/parametres/packs/{id}", f"/parametres/packs/{id}/arreter"):
        assert (await luc.post(path, {"name": "À moi"})).status_code == 404
    assert (await luc.get(f"/parametres/packs/{id}")).status_code == 404


@pytest.mark.feature("SET-06")
async def test_a_pack_stopped_or_hidden_is_no_longer_proposed(owner: Visitor, durand_prices: Company) -> None:
    id = await id_of(durand_prices, "select id from pack where name = 'Location appartement'")
    await owner.post(f"/parametres/packs/{id}/montrer", {})
    assert await proposed(durand_prices, FLAT) == 267_00
    await owner.post(f"/parametres/packs/{id}/montrer", {"shown": "1"})
    assert await proposed(durand_prices, FLAT) == 210_00
    await owner.post(f"/parametres/packs/{id}/arreter", {})
    today = PriceContext(on=clock.today("Europe/Paris"), transaction="rental", property_type="flat", rooms=2)
    assert await proposed(durand_prices, today) == 267_00


@pytest.mark.feature("SET-07")
@pytest.mark.feature("CREA-10")
async def test_an_agency_has_its_own_price_and_its_systematic_discount(
    owner: Visitor, durand_prices: Company
) -> None:
    agency = new_id()
    async with db.tenant(durand_prices.tenant_id) as tx:
        await tx.execute(
            "insert into contact (id, last_name, kind) values ($1, 'Ossau Immobilier', 'pro')", agency
        )
    typed = {"name": "Accord Ossau", "kind": "prescriber", "beneficiary": "ossau immobilier", "discount": "5 %",
             "valid_from": "01/01/2026", "valid_to": "31/12/2027"}  # fmt: skip
    assert (await owner.post("/parametres/tarifs-particuliers/nouveau", typed)).status_code == 303
    page = (await owner.get("/parametres/tarifs-particuliers")).text
    assert "Accord Ossau" in page
    assert "5\u202f%" in page
    special = await id_of(durand_prices, "select id from special_price")
    with clock.at(NOW):
        path = f"/parametres/tarifs?transaction=rental&bien=flat&liste={special}"
        assert 'placeholder="109"' in (await owner.get(path)).text
        assert (await owner.post(path, {"DPE|1": "80"})).status_code == 303
    async with db.tenant(durand_prices.tenant_id) as tx:
        terms = await special_terms(tx, [agency], DAY)
        discount = systematic_discount(terms.discounts, DAY)
    assert discount is not None
    assert discount.percent == 5_00
    assert "Ossau Immobilier" in discount.comment
    theirs = PriceContext(
        on=DAY, transaction="rental", property_type="flat", rooms=2, price_lists=terms.price_lists
    )
    async with db.tenant(durand_prices.tenant_id) as tx:
        await tx.execute("delete from pack")
    assert await proposed(durand_prices, theirs, (agency,)) == 80_00 + 69_00 + 69_00 + 20_00
    assert await proposed(durand_prices, FLAT) == 267_00
    asked = {
        "diagnostics": RENTAL,
        "transaction": "rental",
        "bien": "flat",
        "pieces": "2",
        "prescripteur": "Ossau Immobilier",
    }
    with clock.at(NOW):
        shown = (await owner.get("/parametres/tarifs/essai", params=asked)).text
    assert "226,10" in shown
    assert "Remise systématique" in shown


@pytest.mark.feature("SET-07")
async def test_limits_by_profile_and_an_unknown_agency(owner: Visitor, durand_prices: Company) -> None:
    assert (
        await owner.post("/parametres/tarifs-particuliers/limites", {"office": "7,5 %"})
    ).status_code == 303
    page = (await owner.get("/parametres/tarifs-particuliers")).text
    assert "7,5\u202f%" in page
    wrong = await owner.post("/parametres/tarifs-particuliers/limites", {"office": "140"})
    assert wrong.status_code == 422
    assert 'value="140"' in wrong.text
    nobody = await owner.post(
        "/parametres/tarifs-particuliers/nouveau",
        {"name": "X", "beneficiary": "Personne", "discount": "-5 %"},
    )
    assert nobody.status_code == 422
    assert "Aucun contact ne porte ce nom" in nobody.text
