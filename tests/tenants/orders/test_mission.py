"""Point 1: what the law ticks, what a person ticks, what it costs."""

import re
import time

import pytest

from odissee.platform.db import db, new_id
from tests.browser_client import Visitor
from tests.companies import Company
from tests.tenants.contacts.book import written
from tests.tenants.orders.desk import HOUSE, PLACE, Desk, open_order, row, words


def ticked(page: str) -> set[str]:
    return set(re.findall(r'id="d-([A-Z_]+)"[^>]* checked', page))


async def live(desk: Desk) -> str:
    answer = await desk.visitor.get(f"{desk.path}/vivant?point=mission", headers={"HX-Request": "true"})
    return words(answer.text)


@pytest.mark.feature("CREA-01")
@pytest.mark.parametrize(
    ("mode", "choice"),
    [("ddt", "Vente"), ("ddt", "Gestion"), ("works", "Démolition"), ("building", "Parties communes"), ("other", "Autre mission")],
)  # fmt: skip
async def test_each_mode_offers_its_operations(office: Visitor, mode: str, choice: str) -> None:
    page = await (await open_order(office, mode)).see()
    assert f">{choice}</option>" in page and 'aria-pressed="true"' in page


@pytest.mark.feature("CREA-01")
async def test_the_mode_changes_on_the_page_and_keeps_what_was_typed(office: Visitor) -> None:
    desk = await open_order(office)
    await desk.see()
    assert (await desk.send(surface="118", set_mode="works")).status_code == 303
    page = await desk.see()
    assert "Démolition" in page and 'value="118"' in page


@pytest.mark.feature("CREA-05", "CREA-07")
async def test_the_context_ticks_and_says_why(office: Visitor) -> None:
    desk = await open_order(office)
    await desk.type(transaction="sale", type="flat", heating="individual_gas")
    assert "CREP" not in ticked(await live(desk))
    await desk.type(built_year="1938", **PLACE)
    page = await live(desk)
    assert {"DPE", "CREP", "ASBESTOS"} <= ticked(page)
    assert "Construction de 1938, avant le 1er janvier 1949" in page and "CSP L.1334-6" in page
    assert "L’installation de gaz a-t-elle plus de 15 ans ?" in page and "à vérifier" in page
    await desk.type(built_year="1998")
    assert not {"CREP", "ASBESTOS"} & ticked(await live(desk))


@pytest.mark.feature("CREA-05")
async def test_the_termite_zone_follows_the_city_until_a_person_corrects_it(office: Visitor) -> None:
    desk = await open_order(office)
    await desk.type(transaction="sale", type="house", postcode="33000", city="Bordeaux")
    assert "TERMITES" in ticked(await live(desk)), "the whole Gironde is in a zone"
    await desk.type(termites="no")
    assert "TERMITES" not in ticked(await live(desk))


@pytest.mark.feature("CREA-07")
async def test_a_person_ticks_without_context_and_goes_back_to_it(office: Visitor) -> None:
    desk = await open_order(office)
    await desk.see()
    await desk.type(d_CREP="CREP", d_DPE="")
    page = await live(desk)
    assert ticked(page) == {"CREP"} and "coché à la main" in page
    await desk.type(type="house", built_year="1998", heating="individual_gas", **PLACE)
    assert "CREP" in ticked(await live(desk)), "the context does not undo a person's tick"
    assert (await desk.send(reset="context", type="house", built_year="1998")).status_code == 303
    assert "CREP" not in ticked(await desk.see()) and "DPE" in ticked(await desk.see())


@pytest.mark.feature("CREA-07")
async def test_a_rule_to_verify_is_settled_in_place_by_who_may(
    office: Visitor, boss: Visitor, pau: Company
) -> None:
    from odissee.tenants.regulation import RuleBook

    rule = next(one for one in RuleBook.bundled().rules if one.key == "pemd")
    desk = await open_order(office, "works")
    await desk.type(transaction="demolition", type="house", floor_area="1500", **PLACE)
    assert "Trancher pour vos dossiers" not in await desk.see()
    sent = {
        "settle": rule.key,
        f"s_verdict_{rule.key}": "required",
        f"s_reason_{rule.key}": "Texte lu à la mairie",
    }
    assert (await desk.send(transaction="demolition", **sent)).status_code == 403
    paul = Desk(boss, desk.path)
    page = await paul.see()
    assert "Trancher pour vos dossiers" in page and "PEMD" not in ticked(page)
    lacking = await paul.send(transaction="demolition", **{**sent, f"s_reason_{rule.key}": " "})
    assert lacking.status_code == 422 and "Indiquez la raison" in words(lacking.text)
    assert (await paul.send(transaction="demolition", **sent)).status_code == 303
    page = await desk.see()
    assert "PEMD" in ticked(page) and "Texte lu à la mairie" in page and "tranché par votre société" in page


@pytest.mark.feature("CREA-07")
async def test_without_script_untouched_boxes_keep_following_the_context(office: Visitor) -> None:
    desk = await open_order(office)
    await desk.type(**HOUSE)
    page = await desk.see()
    shown = re.search(r'name="shown" value="([^"]*)"', page)
    listed = re.search(r'name="listed" value="([^"]*)"', page)
    assert shown and listed
    boxes = {name: name.removeprefix("d_") for name in shown[1].split()}
    sent = {
        **HOUSE,
        **boxes,
        "shown": shown[1],
        "listed": listed[1],
        "built_year": "1998",
        "shown_price": "x",
        "price": "x",
    }
    sent.pop("d_GAS")
    assert (await desk.send(**sent)).status_code == 303
    after = ticked(await desk.see())
    assert "CREP" not in after, "the year changed in the same form: nobody had touched this box"
    assert "GAS" not in after and "ELECTRICITY" in after


@pytest.mark.feature("CREA-08", "CREA-09")
async def test_pack_sum_or_typed_amount_with_a_discount(boss: Visitor) -> None:
    desk = await open_order(boss)
    await desk.type(**HOUSE)
    assert "490,00 €" in await live(desk)
    await desk.type(price="units")
    assert "Somme des tarifs" in await live(desk)
    await desk.type(price="pack:Vente maison avant 1949", discount_value="5", discount_kind="percent")
    page = await live(desk)
    assert "−24,50 €" in page and "465,50 €" in page
    await desk.type(discount_value="20", discount_kind="amount")
    assert "470,00 €" in await live(desk)
    await desk.type(price_amount="400", discount_value="")
    page = await live(desk)
    assert "400,00 €" in page and re.search(r'id="px-typed"[^>]* checked', page)


@pytest.mark.feature("CREA-08")
async def test_a_missing_price_is_said_and_does_not_count_as_zero(office: Visitor) -> None:
    desk = await open_order(office)
    await desk.type(**{**HOUSE, "type": "land"}, d_DPE="DPE")
    page = await live(desk)
    assert "Aucun tarif pour « DPE »" in page and "Il manque un prix" in page


@pytest.mark.feature("CREA-09")
async def test_sophie_may_not_go_beyond_her_discount_and_paul_may(
    office: Visitor, boss: Visitor, pau: Company
) -> None:
    async with db.tenant(pau.tenant_id) as tx:
        await tx.execute("update price_settings set max_discounts = '{\"office\": 1000}'::jsonb")
    desk = await open_order(office)
    await desk.type(**HOUSE, **PLACE, discount_value="30", discount_kind="percent")
    assert "Votre remise maximale est de 10 %" in await live(desk)
    answer = await desk.send("planning", go="fermer")
    assert answer.status_code == 422 and "Votre remise maximale est de 10 %" in words(answer.text)
    assert await row(pau, "select 1 from dossier") is None
    await desk.type(discount_value="", price_amount="200")
    assert "Votre remise maximale" in await live(desk), "a low typed amount is a discount too"
    theirs = Desk(boss, desk.path)
    await theirs.type(discount_value="30", price="units")
    assert (await theirs.send("planning", go="fermer")).status_code == 303


@pytest.mark.feature("CREA-10")
async def test_the_prescriber_s_discount_comes_alone_with_its_reason(office: Visitor, pau: Company) -> None:
    ossau = await written(pau, "Ossau Immobilier", type="agence", discount="5")
    desk = await open_order(office)
    await desk.type(**HOUSE, prescriber_id=str(ossau.id), prescriber_name="Ossau Immobilier")
    page = await desk.see()
    assert (
        "Remise systématique 5 %, Ossau Immobilier" in page
        and "465,50 €" in page
        and "Appliquée d’office" in page
    )
    await desk.type(discount_value="")
    assert "490,00 €" in await live(desk), "a person may take it away"
    assert (await desk.send(**HOUSE, reset="discount")).status_code == 303
    assert "465,50 €" in await desk.see()


@pytest.mark.feature("CREA-10")
async def test_a_discount_to_an_agency_that_pays_asks_for_a_reason(office: Visitor, pau: Company) -> None:
    ossau = await written(pau, "Ossau Immobilier", type="agence", discount="5")
    desk = await open_order(office)
    await desk.type(
        **HOUSE,
        **PLACE,
        requester_id=str(ossau.id),
        requester_name="Ossau",
        requester_pays="1",
        requester_is_prescriber="1",
    )
    assert "Ce payeur est aussi l’intermédiaire de la vente" in await live(desk)
    answer = await desk.send("mission", **HOUSE, go="fermer")
    assert answer.status_code == 422 and "indiquez la raison : elle reste dans l’historique." in words(
        answer.text
    )
    await desk.type(discount_reason="Remise de volume répercutée au vendeur")
    assert (await desk.send("planning", go="fermer")).status_code == 303
    sheet = await row(pau, "select * from order_sheet")
    assert (
        sheet["discount_reason"] == "Remise de volume répercutée au vendeur"
        and sheet["discount_cents"] == 24_50
    )


@pytest.mark.feature("CREA-06", "CREA-29")
async def test_the_origin_is_chosen_and_the_time_estimated(office: Visitor, pau: Company) -> None:
    desk = await open_order(office)
    await desk.type(**HOUSE, **PLACE, origin="Ancien client")
    page = await desk.see()
    assert "Temps estimé sur place : 2 h 45" in page
    assert "2 h 45" in await desk.see("planning")
    await desk.save()
    assert (await row(pau, "select origin from dossier"))["origin"] == "Ancien client"


async def test_the_mission_page_costs_the_same_whatever_it_holds(
    office: Visitor, pau: Company, queries: object
) -> None:
    desk = await open_order(office)
    await desk.type(**HOUSE)
    people = [await written(pau, f"Client {n}") for n in range(12)]
    await desk.see()
    with queries() as few:  # type: ignore[operator]
        await live(desk)
    lines = {f"person_{n}_id": str(one.id) for n, one in enumerate(people)}
    roles = {f"person_{n}_role": "notary" for n in range(12)}
    await desk.type(**lines, **roles, **{f"annex_{n}_kind": "cellar" for n in range(9)})
    with queries() as many:  # type: ignore[operator]
        await live(desk)
    assert many.count <= few.count + 1, (few.count, many.count)  # one query reads all contacts
    assert many.count <= 20


async def test_the_block_answers_within_150_milliseconds(office: Visitor) -> None:
    desk = await open_order(office)
    await desk.type(**HOUSE, **PLACE)
    await live(desk)
    times = []
    for _ in range(7):
        begun = time.perf_counter()
        await live(desk)
        times.append(time.perf_counter() - begun)
    assert min(times) < 0.150, times  # the quickest: tests share their machine


async def test_the_block_takes_less_than_80_milliseconds_of_the_processor(office: Visitor) -> None:
    desk = await open_order(office)
    await desk.type(**HOUSE, **PLACE)
    await live(desk)
    times = []
    for _ in range(7):
        begun = time.process_time()
        await live(desk)
        times.append(time.process_time() - begun)
    assert min(times) < 0.080, times


@pytest.mark.feature("CREA-08")
async def test_a_price_changed_a_second_ago_shows(office: Visitor, pau: Company) -> None:
    desk = await open_order(office)
    await desk.type(**HOUSE, **PLACE, price="units")
    before = await live(desk)
    async with db.tenant(pau.tenant_id) as tx:
        await tx.execute("update unit_price set amount_cents = 123456 where diagnostic = 'CREP'")
    after = await live(desk)
    assert "1 234,56 €" in after and "1 234,56 €" not in before


async def test_a_stray_id_is_said_and_gives_no_role(office: Visitor, morel: Company) -> None:
    theirs = await written(morel, "Fontaine")
    desk = await open_order(office)
    for id in (str(theirs.id), str(new_id()), "n’importe quoi"):
        await desk.type(requester_id=id, requester_name="Fontaine")
        page = await desk.see("demandeur")
        assert "n’est plus au carnet d’adresses" in page and "À choisir" in page
