"""Each night the rules take away what is too old, say what they did, and leave the rest to Paul."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from odissee.platform import clock
from odissee.platform.db import db
from odissee.platform.jobs.claim import run_job
from odissee.tenants.privacy.purge import ACTS, purge
from odissee.tenants.privacy.rules import NEVER, RULES, Kept, choose, retention_of
from tests.browser_client import Visitor, logged_in
from tests.companies import Company
from tests.tenants.privacy.conftest import rows, someone

LATER = timedelta(days=3 * 366)


async def night(company: Company, after: timedelta = LATER) -> dict[str, dict[str, object]]:
    """The purge as it runs that many days from now."""
    with clock.at(clock.now() + after):
        async with db.tenant(company.tenant_id) as tx:
            return {line["rule"]: line for line in await purge(tx)}


@pytest.fixture(autouse=True)
async def no_run_yet(durand: Company, database: str) -> None:
    import asyncpg

    connection = await asyncpg.connect(database.replace("odissee_app", "odissee_owner"))
    await connection.execute("select set_config('app.tenant', $1, false)", str(durand.tenant_id))
    await connection.execute("delete from purge_run")
    await connection.close()


@pytest.mark.feature("SET-18")
async def test_old_traces_go_and_the_report_says_how_many(app: Any, durand: Company) -> None:
    leo = await someone(durand, "Vieux")
    await rows(durand, "insert into phone_call (id, phone, at) values (uuidv7(), '+33500000000', now()) returning id")  # fmt: skip
    await rows(durand, """insert into one_time_code (id, purpose, subject_id, code_hash, channel, sent_to, expires_at)
                          values (uuidv7(), 'x', uuidv7(), '\\x00', 'sms', '+33', now()) returning id""")  # fmt: skip
    told = await night(durand)
    assert told["calls"]["done"] and told["calls"]["count"] == 1 and told["codes"]["count"] == 1
    assert not told["prospects"]["done"] and int(str(told["prospects"]["count"])) >= 1
    assert len(await rows(durand, "select id from contact where id = $1", leo)) == 1, "left to a person"
    paul = await logged_in(app, durand, durand.people["Paul"])
    page = (await paul.get("/parametres/donnees-personnelles")).text
    assert "Appels reçus" in page and "Contacts sans suite" in page
    assert await night(durand) == {}, "once a night"


async def test_contacts_go_by_themselves_once_paul_says_so_and_those_with_a_mission_stay(
    durand: Company,
) -> None:
    from tests.tenants.portal.agency import dossier_for

    gone, kept = await someone(durand, "Oublié"), await someone(durand, "Fidèle")
    await dossier_for(durand, kept, "Fidèle", status="finalized")
    async with db.tenant(durand.tenant_id) as tx:
        await choose(tx, {"prospects": (36, True)})
    told = await night(durand)
    assert told["prospects"]["done"] and int(str(told["prospects"]["count"])) >= 1
    left = {row["id"] for row in await rows(durand, "select id from contact")}
    assert gone not in left and kept in left
    erasure = (await rows(durand, "select * from erasure where subject_id = $1", gone))[0]
    assert erasure["automatic"] and erasure["by_name"] == "Règles de conservation"
    async with db.tenant(durand.tenant_id) as tx:
        await choose(tx, {"prospects": (36, False)})


@pytest.mark.feature("SET-18")
async def test_paul_changes_a_duration_within_the_law_and_takes_it_back(
    durand: Company, proved_paul: Visitor, sophie: Visitor
) -> None:
    sent = {key: str(rule.months) for key, rule in RULES.items()} | {"calls": "6", "calls_on": "1"}
    refused = await proved_paul.post("/parametres/donnees-personnelles", sent | {"reports": "12"})
    assert refused.status_code == 422 and 'value="12"' in refused.text
    await proved_paul.post("/parametres/donnees-personnelles", sent)
    async with db.tenant(durand.tenant_id) as tx:
        assert (await retention_of(tx)).rules["calls"].months == 6
        entry = await tx.fetchval("select id from journal_entry where verb = 'retention.rules' order by seq desc limit 1")  # fmt: skip
    await proved_paul.post(f"/annuler/{entry}")
    async with db.tenant(durand.tenant_id) as tx:
        assert (await retention_of(tx)).rules["calls"].months == 12
    assert (await sophie.get("/parametres/donnees-personnelles")).status_code == 403


async def test_the_purge_is_a_job_of_every_night(durand: Company) -> None:
    from odissee.platform.jobs.daily import plan_day

    async with db.tenant(durand.tenant_id) as tx:
        await plan_day(tx, "Europe/Paris")
        job = await tx.fetchval("select id from job where kind = 'privacy.purge' order by created_at desc limit 1")  # fmt: skip
        await tx.execute(
            "update job set not_before = created_at where id = $1", job
        )  # whatever the hour is now
    await run_job(durand.tenant_id, job)
    assert len(await rows(durand, "select id from purge_run")) == 1


@pytest.mark.feature("TEN-09")
async def test_anybody_reads_what_the_company_does_with_data(app: object, durand: Company) -> None:
    visitor = Visitor(app, durand.host)
    page = await visitor.get("/donnees")
    assert page.status_code == 200 and "CNIL" in page.text and "appels reçus 1 an" in page.text.replace("\xa0", " ")  # fmt: skip


@pytest.mark.quick
def test_every_rule_has_its_act_and_its_source() -> None:
    assert set(ACTS) == set(RULES)
    assert {key for key, (_, act) in ACTS.items() if act is None} == set(NEVER)
    assert all(rule.source and rule.least <= rule.months <= rule.most for rule in RULES.values())


@pytest.mark.quick
@settings(max_examples=40, deadline=None)
@given(st.datetimes(timezones=st.just(clock.now().tzinfo)).filter(lambda d: d.year > 40), st.integers(0, 360))
def test_a_duration_counts_whole_months_back(now: object, months: int) -> None:
    before = Kept(RULES["calls"], months, on=True).before(now)  # type: ignore[arg-type]
    assert (now.year - before.year) * 12 + now.month - before.month == months  # type: ignore[attr-defined]
