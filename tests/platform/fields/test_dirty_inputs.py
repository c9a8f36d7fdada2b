"""Experience must 8: what people paste is accepted, or refused with a sentence that says how to mend it."""

import tomllib
from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from odissee.platform import fields
from odissee.platform.fields import FieldError

pytestmark = pytest.mark.quick

TODAY = date(2026, 11, 25)
KNOWN_POSTCODES = {"01220", "03700", "26000", "64000"}
TABLE = tomllib.loads(Path(__file__).with_name("dirty_inputs.toml").read_text(encoding="utf-8"))

PARSERS: dict[str, Callable[[str], Any]] = {
    "postcode": partial(fields.parse_postcode, exists=KNOWN_POSTCODES.__contains__),
    "year": partial(fields.parse_year, current_year=2026),
    "date": partial(fields.parse_date, today=TODAY),
    "password": partial(fields.parse_password, personal=["Durand", "sophie@durand.fr"]),
}


def parser(kind: str) -> Callable[[str], Any]:
    return PARSERS.get(kind) or getattr(fields, f"parse_{kind}")


def cases(side: str) -> list[Any]:
    return [
        pytest.param(kind, typed, expected, id=f"{kind}: {typed!r}")
        for kind, table in TABLE.items()
        for typed, expected in table[side]
    ]


def plain(value: object) -> object:
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, date):
        return value.isoformat()
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value


@pytest.mark.parametrize(("kind", "typed", "expected"), cases("accepted"))
def test_a_dirty_input_is_read(kind: str, typed: str, expected: object) -> None:
    assert plain(parser(kind)(typed)) == expected


@pytest.mark.parametrize(("kind", "typed", "key"), cases("refused"))
def test_an_unreadable_input_is_explained(kind: str, typed: str, key: str) -> None:
    with pytest.raises(FieldError) as refusal:
        parser(kind)(typed)
    assert refusal.value.key == key
    assert "{{" not in str(refusal.value)
    assert str(refusal.value).count(" ") >= 2


@pytest.mark.parametrize(("kind", "typed", "expected"), cases("accepted"))
def test_what_was_kept_can_be_typed_again(kind: str, typed: str, expected: object) -> None:
    if kind not in ("amount", "percent", "yes_no"):
        assert plain(parser(kind)(str(expected))) == expected


def test_the_table_holds_two_hundred_inputs() -> None:
    assert len(cases("accepted")) + len(cases("refused")) >= 200
