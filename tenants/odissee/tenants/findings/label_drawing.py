"""The label of a DPE, drawn: the class of the dwelling with both figures, then the climate alone, as SVG. Pure.

What the report says and what the attestation of the new label says are two drawings, never one.
"""

from dataclasses import dataclass

from odissee.platform.french import numeric_date
from odissee.platform.web.templates_env import environment
from odissee.tenants.findings.dpe import LETTERS, DpeReading, figure
from odissee.tenants.findings.errors import NoLabelYet

WIDTH, HEIGHT = 480, 660
ENERGY = dict(
    zip(LETTERS, ("#009c6d", "#52b153", "#78bd76", "#f4e70f", "#f0b50f", "#eb8235", "#d7221f"), strict=True)
)
CLIMATE = dict(
    zip(LETTERS, ("#a3dbf8", "#8cb4d3", "#7792b1", "#606f8f", "#4d5271", "#393551", "#281b35"), strict=True)
)
DARK = {"D", "E"}
"""Letters of the energy scale that are written dark, for contrast."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One class on a scale; `top`, `width` and `height` in points of the drawing."""

    letter: str
    top: int
    width: int
    height: int
    colour: str
    ink: str
    current: bool


def svg_of(dpe: DpeReading, *, attested: bool = False) -> str:
    """The drawing; raises `NoLabelYet` without a registered number, or without an attestation when it is asked."""
    if not dpe.drawable or (attested and not (dpe.new_letter and dpe.attested_energy is not None)):
        raise NoLabelYet
    letter = dpe.new_letter if attested else dpe.letter
    energy = dpe.attested_energy if attested else dpe.energy
    return environment().get_template("findings/label.svg").render(
        width=WIDTH, height=HEIGHT, letter=letter, energy=figure(energy), ges=figure(dpe.ges), ges_letter=dpe.ges_letter,
        bars=_bars(letter, ENERGY, 86, 40, 120, 26), small=_bars(dpe.ges_letter, CLIMATE, 470, 18, 70, 14),
        attested=attested, number=dpe.number, day=_day(dpe, attested),
    )  # fmt: skip


def _day(dpe: DpeReading, attested: bool) -> str:
    day = dpe.attested_on if attested else dpe.established_on
    return numeric_date(day) if day else ""


def _bars(current: str, colours: dict[str, str], top: int, height: int, width: int, step: int) -> list[Bar]:
    return [
        Bar(letter, top + n * (height + 4), width + n * step, height, colour,
            "#111111" if colours is ENERGY and letter in DARK or (colours is CLIMATE and n < 2) else "#ffffff",
            letter == current)
        for n, (letter, colour) in enumerate(colours.items())
    ]  # fmt: skip
