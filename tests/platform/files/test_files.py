"""Files of Durand stay Durand's, and what is read is what was stored."""

from typing import Any

import pytest

from odissee.platform.db import db
from odissee.platform.errors import NotFound
from odissee.platform.files import DamagedFile, StoredFile, read, store
from odissee.platform.settings import settings
from tests.browser_client import Visitor
from tests.companies import Company


async def _plan(company: Company, data: bytes = b"le plan du rez-de-chauss\xc3\xa9e") -> StoredFile:
    async with db.tenant(company.tenant_id) as tx:
        file = await store(tx, data, name="plan à l’étage.pdf", media_type="application/pdf", kind="document")
    return file  # noqa: RET504  # mypy: the block may swallow an error


async def test_sophie_downloads_the_plan_that_durand_stored(durand: Company, sophie: Visitor) -> None:
    file = await _plan(durand)
    answer = await sophie.get(f"/fichiers/{file.id}")
    assert answer.status_code == 200
    assert answer.content == b"le plan du rez-de-chauss\xc3\xa9e"
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert "plan%20%C3%A0" in answer.headers["content-disposition"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"].startswith("sandbox")


async def test_the_same_bytes_lie_once_under_the_company(durand: Company) -> None:
    first, second = await _plan(durand, b"deux fois"), await _plan(durand, b"deux fois")
    assert first.id != second.id
    folder = settings().data / "files" / str(durand.tenant_id)
    assert [path.name for path in folder.iterdir() if path.name == first.sha256] == [first.sha256]


async def test_luc_of_morel_does_not_know_durands_file(durand: Company, luc: Visitor, morel: Company) -> None:
    file = await _plan(durand)
    assert (await luc.get(f"/fichiers/{file.id}")).status_code == 404
    async with db.tenant(morel.tenant_id) as tx:
        with pytest.raises(NotFound):
            await read(tx, file.id)


async def test_a_visitor_must_log_in(durand: Company, visitor: Visitor) -> None:
    file = await _plan(durand)
    assert (await visitor.get(f"/fichiers/{file.id}")).status_code in (302, 303, 401)


@pytest.mark.parametrize("harm", ["changed", "removed"])
async def test_damaged_bytes_are_refused(durand: Company, harm: str, database: Any) -> None:
    file = await _plan(durand, f"bytes to be {harm}".encode())
    path = settings().data / "files" / str(durand.tenant_id) / file.sha256
    path.write_bytes(b"autre chose") if harm == "changed" else path.unlink()
    async with db.tenant(durand.tenant_id) as tx:
        with pytest.raises(DamagedFile):
            await read(tx, file.id)
