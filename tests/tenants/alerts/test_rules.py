"""SET-13: Paul chooses what Odissée sends by itself; the daily work is planned once, by however many workers."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from odissee.platform import clock
from odissee.platform.db import db
from odissee.platform.jobs import plan_companies
from odissee.tenants.alerts.rules import AutomaticRules, choose_rules, rules_of
from odissee.tenants.alerts.rules_form import typed_rules
from tests.browser_client import Visitor
from tests.companies import Company
from tests.tenants.alerts.conftest import rows, work
from tests.tenants.quotes.test_chain import sent

PATH = "/parametres/regles"


async def rules(company: Company) -> AutomaticRules:
    async with db.tenant(company.tenant_id) as tx:
        found = await rules_of(tx)
    return found  # noqa: RET504 - a return inside the block looks to mypy as one that may not happen


def typed(**changes: str) -> dict[str, str]:
    """The form as it stands at first, with these changes; a box that is not ticked is not sent."""
    return {name: value for name, value in (typed_rules(AutomaticRules()) | changes).items() if value}


@pytest.mark.feature("SET-13")
async def test_paul_changes_the_rules_and_takes_it_back(paul: Visitor, durand: Company) -> None:
    assert "Règles automatiques" in (await paul.get("/parametres")).text
    assert "Relancer les devis sans réponse" in (await paul.get(PATH)).text
    chosen = typed(
        reminder_d2="", quote_days_0="2", quote_days_1="J+5", expiry_days_0="90 jours", similar="1"
    )
    assert (await paul.post(PATH, chosen)).status_code == 303
    kept = await rules(durand)
    assert (
        not kept.reminder_d2
        and kept.quote_days == (2, 5, 15)
        and kept.expiry_days == (90, 30, 7)
        and kept.similar
    )
    entry = (await rows(durand, "select * from journal_entry where verb = 'rules.changed'"))[0]
    assert entry["before"]["quote_days"] == [3, 7, 15] and "tell_occupant" not in entry["after"]
    assert (await paul.post(f"/annuler/{entry['id']}")).status_code == 303
    assert await rules(durand) == AutomaticRules()


async def test_days_that_make_no_sense_are_refused_with_what_was_typed(
    paul: Visitor, sophie: Visitor, durand: Company
) -> None:
    for changes, said in (
        ({"quote_days_0": "9"}, "qui augmentent"), ({"expiry_days_2": "200"}, "qui diminuent"),
        ({"quote_days_1": "bientôt"}, "bientôt"), ({"expiry_days_0": "4000"}, "4000"),
    ):  # fmt: skip
        refused = await paul.post(PATH, typed(**changes))
        assert (
            refused.status_code == 422
            and said in refused.text
            and next(iter(changes.values())) in refused.text
        )
    assert (await sophie.get(PATH)).status_code == 403
    assert await rules(durand) == AutomaticRules()


@pytest.mark.feature("SET-13")
async def test_the_cadence_of_quotes_follows_the_rule_when_planned_and_when_it_leaves(
    durand: Company,
) -> None:
    async with db.tenant(durand.tenant_id) as tx:
        await choose_rules(tx, AutomaticRules(quote_days=(2, 4, 8)))
    dossier, version, _ = await sent(durand)
    jobs = await rows(
        durand,
        "select not_before from job where kind = 'quote.remind' and payload ->> 'version' = $1 order by 1",
        str(version),
    )
    days = [(row["not_before"].date() - clock.today()).days for row in jobs]
    assert days == [2, 4, 8]
    async with db.tenant(durand.tenant_id) as tx:
        await choose_rules(tx, AutomaticRules(quote_days=(2, 4, 8), quote_stop_viewed=True))
        await tx.execute("update quote set state = 'viewed' where dossier_id = $1", dossier)
    await work(durand, "quote.remind", at=clock.now() + timedelta(days=3))
    reminded = "select * from sent_mail where event like 'mail.quote_reminder%' and dossier_id = $1"
    assert await rows(durand, reminded, dossier) == [], "she has opened it"
    async with db.tenant(durand.tenant_id) as tx:
        await choose_rules(tx, AutomaticRules(quote_days=(2, 4, 8)))
    await work(durand, "quote.remind", at=clock.now() + timedelta(days=5))
    assert len(await rows(durand, reminded, dossier)) == 1
    async with db.tenant(durand.tenant_id) as tx:
        await choose_rules(tx, AutomaticRules())


async def test_two_workers_plan_a_day_once_and_the_next_day_again(durand: Company, morel: Company) -> None:
    memories: list[set[Any]] = [set(), set()]
    counted = "select dedup_key from job where kind in ('visit.reminders', 'alert.expiries') order by 1"
    await asyncio.gather(*(plan_companies(memory) for memory in memories))
    today = [row["dedup_key"] for row in await rows(durand, counted)]
    assert len(today) == 2 and all(str(clock.today()) in key for key in today)
    assert await plan_companies(memories[0]) == 0 and len(await rows(morel, counted)) == 2
    tomorrow = clock.now() + timedelta(days=1)
    with clock.at(tomorrow):
        assert await plan_companies(memories[0]) >= 2
        await work(durand, "visit.reminders", "alert.expiries", at=tomorrow + timedelta(hours=24))
    assert len(await rows(durand, counted)) == 4
    left = await rows(durand, "select * from job where kind = 'visit.reminders' and state <> 'done'")
    assert left == []
