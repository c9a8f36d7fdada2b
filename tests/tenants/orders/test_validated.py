"""An order validated without a quote; an order changed beside a quote that was accepted."""

from typing import Any
from uuid import UUID

import pytest

from odissee.platform.db import db
from odissee.tenants.quotes import accept_by_hand
from tests.browser_client import Visitor, logged_in
from tests.companies import Company
from tests.tenants.orders.desk import HOUSE, PLACE, open_order, row, rows, words
from tests.tenants.orders.test_saving import ready, reopened

BUTTON = "Valider la commande sans devis"
VALIDATED = "Commande validée"


def visit_of(pau: Company) -> dict[str, str]:
    return {"visit_date": "26/11/2026", "visit_hour": "14h", "visit_staff": str(pau.people["Inès"].staff_id)}


async def status(pau: Company) -> str:
    return str((await row(pau, "select status from dossier"))["status"])


@pytest.mark.feature("CREA-34")
async def test_with_a_date_the_dossier_is_planned(office: Visitor, pau: Company) -> None:
    desk = await ready(office, pau)
    await desk.type(**visit_of(pau))
    assert BUTTON in await desk.see("planning") and BUTTON not in await desk.see("mission")
    answer = await desk.send("planning", go="valider")
    assert answer.status_code == 303, words(answer.text)
    assert await status(pau) == "scheduled"
    page = words((await office.get(answer.headers["location"])).text)
    assert "Planifié" in page


@pytest.mark.feature("CREA-34")
async def test_without_a_date_it_is_to_plan_and_a_date_given_later_plans_it(
    office: Visitor, pau: Company
) -> None:
    desk = await ready(office, pau)
    dossier = (await desk.send("planning", go="valider")).headers["location"]
    assert await status(pau) == "to_schedule"
    again = await reopened(office, dossier)
    assert BUTTON not in await again.see("planning"), "it is ordered already"
    refused = await again.send("planning", go="valider")
    assert refused.status_code == 409 and "n’attend plus de commande" in words(refused.text)
    await again.type(**visit_of(pau))
    assert (await again.save()).status_code == 303 and await status(pau) == "scheduled"


@pytest.mark.feature("CREA-34")
async def test_a_dossier_to_quote_with_an_appointment_by_hand_is_planned_once_validated(
    office: Visitor, pau: Company
) -> None:
    desk = await ready(office, pau)
    await desk.type(**visit_of(pau))
    dossier = (await desk.save()).headers["location"]
    assert await status(pau) == "to_quote"
    again = await reopened(office, dossier)
    assert (await again.send("planning", go="valider")).status_code == 303
    assert await status(pau) == "scheduled"


@pytest.mark.feature("CREA-34")
async def test_an_order_that_lacks_somebody_or_something_is_not_validated(
    office: Visitor, pau: Company
) -> None:
    desk = await open_order(office)
    await desk.type(surface="62")
    answer = await desk.send("planning", go="valider")
    said = words(answer.text)
    assert answer.status_code == 422 and "Il manque le demandeur" in said and "Il manque un prix" not in said
    assert await row(pau, "select 1 from dossier") is None and 'value="62"' in await desk.see()


@pytest.mark.feature("CREA-34")
async def test_who_does_not_plan_does_not_validate(app: Any, office: Visitor, pau: Company) -> None:
    await ready(office, pau)
    karim = await logged_in(app, pau, pau.people["Karim"])
    desk = await open_order(karim)
    await desk.type(**HOUSE, **PLACE)
    assert BUTTON not in await desk.see("planning")
    assert (await desk.send("planning", go="valider")).status_code == 403
    assert await row(pau, "select 1 from dossier") is None


@pytest.mark.feature("CREA-03", "COM-09")
async def test_an_accepted_quote_stands_when_its_order_changes(office: Visitor, pau: Company) -> None:
    """Decision A4: the dossier's amount is its order's; the thread keeps what was accepted."""
    desk = await ready(office, pau)
    assert (await office.post(f"{desk.path}/devis", {})).status_code == 303
    async with db.tenant(pau.tenant_id) as tx:
        await accept_by_hand(tx, await tx.fetchval("select id from quote_version"), "Anne", "téléphone")
    quote = await row(pau, "select number, dossier_id from quote")
    dossier, warned = f"/dossiers/{quote['dossier_id']}", "enregistrer changera le dossier, pas le devis"
    again = await reopened(office, dossier)
    assert f"Le devis {quote['number']} est accepté pour 490,00 € : {warned}" in await again.see()
    await again.type(price_amount="520")
    assert warned in await again.see("planning") and "Générer le devis" in await again.see("planning")
    assert (await again.save()).status_code == 303
    found = await row(pau, "select amount_cents, quote_state, status from dossier")
    assert tuple(found) == (520_00, "accepted", "to_schedule")
    assert (await row(pau, "select total_ttc_cents from quote_version"))["total_ttc_cents"] == 490_00
    thread = words((await office.get(dossier)).text)
    assert f"520,00 € TTC ; le devis {quote['number']} reste accepté pour 490,00 €" in thread
    once_more = await reopened(office, dossier)
    assert (await office.post(f"{once_more.path}/devis", {})).status_code == 303
    quotes = await rows(
        pau, "select q.number, q.state, v.total_ttc_cents as incl from quote q join quote_version v on v.quote_id = q.id order by q.number"
    )  # fmt: skip
    assert [(one["state"], one["incl"]) for one in quotes] == [("accepted", 490_00), ("sent", 520_00)]
    assert quotes[0]["number"] != quotes[1]["number"]
    async with db.tenant(pau.tenant_id) as tx:
        second = await tx.fetchval("select id from quote_version where total_ttc_cents = 52000")
        await accept_by_hand(tx, UUID(str(second)), "Anne", "téléphone")
    latest = await (await reopened(office, dossier)).see()
    assert f"Le devis {quotes[1]['number']} est accepté pour 520,00 €" in latest


@pytest.mark.feature("CREA-30")
@pytest.mark.parametrize(("access", "place"), [("on_site", ""), ("keys", "Ossau Immobilier"), ("keeper", "")])
async def test_how_one_enters_and_what_is_agreed_is_kept(
    office: Visitor, pau: Company, access: str, place: str
) -> None:
    desk = await ready(office, pau)
    page = await desk.see("planning")
    assert "En tête de la liste, avec l’étoile" in page and "Règlement sur place convenu" in page
    await desk.send("planning", urgent="1", payment_on_site="1", access=access, keys_place=place)
    dossier = (await desk.save()).headers["location"]
    sheet = await row(pau, "select access, keys_place, payment_on_site from order_sheet")
    assert tuple(sheet) == (access, place, True)
    assert (await row(pau, "select urgent_at from dossier"))["urgent_at"]
    again = await (await reopened(office, dossier)).see("planning")
    assert f'value="{access}" checked' in again and place in again


@pytest.mark.feature("CREA-31")
async def test_the_time_on_site_is_corrected_and_somebody_comes_along(office: Visitor, pau: Company) -> None:
    desk = await ready(office, pau)
    await desk.type(**visit_of(pau), visit_minutes="95 min", companion="Stagiaire : Maylis")
    assert (await desk.save()).status_code == 303
    length = await row(pau, "select upper(during) - lower(during) as length from appointment")
    assert length["length"].total_seconds() == 95 * 60
    sheet = await row(pau, "select companion, minutes from order_sheet")
    assert tuple(sheet) == ("Stagiaire : Maylis", 95)
