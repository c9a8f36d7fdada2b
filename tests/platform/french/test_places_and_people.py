import pytest

from odissee.platform import french
from odissee.platform.french.departments import DEPARTMENTS

pytestmark = pytest.mark.quick


@pytest.mark.parametrize(
    ("city", "to", "origin"),
    [
        ("Pau", "à Pau", "de Pau"),
        ("Idron", "à Idron", "d’Idron"),
        ("Le Havre", "au Havre", "du Havre"),
        ("Les Ulis", "aux Ulis", "des Ulis"),
        ("Les Sables-d’Olonne", "aux Sables-d’Olonne", "des Sables-d’Olonne"),
        ("La Rochelle", "à La Rochelle", "de La Rochelle"),
        ("L’Isle-Adam", "à L’Isle-Adam", "de L’Isle-Adam"),
        ("Évreux", "à Évreux", "d’Évreux"),
        ("Hyères", "à Hyères", "d’Hyères"),
        ("Honfleur", "à Honfleur", "de Honfleur"),
        ("Hendaye", "à Hendaye", "d’Hendaye"),
        ("Yvetot", "à Yvetot", "d’Yvetot"),
        ("Lescar", "à Lescar", "de Lescar"),
        ("Œuilly", "à Œuilly", "d’Œuilly"),
    ],
)
def test_prepositions_before_a_city(city: str, to: str, origin: str) -> None:
    assert french.to_city(city) == to
    assert french.from_city(city) == origin


def test_prepositions_before_a_department() -> None:
    said = [french.in_department(code) for code in ("64", "33", "32", "01", "2a", "75", "974")]
    assert said == [
        "dans les Pyrénées-Atlantiques",
        "en Gironde",
        "dans le Gers",
        "dans l’Ain",
        "en Corse-du-Sud",
        "à Paris",
        "à La Réunion",
    ]
    assert len(DEPARTMENTS) == 101


def test_plurals() -> None:
    assert [french.count(n, "dossier").replace("\u00a0", " ") for n in (0, 1, 2)] == [
        "0 dossier",
        "1 dossier",
        "2 dossiers",
    ]
    assert french.plural(2, "canal", "canaux") == "canaux"
    assert french.plural(1.5, "heure") == "heure"


@pytest.mark.parametrize(
    ("e164", "printed"),
    [
        ("+33612345678", "06 12 34 56 78"),
        ("+262692123456", "0692 12 34 56"),
        ("+34912345678", "+34 912 34 56 78"),
        ("à rappeler", "à rappeler"),
    ],
)
def test_a_phone_number_is_printed(e164: str, printed: str) -> None:
    assert french.phone(e164) == printed.replace(" ", "\u00a0" if e164[0] == "+" else " ")


def test_names() -> None:
    assert french.display_name("Luc", "Bordenave", "M.") == "M. Luc Bordenave"
    assert french.list_name("Luc", "Bordenave") == "Bordenave Luc"
    assert [french.initials(name) for name in ("Inès Haddad", "durand", "Jean-Pierre de Lanne", "")] == [
        "IH",
        "D",
        "JL",
        "",
    ]
