import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from odissee.platform.french import typography

pytestmark = pytest.mark.quick


def shown(text: str) -> str:
    """Typography with its spaces made visible: `_` narrow, `~` wide."""
    return typography(text).replace("\u202f", "_").replace("\u00a0", "~")


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Pas possible ?", "Pas possible_?"),
        ("Pas possible?", "Pas possible_?"),
        ("un ; deux ! trois", "un_; deux_! trois"),
        ("Quoi ?!", "Quoi_?!"),
        ("« Pau »", "«_Pau_»"),
        ("«Pau»", "«_Pau_»"),
        ("Exemple : 14", "Exemple~: 14"),
        ("Note: à relire", "Note~: à relire"),
        ("l'avis n° 12", "l’avis n°~12"),
        ("1 234,56 € et 20 %", "1_234,56_€ et 20_%"),
        ("12 345 678 habitants", "12_345_678 habitants"),
        ("20%", "20_%"),
        ("à 14h30", "à 14_h_30"),
        ("à 9 h.", "à 9_h."),
        ("le 05 59 27 00 64", "le 05~59~27~00~64"),
        ("+34 912 345 678", "+34~912~345~678"),
        ("0692 12 34 56", "0692~12~34~56"),
        ("mar. 24 nov. 2026", "mar.~24~nov.~2026"),
        ("le 1er décembre 2026", "le 1er~décembre~2026"),
        ("62,5 m² en 45 min", "62,5~m² en 45~min"),
        ("écrire à claire@exemple.fr ?", "écrire à claire@exemple.fr_?"),
    ],
)
def test_a_text_gets_its_spaces(typed: str, printed: str) -> None:
    assert shown(typed) == printed


@pytest.mark.parametrize(
    "text",
    [
        "https://durand.odissee.fr/s/7Kf3Qx?a=1;b:2",
        "claire+devis@exemple.fr",
        "9:15",
        "14:30:00",
        "en 2026, 64000 Pau",
        "F-2026-0412",
        "1.234.567",
        "Il est midi.",
        "&amp; &eacute;",
        "",
    ],
)
def test_addresses_links_times_and_numbers_stay(text: str) -> None:
    assert typography(text) == text


SNIPPETS = st.lists(
    st.sampled_from(
        [
            "Pau",
            "l'avis",
            "«",
            "»",
            ";",
            ":",
            "?",
            "!",
            "€",
            "%",
            "n°",
            "12",
            "1",
            "234",
            "567",
            "h",
            "30",
            "14h30",
            "05",
            "59",
            "27",
            "00",
            "64",
            "24",
            "nov.",
            "2026",
            "m²",
            "a@b.fr",
            "https://x.fr/?a",
            ".",
        ]
        + [" ", "\u00a0", "\u202f", "+33", "1er"]
    ),
    max_size=25,
)


@example(["14h30", "h"], "")
@given(SNIPPETS, st.sampled_from(["", " "]))
def test_a_second_run_changes_nothing(words: list[str], glue: str) -> None:
    once = typography(glue.join(words))
    assert typography(once) == once


@given(st.text(max_size=60))
def test_no_letter_or_figure_is_ever_lost(text: str) -> None:
    def kept(value: str) -> str:
        return "".join(value.split()).replace("'", "’")

    assert kept(typography(text)) == kept(text)
