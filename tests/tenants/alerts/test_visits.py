"""COM-12, SET-13: a visit is told as it stands when the message leaves: set, moved, cancelled, reminded of."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from odissee.platform import clock
from odissee.platform.db import db
from odissee.platform.files import read
from odissee.tenants.alerts.reminders import plan_reminders
from odissee.tenants.alerts.rules import AutomaticRules, choose_rules
from odissee.tenants.alerts.visit_notices import tell_changes
from odissee.tenants.dossiers import DossierStatus, set_status
from tests.browser_client import Visitor
from tests.companies import Company
from tests.tenants.alerts.conftest import ALERTS, House, rows, work
from tests.tenants.orders.desk import row
from tests.tenants.orders.test_saving import ready, reopened

pytestmark = pytest.mark.usefixtures("noon")
TUESDAY = datetime(2027, 1, 12, 13, 30, tzinfo=UTC)  # 14 h 30 at Pau
SOON = timedelta(minutes=3)


async def ics(company: Company, mail: Any) -> str:
    async with db.tenant(company.tenant_id) as tx:
        data = await read(tx, UUID(mail["attachments"][0]["file_id"]))
    return data.decode().replace("\r\n ", "")


@pytest.mark.feature("COM-12")
async def test_whoever_wants_to_know_hears_of_each_change_of_the_date(office: Visitor, pau: Company) -> None:
    """Typed in the order by Sophie: set, moved, then the dossier is cancelled."""
    desk = await ready(office, pau, first_name="Anne", civility="Mme", email="anne@exemple.fr")
    async with db.tenant(pau.tenant_id) as tx:
        await tx.execute("update contact set notify_on_appointment = true")
    await desk.type(visit_date="12/01/2027", visit_hour="14h30", visit_staff=str(pau.people["Inès"].staff_id))
    dossier = (await desk.save()).headers["location"]
    await work(pau, *ALERTS, at=clock.now() + SOON)
    mail = await row(pau, "select * from sent_mail where event = 'mail.appointment_set'")
    assert "mar. 12 janv. 2027 à 14 h 30" in mail["text_body"].replace("\u202f", " ").replace("\xa0", " ")
    assert "Inès Haddad" in mail["text_body"] and mail["attachments"][0]["name"] == "rendez-vous.ics"
    event = await ics(pau, mail)
    assert "DTSTART:20270112T133000Z" in event and "METHOD:PUBLISH" in event
    with clock.at(clock.now() + timedelta(minutes=5)):
        again = await reopened(office, dossier)
        await again.type(visit_date="13/01/2027")
        assert (await again.save()).status_code == 303
        await work(pau, *ALERTS, at=clock.now() + SOON)
    moved = await row(pau, "select * from sent_mail where event = 'mail.appointment_moved'")
    assert "déplacée" in moved["text_body"] and "13 janv." in moved["subject"].replace("\xa0", " ")
    assert event.split("UID:")[1][:36] == (await ics(pau, moved)).split("UID:")[1][:36], (
        "the same entry of the agenda"
    )
    with clock.at(clock.now() + timedelta(minutes=10)):
        async with db.tenant(pau.tenant_id) as tx:
            await set_status(
                tx, await tx.fetchval("select id from dossier"), DossierStatus.CANCELLED, "Vente annulée"
            )
        await work(pau, *ALERTS, at=clock.now() + SOON)
    gone = await row(pau, "select * from sent_mail where event = 'mail.appointment_cancelled'")
    assert gone is not None and "METHOD:CANCEL" in await ics(pau, gone)
    assert len(await rows(pau, "select * from notification")) == 3


async def test_a_slip_is_told_once_with_the_last_hour(house: House) -> None:
    """Set at nine, moved a minute later: Julien, who lives there, gets one SMS."""
    await house.visit(TUESDAY)
    await house.visit(TUESDAY + timedelta(hours=2))
    await house.work(clock.now() + SOON)
    assert [(a["event"], a["channel"]) for a in await house.alerts()] == [("appointment_set", "sms")]
    assert "16 h 30" in (await house.texts("sms.appointment_set"))[0]["body"]
    async with db.tenant(house.company.tenant_id) as tx:
        assert await tell_changes(tx, house.dossier) == 0


async def test_back_and_forth_is_told_each_time(house: House) -> None:
    for n, hours in enumerate((0, 3, 0, 3)):
        with clock.at(clock.now() + timedelta(minutes=5 * n)):
            await house.visit(TUESDAY + timedelta(hours=hours))
            await house.work(clock.now() + SOON)
    assert [a["event"] for a in await house.alerts()] == ["appointment_set", *["appointment_moved"] * 3]


@pytest.mark.feature("SET-13")
async def test_reminders_leave_at_17_h_two_days_and_one_day_before(house: House) -> None:
    await house.visit(TUESDAY)
    for day in (10, 10, 11):
        await five_o_clock(house, day)
    d2, d1 = await house.texts("sms.reminder_d2"), await house.texts("sms.reminder_d1")
    assert {t["to_phone"] for t in d2} == {"+33639980077", "+33639981234"} == {t["to_phone"] for t in d1}
    assert len(d2) == len(d1) == 2, "the second run of the 10th sent nothing more"
    assert "Inès Haddad passera demain, mar. 12 janv. à 14 h 30" in d1[0]["body"]


async def five_o_clock(house: House, day: int) -> None:
    """What the daily job does at 17 h, and the messages that it plans."""
    with clock.at(datetime(2027, 1, day, 16, 0, tzinfo=UTC)):
        async with db.tenant(house.company.tenant_id) as tx:
            await plan_reminders(tx)
        await house.work(clock.now())


@pytest.mark.feature("SET-13")
@pytest.mark.parametrize("change", ["moved", "cancelled"])
async def test_a_reminder_reads_the_visit_as_it_leaves(house: House, change: str) -> None:
    """Planned for 14 h 30, moved or cancelled before the job runs."""
    await house.visit(TUESDAY)
    with clock.at(datetime(2027, 1, 11, 16, 0, tzinfo=UTC)):
        async with db.tenant(house.company.tenant_id) as tx:
            await plan_reminders(tx)
        if change == "moved":
            await house.visit(TUESDAY - timedelta(hours=5))
        else:
            async with db.tenant(house.company.tenant_id) as tx:
                await tx.execute(
                    "update appointment set state = 'cancelled' where dossier_id = $1", house.dossier
                )
        await work(house.company, "alert.send", at=clock.now())
    told = [t["body"] for t in await house.texts("sms.reminder_d1")]
    assert all("9 h 30" in body for body in told) and len(told) == (2 if change == "moved" else 0)


async def test_the_page_of_a_visit_shows_it_as_it_stands_and_takes_another_wish(
    visitor: Visitor, sophie: Visitor, house: House
) -> None:
    await house.visit(TUESDAY)
    await house.work(clock.now() + SOON)
    body = (await house.texts("sms.appointment_set"))[0]["body"]
    path = re.search(r"/rdv/[\w-]{22}", body)
    assert path
    await house.visit(TUESDAY + timedelta(days=1))
    page = (await visitor.get(path[0])).text.replace("\xa0", " ").replace("\u202f", " ")
    assert "mer. 13 janv. 2027 à 14 h 30" in page and "8 rue Bargoin" in page
    assert (await visitor.get(f"{path[0]}/agenda")).headers["content-type"].startswith("text/calendar")
    asked = await visitor.post(path[0], {"words": "Plutôt jeudi."})
    assert asked.status_code == 200 and "C’est noté" in asked.text
    await visitor.post(path[0], {"words": "Plutôt jeudi."})
    tasks = await house.rows(
        "select label from task where dossier_id = $1 and kind = 'other_date'", house.dossier
    )
    assert [t["label"] for t in tasks] == ["Fixer une autre date avec Julien Lacaze : « Plutôt jeudi. »"]
    assert "Plutôt jeudi." in (await sophie.get("/notifications")).text
    async with db.tenant(house.company.tenant_id) as tx:
        await tx.execute("delete from dossier_contact where contact_id = $1", house.julien.id)
    assert (await visitor.get(path[0])).status_code == 410


@pytest.mark.feature("SET-13")
async def test_a_rule_that_is_off_plans_nothing(house: House) -> None:
    """The last of this file: the rule stays off."""
    async with db.tenant(house.company.tenant_id) as tx:
        await choose_rules(tx, AutomaticRules(reminder_d2=False, reminder_d1=False, tell_occupant=False))
    await house.visit(TUESDAY)
    await house.work(clock.now() + SOON)
    await five_o_clock(house, 11)
    assert await house.alerts() == []
