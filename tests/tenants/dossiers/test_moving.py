"""A dossier moves by events and by people, every move is written, and what is reversible comes back."""

import asyncio
from typing import Any
from uuid import UUID

import pytest

from odissee.platform.db import TenantTransaction, db, new_id
from odissee.platform.errors import NotFound
from odissee.platform.journal import NothingToUndo, undo
from odissee.platform.search import find_ids
from odissee.tenants.dossiers import (
    DossierStatus,
    Role,
    Trigger,
    archive,
    attach,
    move,
    open_dossier,
    set_status,
)
from tests.companies import Company

ALWAYS = lambda _: True


async def albert(tx: TenantTransaction, company: Company, **fields: Any) -> Any:
    """The dossier of M. Albert, who sells a house at Pau through Agence ARIA."""
    property_id, owner, agency = new_id(), new_id(), new_id()
    await tx.execute(
        "insert into property (id, city, postcode, address) values ($1, 'Pau', '64000', '8 rue Bargoin')",
        property_id,
    )
    await tx.execute("insert into contact (id, last_name, first_name) values ($1, 'Albert', 'Luc')", owner)
    await tx.execute(
        "insert into contact (id, kind, type, last_name) values ($1, 'pro', 'agence', 'Agence ARIA')", agency
    )
    dossier = await open_dossier(
        tx, Trigger.ORDER_SAVED, site_id=company.site_id, property_id=property_id, **fields
    )
    await attach(tx, dossier.id, owner, {Role.OWNER, Role.PAYER})
    await attach(tx, dossier.id, agency, {Role.REQUESTER, Role.PRESCRIBER})
    return dossier


async def status(tx: TenantTransaction, id: UUID) -> str:
    return str(await tx.fetchval("select status from dossier where id = $1", id))


@pytest.mark.feature("LIST-21")
@pytest.mark.feature("LIST-22")
async def test_the_list_columns_follow_the_contacts_and_the_property(durand: Company) -> None:
    async with db.tenant(durand.tenant_id) as tx:
        dossier = await albert(tx, durand)
        row = await tx.fetchrow("select * from dossier where id = $1", dossier.id)
        assert row is not None
        assert (row["owner_name"], row["prescriber_name"], row["city"]) == (
            "Albert Luc",
            "Agence ARIA",
            "Pau",
        )
        for typed in (str(row["number"]), "albert", "aria", "bargoin", "64000 pau"):
            assert dossier.id in await find_ids(tx, typed)


async def test_fifty_dossiers_opened_at_once_have_fifty_numbers_without_a_hole(durand: Company) -> None:
    async def one() -> int:
        async with db.tenant(durand.tenant_id) as tx:
            return int((await albert(tx, durand)).number)

    numbers = sorted(await asyncio.gather(*(one() for _ in range(50))))
    assert numbers == list(range(numbers[0], numbers[0] + 50))


async def test_an_event_moves_and_the_move_is_written_and_taken_back(durand: Company) -> None:
    async with db.tenant(durand.tenant_id) as tx:
        dossier = await albert(tx, durand)
        entry = await set_status(tx, dossier.id, DossierStatus.QUOTED)
        assert await move(tx, dossier.id, Trigger.QUOTE_ACCEPTED) is DossierStatus.TO_SCHEDULE
    async with db.tenant(durand.tenant_id) as tx:
        verbs = await tx.fetch(
            "select verb, after from journal_entry where dossier_id = $1 order by seq", dossier.id
        )
        assert [v["verb"] for v in verbs].count("dossier.status") == 2
        with pytest.raises(NothingToUndo):
            await undo(tx, entry.id, ALWAYS)
    async with db.tenant(durand.tenant_id) as tx:
        last = await set_status(tx, dossier.id, DossierStatus.CANCELLED, "prix")
    async with db.tenant(durand.tenant_id) as tx:
        assert await undo(tx, last.id, ALWAYS)
        assert await status(tx, dossier.id) == DossierStatus.TO_SCHEDULE
    async with db.tenant(durand.tenant_id) as tx:
        with pytest.raises(NothingToUndo):
            await undo(tx, last.id, ALWAYS)


async def test_an_event_that_means_nothing_here_changes_nothing(durand: Company) -> None:
    async with db.tenant(durand.tenant_id) as tx:
        dossier = await albert(tx, durand)
        assert await move(tx, dossier.id, Trigger.RESULTS_COMPLETE) is None
        assert await status(tx, dossier.id) == DossierStatus.TO_QUOTE


async def test_the_journal_has_no_hole_when_many_write_and_some_give_up(durand: Company) -> None:
    async def one(give_up: bool) -> None:
        async with db.tenant(durand.tenant_id) as tx:
            await albert(tx, durand)
            if give_up:
                raise NotFound

    await asyncio.gather(*(one(n % 3 == 0) for n in range(12)), return_exceptions=True)
    async with db.tenant(durand.tenant_id) as tx:
        row = await tx.fetchrow("select count(*) as n, max(seq) as last from journal_entry")
        assert row is not None and row["n"] == row["last"]


async def test_an_archived_dossier_comes_back_and_morel_cannot_touch_it(
    durand: Company, morel: Company
) -> None:
    async with db.tenant(durand.tenant_id) as tx:
        dossier = await albert(tx, durand)
        entry = await archive(tx, dossier.id)
    async with db.tenant(morel.tenant_id) as tx:
        with pytest.raises(NotFound):
            await undo(tx, entry.id, ALWAYS)
        with pytest.raises(NotFound):
            await set_status(tx, dossier.id, DossierStatus.CANCELLED)
    async with db.tenant(durand.tenant_id) as tx:
        await undo(tx, entry.id, ALWAYS)
        assert await tx.fetchval("select archived_at from dossier where id = $1", dossier.id) is None
