"""Anne empties the bin: nothing that law or proof keeps goes with it (LIST-31)."""

import re
from typing import Any

import asyncpg
import pytest

from odissee.platform import clock
from odissee.platform.db import db, new_id
from odissee.platform.evidence import append
from odissee.platform.files import store
from odissee.platform.files.bucket import take
from tests.browser_client import Visitor, logged_in
from tests.companies import PASSWORD, Company, found
from tests.tenants.dossiers.test_moving import albert

LOOK, DELETE, BIN = "/dossiers/supprimer", "/dossiers/supprimer/confirmer", "/dossiers?vue=corbeille"
STALE = "update session set fresh_until = now() - interval '1 hour'"


@pytest.fixture(scope="module")
async def jurancon(database: str) -> Company:
    return await found("jurancon", "Jurançon Diagnostics", "Pau", {
        "Anne": ("Vidal", "admin"), "Sophie": ("Martin", "office")})  # fmt: skip


@pytest.fixture
async def anne(app: Any, jurancon: Company) -> Visitor:
    return await logged_in(app, jurancon, jurancon.people["Anne"])


async def binned(company: Company, file: bytes = b"") -> str:
    """A dossier in the bin, with a comment, a task and, when there are bytes, a document."""
    async with db.tenant(company.tenant_id) as tx:
        id = (await albert(tx, company)).id
        await tx.execute(
            "insert into comment (id, dossier_id, text, author_name) values ($1, $2, 'Erreur', 'Anne')",
            new_id(),
            id,
        )
        await tx.execute("insert into task (id, dossier_id, kind, label, due_on) values ($1, $2, 'call', 'Rappeler', $3)",
                         new_id(), id, clock.today())  # fmt: skip
        if file:
            await _document(tx, id, file)
        await tx.execute("update dossier set trashed_at = now() where id = $1", id)
    return str(id)


async def _document(tx: Any, dossier: Any, content: bytes) -> None:
    kept = await store(tx, content, name="plan.pdf", media_type="application/pdf", kind="document")
    await tx.execute(
        "insert into document (id, dossier_id, section, title, series_id, file_id) values ($1, $2, 'received', 'Plan', $1, $3)",
        new_id(), dossier, kept.id,
    )  # fmt: skip


async def count(company: Company, table: str, dossier: str) -> int:
    column = "id" if table == "dossier" else "dossier_id"
    async with db.tenant(company.tenant_id) as tx:
        n: int = await tx.fetchval(f"select count(*) from {table} where {column} = $1", dossier)  # noqa: S608 - of the test
    return n


@pytest.mark.feature("LIST-31")
async def test_what_lies_in_the_bin_goes_for_good_with_its_files_and_the_journal_remembers(
    anne: Visitor, jurancon: Company
) -> None:
    gone, other = await binned(jurancon, b"%PDF-1.7 plan"), await binned(jurancon)
    async with db.tenant(jurancon.tenant_id) as tx:
        digest = await tx.fetchval(
            "select f.sha256 from document d join stored_file f on f.id = d.file_id where d.dossier_id = $1",
            gone,
        )
        number = await tx.fetchval("select number from dossier where id = $1", gone)
    assert "Supprimer définitivement" in (await anne.get(BIN)).text
    seen = (await anne.post(LOOK, {"ids": [gone]})).text
    assert "1 dossier sera supprimé" in seen and "Votre mot de passe" not in seen
    assert await count(jurancon, "dossier", gone) == 1, "looking deletes nothing"
    assert (await anne.post(DELETE, {"ids": [gone]})).status_code == 303
    assert "1 dossier supprimé définitivement" in (await anne.get(BIN)).text
    for table in ("dossier", "comment", "task", "document"):
        assert await count(jurancon, table, gone) == 0, table
    assert await count(jurancon, "comment", other) == 1
    with pytest.raises(FileNotFoundError):
        await take(jurancon.tenant_id, digest)
    async with db.tenant(jurancon.tenant_id) as tx:
        line = await tx.fetchrow(
            "select before, actor_name from journal_entry where verb = 'dossier.purged' and subject_id = $1",
            gone,
        )
        assert line and line["before"] == {"number": number} and "Anne" in line["actor_name"]
        assert await tx.fetchval("select count(*) from search_card where id = $1", gone) == 0
        await tx.execute("delete from comment where dossier_id = $1", other)


@pytest.mark.parametrize(("kept_by", "reason"), [
    ("quote", "Un devis numéroté y a été fait"), ("evidence", "Des preuves de remise s’y rattachent"),
    ("invoice", "Une facture y est attachée"), ("list", "Il n’est plus dans la corbeille")])  # fmt: skip
async def test_what_law_or_proof_keeps_stays_and_says_why(
    anne: Visitor, jurancon: Company, kept_by: str, reason: str
) -> None:
    id = await binned(jurancon)
    async with db.tenant(jurancon.tenant_id) as tx:
        if kept_by == "quote":
            await tx.execute("insert into quote (id, dossier_id, site_id, number) values ($1, $2, $3, $4)",
                             new_id(), id, jurancon.site_id, f"D-{id[-8:]}")  # fmt: skip
        elif kept_by == "evidence":
            await append(tx, id, "report.downloaded", {"who": "Albert"})
        elif kept_by == "invoice":
            await tx.execute("update dossier set invoice_state = 'paid' where id = $1", id)
        else:
            await tx.execute("update dossier set trashed_at = null where id = $1", id)
    page = (await anne.post(LOOK, {"ids": [id]})).text
    assert reason in page and "Rien ne peut être supprimé" in page
    await anne.post(DELETE, {"ids": [id]})
    assert await count(jurancon, "dossier", id) == 1
    with pytest.raises(asyncpg.CheckViolationError, match="must stay"):
        async with db.tenant(jurancon.tenant_id) as tx:
            await tx.fetchval("select dossier_purge(array[$1::uuid])", id)


async def test_long_after_login_the_password_is_asked_on_the_page_itself(
    anne: Visitor, jurancon: Company
) -> None:
    id = await binned(jurancon)
    async with db.tenant(jurancon.tenant_id) as tx:
        await tx.execute(STALE)
    assert "Votre mot de passe" in (await anne.post(LOOK, {"ids": [id]})).text
    wrong = await anne.post(DELETE, {"ids": [id], "password": "pas celui-là du tout"})
    assert wrong.status_code >= 400 and "mot de passe n’est pas le bon" in wrong.text and id in wrong.text
    assert await count(jurancon, "dossier", id) == 1
    assert (await anne.post(DELETE, {"ids": [id], "password": PASSWORD})).status_code == 303
    assert await count(jurancon, "dossier", id) == 0


async def test_the_office_and_strangers_delete_nothing(
    app: Any, luc: Visitor, anne: Visitor, jurancon: Company
) -> None:
    id = await binned(jurancon)
    sophie = await logged_in(app, jurancon, jurancon.people["Sophie"])
    for path in (LOOK, DELETE):
        assert (await sophie.post(path, {"ids": [id]})).status_code == 403
        assert id not in re.sub("<title.*?</title>", "", (await luc.post(path, {"ids": [id]})).text)
    assert await count(jurancon, "dossier", id) == 1
    async with db.tenant(jurancon.tenant_id) as tx:
        await tx.execute("update dossier set trashed_at = null where id = $1", id)
