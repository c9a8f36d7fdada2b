"""COM-14: before a diagnostic ends its people hear of it, if they allow it, until the property is sold."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from odissee.platform import clock
from odissee.platform.db import TenantTransaction, db
from odissee.tenants.alerts import EXPIRIES
from odissee.tenants.alerts.expiry import Expiry, due_today, plan_expiries, step_of
from odissee.tenants.dossiers import set_sold
from tests.browser_client import Visitor
from tests.tenants.alerts.conftest import House, work

LAST = date(2027, 3, 15)
DAYS = (60, 30, 7)


@pytest.fixture
def ends(house: House) -> Iterator[list[Any]]:
    """What is known of validities: the termite report and the risks of this house end on 15 March."""
    known: list[Any] = [(house.dossier, "TERMITES", LAST, date(2026, 9, 15)), (house.dossier, "ERP", LAST)]

    async def source(tx: TenantTransaction) -> list[Any]:
        there = {
            row["id"]
            for row in await tx.fetch("select id from dossier where id = any($1)", [k[0] for k in known])
        }
        return [one for one in known if one[0] in there]

    EXPIRIES.append(source)
    yield known
    EXPIRIES.remove(source)


async def day(house: House, before: int) -> None:
    """The daily job, that many days before the end, and what it sends."""
    at = datetime(LAST.year, LAST.month, LAST.day, 9, 0, tzinfo=UTC) - timedelta(days=before)
    with clock.at(at):
        async with db.tenant(house.company.tenant_id) as tx:
            await plan_expiries(tx)
        await work(house.company, "alert.send", at=clock.now())


@pytest.mark.feature("COM-14")
async def test_anne_who_agreed_hears_three_times_and_julien_never(house: House, ends: list[Any]) -> None:
    await house.allow(house.anne)
    for before in (61, 60, 59, 58, 30, 29, 7, 6, 0):
        await day(house, before)
    told = [a["data"]["step"] for a in await house.alerts()]
    assert told == [0, 1, 2] and {a["contact_id"] for a in await house.alerts()} == {house.anne}
    mail = (await house.mails("mail.expiry_60"))[0]
    said = mail["text_body"].replace("\xa0", " ").replace("\u202f", " ")
    assert "8 rue Bargoin" in said and "lun. 15 mars 2027" in said and "termites" in said
    assert "/echeance/" in said and "/o/" in said
    assert mail["headers"]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert len(await house.mails("mail.expiry_30")) == len(await house.mails("mail.expiry_7")) == 1


@pytest.mark.feature("COM-14")
async def test_without_a_consent_nothing_is_planned_and_an_objection_stops_what_was(
    house: House, ends: list[Any]
) -> None:
    await day(house, 60)
    assert await house.alerts() == []
    await house.allow(house.anne)
    with clock.at(datetime(2027, 2, 13, 9, 0, tzinfo=UTC)):
        async with db.tenant(house.company.tenant_id) as tx:
            assert await plan_expiries(tx) == 1
        await house.allow(house.anne, answer="withdrawn")
        await work(house.company, "alert.send", at=clock.now())
    assert [(a["state"], a["problem"]) for a in await house.alerts()] == [("cancelled", "s’y oppose")]


@pytest.mark.feature("COM-14")
async def test_a_sold_property_is_heard_of_no_more(house: House, ends: list[Any], visitor: Visitor) -> None:
    await house.allow(house.anne)
    await day(house, 60)
    link = re.search(r"/echeance/[\w-]{22}", (await house.mails("mail.expiry_60"))[0]["text_body"])
    assert link
    page = await visitor.get(link[0])
    assert "Bien vendu ou loué" in page.text
    sold = "select sold_at from dossier where id = $1"
    assert (await house.rows(sold, house.dossier))[0]["sold_at"] is None, "opening a page says nothing"
    assert (await visitor.post(f"{link[0]}/vendu")).status_code == 200
    assert (await house.rows(sold, house.dossier))[0]["sold_at"] is not None
    await day(house, 30)
    assert len(await house.alerts()) == 1
    async with db.tenant(house.company.tenant_id) as tx:
        await set_sold(tx, house.dossier, None)
    await day(house, 29)
    assert len(await house.alerts()) == 2


@pytest.mark.feature("COM-14")
async def test_anne_asks_to_have_it_done_again(
    house: House, ends: list[Any], visitor: Visitor, sophie: Visitor
) -> None:
    await house.allow(house.anne)
    await day(house, 20)
    link = re.search(r"/echeance/[\w-]{22}", (await house.mails("mail.expiry_30"))[0]["text_body"])
    assert link
    for _ in range(2):
        assert "C’est noté" in (await visitor.post(f"{link[0]}/refaire")).text
    tasks = await house.rows(
        "select label from task where dossier_id = $1 and kind = 'renewal'", house.dossier
    )
    assert len(tasks) == 1 and "Anne Bordenave" in tasks[0]["label"]
    assert "Renouveler" in (await sophie.get("/notifications")).text
    ends[:] = [(house.dossier, "TERMITES", LAST + timedelta(days=180))]
    await day(house, 7)
    assert len(await house.alerts()) == 1, "renewed: the former end is heard of no more"


@pytest.mark.feature("COM-14")
async def test_an_agency_gets_one_list_on_monday(house: House, ends: list[Any]) -> None:
    for before in (20, 21, 21, 22):  # 15 March 2027 is a Monday: 21 days before is one as well
        await day(house, before)
    lists = await house.rows(
        "select * from sent_mail where event = 'mail.expiry_agency' and contact_id = $1", house.agency.id
    )
    assert len(lists) == 1 and "8 rue Bargoin" in lists[0]["text_body"] and await house.alerts() == []


@pytest.mark.quick
@given(left=st.integers(-400, 400))
@settings(max_examples=60)
def test_each_day_is_in_one_step_and_the_last_ones_come_last(left: int) -> None:
    step = step_of(left, DAYS)
    assert (step is None) == (left < 0 or left > 60)
    assert step is None or (left <= DAYS[step] and (step == 2 or left > DAYS[step + 1]))


@pytest.mark.quick
def test_what_ends_together_is_told_together() -> None:
    from uuid import UUID

    house, flat = UUID(int=1), UUID(int=2)
    found = [
        Expiry(house, "ERP", LAST),
        Expiry(house, "TERMITES", LAST),
        Expiry(flat, "DPE", LAST + timedelta(days=90)),
    ]
    due = due_today(found, DAYS, LAST - timedelta(days=10))
    assert {key: (step, len(ends)) for key, (step, ends) in due.items()} == {(house, LAST): (1, 2)}
