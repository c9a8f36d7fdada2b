"""Asbestos samples (DOSS-64): reference, place, material, laboratory, result. While one is awaited, the dossier that was
visited is « Analyse »; once all results are there it is « Intervenu » again."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.errors import NotFound
from odissee.platform.journal import NothingToUndo, record, reversible
from odissee.platform.live import tell
from odissee.tenants.dossiers import Trigger, move
from odissee.tenants.findings.errors import SampleKnown

RESULTS = {
    "awaited": ("Résultat attendu", "warn"), "asbestos": ("Amiante", "bad"), "none": ("Sans amiante", "ok"),
    "unclear": ("Non conclusif", "warn"),
}  # fmt: skip
SAMPLES = "select * from asbestos_sample where dossier_id = $1 order by reference, id"
ONE = "select * from asbestos_sample where id = $1 for update"
INSERT = """
insert into asbestos_sample (id, dossier_id, reference, place, material, laboratory, result, taken_on, result_on)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (tenant_id, dossier_id, reference) do nothing returning id"""
UPDATE = """
update asbestos_sample set reference = $2, place = $3, material = $4, laboratory = $5, result = $6, taken_on = $7,
  result_on = $8 where id = $1"""
TAKEN = "select exists (select from asbestos_sample where dossier_id = $1 and reference = $2 and id <> $3)"
AWAITED = "select count(*) filter (where result = 'awaited') as awaited, count(*) as all from asbestos_sample where dossier_id = $1"


@dataclass(frozen=True, slots=True)
class Sample:
    """One sample as it is stated; `reference` is what stands on the bag."""

    reference: str
    place: str = ""
    material: str = ""
    laboratory: str = ""
    result: str = "awaited"
    taken_on: date | None = None
    result_on: date | None = None

    def facts(self) -> dict[str, Any]:
        return {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in asdict(self).items()
        }


def sample_of(row: Any) -> Sample:
    """A row as what was stated."""
    return Sample(**{name: row[name] for name in Sample.__dataclass_fields__})


async def samples_of(tx: TenantTransaction, dossier_id: UUID) -> list[Any]:
    """The samples of a dossier by their references."""
    return await tx.fetch(SAMPLES, dossier_id)


async def add_samples(tx: TenantTransaction, dossier_id: UUID, samples: list[Sample]) -> Any:
    """Add them all or none; returns the journal entry. Raises `SampleKnown`."""
    ids = []
    for sample in samples:
        id = await tx.fetchval(INSERT, new_id(), dossier_id, *asdict(sample).values())
        if id is None:
            raise SampleKnown(sample.reference)
        ids.append(str(id))
    entry = record(
        tx, "dossier", dossier_id, "sample.added", dossier_id=dossier_id, before={},
        after={"ids": ids, "references": [sample.reference for sample in samples]},
    )  # fmt: skip
    await _follow(tx, dossier_id)
    return entry


@reversible("sample.added", "report.add")
async def add_back(tx: TenantTransaction, entry: Any) -> None:
    """Take off those that were added together, as long as no result stands on them."""
    gone = await tx.fetch(
        "delete from asbestos_sample where id = any($1::uuid[]) returning id",
        [UUID(id) for id in entry["after"]["ids"]],
    )
    if not gone:
        raise NothingToUndo
    await _follow(tx, entry["dossier_id"])


async def change_sample(tx: TenantTransaction, sample_id: UUID, sample: Sample) -> Any:
    """Correct a sample or note its result; None when nothing changes. Raises `SampleKnown`."""
    row = await tx.fetchrow(ONE, sample_id)
    if row is None:
        raise NotFound
    before = sample_of(row)
    if before == sample:
        return None
    if await tx.fetchval(TAKEN, row["dossier_id"], sample.reference, sample_id):
        raise SampleKnown(sample.reference)
    await tx.execute(UPDATE, sample_id, *asdict(sample).values())
    entry = record(
        tx, "sample", sample_id, "sample.changed", dossier_id=row["dossier_id"], before=before.facts(),
        after=sample.facts(),
    )  # fmt: skip
    await _follow(tx, row["dossier_id"])
    return entry


@reversible("sample.changed", "report.add")
async def change_back(tx: TenantTransaction, entry: Any) -> None:
    """As it was, unless it changed again."""
    row = await tx.fetchrow(ONE, entry["subject_id"])
    if row is None or sample_of(row).facts() != entry["after"]:
        raise NothingToUndo
    await tx.execute(UPDATE, row["id"], *_values(entry["before"]))
    await _follow(tx, row["dossier_id"])


async def drop_sample(tx: TenantTransaction, sample_id: UUID) -> Any:
    """Take a sample off the dossier, with undo."""
    row = await tx.fetchrow(ONE, sample_id)
    if row is None:
        raise NotFound
    await tx.execute("delete from asbestos_sample where id = $1", sample_id)
    entry = record(
        tx,
        "sample",
        sample_id,
        "sample.dropped",
        dossier_id=row["dossier_id"],
        before=sample_of(row).facts(),
        after={},
    )
    await _follow(tx, row["dossier_id"])
    return entry


@reversible("sample.dropped", "report.add")
async def drop_back(tx: TenantTransaction, entry: Any) -> None:
    """There again, unless its reference was taken meanwhile."""
    id = await tx.fetchval(INSERT, entry["subject_id"], entry["dossier_id"], *_values(entry["before"]))
    if id is None:
        raise NothingToUndo
    await _follow(tx, entry["dossier_id"])


def _values(facts: dict[str, Any]) -> list[Any]:
    """The columns in their order: the journal keeps none."""
    named = ((name, facts[name]) for name in Sample.__dataclass_fields__)
    return [date.fromisoformat(value) if name.endswith("_on") and value else value for name, value in named]


async def _follow(tx: TenantTransaction, dossier_id: UUID) -> None:
    """Let the dossier follow what is awaited."""
    row = await tx.fetchrow(AWAITED, dossier_id)
    if row is not None and row["all"]:
        await move(tx, dossier_id, Trigger.SAMPLES_SENT if row["awaited"] else Trigger.RESULTS_COMPLETE)
    tell(tx, "dossier", dossier_id)
