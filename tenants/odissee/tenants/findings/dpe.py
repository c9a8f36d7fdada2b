"""What a DPE says: its figures, its letters as its report gives them, checked against the limits of the law.

The letters are those of the report. Where the tables leave no doubt they are computed; where they do (altitude or
climate unknown, a small surface between two rows) the letter of the report has to be copied. The attestation of a new
label (2026 electricity factor) is told apart and never replaces the report. Nothing is concluded without the number.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from odissee.platform import clock
from odissee.platform.french import NBSP, decimal
from odissee.tenants.regulation import Label, LabelOutOfScope, dpe_label

LETTERS = "ABCDEFG"
ZONES = ("H1a", "H1b", "H1c", "H2a", "H2b", "H2c", "H2d", "H3")


@dataclass(frozen=True, slots=True)
class DpeReading:
    """The letters that may be shown; `doubt` is a sentence when the report and the tables do not say the same."""

    number: str
    energy: Decimal | None
    ges: Decimal | None
    energy_letter: str
    ges_letter: str
    established_on: date | None
    attested_energy: Decimal | None
    attested_letter: str
    attested_on: date | None
    doubt: str = ""

    @property
    def letter(self) -> str:
        """The class of the dwelling: the worse of both (CASE-052)."""
        return max(self.energy_letter, self.ges_letter) if self.energy_letter and self.ges_letter else ""

    @property
    def new_letter(self) -> str:
        """The class that the attestation gives: its energy letter with the report's climate letter."""
        return max(self.attested_letter, self.ges_letter) if self.attested_letter and self.ges_letter else ""

    @property
    def drawable(self) -> bool:
        """Whether the label exists: registered, with both figures and both letters."""
        return bool(self.number and self.letter and self.energy is not None and self.ges is not None)

    @property
    def conclusion(self) -> tuple[str, str]:
        """(words, tone) of the line of the dossier."""
        if not self.number:
            return "En attente du numéro ADEME", "warn"
        if not self.drawable:
            return f"N°{NBSP}{self.number}, valeurs à compléter", "warn"
        return f"Classe {self.letter} (énergie {self.energy_letter}, climat {self.ges_letter})", _tone(
            self.letter
        )


def _tone(letter: str) -> str:
    return "bad" if letter in "FG" else "" if letter in "DE" else "ok"


def reading_of(row: Any) -> DpeReading:
    """What a row of `dpe_result` lets one show."""
    computed = computed_label(row)
    energy, ges = row["energy_letter"], row["ges_letter"]
    sure = computed is not None and computed.certain
    return DpeReading(
        row["number"], row["energy"], row["ges"], energy or (computed.energy if sure and computed else ""),
        ges or (computed.ges if sure and computed else ""), row["established_on"], row["attested_energy"],
        row["attested_letter"], row["attested_on"], doubt_of(computed, energy, ges),
    )  # fmt: skip


def computed_label(row: Any) -> Label | None:
    """The letters that the tables give to these figures; None while one is missing or before July 2021."""
    if row["energy"] is None or row["ges"] is None:
        return None
    day = row["established_on"] or clock.today()
    try:
        return dpe_label(
            row["sref"], row["energy"], row["ges"], row["altitude"], row["climate_zone"] or None, day
        )
    except LabelOutOfScope:
        return None


def doubt_of(computed: Label | None, energy: str, ges: str) -> str:
    """What to verify: letters that the figures do not give, or figures that do not decide."""
    if computed is None:
        return ""
    if not energy or not ges:
        return (
            ""
            if computed.certain
            else (
                f"Ces valeurs donnent {' ou '.join(computed.possible)} selon l’altitude, la zone ou la surface. "
                "Recopiez les deux lettres du rapport."
            )
        )
    said = max(energy, ges)
    differs = said not in computed.possible or (
        computed.certain and (energy, ges) != (computed.energy, computed.ges)
    )
    if not differs:
        return ""
    told = f"{computed.energy} et {computed.ges}" if computed.certain else " ou ".join(computed.possible)
    return f"Le rapport dit {energy} pour l’énergie et {ges} pour le climat, les valeurs donnent {told}. Vérifiez-les."


def figure(value: Decimal | None) -> str:
    """« 170 », « 35,4 »: as the label shows it, whole when it is."""
    if value is None:
        return ""
    return decimal(value, places=0 if value == value.to_integral_value() else 1)
