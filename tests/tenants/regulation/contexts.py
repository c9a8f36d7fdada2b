"""Contexts at random, for the properties."""

from dataclasses import fields, replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from odissee.tenants.regulation import (
    Context,
    ErpZone,
    Heating,
    Installation,
    Period,
    PreviousDocument,
    PropertyType,
    Sewer,
    Transaction,
    Use,
    Zones,
)

days = st.dates(date(2023, 1, 1), date(2036, 12, 31))
_old_days = st.dates(date(1900, 1, 1), date(2030, 12, 31))
_edges = st.sampled_from(
    [
        date(1948, 12, 31),
        date(1949, 1, 1),
        date(1997, 6, 30),
        date(1997, 7, 1),
        date(2012, 12, 31),
        date(2012, 2, 29),
    ]
)
periods = st.one_of(
    _old_days.map(Period.day),
    _edges.map(Period.day),
    st.integers(1900, 2030).map(Period.year),
    st.sampled_from([1948, 1949, 1997, 2011, 2012]).map(Period.year),
)
answers = st.one_of(st.none(), st.booleans())
# Pau P, Bordeaux O, Mende N, Lille U, Cayenne O unsure, Saint-Denis O overseas.
communes = st.sampled_from(["64445", "33063", "48095", "59350", "97302", "97411", "2A004"])


def _maybe[T](strategy: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    return st.one_of(st.none(), strategy)


installations = _maybe(st.one_of(periods, st.sampled_from(Installation)))
documents = st.lists(
    st.builds(
        PreviousDocument, st.sampled_from(["dpe", "consuel", "qualigaz", "dtg", "Inconnu"]), _maybe(_old_days)
    ),
    max_size=3,
).map(tuple)
zones = st.builds(
    Zones,
    erp=_maybe(st.sampled_from(ErpZone)),
    peb=answers,
    merule=answers,
    change_of_use=answers,
    termites=answers,
)
contexts = st.builds(
    Context,
    transaction=_maybe(st.sampled_from(Transaction)),
    property_type=_maybe(st.sampled_from(PropertyType)),
    use=_maybe(st.sampled_from(Use)),
    mono_ownership=answers,
    co_owned=answers,
    permit_on=_maybe(periods),
    built_year=_maybe(st.integers(1900, 2030)),
    insee=_maybe(communes),
    surface=_maybe(st.sampled_from([0.0, 7.99, 8.0, 40.0, 49.9, 50.0, 120.0])),
    heating=_maybe(st.sampled_from(Heating)),
    gas_installation=installations,
    electricity_installation=installations,
    sewer=_maybe(st.sampled_from(Sewer)),
    dpe_letter=_maybe(st.sampled_from("ABCDEFG")),
    lots=_maybe(st.sampled_from([1, 49, 50, 51, 200, 201])),
    floor_area=_maybe(st.sampled_from([0.0, 1000.0, 1000.5])),
    furnished=answers,
    previous_documents=documents,
    zones=zones,
)
strange_contexts = st.builds(
    replace,
    contexts,
    insee=_maybe(st.text(max_size=8)),
    surface=_maybe(st.floats()),
    floor_area=_maybe(st.floats()),
    lots=_maybe(st.integers()),
    built_year=_maybe(st.integers()),
    dpe_letter=_maybe(st.text(max_size=3)),
    permit_on=_maybe(
        st.one_of(
            st.dates(date(1800, 1, 1)).map(Period.before),
            st.dates().map(Period.since),
            st.dates().map(Period.day),
        )
    ),
)

CONTEXT_FIELDS = [each.name for each in fields(Context) if each.name not in ("zones", "previous_documents")]
ZONE_FIELDS = [each.name for each in fields(Zones)]
ALL_FIELDS = [*CONTEXT_FIELDS, *ZONE_FIELDS, "previous_documents"]
field_names = st.sampled_from(ALL_FIELDS)


def blanked(context: Context, name: str) -> Context:
    """The same file, with one thing less known."""
    if name == "previous_documents":
        return replace(context, previous_documents=())
    changes: dict[str, Any] = {name: None}
    if name in ZONE_FIELDS:
        return replace(context, zones=replace(context.zones, **changes))
    return replace(context, **changes)


def plausible(context: Context) -> bool:
    """The dates are those of one building, and the office's termite check does not go against the table.

    Where the permit and the construction lie on either side of 1949, the permit alone presumes otherwise (the texts
    say « construit »); it is the one place where losing the year of construction changes the answer.
    """
    return _dates_agree(context) and _termites_agree(context)


def _dates_agree(context: Context) -> bool:
    permit = context.permit_on.earliest if context.permit_on else None
    if permit is None or context.built_year is None:
        return True
    gap = context.built_year - permit.year
    return 0 <= gap <= 8 and (permit.year < 1949) == (context.built_year < 1949)


def _termites_agree(context: Context) -> bool:
    surely = {"33063": True, "97411": True, "2A004": True, "48095": False}
    known, checked = surely.get(context.insee or ""), context.zones.termites
    return known is None or checked is None or known == checked


def _settled(context: Context, gap: int) -> Context:
    """The same file, its construction some years after its permit and its termite check like the table."""
    if not _termites_agree(context):
        context = replace(context, zones=replace(context.zones, termites=None))
    if _dates_agree(context) or context.permit_on is None or context.permit_on.earliest is None:
        return context
    permit = context.permit_on.earliest.year
    return replace(context, built_year=permit if permit < 1949 <= permit + gap else permit + gap)


plausible_contexts = st.builds(_settled, contexts, st.integers(0, 8))
