import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

_TERMITES = Path(__file__).parent / "data" / "termites_departements.csv"
_ALSACE_MOSELLE = frozenset({"57", "67", "68"})
_ZONES = {
    "971": "America/Guadeloupe",
    "972": "America/Martinique",
    "973": "America/Cayenne",
    "974": "Indian/Reunion",
    "975": "America/Miquelon",
    "976": "Indian/Mayotte",
    "977": "America/St_Barthelemy",
    "978": "America/Marigot",
    "984": "Indian/Kerguelen",
    "986": "Pacific/Wallis",
    "987": "Pacific/Tahiti",
    "988": "Pacific/Noumea",
}


@dataclass(frozen=True, slots=True)
class TermiteDepartment:
    """What is known of the prefectoral orders of a département: `status` O whole, P part, N none, U unknown."""

    dept: str
    name: str
    status: str
    source: str
    confidence: str


def department_of(insee: str) -> str:
    """The département code of an INSEE code: « 64445 » → `64`, « 2A004 » → `2A`, « 97411 » → `974`."""
    insee = insee.upper()
    return insee[:3] if insee.startswith(("97", "98")) else insee[:2]


def overseas(insee: str) -> bool:
    """Whether the commune lies overseas (INSEE codes in 97 and 98)."""
    return insee.startswith(("97", "98"))


def alsace_moselle(insee: str) -> bool:
    """Whether local law (land register, two more public holidays) applies: Bas-Rhin, Haut-Rhin, Moselle."""
    return department_of(insee) in _ALSACE_MOSELLE


def time_zone(dept: str) -> ZoneInfo:
    """The legal time of a département or collectivity; Paris time where it has none of its own."""
    return ZoneInfo(_ZONES.get(dept.upper(), "Europe/Paris"))


@cache
def _termites() -> dict[str, TermiteDepartment]:
    with _TERMITES.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return {
            row["dept"]: TermiteDepartment(
                row["dept"], row["name"], row["status"], row["source"], row["confidence"]
            )
            for row in rows
        }


def termites_in(dept: str) -> TermiteDepartment | None:
    """The row of the termite table, None where the département has none (then nothing is known)."""
    return _termites().get(dept.upper())
