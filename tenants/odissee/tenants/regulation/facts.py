"""From a context to what the rules ask about it: values that may be unknown, and their French words."""

from dataclasses import dataclass
from datetime import date

from odissee.tenants import geography

from .context import Context
from .facts_catalogue import PRESUMPTIONS, fact_kinds
from .period import Period

type Value = str | bool | float | Period | frozenset[str]
_YEAR_ZERO = date(1, 1, 1)


@dataclass(slots=True)
class Facts:
    """`values` holds only what is known: a missing name is an unknown fact."""

    values: dict[str, Value]
    said: dict[str, str]
    on_date: date
    contradictory: bool

    def words(self, name: str) -> str:
        """« Permis de construire de 1938 », « Appartement »; « nombre de lots à préciser » when unknown."""
        if name in self.said:
            return self.said[name]
        kind = fact_kinds()[name]
        value = self.values.get(name)
        return kind.spoken(value) if value is not None else f"{kind.label} à préciser"

    def label(self, name: str) -> str:
        return fact_kinds()[name].label

    def question(self, name: str) -> str:
        kinds = fact_kinds()
        return (
            kinds["contradiction"].question
            if self.contradictory and kinds[name].dated
            else kinds[name].question
        )


class Words(dict[str, str]):
    """The `{permit}` and `{commune}` of a rule's sentence."""

    def __init__(self, facts: Facts) -> None:
        super().__init__()
        self._facts = facts

    def __missing__(self, name: str) -> str:
        return self._facts.words(name)


def facts_of(context: Context, on_date: date) -> Facts:
    """The known facts of a context on a day."""
    zones = context.zones
    plain: dict[str, Value | None] = {
        "transaction": context.transaction,
        "property": context.property_type,
        "use": context.use,
        "mono_ownership": context.mono_ownership,
        "co_owned": context.co_owned,
        "surface": context.surface,
        "heating": context.heating,
        "gas_installation": context.gas_installation,
        "electricity_installation": context.electricity_installation,
        "sewer": context.sewer,
        "letter": context.dpe_letter,
        "lots": context.lots,
        "floor_area": context.floor_area,
        "furnished": context.furnished,
        "erp_zone": zones.erp,
        "peb_zone": zones.peb,
        "merule_zone": zones.merule,
        "change_of_use_zone": zones.change_of_use,
        "previous": frozenset(document.kind.lower() for document in context.previous_documents),
        "overseas": geography.overseas(context.insee) if context.insee else None,
        **_dates(context),
    }
    facts = Facts(
        {name: value for name, value in plain.items() if value is not None},
        {},
        on_date,
        context.contradictory,
    )
    _say_dates(facts, context)
    _say_termites(facts, context)
    return facts


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
    first = max(_YEAR_ZERO.year, built.earliest.year - gap + 1)
    return Period(date(first, 1, 1), built.latest)


def _say_dates(facts: Facts, context: Context) -> None:
    if context.contradictory:
        return
    built = _year(context.built_year)
    if built and not context.permit_on:
        facts.said["permit"] = f"Construction {built.words()}"
    if context.permit_on and not built:
        facts.said["built"] = f"Permis de construire {context.permit_on.words()}"


def _say_termites(facts: Facts, context: Context) -> None:
    """The table of départements decides only where it is sure; elsewhere the zone stays unknown."""
    commune = geography.by_insee(context.insee)
    facts.said["commune"] = commune.name if commune else "La commune"
    if context.zones.termites is not None:
        facts.values["termite_zone"] = context.zones.termites
        return
    row = geography.termites_in(geography.department_of(context.insee)) if context.insee else None
    if row and row.status == "N":
        facts.values["termite_zone"] = False
        facts.said["termite_zone"] = f"{row.name}\u00a0: aucun arrêté préfectoral connu"
    elif row and row.status == "O" and row.confidence in ("high", "medium"):
        facts.values["termite_zone"] = True
