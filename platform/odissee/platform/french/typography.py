"""French typography of plain text (never of markup)."""

import re

NBSP = "\u00a0"
NNBSP = "\u202f"

_S = f"[ {NBSP}{NNBSP}]"
_KEPT = re.compile(r"((?:https?://|www\.)\S*[^\s;!?,.:»)]|(?<![^\s«»<>()])[^\s«»<>()@]+@[\w.-]*\w|&#?\w+;)")

_DAYS = r"lun\.|mar\.|mer\.|jeu\.|ven\.|sam\.|dim\.|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
_MONTHS = (
    r"janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
    r"|janv\.|févr\.|avr\.|juil\.|sept\.|oct\.|nov\.|déc\."
)
_UNITS = r"m²|m³|m|cm|mm|km|kg|g|kWh|kW|min|s|ko|Ko|Mo|Go|To|mg|px|ans?|mois|jours?|pièces?|°C"

_RULES: list[tuple[re.Pattern[str], str]] = [
    (re.compile(r"(?<=\w)'(?=[\w«])"), "’"),
    (re.compile(rf"«{_S}*"), f"«{NNBSP}"),
    (re.compile(rf"(?<!{_S}){_S}*»"), f"{NNBSP}»"),
    (re.compile(rf"(?<=[\w»)\]’.…%€²°”]){_S}*([;!?]+)"), rf"{NNBSP}\1"),
    (re.compile(rf"(?<=\d){_S}*([€%‰])"), rf"{NNBSP}\1"),
    (re.compile(rf"(?<=[\w»)\]’.…%€²°”]){_S}*:(?=\s|$)"), f"{NBSP}:"),
    (re.compile(rf"\b([nN])°{_S}*(?=\S)"), rf"\1°{NBSP}"),
    (re.compile(rf"(?<![\d:.,])(\d{{1,2}}){_S}?h{_S}?([0-5]\d)(?!\w|{_S}?h)"), rf"\1{NNBSP}h{NNBSP}\2"),
    (re.compile(rf"(?<![\d:.,])(\d{{1,2}}){_S}?h(?!\w)"), rf"\1{NNBSP}h"),
    (re.compile(rf"\b({_DAYS}){_S}(?=\d)"), rf"\1{NBSP}"),
    (re.compile(rf"(?<!\d)(\d{{1,2}}|1er){_S}({_MONTHS}){_S}(?=\d{{4}}(?!\d))"), rf"\1{NBSP}\2{NBSP}"),
    (re.compile(rf"(?<!\d)(\d{{1,2}}|1er){_S}(?=(?:{_MONTHS})(?!\w))"), rf"\1{NBSP}"),
    (re.compile(rf"(?<=\d){_S}(?=(?:{_UNITS})(?!\w))"), NBSP),
]
_PHONE = re.compile(
    rf"(?<!\d)(?:0\d(?:{_S}\d\d){{4}}|0\d{{3}}(?:{_S}\d\d){{3}}|\+\d{{1,3}}(?:{_S}\d{{1,3}}){{3,6}})(?!\d)"
)
_THOUSANDS = re.compile(rf"(?<![\d.,+/-])(?<!\d{NBSP})[1-9]\d{{0,2}}(?:{_S}\d{{3}})+(?!\d|{_S}\d)")
_SPACE = re.compile(_S)
_AFTER_KEPT = re.compile(rf"^{_S}([;!?:])(?=\s|$)")


def typography(text: str) -> str:
    """Put the spaces and apostrophes of French into `text`; addresses and web links stay as they are."""
    first, *others = _KEPT.split(text)
    pieces = [
        piece if index % 2 == 0 else _polish(_AFTER_KEPT.sub(_space_before, piece))
        for index, piece in enumerate(others)
    ]
    return "".join([_polish(first), *pieces])


def _space_before(found: re.Match[str]) -> str:
    """The space that follows an address or a link, before a high sign; never added where it was not typed."""
    return f"{NBSP if found[1] == ':' else NNBSP}{found[1]}"


def _polish(text: str) -> str:
    text = _PHONE.sub(lambda found: _SPACE.sub(NBSP, found[0]), text)
    text = _THOUSANDS.sub(lambda found: _SPACE.sub(NNBSP, found[0]), text)
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text
