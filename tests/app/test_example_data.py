"""Example data come into a company and leave it without a row, whatever grew on them, and nothing else with them."""

import os
import re
from collections.abc import AsyncIterator
from datetime import date
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from odissee.app.invariants import scan
from odissee.platform.db import TenantTransaction, db, new_id
from odissee.platform.files import store
from odissee.platform.files.bucket import take
from odissee.platform.jobs import enqueue
from odissee.platform.journal import record
from odissee.platform.mail import write_mail
from odissee.tenants.companies import CHECKLIST, FieldRefused, next_number, parse_series
from odissee.tenants.dossiers import Trigger, open_dossier, refresh
from odissee.tenants.dossiers.opening import FIRST_NUMBER
from odissee.tenants.quotes.evidence import append_answer
from tests.app.test_demo import TABLES, administrator
from tests.browser_client import Visitor, logged_in
from tests.companies import Company
from tests.companies_ready import ready

LOAD, REMOVE = "/bienvenue/exemples/charger", "/bienvenue/exemples/retirer"
UNANSWERED = """
update quote set state = 'refused' where id = (select q.id from quote q join quote_version v on v.quote_id = q.id
  where q.state in ('sent', 'viewed') limit 1) returning (select id from quote_version where quote_id = quote.id)"""
FACTS = {
    "name": "", "role": "", "place": "", "reason": "Trop cher", "message": "", "callback": False, "boxes": [],
    "channel": "lien", "by_hand": False, "evidence": {},
}  # fmt: skip
ALL = re.compile(r"<b>(\d+)</b><span>Tous")
LATER = """
create table later_thing (tenant_id uuid not null references tenant, id uuid not null, dossier_id uuid not null,
  primary key (tenant_id, id), foreign key (tenant_id, dossier_id) references dossier (tenant_id, id));
select company_table('later_thing', 'select, insert')"""
GROWN_BESIDE = {"session", "known_device", "rate_bucket"}
"""What a person's visit itself leaves."""


async def _counts(company: Company) -> dict[str, int]:
    """Rows of the company in every table that has companies, from the catalogue: a new table is in by being there."""
    connection = await administrator(os.environ["DATABASE_URL"])
    try:
        names = [row[0] for row in await connection.fetch(TABLES)]
        found = {}
        for name in names:
            owned = await connection.fetchval(
                "select exists (select from pg_attribute where attrelid = $1::regclass and attname = 'tenant_id')",
                name,
            )
            where = " where tenant_id = $1" if owned else ""
            where, values = (" where tenant_id = $1", [company.tenant_id]) if owned else ("", [])
            found[name] = await connection.fetchval(f'select count(*) from "{name}"{where}', *values)  # noqa: S608 - catalogue
        return {name: n for name, n in found.items() if name not in GROWN_BESIDE}
    finally:
        await connection.close()


async def _sound(company: Company) -> list[str]:
    """Breaches of `./odissee check` in this company."""
    found = [text for one in await scan(os.environ["DATABASE_OWNER_URL"]) for text in one.breaches]
    return [text for text in found if text.startswith(company.name)]


@pytest.fixture(scope="module")
async def lapeyre(database: str) -> Company:
    """A company on its first day: catalogue, prices, lists and terms, no dossier."""
    return await ready("lapeyre", "Lapeyre Diagnostics")


@pytest.fixture
async def paul(app: Any, lapeyre: Company) -> Visitor:
    return await logged_in(app, lapeyre, lapeyre.people["Paul"])


@pytest.fixture
async def examples(paul: Visitor, lapeyre: Company) -> AsyncIterator[Company]:
    """The same company with its examples; each test leaves it without."""
    assert (await paul.post(LOAD)).status_code == 303
    yield lapeyre
    async with db.tenant(lapeyre.tenant_id) as tx:
        await tx.fetchval("select example_data(true)")


@pytest.mark.feature("TEN-02")
async def test_paul_tries_with_examples_and_everything_leaves_with_them(
    lapeyre: Company, paul: Visitor
) -> None:
    before = await _counts(lapeyre)
    assert "Essayer avec des données d’exemple" in (await paul.get("/bienvenue")).text
    assert (await paul.post(LOAD)).status_code == 303
    grown = await _grow(lapeyre)
    loaded = {name: n - before[name] for name, n in (await _counts(lapeyre)).items() if n != before[name]}
    assert loaded["dossier"] == 14 and loaded["quote"] >= 5 and loaded["journal_entry"] > 50
    assert await _sound(lapeyre) == []
    preview = (await paul.get(REMOVE)).text
    assert "14 dossiers" in preview.replace("\xa0", " ") and "Ce qui reste" not in preview
    assert (await paul.post(REMOVE)).status_code == 303
    assert await _counts(lapeyre) == before
    with pytest.raises(FileNotFoundError):
        await take(lapeyre.tenant_id, grown)
    assert await _sound(lapeyre) == []
    assert (await paul.get(REMOVE)).status_code == 404


async def _grow(company: Company) -> str:
    """What a person does to an example: a comment, a file, a task of the machine, a mail; returns the file's SHA-256."""
    async with db.tenant(company.tenant_id) as tx:
        dossier = await tx.fetchval("select id from dossier order by number limit 1")
        version = await tx.fetchrow("select id, quote_id from quote_version order by id limit 1")
        assert version
        await tx.execute(
            "insert into comment (id, dossier_id, text, author_name) values ($1, $2, 'Rappeler', 'Paul')",
            new_id(),
            dossier,
        )
        file = await store(
            tx, b"%PDF-1.7 exemple", name="Devis.pdf", media_type="application/pdf", kind="quote"
        )
        await tx.execute("update quote_version set pdf_file_id = $1 where id = $2", file.id, version["id"])
        await enqueue(
            tx, "quote.expire", {"version": str(version["id"])}, dedup_key=f"quote.expire:{version['id']}"
        )
        await append_answer(tx, await tx.fetchval(UNANSWERED), "refused", FACTS)
        record(tx, "dossier", dossier, "dossier.commented", dossier_id=dossier)
        await _write(tx, dossier)
    return file.sha256


async def _write(tx: TenantTransaction, dossier: UUID) -> None:
    await write_mail(
        tx, "mail.company_signup", to_email="quelqu.un@odissee.test", to_name="Quelqu’un", dossier_id=dossier,
        variables={"link": "https://x", "link_expires_at": "demain"}, dedup_key=f"mail:{new_id()}",
    )  # fmt: skip


@pytest.mark.feature("TEN-02")
async def test_nothing_leaves_from_an_example_however_it_is_tried(examples: Company) -> None:
    async with db.tenant(examples.tenant_id) as tx:
        dossier = await tx.fetchval("select id from dossier order by number limit 1")
        await _write(tx, dossier)
        await tx.execute("update sent_mail set state = 'queued' where dossier_id = $1", dossier)
        states = await tx.fetch("select distinct state, problem from sent_mail where dossier_id is not null")
    assert [tuple(row) for row in states] == [("cancelled", "Données d’exemple : rien n’est parti.")]


@pytest.mark.feature("TEN-02")
async def test_the_guard_of_messages_can_be_seen_to_fail(examples: Company) -> None:
    """The same mail about a dossier that bears no mark waits to leave."""
    async with db.tenant(examples.tenant_id) as tx:
        await _write(tx, await _real_dossier(tx, examples))
        assert (
            await tx.fetchval("select state from sent_mail order by created_at desc, id desc limit 1")
            == "queued"
        )
        await tx.rollback()


@pytest.mark.feature("TEN-02")
async def test_every_screen_says_that_examples_are_there(examples: Company, paul: Visitor) -> None:
    for path in ("/dossiers", "/contacts", "/bienvenue", "/boite-de-sortie"):
        page = (await paul.get(path)).text
        assert "Données d’exemple" in page, path
    assert "(exemple)" in (await paul.get("/dossiers")).text


@pytest.mark.feature("TEN-02")
async def test_a_contact_that_a_real_dossier_uses_stays_and_is_named(
    examples: Company, paul: Visitor
) -> None:
    async with db.tenant(examples.tenant_id) as tx:
        contact = await tx.fetchrow(
            "select id, last_name from contact where type = 'agence' order by id limit 1"
        )
        assert contact
        mine = await _real_dossier(tx, examples)
        await tx.execute(
            "insert into dossier_contact (id, dossier_id, contact_id, roles) values ($1, $2, $3, '{requester}')",
            new_id(), mine, contact["id"],
        )  # fmt: skip
    assert contact is not None
    page = (await paul.get(REMOVE)).text
    assert "Ce qui reste" in page and contact["last_name"] in page.replace("\xa0", " ")
    assert (await paul.post(REMOVE)).status_code == 303
    async with db.tenant(examples.tenant_id) as tx:
        assert [row["id"] for row in await tx.fetch("select id from dossier")] == [mine]
        assert [row["id"] for row in await tx.fetch("select id from contact")] == [contact["id"]]
        assert await tx.fetchval("select number from dossier") == FIRST_NUMBER + 1
        assert await next_number(tx, "D-{AAAA}-{0000}", date(2026, 11, 25)) == "D-2026-0001"
        await tx.execute("delete from counter where name like 'number:%'")
    assert await _sound(examples) == []


async def _real_dossier(tx: TenantTransaction, company: Company) -> UUID:
    place = new_id()
    await tx.execute("insert into property (id, type, city) values ($1, 'flat', 'Pau')", place)
    dossier = await open_dossier(tx, Trigger.LEAD_TRANSFORMED, site_id=company.site_id, property_id=place)
    await refresh(tx, dossier.id)
    id: UUID = dossier.id
    return id


@pytest.mark.feature("TEN-02")
async def test_what_a_page_keeps_until_an_act_is_sought_again_once_examples_are_gone(
    examples: Company, paul: Visitor
) -> None:
    """The journal counts again from lower numbers: when it is back at the same one, the counters are not those of then."""
    async with db.tenant(examples.tenant_id) as tx:
        then = await tx.fetchval("select seq from journal_head")
    full = ALL.search((await paul.get("/dossiers")).text)
    assert (await paul.post(REMOVE)).status_code == 303
    async with db.tenant(examples.tenant_id) as tx:
        await tx.execute("update journal_head set seq = $1", then)
    empty = ALL.search((await paul.get("/dossiers")).text)
    assert full and int(full[1]) >= 14, "the bin holds no example"
    assert empty is None or int(empty[1]) == int(full[1]) - 14


@pytest.mark.feature("TEN-02")
async def test_a_row_that_lives_cannot_be_declared_an_example(examples: Company) -> None:
    async with db.tenant(examples.tenant_id) as tx:
        real, told = await _real_dossier(tx, examples), new_id()
        record(tx, "dossier", told, "dossier.deleted", dossier_id=told)
    for id in (real, told):
        with pytest.raises(asyncpg.CheckViolationError, match="already lives"):
            async with db.tenant(examples.tenant_id) as tx:
                await tx.execute("insert into example_row (id, kind) values ($1, 'dossier')", id)


@pytest.mark.feature("TEN-02")
async def test_lines_of_a_real_dossier_never_leave_with_an_example(examples: Company) -> None:
    """A real quote moved under an example would take its proofs with it: the whole removal is refused."""
    async with db.tenant(examples.tenant_id) as tx:
        real, quote = await _real_dossier(tx, examples), new_id()
        await tx.execute(
            "insert into quote (id, dossier_id, site_id, number) values ($1, $2, $3, 'D-2026-0001')", quote, real, examples.site_id
        )  # fmt: skip
        record(tx, "quote", quote, "quote.generated", dossier_id=real)
    with pytest.raises(asyncpg.CheckViolationError, match="real dossiers"):
        async with db.tenant(examples.tenant_id) as tx:
            example = await tx.fetchval("select id from example_row where kind = 'dossier' limit 1")
            await tx.execute("update quote set dossier_id = $2 where id = $1", quote, example)
            await tx.fetchval("select example_data(true)")


@pytest.mark.feature("TEN-02")
async def test_an_example_row_that_borrows_a_real_identifier_is_refused(examples: Company) -> None:
    with pytest.raises(asyncpg.CheckViolationError, match="names two rows"):
        async with db.tenant(examples.tenant_id) as tx:
            real = await _real_dossier(tx, examples)
            example = await tx.fetchval("select id from example_row where kind = 'dossier' limit 1")
            await tx.execute(
                "insert into comment (id, dossier_id, text, author_name) values ($1, $2, '', '')",
                real,
                example,
            )
            await tx.fetchval("select example_data(true)")


@pytest.mark.feature("TEN-02")
async def test_the_application_deletes_no_line_of_the_journal_by_itself(examples: Company) -> None:
    for table in ("journal_entry", "quote_answer", "example_row"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            async with db.tenant(examples.tenant_id) as tx:
                await tx.execute(f"delete from {table}")  # noqa: S608 - constants above
    for act in ("example_remove('{}', $1)", "example_closure('{}', $1)"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            async with db.tenant(examples.tenant_id) as tx:
                await tx.execute(f"select {act}", examples.tenant_id)


@pytest.mark.feature("TEN-02")
async def test_a_stranger_company_keeps_its_examples(
    examples: Company, morel: Company, app: Any, paul: Visitor
) -> None:
    luc = await logged_in(app, morel, morel.people["Luc"])
    assert (await luc.post(REMOVE)).status_code == 404
    before = await _counts(examples)
    async with db.tenant(morel.tenant_id) as tx:
        assert await tx.fetchval("select example_data(true)") == {"counts": {}, "kept": [], "files": []}
    assert await _counts(examples) == before


@pytest.mark.feature("TEN-02")
async def test_a_table_added_later_is_emptied_of_examples_by_being_there(
    database: str, lapeyre: Company, paul: Visitor
) -> None:
    owner = await asyncpg.connect(database)
    await owner.execute(f"set app.tenant = '{lapeyre.tenant_id}'")
    await owner.execute(LATER)
    assert (await paul.post(LOAD)).status_code == 303
    async with db.tenant(lapeyre.tenant_id) as tx:
        real = await _real_dossier(tx, lapeyre)
        example = await tx.fetchval("select id from example_row where kind = 'dossier' limit 1")
        for dossier in (real, example):
            await tx.execute("insert into later_thing (id, dossier_id) values ($1, $2)", new_id(), dossier)
    assert (await paul.post(REMOVE)).status_code == 303
    async with db.tenant(lapeyre.tenant_id) as tx:
        assert [row[0] for row in await tx.fetch("select dossier_id from later_thing")] == [real]
    await owner.execute("drop table later_thing")
    await owner.close()


@pytest.mark.feature("TEN-02")
async def test_an_example_quote_is_not_the_first_quote(examples: Company) -> None:
    first = next(step for step in CHECKLIST if step.key == "first_quote")
    async with db.tenant(examples.tenant_id) as tx:
        await tx.execute("delete from quote where number = 'D-2026-0001'")
        assert await tx.fetchval("select count(*) from quote") > 0 and not await first.done(tx)


@pytest.mark.quick
@pytest.mark.feature("TEN-02")
def test_the_series_of_examples_is_nobody_else_s() -> None:
    with pytest.raises(FieldRefused, match="réservé"):
        parse_series("exemple-{0000}")
