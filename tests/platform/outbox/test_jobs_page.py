"""Anne, administrator, sees the jobs that stopped and starts them again; nobody else does."""

import re
from typing import Any
from uuid import UUID

import pytest

from odissee.platform.db import db
from odissee.platform.errors import NotFound
from odissee.platform.jobs import enqueue
from odissee.platform.jobs.dead import start_again, stop_again
from odissee.platform.journal import NothingToUndo
from tests.browser_client import Visitor
from tests.companies import Company


async def _dead(company: Company, kind: str, number: int = 1) -> list[UUID]:
    ids = []
    async with db.tenant(company.tenant_id) as tx:
        for n in range(number):
            id = await enqueue(tx, kind, {"mail": "x"}, f"dead:{kind}:{n}:{company.slug}")
            await tx.execute(
                "update job set state = 'dead', attempts = 8, last_error = 'serveur fermé' where id = $1", id
            )
            ids.append(id)
    return ids


async def _states(company: Company, ids: list[UUID]) -> list[Any]:
    async with db.tenant(company.tenant_id) as tx:
        rows = await tx.fetch("select state, attempts from job where id = any($1)", ids)
    return [tuple(row) for row in rows]


async def test_paul_starts_one_again_then_all_of_a_kind(durand: Company, paul: Visitor, luc: Visitor) -> None:
    first, *others = await _dead(durand, "test.one", 3)
    page = (await paul.get("/taches")).text
    assert "serveur fermé" in page and "Relancer les 3" in page
    assert "serveur fermé" not in (await luc.get("/taches")).text
    assert (await luc.post(f"/taches/{first}/relancer")).status_code == 404
    assert (await paul.post(f"/taches/{first}/relancer")).status_code == 303
    assert await _states(durand, [first]) == [("ready", 0)]
    assert (await paul.post("/taches/relancer/test.one")).status_code == 303
    assert await _states(durand, others) == [("ready", 0)] * 2
    assert (await paul.post("/taches/relancer/test.one")).status_code == 404


async def test_starting_again_can_be_taken_back_until_it_runs(durand: Company) -> None:
    ids = await _dead(durand, "test.two", 2)
    async with db.tenant(durand.tenant_id) as tx:
        entry, number = await start_again(tx, kind="test.two")
        assert number == 2
    row = {"after": entry.after}
    async with db.tenant(durand.tenant_id) as tx:
        await stop_again(tx, row)
        assert await tx.fetchval("select count(*) from job where id = any($1) and state = 'dead'", ids) == 2
        await start_again(tx, kind="test.two")
        await tx.execute("update job set attempts = 1 where id = any($1)", ids)
        with pytest.raises(NothingToUndo):
            await stop_again(tx, row)
        with pytest.raises(NotFound):
            await start_again(tx, kind="test.nothing")


async def test_the_office_has_no_such_page(sophie: Visitor) -> None:
    assert (await sophie.get("/taches")).status_code == 403


async def test_a_company_without_trouble_reads_so(luc: Visitor) -> None:
    page = (await luc.get("/taches")).text
    assert re.search("Tout est à jour", page)
