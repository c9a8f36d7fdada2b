"""Each invariant of `./odissee check` sees the breach that is planted for it, and nothing before."""

import os
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from odissee.app import demo
from odissee.app.cli.check import report
from odissee.app.invariants import COMPANY, SCHEMA, Result
from odissee.platform.db import db
from odissee.platform.db.engine import prepare
from odissee.platform.files import store
from odissee.platform.settings import settings

COMPANY_HERE = replace(demo.MOREL, slug="morel-plant", share=1.0)
ONE_QUOTE = "(select id from quote order by number limit 1)"
HANDED_OVER = """
with proof as (
  insert into evidence_record (id, chain_id, number, kind, body, previous_hash, hash, at)
  select gen_random_uuid(), x.dossier_id, 1, 'download', jsonb_build_object('facts', jsonb_build_object('sha256', SHA)), '', '',
         now() from document x join stored_file f on f.id = x.file_id join report_lock l on l.dossier_id = x.dossier_id limit 1
  returning id, chain_id)
insert into document_download (id, dossier_id, document_id, contact_id, method, sha256, evidence_id, at)
select gen_random_uuid(), x.dossier_id, x.id, k.contact_id, 'ip', f.sha256, p.id, now()
  from proof p join document x on x.dossier_id = p.chain_id join stored_file f on f.id = x.file_id
  join dossier_contact k on k.dossier_id = x.dossier_id limit 1"""
PLANTS: dict[str, list[str]] = {
    "quote_unchanged": [
        "update quote_version set total_ttc_cents = total_ttc_cents + 1",
        "update quote_version set snapshot = jsonb_set(snapshot, '{incl}', '1')",
    ],
    "quote_papers": [
        "delete from job where kind = 'quote.print'",
        'update quote_answer set evidence = evidence || \'{"quote_sha256": "00"}\' where number = 1',
    ],
    "quote_answers": ["delete from quote_answer where number = 1"],
    "evidence_chain": [
        "update quote_answer set name = 'Quelqu’un d’autre' where number = 2",
        "delete from quote_answer where number = 1",
    ],
    "dossier_proofs": [
        """insert into evidence_record (id, chain_id, number, kind, body, previous_hash, hash, at)
           select gen_random_uuid(), id, 1, 'download', jsonb_build_object('number', 1, 'chain', id), repeat('0', 64), 'x', now()
             from dossier limit 1"""
    ],
    "document_versions": ["update document set superseded_at = now()"],
    "locked_reports": [HANDED_OVER.replace("SHA", "f.sha256"), HANDED_OVER.replace("SHA", "'00'")],
    "dossier_number": [
        "alter table dossier drop constraint dossier_tenant_id_number_key; update dossier set number = 18001",
        "update dossier set number = number + 5000 where number = (select max(number) from dossier)",
    ],
    "dossier_roles": [
        "update dossier_contact set roles = '{owner}'",
        "update dossier_contact set roles = '{owner,payer,requester}'",
    ],
    "appointment_overlap": [
        """alter table appointment drop constraint appointment_tenant_id_staff_id_during_excl;
           update appointment set during = '[2026-11-02 09:00+01,2026-11-02 10:00+01)'"""
    ],
    "journal_gapless": [
        "delete from journal_entry where seq = 7",
        "delete from journal_entry where seq = (select max(seq) from journal_entry)",
        "update journal_head set seq = seq + 1",
    ],
    "sent_once": [
        "update sent_mail set state = 'queued'",
        "update job set last_error = null where state = 'dead'",
    ],
    "counters": [
        "update counter set value = 3 where name = 'dossier'",
        "update counter set value = value + 1 where name like 'number:%'",
    ],
    "memberships": [
        "delete from login_tenant where tenant_id = current_setting('app.tenant')::uuid",
        "update membership set profiles = '{office}'",
    ],
    "orphans": [
        """alter table dossier_service drop constraint dossier_service_tenant_id_dossier_id_fkey;
           update dossier_service set dossier_id = gen_random_uuid() where position = 0;
           alter table dossier_service add foreign key (tenant_id, dossier_id) references dossier (tenant_id, id) not valid"""
    ],
    "search_rows": [
        "delete from search_document where id = (select id from search_document limit 1)",
        "update search_card set id = gen_random_uuid()",
        "update search_card set title = 'Vieux titre'",
    ],
    "files": ["update stored_file set sha256 = repeat('0', 64)"],
    "walls": [
        "create table leak (tenant_id uuid, text text)",
        "alter table comment no force row level security",
    ],
    "keys_led": [
        """create table other (tenant_id uuid not null, site uuid);
           alter table site add unique (id);
           alter table other add foreign key (site) references site (id)"""
    ],
}
CASES = [(key, plant) for key, plants in PLANTS.items() for plant in plants]


@pytest.fixture(scope="module")
async def planted(database: str) -> AsyncIterator[UUID]:
    await demo.load(60, companies=[COMPANY_HERE])
    async with db.tenant(COMPANY_HERE.tenant_id) as tx:
        await store(tx, b"%PDF-1.7 exemple", name="Exemple.pdf", media_type="application/pdf", kind="other")
    yield COMPANY_HERE.tenant_id
    await demo.remove([COMPANY_HERE])


@pytest.fixture
async def owner(planted: UUID) -> AsyncIterator[Any]:
    """The owner's connection within the company; whatever the test plants is rolled back."""
    connection = await asyncpg.connect(os.environ["DATABASE_OWNER_URL"])
    await prepare(connection)
    transaction = connection.transaction()
    await transaction.start()
    await connection.execute("select set_config('app.tenant', $1, true)", str(planted))
    yield connection
    await transaction.rollback()
    await connection.close()


@pytest.mark.parametrize(("key", "plant"), CASES, ids=[f"{key}-{n}" for n, (key, _) in enumerate(CASES)])
async def test_a_planted_breach_is_seen(owner: Any, key: str, plant: str) -> None:
    invariant = (COMPANY | SCHEMA)[key]
    assert (await invariant.check(owner)).breaches == []
    await owner.execute(plant)
    found = await invariant.check(owner)
    assert found.breaches and all(text[0] != " " for text in found.breaches)


async def test_a_file_whose_bytes_changed_is_seen(owner: Any, planted: UUID) -> None:
    sha256 = await owner.fetchval("select sha256 from stored_file where name = 'Exemple.pdf'")
    path = Path(settings().data) / "files" / str(planted) / sha256
    kept = path.read_bytes()
    path.write_bytes(b"%PDF-1.7 autre")
    assert (await COMPANY["files"].check(owner)).breaches == ["« Exemple.pdf » est abîmé"]
    path.write_bytes(kept)


def test_every_invariant_has_its_planted_breach() -> None:
    assert set(PLANTS) == set(COMPANY | SCHEMA)


async def test_the_command_says_what_is_wrong_in_french(owner: Any, planted: UUID) -> None:
    await owner.execute("delete from journal_entry where seq = 7")
    found = await COMPANY["journal_gapless"].check(owner)
    lines = report([Result(COMPANY["journal_gapless"], found.looked_at, found.breaches)])
    assert lines[0].startswith("✗ Le journal n’a pas de trou")
    assert lines[1] == "    il manque l’entrée 7"
    assert lines[-1].replace("\u00a0", " ") == "1 invariant vérifié : 1 manquement."
