"""Writing the conclusion of one diagnostic, by whoever states it: the desk, the technician's phone, a métier software."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.journal import NothingToUndo, record, reversible
from odissee.platform.live import tell
from odissee.tenants.findings.conclusions import checked, choices, name_of, told
from odissee.tenants.findings.errors import NotOnDossier
from odissee.tenants.findings.list_a import follow_list_a

SOURCES = {"desk": "Bureau", "phone": "Téléphone", "software": "Logiciel métier"}
HOLD = "select id from dossier where id = $1 for update"
ONE = "select * from finding where dossier_id = $1 and diagnostic = $2"
WRITE = """
insert into finding (id, dossier_id, diagnostic, codes, summary, measure, performed_on, established_on, source, software,
  stated_at, stated_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
on conflict (tenant_id, dossier_id, diagnostic) do update set codes = excluded.codes, summary = excluded.summary,
  measure = excluded.measure, performed_on = excluded.performed_on, established_on = excluded.established_on,
  source = excluded.source, software = excluded.software, stated_at = excluded.stated_at, stated_by = excluded.stated_by
returning id"""


@dataclass(frozen=True, slots=True)
class Stated:
    """What somebody states of one diagnostic; `codes` are checked when it is kept, never read from words."""

    codes: tuple[str, ...] = ()
    summary: str = ""
    measure: Decimal | None = None
    performed_on: date | None = None
    established_on: date | None = None
    source: str = "desk"
    software: str = ""

    def facts(self) -> dict[str, Any]:
        """As the journal keeps them."""
        return {
            "codes": list(self.codes), "summary": self.summary, "measure": None if self.measure is None else f"{self.measure:.2f}",
            "performed_on": _iso(self.performed_on), "established_on": _iso(self.established_on),
            "source": self.source, "software": self.software,
        }  # fmt: skip


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def stated(facts: dict[str, Any]) -> Stated:
    """What the journal kept, as values again."""
    days = {
        name: date.fromisoformat(facts[name]) if facts[name] else None
        for name in ("performed_on", "established_on")
    }
    measure = Decimal(facts["measure"]) if facts["measure"] else None
    return Stated(tuple(facts["codes"]), facts["summary"], measure, source=facts["source"],
                  software=facts["software"], **days)  # fmt: skip


def of_row(row: Any) -> Stated:
    """The row of a finding as what was stated."""
    return Stated(
        tuple(row["codes"]), row["summary"], row["measure"], row["performed_on"], row["established_on"],
        row["source"], row["software"],
    )  # fmt: skip


async def save_finding(tx: TenantTransaction, dossier_id: UUID, diagnostic: str, said: Stated) -> Any:
    """Keep what is stated; returns the journal entry, None when nothing changes.

    Raises `NotOnDossier`, `UnknownConclusion`, `ContradictoryConclusions`; then nothing is kept.
    """
    said = _settled(diagnostic, said)
    await tx.fetchval(HOLD, dossier_id)
    label = await tx.fetchval(
        "select label from dossier_service where dossier_id = $1 and diagnostic = $2", dossier_id, diagnostic
    )
    if label is None:
        raise NotOnDossier
    row = await tx.fetchrow(ONE, dossier_id, diagnostic)
    before = of_row(row).facts() if row else None
    if before == said.facts():
        return None
    id = await _write(tx, dossier_id, diagnostic, said, row["codes"] if row else ())
    return _recorded(tx, dossier_id, id, diagnostic, before, said.facts())


def _settled(diagnostic: str, said: Stated) -> Stated:
    measured = choices(diagnostic).measured
    codes = checked(diagnostic, said.codes or (("measured",) if measured and said.measure else ()))
    return Stated(
        codes, said.summary.strip()[:2000], said.measure if measured else None, said.performed_on,
        said.established_on, said.source, said.software.strip()[:60] if said.source == "software" else "",
    )  # fmt: skip


async def _write(
    tx: TenantTransaction, dossier_id: UUID, diagnostic: str, said: Stated, was: Sequence[str] = ()
) -> UUID:
    actor = tx.state.get("actor")
    who = actor.name if actor else str(tx.state.get("actor_name", "Odissée"))
    id: UUID = await tx.fetchval(
        WRITE, new_id(), dossier_id, diagnostic, list(said.codes), said.summary, said.measure, said.performed_on,
        said.established_on, said.source, said.software, clock.now(), who,
    )  # fmt: skip
    await follow_list_a(tx, dossier_id, diagnostic, said.codes, was)
    tell(tx, "dossier", dossier_id)
    return id


def _recorded(
    tx: TenantTransaction, dossier_id: UUID, id: UUID, diagnostic: str, before: Any, after: dict[str, Any] | None
) -> Any:  # fmt: skip
    words = told(diagnostic, after["codes"])[0] if after else ""
    common = {"diagnostic": diagnostic, "name": name_of(diagnostic)}
    return record(
        tx, "finding", id, "finding.stated", dossier_id=dossier_id, before={"facts": before} | common,
        after={"facts": after, "words": words} | common,
    )  # fmt: skip


async def clear_finding(tx: TenantTransaction, dossier_id: UUID, diagnostic: str) -> Any:
    """Take a conclusion away, with undo; None when there was none."""
    row = await tx.fetchrow(f"{ONE} for update", dossier_id, diagnostic)
    if row is None:
        return None
    await tx.execute("delete from finding where id = $1", row["id"])
    await follow_list_a(tx, dossier_id, diagnostic, (), row["codes"])
    tell(tx, "dossier", dossier_id)
    return _recorded(tx, dossier_id, row["id"], diagnostic, of_row(row).facts(), None)


@reversible("finding.stated", "report.add")
async def take_back(tx: TenantTransaction, entry: Any) -> None:
    """What was stated before, unless somebody has stated something else since."""
    dossier_id, diagnostic = entry["dossier_id"], entry["after"]["diagnostic"]
    row = await tx.fetchrow(f"{ONE} for update", dossier_id, diagnostic)
    if (of_row(row).facts() if row else None) != entry["after"]["facts"]:
        raise NothingToUndo
    facts = entry["before"]["facts"]
    if facts is not None:
        await _write(tx, dossier_id, diagnostic, stated(facts), row["codes"] if row else ())
        return
    await tx.execute("delete from finding where dossier_id = $1 and diagnostic = $2", dossier_id, diagnostic)
    await follow_list_a(tx, dossier_id, diagnostic, (), entry["after"]["facts"]["codes"])
    tell(tx, "dossier", dossier_id)
