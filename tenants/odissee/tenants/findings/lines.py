"""« Informations prestations »: one line a diagnostic of the dossier, with what was found and how long it holds."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.french import decimal
from odissee.tenants.findings.conclusions import name_of, told
from odissee.tenants.findings.dpe import DpeReading, reading_of
from odissee.tenants.findings.expiry import Expiry, both, needs_conclusion
from odissee.tenants.findings.samples import samples_of
from odissee.tenants.findings.save import SOURCES
from odissee.tenants.regulation import catalogue

ROWS = """
select s.diagnostic, s.label, s.position, f.id as finding_id, f.codes, f.summary, f.measure, f.performed_on,
       f.established_on, f.source, f.software, f.stated_at, f.stated_by,
       exists (select from dpe_result r where r.dossier_id = s.dossier_id) as lettered,
       exists (select from asbestos_sample a where a.dossier_id = s.dossier_id) as sampled
  from dossier_service s left join finding f on f.dossier_id = s.dossier_id and f.diagnostic = s.diagnostic
 where s.dossier_id = $1 order by s.position, s.label"""
DPE = "select * from dpe_result where dossier_id = $1"
SILENT = frozenset({"document", "information"})
"""Kinds of the catalogue that are asked for or told, and conclude nothing."""
LETTERED = ("DPE",)
CONCLUDED = frozenset({"MERULE_INFO", "SEWER_CONNECTION"})


@dataclass(frozen=True, slots=True)
class Line:
    """One diagnostic: `words` and `tone` of its conclusion, its validities, where it comes from."""

    diagnostic: str
    name: str
    row: Any
    words: str
    tone: str
    expiries: tuple[Expiry, ...]
    waiting: str

    @property
    def source(self) -> str:
        """« LICIEL », « Téléphone », « Bureau »; empty when nothing was stated."""
        if self.row["finding_id"] is None:
            return ""
        return str(self.row["software"] or SOURCES[self.row["source"]])


@dataclass(frozen=True, slots=True)
class Found:
    """Everything found on a dossier."""

    lines: tuple[Line, ...] = ()
    dpe: DpeReading | None = None
    samples: tuple[Any, ...] = ()


async def found_of(tx: TenantTransaction, dossier_id: UUID, on: date | None = None) -> Found:
    """Every diagnostic of the dossier in its order, the DPE, the samples; one to three queries."""
    rows = await tx.fetch(ROWS, dossier_id)
    dpe = await tx.fetchrow(DPE, dossier_id) if any(row["lettered"] for row in rows) else None
    samples = await samples_of(tx, dossier_id) if any(row["sampled"] for row in rows) else []
    reading, day = reading_of(dpe) if dpe else None, on or clock.today()
    lines = tuple(_line(row, reading, day) for row in rows if _concludes(row["diagnostic"]))
    return Found(lines, reading, tuple(samples))


async def lines_of(tx: TenantTransaction, dossier_id: UUID) -> tuple[Line, ...]:
    """The lines alone."""
    return (await found_of(tx, dossier_id)).lines


def _concludes(diagnostic: str) -> bool:
    known = catalogue().get(diagnostic)
    return known is None or known.kind not in SILENT or diagnostic in CONCLUDED


def _line(row: Any, dpe: DpeReading | None, day: date) -> Line:
    codes = tuple(row["codes"] or ())
    expiries = both(row["diagnostic"], codes, row["performed_on"], row["established_on"], day)
    words, tone = _said(row, codes, dpe)
    return Line(
        row["diagnostic"], name_of(row["diagnostic"]), row, words, tone, expiries, _waiting(row, codes)
    )


def _said(row: Any, codes: tuple[str, ...], dpe: DpeReading | None) -> tuple[str, str]:
    if row["diagnostic"] in LETTERED:
        return dpe.conclusion if dpe else ("En attente du numéro ADEME", "warn")
    words, tone = told(row["diagnostic"], codes)
    if row["measure"] is not None:
        words = f"{decimal(row['measure'], places=2)} m²"
    return words, tone


def _waiting(row: Any, codes: tuple[str, ...]) -> str:
    """Why there is no validity yet."""
    if needs_conclusion(row["diagnostic"]) and not codes:
        return "Dépend de la conclusion"
    return "" if row["performed_on"] or row["established_on"] else "Date de visite à saisir"
