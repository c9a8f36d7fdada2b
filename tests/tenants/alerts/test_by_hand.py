"""COM-10: Sophie tells Anne now, or on Monday, or thinks better of it; nothing leaves twice, nor after the facts."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from odissee.platform import clock
from odissee.platform.db import db
from odissee.platform.french import numeric_date
from tests.browser_client import Visitor
from tests.companies import Company
from tests.tenants.alerts.conftest import House
from tests.tenants.documents.papers import pdf

pytestmark = pytest.mark.usefixtures("noon")
MONDAY = datetime(2027, 1, 11, 8, 0, tzinfo=UTC)
ONCE = re.compile(r'name="once" value="([^"]+)"')


async def form(sophie: Visitor, house: House, *to: str, **fields: str) -> dict[str, Any]:
    """The page as Sophie fills it."""
    page = (await sophie.get(f"/dossiers/{house.dossier}/prevenir")).text
    once = ONCE.search(page)
    assert once, page[:400]
    return {
        "event": "reports",
        "when": "now",
        "day": "",
        "hour": "",
        **fields,
        "to": list(to),
        "once": once[1],
    }


async def sent(sophie: Visitor, house: House, *to: str, **fields: str) -> Any:
    return await sophie.post(f"/dossiers/{house.dossier}/prevenir", await form(sophie, house, *to, **fields))


@pytest.fixture
async def reported(sophie: Visitor, house: House) -> House:
    """The same house once its report is there."""
    path = f"/dossiers/{house.dossier}/documents/fichier?section=report&nom=DPE.pdf"
    assert (await sophie.post(path, content=pdf())).status_code == 201
    return house


@pytest.mark.feature("COM-10", "COM-11")
async def test_sophie_tells_anne_that_her_reports_are_there_and_anne_opens_them(
    sophie: Visitor, visitor: Visitor, reported: House
) -> None:
    house = reported
    answer = await sent(sophie, house, f"mail:{house.anne}", f"sms:{house.anne}")
    assert answer.status_code == 303
    await house.work()
    assert await house.mails("mail.reports_available") == [], "held back for ten seconds"
    page = (await sophie.get(f"/dossiers/{house.dossier}")).text
    assert "Rapports disponibles" in page and "programmée" in page
    await house.work(clock.now() + timedelta(seconds=11))
    mail, text = (
        (await house.mails("mail.reports_available"))[0],
        (await house.texts("sms.reports_available"))[0],
    )
    link = re.search(r"/r/[\w-]{22}", mail["text_body"])
    assert link and "/r/" in text["body"] and mail["to_email"] == "anne@exemple.fr"
    opened = await visitor.get(link[0])
    assert (
        opened.status_code == 200 and "Vos rapports" in opened.text and "performance" in opened.text.lower()
    )
    page = (await sophie.get(f"/dossiers/{house.dossier}")).text
    assert "Alerte « Rapports disponibles » à Anne Bordenave" in page.replace("\u202f", " ")


@pytest.mark.feature("COM-10")
async def test_a_deferred_alert_leaves_at_its_hour_once_whoever_presses_twice(
    sophie: Visitor, reported: House
) -> None:
    house = reported
    filled = await form(sophie, house, f"mail:{house.anne}", when="later", day="11/01/2027", hour="9h")
    for _ in range(2):
        assert (await sophie.post(f"/dossiers/{house.dossier}/prevenir", filled)).status_code == 303
    assert [row["not_before"] for row in await house.alerts()] == [MONDAY]
    await house.work(MONDAY - timedelta(minutes=1))
    assert await house.mails("mail.reports_available") == []
    for _ in range(2):
        await house.work(MONDAY)
    assert len(await house.mails("mail.reports_available")) == 1
    assert [row["state"] for row in await house.alerts()] == ["sent"]


@pytest.mark.feature("COM-10")
async def test_a_deferred_alert_is_taken_off_and_put_back(
    sophie: Visitor, durand: Company, reported: House
) -> None:
    house = reported
    await sent(sophie, house, f"mail:{house.anne}", when="later", day="11/01/2027", hour="9h")
    path = f"/dossiers/{house.dossier}/alertes/{(await house.alerts())[0]['id']}/annuler"
    assert (await sophie.post(path)).status_code == 303
    assert (await house.alerts())[0]["state"] == "cancelled" and (await sophie.post(path)).status_code == 410
    entry = await house.rows(
        "select id from journal_entry where verb = 'alert.cancelled' order by seq desc limit 1"
    )
    assert (await sophie.post(f"/annuler/{entry[0]['id']}")).status_code == 303
    await house.work(MONDAY)
    assert len(await house.mails("mail.reports_available")) == 1
    planned = await house.rows(
        "select id from journal_entry where verb = 'alert.planned' order by seq desc limit 1"
    )
    assert (await sophie.post(f"/annuler/{planned[0]['id']}")).status_code == 409, "it has left"


@pytest.mark.feature("COM-10")
@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("update dossier set status = 'cancelled' where id = $1", "le dossier est annulé"),
        ("update dossier set trashed_at = now() where id = $1", "le dossier est à la corbeille"),
        (
            "delete from dossier_contact where dossier_id = $1 and 'owner' = any(roles)",
            "n’est plus sur le dossier",
        ),
        ("update document set trashed_at = now() where dossier_id = $1", "aucun rapport à annoncer"),
    ],
)
async def test_what_was_planned_is_judged_again_as_it_leaves(
    sophie: Visitor, reported: House, change: str, why: str
) -> None:
    house = reported
    await sent(sophie, house, f"mail:{house.anne}", when="later", day=numeric_date(MONDAY.date()), hour="9h")
    async with db.tenant(house.company.tenant_id) as tx:
        await tx.execute(change, house.dossier)
    await house.work(MONDAY)
    alert = (await house.alerts())[0]
    assert alert["state"] == "cancelled" and why in alert["problem"], alert["problem"]
    assert await house.mails("mail.reports_available") == []


@pytest.mark.feature("COM-10")
async def test_an_sms_of_the_night_waits_for_the_morning(sophie: Visitor, reported: House) -> None:
    house = reported
    await sent(sophie, house, f"sms:{house.anne}", when="later", day="11/01/2027", hour="22h")
    morning = MONDAY + timedelta(hours=23)  # 8 h on Tuesday at Pau
    assert [row["not_before"] for row in await house.alerts()] == [morning], "until then it can be taken back"
    await house.work(MONDAY + timedelta(hours=13))
    assert await house.texts("sms.reports_available") == []
    await house.work(morning)
    assert (await house.texts("sms.reports_available"))[0]["not_before"] == morning


async def test_faults_are_said_beside_what_was_typed(sophie: Visitor, luc: Visitor, house: House) -> None:
    empty = await sent(sophie, house, when="later", day="01/01/2020", hour="25h")
    assert empty.status_code == 422 and "01/01/2020" in empty.text and "25h" in empty.text
    said = empty.text.replace("\u202f", " ").replace("\xa0", " ")
    assert "Aucun rapport sur ce dossier" in said and "Cochez au moins un contact" in said
    refused = await sent(sophie, house, f"mail:{house.julien.id}", f"mail:{house.agency.id}", event="quote")
    assert refused.status_code == 422
    assert (await luc.get(f"/dossiers/{house.dossier}/prevenir")).status_code == 404
    assert await house.alerts() == []


async def test_a_quote_goes_to_its_requester_alone_and_the_page_costs_the_same(
    sophie: Visitor, house: House, queries: Any
) -> None:
    async with db.tenant(house.company.tenant_id) as tx:
        await tx.execute("update quote set state = 'sent' where dossier_id = $1", house.dossier)
        await tx.execute("update quote_version set sent_at = now() where id in (select v.id from quote_version v join quote q on q.id = v.quote_id where q.dossier_id = $1)", house.dossier)  # fmt: skip
    refused = await sent(sophie, house, f"mail:{house.agency.id}", event="quote")
    assert refused.status_code == 422 and "qu’à son demandeur" in refused.text
    with queries() as before:
        await sophie.get(f"/dossiers/{house.dossier}")
    for _ in range(5):
        assert (await sent(sophie, house, f"mail:{house.anne}", event="quote")).status_code == 303
    with queries() as after:
        await sophie.get(f"/dossiers/{house.dossier}")
    assert after.count == before.count
    await house.work(clock.now() + timedelta(seconds=11))
    assert len(await house.mails("mail.quote_sent")) == 1 + 5
