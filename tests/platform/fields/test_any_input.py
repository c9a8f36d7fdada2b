"""Whatever is pasted into a field, it is read or explained: never an error of ours."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odissee.platform.fields import FieldError, parse_long_text
from tests.platform.fields.test_dirty_inputs import TABLE, parser, plain

pytestmark = pytest.mark.quick

SIGNS = "0123456789 .,-+/@€%hHàé’'\u00a0\u202f\u200b\n\x00()FR:²m٣①Ⅷ"
PASTED = st.one_of(st.text(max_size=60), st.text(alphabet=SIGNS, max_size=30))
SEEDS = [typed for table in TABLE.values() for typed, _ in (*table["accepted"], *table["refused"])]


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A real input with a piece repeated, cut or replaced."""
    typed = draw(st.sampled_from(SEEDS))
    start, end = sorted((draw(st.integers(0, len(typed))), draw(st.integers(0, len(typed)))))
    return str(
        typed[:start]
        + draw(st.sampled_from(["", " ", "\u00a0", typed[start:end] * 2, "٣", "é"]))
        + typed[end:]
    )


def read(parse: Callable[[str], Any], typed: str) -> Any:
    try:
        return parse(typed)
    except FieldError as error:
        assert str(error).endswith((".", "?", "fr")), error.key
        return None


@pytest.mark.parametrize("kind", list(TABLE))
@given(typed=PASTED | damaged())
def test_any_text_is_read_or_explained_and_what_is_kept_is_stable(kind: str, typed: str) -> None:
    value = read(parser(kind), typed)
    if isinstance(value, str) and value:
        assert plain(parser(kind)(value)) == value


@given(st.text(max_size=200))
def test_a_long_text_is_tidied_once_and_for_all(typed: str) -> None:
    once = parse_long_text(typed)
    assert parse_long_text(once) == once
    assert "\x00" not in once
