"""Where: streets, postcodes, communes. A commune is one that geography knows; a street is words after a street's kind."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from odissee.platform.french import fold
from odissee.tenants.geography import Commune, all_communes, by_postcode
from odissee.tenants.orders.reading.letters import plain, tidy

KINDS = {
    "r": "rue", "rue": "", "av": "avenue", "ave": "avenue", "avenue": "", "bd": "boulevard", "bld": "boulevard", "bvd": "boulevard", "blvd": "boulevard",
    "boul": "boulevard", "boulevard": "", "ch": "chemin", "che": "chemin", "chem": "chemin", "chemin": "", "imp": "impasse",
    "impasse": "", "all": "allée", "allee": "", "allees": "", "pl": "place", "place": "", "quai": "", "rte": "route", "route": "",
    "cours": "", "crs": "cours", "sq": "square", "square": "", "pass": "passage", "passage": "", "cite": "", "lot": "lotissement", "lotissement": "",
    "ham": "hameau", "hameau": "", "lieu-dit": "", "lieudit": "", "ld": "lieu-dit", "esplanade": "", "esp": "esplanade", "promenade": "", "prom": "promenade", "faubourg": "", "fbg": "faubourg", "fg": "faubourg",
    "sentier": "", "sente": "", "ruelle": "", "rond-point": "", "traverse": "", "montee": "", "cote": "", "mail": "", "clos": "", "venelle": "",
    "chaussee": "", "parvis": "", "domaine": "", "levee": "", "villa": "", "voie": "", "rampe": "", "corniche": "", "galerie": "",
}  # fmt: skip
_NEEDS_NUMBER = frozenset(
    [
        "r",
        "ch",
        "all",
        "pl",
        "lot",
        "ham",
        "pass",
        "mail",
        "cote",
        "villa",
        "voie",
        "clos",
        "cite",
        "domaine",
        "place",
        "cours",
        "passage",
        "galerie",
        "square",
        "esp",
        "rampe",
        "levee",
    ]
)
_TYPE = "|".join(sorted((re.escape(one) for one in KINDS), key=len, reverse=True))
_STREET = re.compile(
    rf"(?<![\w/])(?<!\d[ .-])(?:(?P<number>\d{{1,4}}(?:(?:-|/| et )\d{{1,4}})?)\s?(?P<rep>bis|ter|quater|[a-d](?=[ ,]))?,?\s+)?(?P<kind>{_TYPE})\b\.?\s+(?P<name>(?=[\w'])[^,;\n()\[\]|/!?:]*)"
)
_END = re.compile(
    r"\s+(?:-|a(?= [a-z])|au(?=\s+\d)|dispo\w*|pour|tel|mob|port(?=\.?\s+0)|avec|chez|cles?|clefs?|digicode|code|etage|\d{1,2}(?:e|er|eme|ieme)|bat\w*|appt?\w*|appart\w*|[tf]\d\w*|maison|studio|residence|esc\w*|porte"
    r"|vente|location|svp|merci|est|pour|qui|je|c'est|mon|nous|vous|mme|mr|madame|monsieur|m\.(?=\s)|numero|il|elle|constr?ui\w*|annee|chauffage|copro\w*|rdc|\d{2,}\s?m2|\d{5}|et(?=\s+(?:le|la|un|une|[tf]\d|\d+))|cedex|proprietaire|locataire|prop|loc|rdv|0\d(?:[ .]?\d\d){4})\b.*|\.(?:\s|$).*|\s\d{5}\b.*"
)
_SKIPPED = frozenset(
    ["de", "du", "des", "d", "la", "le", "les", "l", "en", "sur", "sous", "lez", "les", "aux", "au"]
)


@dataclass(frozen=True, slots=True)
class Street:
    """`text` is the street as one writes it on an envelope."""

    text: str
    start: int
    end: int
    numbered: bool


@dataclass(frozen=True, slots=True)
class Town:
    """`postcode` empty when it is not written; `names` several when a postcode alone serves several communes."""

    name: str
    postcode: str
    start: int
    end: int
    code_span: tuple[int, int] = (0, 0)
    doubt: str = ""


def _spelled(name: str) -> str:
    """A commune's name without what people write differently: case, accents, hyphens, apostrophes, dots."""
    return " ".join(fold(name).replace("'", " ").replace(".", " ").split())


@cache
def _by_name() -> dict[str, Commune]:
    found: dict[str, Commune] = {}
    for one in sorted(all_communes().values(), key=lambda c: c.population):
        if one.type != "arm":
            found[_spelled(one.name)] = one
    return found


def commune_named(words: str) -> Commune | None:
    """The commune of exactly this name, the largest of its homonyms; « st » is « saint »."""
    wanted = re.sub(r"\b(st|ste)\b", lambda m: "saint" if m[1] == "st" else "sainte", _spelled(words))
    return _by_name().get(wanted)


def longest_commune(text: str, start: int, most: int = 6) -> tuple[Commune, int] | None:
    """The commune whose name begins at `start`, and where it ends; the longest one wins."""
    ends = [m.end() for m in re.finditer(r"[\w]+(?:['’-][\w]+)*", text[start : start + 70])][:most]
    for end in reversed(ends):
        piece = text[start : start + end]
        if re.search(r"[,;\n(:]", piece):
            continue
        found = commune_named(piece)
        if found:
            return found, start + end
    return None


def streets(text: str, small: str) -> Iterator[Street]:
    """Streets, signatures included; the caller judges whose they are."""
    place = 0
    while found := _STREET.search(small, place):
        street = _street(text, small, found)
        place = max(street.end, found.end("kind")) if street else found.end("kind")
        if street:
            yield street


def _street(text: str, small: str, found: re.Match[str]) -> Street | None:
    kind, number = found["kind"], found["number"]
    if not number and (kind in _NEEDS_NUMBER or KINDS[kind] and len(kind) < 3):
        return None
    name = _END.sub("", " " + found["name"])[1:] if found["name"] else ""
    name = _before_commune(text, small, found, name)
    name = re.sub(r"(?:\s+(?:de|du|des|la|le|les|a|et|-))+\s*$", "", name).rstrip(" .-")
    words = name.split()
    if not words or len(words) > 9 or not any(len(word) > 1 or word.isdigit() for word in words):
        return None
    if not number and words[0] in ("est", "sont", "et", "pour", "ou"):
        return None
    end = found.start("name") + len(name)
    return Street(_written(text, small, found, end), *_whole(small, found, end))


def _whole(small: str, found: re.Match[str], end: int) -> tuple[int, int, bool]:
    after = re.match(r"\s+au\s+(?:n[°o]\s?)?(\d{1,4}(?:\s?(?:bis|ter))?)\b(?!\s?m2)", small[end:])
    if not found["number"] and after:
        return found.start(), end + after.end(), True
    return found.start(), end, bool(found["number"])


def _written(text: str, small: str, found: re.Match[str], end: int) -> str:
    kind = KINDS[found["kind"]] or text[found.start("kind") : found.end("kind")].lower()
    name = _calm(tidy(text[found.start("name") : end]))
    number = " ".join((found["number"] or "").split())
    after = re.match(r"\s+au\s+(?:n[°o]\s?)?(\d{1,4}(?:\s?(?:bis|ter))?)\b", small[end:])
    if not number and after:
        number = after[1]
    rep = found["rep"] or ""
    return " ".join(part for part in (number, rep.upper() if len(rep) == 1 else rep, kind, name) if part)


def _calm(name: str) -> str:
    """« DE LA REPUBLIQUE » shouted is written « de la Republique »."""
    if not name.isupper() or len(name) < 4:
        return name
    return " ".join(w.lower() if plain(w) in _SKIPPED else w.title() for w in name.split())


def _before_commune(text: str, small: str, found: re.Match[str], name: str) -> str:
    """« 7 rue du port la rochelle »: the commune that ends the words is not part of the street's name."""
    end = found.start("name") + len(name)
    gap = re.match(r"[ ,.(-]*\n?[ ,.(-]*", small[end : end + 12])
    after = end + (gap.end() if gap else 0)
    told = re.match(r"\d{5}\b", small[after : after + 6])
    if told or small[end : end + 2].strip() == "," and longest_commune(text, after):
        return name
    words = list(re.finditer(r"[^\s]+", name))
    for number, word in enumerate(words[1:], 1):
        if words[number - 1][0] in _SKIPPED or word[0] in ("de", "du", "des"):
            continue
        piece = name[word.start() :]
        commune = commune_named(piece)
        if commune and (commune.population > 1500):
            return name[: word.start()]
    return name


_TOWN_CODE = re.compile(r"(?<![\d.,€])(\d{2}\s?\d{3})(?!\d|[ .]?\d{2}[ .]\d{2}|\s?(?:m2|€|euros|lots))\b")


def towns(text: str, small: str) -> Iterator[Town]:
    """Every « 64000 Pau », « Niort (79000) », « à Vannes »."""
    taken: list[tuple[int, int]] = []
    for found in _TOWN_CODE.finditer(small):
        town = _coded(text, small, found)
        if town:
            taken.append((min(town.start, town.code_span[0]), max(town.end, town.code_span[1])))
            yield town
    for town in _named(text, small):
        if not any(start < town.end and town.start < end for start, end in taken):
            yield town


def _coded(text: str, small: str, found: re.Match[str]) -> Town | None:
    code = found[1].replace(" ", "")
    communes = by_postcode(code)
    if not communes and not code.endswith("0"):
        communes = []
    span = found.span(1)
    after = re.match(r"[ \t)\-,:.]*", small[span[1] :])
    place = span[1] + (after.end() if after else 0)
    here = longest_commune(small, place)
    if here and _same(here[0], communes):
        return Town(_display(here[0]), code, place, here[1], span)
    before = _just_before(small, span[0], communes)
    if before:
        return Town(before[0], code, before[1], before[2], span)
    if here and communes and text[place : place + 1].isupper():
        doubt = f"Le code postal {code} n’est pas celui de {here[0].name}."
        return Town(_display(here[0]), code, place, here[1], span, doubt)
    names = sorted({_display(one) for one in communes})
    if len(names) == 1:
        return Town(names[0], code, span[0], span[1], span)
    if names:
        shown = ", ".join(names[:4]) + ("…" if len(names) > 4 else "")
        return Town("", code, span[0], span[1], span, f"Ce code postal sert plusieurs communes : {shown}")
    return None


def _same(found: Commune, communes: list[Commune]) -> bool:
    names = {_spelled(_display(one)) for one in communes}
    return _spelled(found.name) in names


def _display(commune: Commune) -> str:
    """Paris 1er arrondissement is written Paris."""
    parent = all_communes().get(commune.parent or "") if commune.type == "arm" else None
    return parent.name if parent else commune.name


def _just_before(small: str, place: int, communes: list[Commune]) -> tuple[str, int, int] | None:
    words = re.search(
        r"((?:[\w'-]+[ ]?){1,6})[ ,(:\-]*$", small[max(0, place - 60) : place].rpartition("\n")[2]
    )
    if words is None:
        return None
    names = {_spelled(_display(one)): _display(one) for one in communes}
    shift = place - len(words[0])
    starts = [m.start() for m in re.finditer(r"[\w']+(?:-[\w']+)*", words[1])]
    for start in starts:
        piece = words[1][start:].strip()
        spelled = re.sub(r"\b(st|ste)\b", lambda m: "saint" if m[1] == "st" else "sainte", _spelled(piece))
        if spelled in names:
            return names[spelled], shift + start, shift + start + len(piece)
    return None


_BEFORE_TOWN = re.compile(
    r"(?:(?<=^)|(?<=[\s,(;:\"']))(?:a|sur|ville ?:|commune ?:?|commune de|centre de|situee? a|sis[e]? a)\s+(?=[a-z])"
)
_NOT_TOWNS = frozenset(["vendre", "louer", "faire", "voir", "bien", "plus", "moins", "caler", "prevoir", "tout", "tous", "ce", "cet", "la", "le", "les", "une", "un", "vous", "nous", "moi", "lui", "eux", "vente", "location", "visite", "fixer", "etablir", "realiser", "l", "ma", "mon", "notre", "votre", "sa", "son", "jour", "place", "temps", "domicile", "retirer", "recuperer", "partir", "priori", "bientot", "contacter", "rappeler", "savoir", "charge", "disposition", "titre", "noter"])  # fmt: skip
_HOME = re.compile(
    r"(?:habit(?:e|ent|ant|ons|ez)|resid(?:e|ent|ant|ons|ez)|demeurant|domicili\w+|vi[st]|vivent|travaill\w+|agence|bureau\w*|base\w*|cabinet|etude|notaire|installe\w*)(?: \w+){0,2}\s*$"
)


def _named(text: str, small: str) -> Iterator[Town]:
    """Communes named without a postcode: after « à », or right after a street."""
    shouted = text.upper() == text
    for found in _BEFORE_TOWN.finditer(small):
        place = found.end()
        first = re.match(r"[a-z]+", small[place:])
        if (
            first is None
            or first[0] in _NOT_TOWNS
            and not (first[0] in ("la", "le", "les", "l") and longest_commune(small, place))
        ):
            continue
        if not text[place].isupper() and not shouted and not _small_ok(small, place):
            continue
        here = longest_commune(small, place)
        if here and not _HOME.search(small[max(0, found.start() - 40) : found.start()]):
            yield Town(_display(here[0]), "", place, here[1])
    for street in streets(text, small):
        gap = re.match(r"[ ,.\-(]*\n?[ ,\-(]*(?:a |sur )?", small[street.end :])
        place = street.end + (gap.end() if gap else 0)
        here = longest_commune(small, place)
        if here and (here[0].population > 200):
            yield Town(_display(here[0]), "", place, here[1])


def _small_ok(small: str, place: int) -> bool:
    """In small letters only a real town is believed: « à pau », never « à condé »."""
    here = longest_commune(small, place)
    return here is not None and here[0].population > 10_000 and len(small[place : here[1]]) > 2
