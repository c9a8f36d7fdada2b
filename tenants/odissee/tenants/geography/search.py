import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache

from .communes import Commune, all_communes

_ARTICLES = ("le ", "la ", "les ", "l ")
_SHORT = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
_FILTER = re.compile(r"\d{2,5}|2[ab]")
_AFTER_ALL = "\U0010ffff"


def normal(text: str) -> str:
    """Lower case without accents; hyphens, apostrophes and dots are spaces: « L’Haÿ-les-Roses » → `l hay les roses`."""
    text = text.lower().replace("œ", "oe").replace("æ", "ae")
    plain = (
        unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode() if not text.isascii() else text
    )
    return " ".join(re.sub(r"[^a-z0-9]+", " ", _spaced(text, plain)).split())


def _spaced(text: str, plain: str) -> str:
    # « ’ » has no ASCII form and would vanish, gluing the two words that it parts.
    if "’" not in text and "–" not in text:
        return plain
    return unicodedata.normalize("NFKD", re.sub("[’–]", " ", text)).encode("ascii", "ignore").decode()


def search(text: str, limit: int = 10) -> list[Commune]:
    """Communes whose name or postcode begins with `text`, most populated first.

    Understands « st etienne », « 64000 », « pau 64 », « paris 11 » and a name without its article (« mans »).
    """
    wanted = normal(text)
    if not wanted or limit < 1:
        return []
    ranked = _ranked()
    return [ranked[place] for place in sorted(set(_matches(wanted)))[:limit]]


@cache
def _ranked() -> list[Commune]:
    """Every commune, most populated first; a place in this list stands for a commune in the indexes."""
    return sorted(all_communes().values(), key=lambda commune: (-commune.population, commune.insee))


def _matches(wanted: str) -> Iterator[int]:
    if _FILTER.fullmatch(wanted) or wanted.isdigit():
        yield from _prefixed(_postcode_index(), wanted)
        return
    for name in _spellings(wanted):
        yield from _prefixed(_name_index(), name)
    words = [word for word in wanted.split() if not _FILTER.fullmatch(word)]
    filters = [word for word in wanted.split() if _FILTER.fullmatch(word)]
    if words and filters:
        places = {place for name in _spellings(" ".join(words)) for place in _prefixed(_name_index(), name)}
        yield from (place for place in places if all(_lies_in(_ranked()[place], code) for code in filters))


def _lies_in(commune: Commune, code: str) -> bool:
    return commune.dept == code.upper() or any(postcode.startswith(code) for postcode in commune.postcodes)


def _spellings(name: str) -> set[str]:
    words = name.split()
    return {name, " ".join(_SHORT.get(word, word) for word in words)}


type Index = tuple[list[str], list[int]]


def _index(pairs: Iterable[tuple[str, int]]) -> Index:
    ordered = sorted(pairs)
    return [key for key, _ in ordered], [place for _, place in ordered]


@cache
def _name_index() -> Index:
    pairs: list[tuple[str, int]] = []
    for place, commune in enumerate(_ranked()):
        name = normal(commune.name)
        pairs.append((name, place))
        pairs += [(name.removeprefix(article), place) for article in _ARTICLES if name.startswith(article)]
    return _index(pairs)


@cache
def _postcode_index() -> Index:
    return _index((code, place) for place, commune in enumerate(_ranked()) for code in commune.postcodes)


def _prefixed(index: Index, prefix: str) -> list[int]:
    keys, places = index
    return places[bisect_left(keys, prefix) : bisect_left(keys, prefix + _AFTER_ALL)]
