"""What the pages of an import show."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from odissee.platform.db import TenantTransaction
from odissee.tenants.imports.guess import SAMPLE, guess_columns
from odissee.tenants.imports.reading import letters
from odissee.tenants.imports.runs import Opened
from odissee.tenants.imports.targets import CHOICES

SHOWN = 100
LINES = """select line, outcome, name, contact_id, problems, notes, before, after from import_line
            where import_id = $1 and outcome = $2 order by line limit $3"""
UNDO = """select j.id from journal_entry j where j.subject_kind = 'import' and j.subject_id = $1 and j.verb = 'import.done'
             and not exists (select from journal_entry u where u.undoes = j.id)"""
LABELS = {"refused": "Lignes refusées", "updated": "Fiches complétées", "created": "Nouveaux contacts"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the file; `certainty` is sure, likely or unknown."""

    place: int
    heading: str
    sample: list[str]
    key: str
    certainty: str


def columns_of(run: Opened, mapping: Mapping[int, str] | None = None) -> dict[str, Any]:
    """Columns with their samples, and how many are recognised."""
    chosen = run.rules.mapping if mapping is None else mapping
    guesses = guess_columns(run.sheet.headings, [row.cells for row in run.sheet.rows[:SAMPLE]])
    columns = [
        Column(
            place, heading or f"Colonne {letters(place)}", run.sheet.sample(place), chosen.get(place, ""),
            guesses[place].word if chosen.get(place, "") == guesses[place].key else "chosen",
        )
        for place, heading in enumerate(run.sheet.headings)
    ]  # fmt: skip
    known = sum(1 for one in columns if one.key or one.certainty == "sure")
    return {"all": columns, "known": known, "choices": CHOICES}


async def report_of(tx: TenantTransaction, run: Any) -> dict[str, Any]:
    """Counts, and the first lines of each outcome; always four queries."""
    groups = []
    for outcome, label in LABELS.items():
        rows = await tx.fetch(LINES, run["id"], outcome, SHOWN)
        groups.append({"key": outcome, "label": label, "rows": rows, "count": run["counts"].get(outcome, 0)})
    percent = 100 * run["done_count"] // max(run["total_count"], 1)
    return {
        "groups": groups, "counts": run["counts"], "percent": percent, "undo": await tx.fetchval(UNDO, run["id"]),
        "busy": run["state"] in ("trying", "importing"),
    }  # fmt: skip
