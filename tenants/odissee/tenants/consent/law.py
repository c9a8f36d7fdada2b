"""The rules of prospecting as dated rows with their source."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

Basis = Literal["opt_in", "opt_out", "similar"]


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """One row: `status` « to_check » is shown as « à vérifier », never hidden."""

    purposes: Sequence[str]
    channels: Sequence[str]
    audience: str
    basis: Basis
    since: date
    why: str
    source: str
    status: str

    def covers(self, purpose: str, channel: str, audience: str, day: date) -> bool:
        return (
            purpose in self.purposes
            and channel in self.channels
            and audience == self.audience
            and day >= self.since
        )


@cache
def rows() -> tuple[LegalBasis, ...]:
    """Every row, the newest first."""
    found = tomllib.loads((Path(__file__).parent / "data" / "bases.toml").read_text("utf-8"))["row"]
    made = (LegalBasis(since=row.pop("from"), **row) for row in found)
    return tuple(sorted(made, key=lambda row: row.since, reverse=True))


def basis_of(purpose: str, channel: str, audience: str, day: date) -> LegalBasis | None:
    """The row in force; None when we know no rule, which `decide` reads as: only with consent."""
    return next((row for row in rows() if row.covers(purpose, channel, audience, day)), None)
