"""What a client sees of the findings: what their sight of the report of each diagnostic allows, and nothing else.

A conclusion is worth its report: while a lock holds the report from a contact, it holds its conclusion too.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.french import full_date
from odissee.platform.texts import block
from odissee.tenants.documents import Report, Sight, account_on, as_locks, live_locks, readers_of, widest
from odissee.tenants.findings.dpe import DpeReading
from odissee.tenants.findings.lines import Line, found_of

SERIES = """
select kind, series_id from document where dossier_id = $1 and section = 'report' and kind <> ''
   and trashed_at is null and superseded_at is null"""
NO_SERIES = UUID(int=0)
"""A report that is not here yet: only a lock on all reports holds it."""
ASBESTOS = ("ASBESTOS", "DAPP", "DTA", "RAAT", "DEMO_ASBESTOS")


@dataclass(frozen=True, slots=True)
class ShownFindings:
    """`lines` may be read, `locked` are names of diagnostics that wait; `disclaimer` stands beside any conclusion."""

    lines: tuple[Line, ...] = ()
    locked: tuple[str, ...] = ()
    samples: tuple[Any, ...] = ()
    dpe: DpeReading | None = None
    disclaimer: str = ""


async def shown_to_client(tx: TenantTransaction, dossier_id: UUID, contact_id: UUID | None) -> ShownFindings:
    """The findings before one contact of the dossier, or the main account of one; nothing for anybody else."""
    account = await account_on(tx, dossier_id, contact_id) if contact_id is not None else None
    if account is None:
        return ShownFindings()
    seen, found = await _sights(tx, dossier_id, account), await found_of(tx, dossier_id)
    lines = [line for line in found.lines if line.row["finding_id"] is not None or line.diagnostic == "DPE"]
    shown = tuple(line for line in lines if seen(line.diagnostic) is Sight.OPEN)
    return ShownFindings(
        shown, tuple(line.name for line in lines if seen(line.diagnostic) is Sight.LOCKED),
        found.samples if _sees_asbestos(lines, seen) else (), found.dpe if seen("DPE") is Sight.OPEN else None,
        await disclaimer(tx) if shown else "",
    )  # fmt: skip


async def _sights(tx: TenantTransaction, dossier_id: UUID, account: Any) -> Any:
    series = {row["kind"]: row["series_id"] for row in await tx.fetch(SERIES, dossier_id)}
    locks, readers = as_locks(await live_locks(tx, dossier_id)), readers_of(account)
    return lambda diagnostic: widest(readers, Report(series.get(diagnostic, NO_SERIES)), locks)


def _sees_asbestos(lines: list[Line], seen: Any) -> bool:
    found = [line.diagnostic for line in lines if line.diagnostic in ASBESTOS] or ["ASBESTOS"]
    return all(seen(diagnostic) is Sight.OPEN for diagnostic in found)


async def disclaimer(tx: TenantTransaction) -> str:
    """The sentence that no client's screen with a conclusion goes without."""
    return await block(tx, "doc.findings_disclaimer", {"today": full_date(clock.today())})
