"""CREA-32: the window of validation keeps the internal reference and tells whom Sophie chose, or nobody."""

from datetime import timedelta
from typing import Any

import pytest

from odissee.platform import clock
from tests.browser_client import Visitor
from tests.companies import Company
from tests.tenants.alerts.conftest import ALERTS, rows, work
from tests.tenants.orders.desk import row, words
from tests.tenants.orders.test_saving import ready

pytestmark = pytest.mark.usefixtures("noon")
ANNE = {"first_name": "Anne", "civility": "Mme", "email": "anne@exemple.fr", "mobile": "06 39 98 00 77"}


async def window(office: Visitor, pau: Company, **visit: str) -> tuple[str, str, Any]:
    """(address of the window, Anne's id, the page)"""
    desk = await ready(office, pau, **ANNE)
    if visit:
        await desk.type(**visit, visit_staff=str(pau.people["Inès"].staff_id))
    page = words((await office.get(f"{desk.path}/valider")).text)
    anne = str((await row(pau, "select id from contact"))["id"])
    return f"{desk.path}/valider", anne, page


@pytest.mark.feature("CREA-32")
async def test_sophie_tells_anne_by_mail_and_sms_of_the_visit(office: Visitor, pau: Company) -> None:
    path, anne, page = await window(office, pau, visit_date="12/01/2027", visit_hour="14h30")
    assert "Prévenir de la création" in page and "mar. 12 janv. 2027 à 14 h 30" in page
    assert f'value="mail:{anne}" checked' in page and f'value="sms:{anne}"' in page
    answer = await office.post(path, {"internal_ref": "Succession 12", "urgent": "1", "to": [f"mail:{anne}", f"sms:{anne}"], "go": "tell"})  # fmt: skip
    assert answer.status_code == 303, words(answer.text)
    dossier = await row(pau, "select internal_ref, status, urgent_at from dossier")
    assert (dossier["internal_ref"], dossier["status"]) == ("Succession 12", "scheduled") and dossier[
        "urgent_at"
    ]
    assert await row(pau, "select 1 from sent_mail") is None, "held back for ten seconds"
    await work(pau, *ALERTS, at=clock.now() + timedelta(minutes=3))
    assert [r["event"] for r in await rows(pau, "select event from sent_mail")] == ["mail.appointment_set"]
    assert "14 h 30" in (await row(pau, "select body from sent_sms"))["body"]


@pytest.mark.feature("CREA-32")
async def test_without_a_date_the_order_is_announced_and_undo_holds_it_back(
    office: Visitor, pau: Company
) -> None:
    path, anne, page = await window(office, pau)
    assert "Dossier ouvert, date à venir" in page
    await office.post(path, {"to": f"mail:{anne}", "go": "tell"})
    entry = await row(pau, "select id from journal_entry where verb = 'alert.planned'")
    assert (await office.post(f"/annuler/{entry['id']}")).status_code == 303
    await work(pau, *ALERTS, at=clock.now() + timedelta(minutes=3))
    assert await row(pau, "select 1 from sent_mail") is None
    assert (await row(pau, "select status from dossier"))["status"] == "to_schedule", "the order stands"


@pytest.mark.feature("CREA-32")
async def test_validating_without_an_alert_tells_nobody(office: Visitor, pau: Company) -> None:
    path, anne, _ = await window(office, pau, visit_date="12/01/2027", visit_hour="14h30")
    assert (await office.post(path, {"to": f"mail:{anne}", "go": "silent"})).status_code == 303
    await work(pau, *ALERTS, at=clock.now() + timedelta(minutes=3))
    assert await rows(pau, "select * from notification") == []


async def test_a_fault_keeps_the_window_and_writes_nothing(office: Visitor, pau: Company) -> None:
    path, anne, _ = await window(office, pau, visit_date="32/01/2027", visit_hour="14h30")
    refused = await office.post(path, {"internal_ref": "Succession 12", "to": f"sms:{anne}", "go": "tell"})
    assert refused.status_code == 422 and 'value="Succession 12"' in refused.text
    assert (
        f'value="sms:{anne}" checked' in refused.text and f'value="mail:{anne}" checked' not in refused.text
    )
    assert (
        await row(pau, "select 1 from dossier") is None
        and await rows(pau, "select * from notification") == []
    )
