"""Prepositions before the names of communes and departments."""

from odissee.platform.french.departments import DEPARTMENTS
from odissee.platform.french.fold import fold

_MUTE_H = (
    "he",
    "hi",
    "hy",
    "hasparren",
    "hagetmau",
    "hagetaubin",
    "hossegor",
    "habas",
    "hastingues",
    "hostens",
    "hourtin",
)
_HARD_H = ("hem", "heudebouville", "heuilley", "heillecourt", "hettange", "hesingue", "hirsingue")
_VOWELS = "aeiou"


def to_city(name: str) -> str:
    """« à Pau », « au Havre », « aux Ulis », « à La Rochelle »."""
    article, rest = _article(name)
    return {"le": f"au {rest}", "les": f"aux {rest}"}.get(article, f"à {name}")


def from_city(name: str) -> str:
    """« de Pau », « d’Idron », « du Havre », « des Ulis », « de La Rochelle »."""
    article, rest = _article(name)
    if article in ("le", "les"):
        return f"{'du' if article == 'le' else 'des'} {rest}"
    return f"d’{name}" if _elides(name) else f"de {name}"


def in_department(code: str) -> str:
    """« dans les Pyrénées-Atlantiques » for « 64 »; raises `KeyError` on an unknown code."""
    name, preposition = DEPARTMENTS[code.upper()]
    return f"{preposition}{'' if preposition.endswith('’') else ' '}{name}"


def _article(name: str) -> tuple[str, str]:
    """« Le Havre » → (le, Havre); « La » and « L’ » belong to the name and never contract."""
    first, _, rest = name.partition(" ")
    return (first.lower(), rest) if rest and first.lower() in ("le", "les") else ("", name)


def _elides(name: str) -> bool:
    plain = fold(name)
    if plain.startswith("h"):
        return plain.startswith(_MUTE_H) and not plain.startswith(_HARD_H)
    if plain.startswith("y"):
        return plain[1:2] not in _VOWELS or plain.startswith(("yerres", "yevre"))
    return plain[:1] in _VOWELS and not plain.startswith(("onz", "l "))
