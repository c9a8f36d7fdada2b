"""From a context to what the rules ask about it: values that may be unknown, and their French words."""

import math
import re
from dataclasses import dataclass
from datetime import date

from odissee.tenants import geography

from .context import Context
from .facts_catalogue import PRESUMPTIONS, FactKind, fact_kinds
from .period import Period

type Value = str | bool | float | Period | frozenset[str]
_INSEE = re.compile(r"(\d{2}|2[AB])\d{3}")


@dataclass(slots=True)
class Facts:
    """`values` holds only what is known: a missing name is an unknown fact. `asks`: what to ask for in its stead."""

    values: dict[str, Value]
    said: dict[str, str]
    doubts: dict[str, str]
    asks: dict[str, str]
    on_date: date
    contradictory: bool

    def words(self, name: str) -> str:
        """« Permis de construire de 1938 », « Appartement »; « nombre de lots à préciser » when unknown."""
        if name in self.said:
            return self.said[name]
        kind = fact_kinds()[name]
        value = self.values.get(name)
        return kind.spoken(value) if value is not None else f"{kind.label} à préciser"

    def doubt(self, name: str) -> str:
        """What is to be made precise: « année de construction », « zone de termites (Isère, une partie…) »."""
        return self.doubts.get(name, self._asked(name).label)

    def question(self, name: str) -> str:
        return self._asked(name).question

    def _asked(self, name: str) -> FactKind:
        return fact_kinds()[self.asks.get(name, name)]


class Words(dict[str, str]):
    """The `{permit}` and `{commune}` of a rule's sentence."""

    def __init__(self, facts: Facts) -> None:
        super().__init__()
        self._facts = facts

    def __missing__(self, name: str) -> str:
        return self._facts.words(name)


def facts_of(context: Context, on_date: date) -> Facts:
    """The known facts of a context on a day."""
    zones, insee = context.zones, _insee(context.insee)
    plain: dict[str, Value | None] = {
        "transaction": context.transaction,
        "property": context.property_type,
        "use": context.use,
        "mono_ownership": context.mono_ownership,
        "co_owned": context.co_owned,
        "surface": _measure(context.surface),
        "heating": context.heating,
        "gas_installation": context.gas_installation,
        "electricity_installation": context.electricity_installation,
        "sewer": context.sewer,
        "letter": _letter(context.dpe_letter),
        "lots": _measure(context.lots),
        "floor_area": _measure(context.floor_area),
        "furnished": context.furnished,
        "erp_zone": zones.erp,
        "peb_zone": zones.peb,
        "merule_zone": zones.merule,
        "change_of_use_zone": zones.change_of_use,
        "previous": frozenset(document.kind.lower() for document in context.previous_documents),
        "overseas": geography.overseas(insee) if insee else None,
        **_dates(context),
    }
    known = {name: value for name, value in plain.items() if value is not None}
    facts = Facts(known, {}, {}, {}, on_date, context.contradictory)
    _say_dates(facts, context)
    _say_termites(facts, insee, zones.termites)
    return facts


def _measure(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) and value >= 0 else None


def _letter(text: str | None) -> str | None:
    letter = (text or "").strip().upper()
    return letter if letter in fact_kinds()["letter"].values else None


def _insee(text: str | None) -> str | None:
    code = (text or "").strip().upper()
    return code if _INSEE.fullmatch(code) else None


def _dates(context: Context) -> dict[str, Value | None]:
    if context.contradictory:
        return {}
    built = _year(context.built_year)
    return {
        "permit": context.permit_on or _permit_from(built),
        # CSP L.1334-6 to -8 ask for the construction; the permit stands in for it when the year is unknown.
        "built": built or context.permit_on,
        "completed": built,
    }


def _year(year: int | None) -> Period | None:
    return Period.year(year) if year and date.min.year <= year <= date.max.year else None


def _permit_from(built: Period | None) -> Period | None:
    """The permit comes before the construction, by less than the longest gap that the data allow."""
    if built is None or built.earliest is None:
        return None
    gap = PRESUMPTIONS["permit_before_construction_years"]
    first = max(date.min.year, built.earliest.year - gap + 1)
    return Period(date(first, 1, 1), built.latest)


def _say_dates(facts: Facts, context: Context) -> None:
    if context.contradictory:
        facts.asks.update(dict.fromkeys(("permit", "built", "completed"), "contradiction"))
        return
    built = _year(context.built_year)
    if built and not context.permit_on:
        facts.said["permit"] = f"Construction {built.words()}"
    if context.permit_on and not built:
        facts.said["built"] = f"Permis de construire {context.permit_on.words()}"


def _say_termites(facts: Facts, insee: str | None, checked: bool | None) -> None:
    """The office's own check wins; the table of départements decides only where it is sure."""
    commune = geography.by_insee(insee)
    facts.said["commune"] = commune.name if commune else "La commune"
    row = geography.termites_in(geography.department_of(insee)) if insee else None
    if checked is not None:
        facts.values["termite_zone"] = checked
    elif row and row.status == "N":
        facts.values["termite_zone"] = False
        facts.said["termite_zone"] = f"{row.name}\u00a0: aucun arrêté préfectoral connu"
    elif row and row.status == "O" and row.confidence in _SURE:
        facts.values["termite_zone"] = True
    elif row is None:
        facts.asks["termite_zone"] = "commune" if insee is None else "termite_zone"
    else:
        facts.doubts["termite_zone"] = f"zone de termites ({row.name}, {_TERMITE_DOUBTS[row.status]})"


_SURE = ("high", "medium")
_TERMITE_DOUBTS = {
    "O": "source peu sûre",
    "P": "une partie du département",
    "U": "arrêtés non connus",
}
