"""Heating, gas, electricity, sewer: what is said of the installations, and nothing that is not."""

import re
from collections.abc import Iterator

from odissee.tenants.orders.reading.found import Found

_NO_GAS = re.compile(
    r"(?:pas (?:de |d'arrivee de |d'installation )|sans |aucun |ni |absence de |non raccorde au )gaz\b|\bgaz ?: ?(?:non|aucun|neant)\b|\bgaz ?non\b"
)
_NO_HEATING = re.compile(r"(?:pas de|sans|aucun) chauff?age\b")
_OLD = r"(?:>|\+|plus) ?(?:de |d')?(?:15|quinze) ?ans|ancien+e? de plus de 15 ans|(?:a|de) plus de 15 ans"
_NEW = r"(?:<|-|moins) ?(?:de |d')?(?:15|quinze) ?ans"
_ELECTRIC = r"(?:elec(?:tricite|trique|t)?\b\.?|installation electrique|tableau electrique|compteur electrique|inst\.? elec\w*)"
_AGED = re.compile(
    rf"(?:(?P<both>(?:gaz (?:et|/|&|\+) ?(?:l'|d')?{_ELECTRIC}|{_ELECTRIC} ?(?:et|/|&|\+) ?(?:le |de |d'|l')?(?:installation )?gaz))|(?P<one>gaz|{_ELECTRIC}))[^.,;\n]{{0,30}}?(?P<age>{_OLD}|{_NEW})"
)
_REDONE = re.compile(
    rf"({_ELECTRIC}|gaz)(?:[^.,;\n0-9]{{0,30}}?)(refai\w*|neuve?s?|renove\w*|remise? (?:a neuf|aux normes)|de|en|date de|install\w*)?\s*(?:en |de |l'|il y a )?((?:19|20)\d{{2}}|an dernier|l'an dernier|annee derniere|cette annee)\b"
)

_SINGLE = r"individuel\w*|indiv\.?|ind\.?(?=[ ,.;\n]|$)|privati\w+"
_HEATINGS = (
    ("district", r"reseau de chaleur|chauff?age urbain|\bcpcu\b"),
    ("collective", r"(?:chauff?age|chauff\.?|chaudiere|chaufferie|chauf\.?|eau chaude et chauff?age|gaz|fioul|chauff)(?: (?:au |est |par |a |gaz|fioul|central|sol|urbain|de ville|:|et|eau chaude|ecs))* *:? *coll(?:ectif|ective|ect?\.|\.)|collectif(?: au)? gaz|chaufferie(?! urbaine)"),
    ("heat_pump", r"pompe a chaleur|pompes a chaleur|\bpac\b(?! social)"),
    ("individual_oil", r"(?:chaudiere|chauff?age|chauff\.?|cuve)(?: (?:au|a|individuel\w*|indiv\.?|central|:))* *(?:fioul|fuel|mazout)|(?:fioul|fuel|mazout) (?:individuel|indiv)"),
    ("individual_gas", rf"chaudiere(?: (?:murale|individuelle|indiv\.?|a condensation|au|a|de|condensation))* *gaz|gaz (?:de ville )?(?:{_SINGLE})|gaz de ville,? (?:avec )?(?:chaudiere|chauff?age)(?: (?:{_SINGLE}))?|chauff?age (?:{_SINGLE})(?: (?:au|a))? gaz|chauff?age(?: central)?(?: (?:au|a))? gaz (?:de ville )?(?:{_SINGLE})|chaudiere (?:{_SINGLE}) (?:au |a )?gaz"),
    ("individual_electric", r"tout (?:a l')?(?:electrique|elec\b)|chauff?age(?: (?:a l'|par|individuel|indiv\.?|est|:))* *(?:electrique|electricite|elec\b)|chauff\.? elec\w*|radiateurs? electriques?|convecteurs?|grille-pains?"),
    ("wood", r"poele(?: (?:a|de))? (?:bois|granules?|pellets?)|chaudiere(?: a)? (?:bois|granules?|pellets?)|chauff?age(?: (?:au|a))? (?:bois|granules?)|insert(?: a bois)?\b|poele\b(?! a)"),
)  # fmt: skip
_BARE_GAS = re.compile(
    r"(?:chauff?age|chauff\.?|chauf)(?: (?:central|au|a|est|:))* *(?:au )?gaz\b(?: de ville)?"
)
_SEWERS = (
    ("individual", r"fosse (?:septique|toutes? eaux)|assainissement (?:individuel|autonome|non collectif)|micro-?station|\banc\b|non raccorde a l'egout"),
    ("public", r"tout[- ]a[- ]l'egout|assainissement collectif|raccorde (?:a l'egout|au reseau|au tout)"),
)  # fmt: skip


def energies(small: str) -> Iterator[Found]:
    """Heating, gas and electricity."""
    yield from _heatings(small)
    for found in _NO_GAS.finditer(small):
        yield Found("gas", "none", *found.span(), "il est dit qu’il n’y a pas de gaz")
    for key, pattern in _SEWERS:
        for found in re.finditer(pattern, small):
            yield Found("sewer", key, *found.span(), "l’assainissement")
    yield from _ages(small)


def _heatings(small: str) -> Iterator[Found]:
    spans: list[tuple[int, int]] = []
    for found in _NO_HEATING.finditer(small):
        spans.append(found.span())
        yield Found("heating", "none", *found.span(), "il est dit qu’il n’y a pas de chauffage")
    for key, pattern in _HEATINGS:
        for found in re.finditer(rf"(?<!\w)(?:{pattern})", small):
            if _denied(small, found.start()) or any(a < found.end() and found.start() < b for a, b in spans):
                continue
            spans.append(found.span())
            yield Found("heating", key, *found.span(), "le chauffage")
    for found in _BARE_GAS.finditer(small):
        if not any(a < found.end() and found.start() < b for a, b in spans):
            yield Found(
                "heating",
                "gas",
                *found.span(),
                "le chauffage",
                10,
                "Gaz, mais individuel ou collectif n’est pas dit.",
            )


def _denied(small: str, start: int) -> bool:
    return bool(
        re.search(
            r"(?:pas (?:de |d'|en )|sans |aucun |ni |plus de |ancien\w* |ex-)$",
            small[max(0, start - 10) : start],
        )
    )


def _ages(small: str) -> Iterator[Found]:
    for found in _AGED.finditer(small):
        age = "over_15" if re.fullmatch(_OLD, found["age"]) else "under_15"
        words = small[found.start() : found.start("age")]
        for name, word, why in (
            ("gas_age", "gaz", "l’âge du gaz"),
            ("electricity_age", "ele", "l’âge de l’électricité"),
        ):
            if _spoken_of(word, words):
                yield Found(name, age, *found.span(), why)
    yield from _redone(small)


def _spoken_of(word: str, words: str) -> bool:
    """Of « gaz 2019, élec > 15 ans » only what stands last is spoken of, unless both are joined."""
    joined = re.search(r"(?:et|&|\+|/) ?(?:le |la |l'|d'|de )?(?:installation )?(?:gaz|ele)", words)
    last = max(words.rfind("gaz"), words.rfind("ele"))
    return word in words and (bool(joined) or words.rfind(word) == last)


def _redone(small: str) -> Iterator[Found]:
    for found in _REDONE.finditer(small):
        name = "gas" if found[1] == "gaz" else "electricity"
        if "an" in found[3]:
            if found[2]:
                yield Found(f"{name}_age", "under_15", *found.span(), "refait depuis moins de quinze ans")
        elif name == "electricity" or found[2] and found[2].startswith(("refai", "install", "neuf", "neuve")):
            yield Found(f"{name}_year", found[3], *found.span(), "l’année de l’installation")
            yield Found(
                f"{name}_age",
                None,
                *found.span(),
                "l’année de l’installation",
                5,
                f"Installation de {found[3]} : à vous de dire si elle a plus de quinze ans.",
            )
    for found in re.finditer(r"chaudiere[^.,;\n]{0,20}?(?:de|en) ((?:19|20)\d{2})", small):
        yield Found("boiler_year", found[1], *found.span(), "l’année de la chaudière")
