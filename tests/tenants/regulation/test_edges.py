"""The days on which the law turns."""

from datetime import date

import pytest

from odissee.tenants.regulation import (
    Installation,
    Period,
    PropertyType,
    RuleBook,
    Transaction,
    UnreadableDate,
    Zones,
    changed,
)

from .files import asked, house, verdict

pytestmark = pytest.mark.quick


@pytest.mark.parametrize(("year", "expected"), [(1948, "required"), (1949, "not_required")])
def test_lead_follows_the_construction_before_1949(year: int, expected: str) -> None:
    assert verdict("CREP", house(built_year=year, permit_on=None)) == expected
    assert verdict("CREP", house(built_year=year, permit_on=Period.year(1948))) == expected


@pytest.mark.parametrize(
    ("permit", "expected"),
    [("1997-06-30", "required"), ("1997-07-01", "not_required"), ("1997", "to_check"), ("1996", "required")],
)
@pytest.mark.feature("CREA-05")
def test_asbestos_follows_the_permit_before_july_1997(permit: str, expected: str) -> None:
    assert verdict("ASBESTOS", house(permit_on=Period.parse(permit), built_year=None)) == expected


@pytest.mark.parametrize(
    ("built", "expected"),
    [(1996, "required"), (1997, "to_check"), (2000, "to_check"), (2007, "not_required")],
)
def test_without_a_permit_the_construction_speaks_for_it_where_it_can(built: int, expected: str) -> None:
    assert verdict("ASBESTOS", house(permit_on=None, built_year=built)) == expected


def test_a_permit_known_only_as_before_a_day_is_enough() -> None:
    assert (
        verdict("ASBESTOS", house(permit_on=Period.before(date(1997, 7, 1)), built_year=None)) == "required"
    )
    assert (
        verdict("ASBESTOS", house(permit_on=Period.since(date(1997, 7, 1)), built_year=None))
        == "not_required"
    )
    assert verdict("ASBESTOS", house(permit_on=Period.since(date(1990, 1, 1)), built_year=None)) == "to_check"


@pytest.mark.parametrize(
    ("installed", "on_date", "expected"),
    [
        ("2011-11-24", date(2026, 11, 24), "not_required"),
        ("2011-11-24", date(2026, 11, 25), "required"),
        ("2012-02-29", date(2027, 2, 28), "not_required"),
        ("2012-02-29", date(2027, 3, 1), "required"),
        ("2011", date(2026, 12, 31), "to_check"),
        ("2011", date(2026, 1, 1), "not_required"),
        ("2011", date(2027, 1, 1), "required"),
    ],
)
def test_fifteen_years_to_the_day_is_not_more_than_fifteen(
    installed: str, on_date: date, expected: str
) -> None:
    assert verdict("GAS", house(gas_installation=Period.parse(installed)), on_date) == expected


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (Installation.OLD, "required"),
        (Installation.RECENT, "not_required"),
        (Installation.ABSENT, "not_required"),
        (None, "to_check"),
    ],
)
@pytest.mark.feature("CREA-05")
def test_sophie_may_answer_yes_no_or_i_do_not_know(answer: Installation | None, expected: str) -> None:
    assert verdict("ELECTRICITY", house(electricity_installation=answer)) == expected


@pytest.mark.feature("CREA-05")
def test_an_unknown_age_is_asked_for_in_plain_words() -> None:
    found = asked("GAS", house(gas_installation=None))
    assert found.questions == ("L’installation de gaz a-t-elle plus de 15\u00a0ans\u202f?",)
    assert found.why == "À préciser\u00a0: installation de gaz"


def test_a_contradiction_is_said_and_asked() -> None:
    found = asked("CREP", house(permit_on=Period.year(2004), built_year=1935))
    assert found.verdict == "to_check" and "se contredisent" in found.why
    assert found.questions == (
        "Le permis est postérieur à la construction\u00a0: laquelle des deux dates est juste\u202f?",
    )


@pytest.mark.parametrize(
    ("insee", "expected"),
    [
        ("33063", "required"),
        ("48095", "not_required"),
        ("64445", "to_check"),
        ("59350", "to_check"),
        (None, "to_check"),
    ],
)
@pytest.mark.feature("CREA-05")
def test_termites_are_never_excluded_by_silence(insee: str | None, expected: str) -> None:
    assert verdict("TERMITES", house(insee=insee)) == expected


def test_without_a_commune_the_commune_is_asked_for() -> None:
    assert asked("TERMITES", house(insee=None)).questions == ("Dans quelle commune se trouve le bien\u202f?",)
    assert asked("TERMITES", house(insee="64445")).why.endswith(
        "(Pyrénées-Atlantiques, une partie du département)"
    )


@pytest.mark.feature("CREA-05")
def test_the_check_with_the_town_decides_where_the_table_does_not() -> None:
    zone = asked("TERMITES", house(zones=Zones(termites=True)))
    assert (zone.verdict, zone.why) == ("required", "Pau est en zone définie par arrêté préfectoral")
    assert verdict("TERMITES", house(zones=Zones(termites=False))) == "not_required"


@pytest.mark.feature("OUR-01")
def test_a_letter_e_needs_its_audit_from_2025_on() -> None:
    file = house(dpe_letter="E")
    assert verdict("AUDIT", file, date(2024, 12, 31)) == "not_required"
    assert verdict("AUDIT", file, date(2025, 1, 1)) == "required"
    change = changed(file, date(2024, 12, 31), date(2025, 1, 1), RuleBook.bundled())
    assert [each.after.diagnostic for each in change] == ["AUDIT"]


@pytest.mark.feature("CREA-33")
def test_documents_are_asked_for_by_rule() -> None:
    file = house(permit_on=Period.year(1930), built_year=1931, co_owned=True)
    assert verdict("DOC_BILLS", file) == "required"
    assert verdict("DOC_COPRO_RULES", file) == "required"
    assert verdict("DOC_COLLECTIVE_HEATING", file) == "not_required"
    assert verdict("DOC_BILLS", house()) == "not_required"


def test_a_class_g_home_can_no_longer_be_let_since_2025() -> None:
    file = house(transaction=Transaction.RENTAL, dpe_letter="g")
    assert verdict("DECENCY", file) == "required"
    assert verdict("DECENCY", house(transaction=Transaction.RENTAL, dpe_letter="F")) == "not_required"


def test_letting_something_unsaid_never_hides_what_a_shop_to_let_may_need() -> None:
    shop = house(transaction=Transaction.RENTAL, property_type=PropertyType.COMMERCIAL, insee="33063")
    assert verdict("TERMITES", shop) == "to_check"
    assert (
        verdict("TERMITES", house(transaction=Transaction.RENTAL, property_type=None, insee="33063"))
        == "to_check"
    )


@pytest.mark.parametrize("text", ["hier", "1997-13-01", "199", "97/06/30", "1997-06"])
def test_a_date_that_cannot_be_read_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(UnreadableDate, match="1997-06-30"):
        Period.parse(text)
