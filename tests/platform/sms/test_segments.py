import pytest
from hypothesis import given
from hypothesis import strategies as st

from odissee.platform.sms import Encoding, count, fit, to_gsm7

pytestmark = pytest.mark.quick

REMINDER = (
    "Rappel : votre diagnostic a lieu demain à 14h00, 12 bis rue des Prés à Valence. "
    "Prévoir l'accès au compteur et à la cave."
)


@pytest.mark.parametrize(
    ("text", "segments"),
    [
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 159 + "€", 2),
        ("a" * 158 + "€", 1),
        ("ê" * 70, 1),
        ("ê" * 71, 2),
        ("", 0),
    ],
)
def test_case_049_limits(text: str, segments: int) -> None:
    assert count(text).segments == segments


def test_case_049_a_reminder_stays_in_one_message() -> None:
    counted = count(REMINDER)
    assert (counted.encoding, counted.units, counted.segments, counted.offending) == (
        Encoding.GSM_7,
        121,
        1,
        (),
    )
    assert counted.limit == 160


def test_case_049_one_cedilla_doubles_the_cost() -> None:
    counted = count(REMINDER.replace("Valence", "Besançon"))
    assert (counted.encoding, counted.units, counted.segments) == (Encoding.UCS_2, 122, 2)
    assert counted.offending == ("ç",)


def test_case_049_so_does_a_curly_apostrophe() -> None:
    assert count(REMINDER.replace("'", "’")).segments == 2


def test_case_049_the_two_alphabets() -> None:
    assert not count("à é è ù ì ò Ç Æ æ É").offending
    outside = "çêâîôûëïœÀÈÊ’«»…–"
    assert count(outside).offending == tuple(outside)


def test_an_extended_sign_is_never_parted_between_two_segments() -> None:
    assert count("a" * 152 + "€" + "a" * 152).units == 306
    assert count("a" * 152 + "€" + "a" * 152).segments == 3


def test_a_sign_of_two_units_is_never_parted_in_ucs_2() -> None:
    assert count("ê" * 66 + "😀" + "ê" * 66).segments == 3


def test_plain_letters_are_offered() -> None:
    typed = "Besançon, prêt le 1er août : cœur « n° 3 » – l’été…"
    assert to_gsm7(typed) == 'Besancon, pret le 1er aout : coeur " no 3 " - l\'été...'
    assert to_gsm7("14\u202fh\u202f30, 456,00\u00a0€ 😀") == "14 h 30, 456,00 € "
    assert to_gsm7("e\u0301") == "é"


def test_a_value_is_cut_to_its_place() -> None:
    assert fit("Durand Diagnostics de Pau", 20) == "Durand Diagnostics d"
    assert fit("456,00\u202f€", 9) == "456,00 €"
    assert fit("456,00\u202f€", 8) == "456,00"


@given(st.text(max_size=200))
def test_plain_letters_always_stay_in_gsm_7(text: str) -> None:
    plain = to_gsm7(text)
    assert count(plain).encoding is Encoding.GSM_7
    assert to_gsm7(plain) == plain


@given(st.text(max_size=400), st.text(max_size=5))
def test_more_text_never_costs_less(text: str, more: str) -> None:
    assert count(text + more).segments >= count(text).segments
