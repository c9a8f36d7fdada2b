"""One place that an address may mean."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Self

DOUBTFUL = 0.5
"""Below it a person must choose: BAN's own advice, and « 52 avenue Jean Jaurès » → « Parking Jean Jaurès » at 0.31."""
SURE = 0.8
"""From it on a match may be kept without a question; between the two it is shown as doubtful."""


class Kind(StrEnum):
    """How exact the place is; its value is stored."""

    HOUSENUMBER = "housenumber"
    STREET = "street"
    LOCALITY = "locality"
    MUNICIPALITY = "municipality"

    @property
    def label(self) -> str:
        """« commune seulement »: what a person must know before believing the point on the map."""
        return _LABELS[self]


_LABELS = {
    Kind.HOUSENUMBER: "numéro",
    Kind.STREET: "rue",
    Kind.LOCALITY: "lieu-dit",
    Kind.MUNICIPALITY: "commune seulement",
}


class Trust(StrEnum):
    """What a score allows."""

    SURE = "sure"
    DOUBTFUL = "doubtful"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Match:
    """`label` is the whole address in one line, `name` its first part; `score` goes from 0 to 1.

    `lat` and `lon` are WGS 84 degrees, None when even the commune's centre is unknown.
    """

    label: str
    housenumber: str
    street: str
    postcode: str
    city: str
    insee: str
    lat: float | None
    lon: float | None
    kind: Kind
    score: float
    source: str

    @property
    def name(self) -> str:
        """« 12 Rue Samonzet »: what belongs in the address field; empty for a commune."""
        if self.kind is Kind.MUNICIPALITY:
            return ""
        return " ".join(part for part in (self.housenumber, self.street) if part) or self.label

    @property
    def trust(self) -> Trust:
        if self.score < DOUBTFUL:
            return Trust.ASK
        return Trust.SURE if self.score >= SURE else Trust.DOUBTFUL

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        return cls(**{**data, "kind": Kind(data["kind"])})
