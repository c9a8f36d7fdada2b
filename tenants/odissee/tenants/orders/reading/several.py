"""Several properties in one message: one part of the text each, or a question when they cannot be told apart."""

import re

from odissee.tenants.orders.reading.home import kinds, rooms, surfaces
from odissee.tenants.orders.reading.message import Message
from odissee.tenants.orders.reading.place import streets

_ITEM = re.compile(
    r"(?m)^[ \t]*(?:(?:\d{1,2}|[a-d])[ ]?(?:[).:/]|°|-)(?!\d)|[-*•–]|(?:bien|lot|appartement|appart|appt|logement|maison) (?:n[°o] ?)?\d{1,3} ?[:)-]|(?:premier|deuxieme|second|troisieme|1er|2e|2eme|3eme) (?:bien|appartement|logement|lot) ?:?)"
)
QUESTION = "Ce message parle de plusieurs biens sans que l’on puisse les séparer. Collez chaque bien à part, ou mettez un bien par ligne."


def parts_of(message: Message) -> tuple[list[tuple[int, int]], str]:
    """Spans of each property in the text (empty: a single property), and the question to ask."""
    for number, layer in enumerate(message.layers):
        parts, question = _in_layer(message, layer.start, layer.signature)
        if parts or question:
            return parts, question
        if number == 0 and _says_property(message.plain[layer.start : layer.signature]):
            return [], ""
    return [], ""


def _in_layer(message: Message, start: int, end: int) -> tuple[list[tuple[int, int]], str]:
    small = message.plain
    marks = [start + m.start() for m in _ITEM.finditer(small[start:end])]
    parts = _described(small, marks, end)
    if len(parts) >= 2:
        return parts, ""
    lines, place = [], start
    for line in small[start:end].splitlines(keepends=True):
        lines.append(place)
        place += len(line)
    own = [
        (a, b) for a, b in zip(lines, [*lines[1:], end][: len(lines)], strict=True) if _whole(message, a, b)
    ]
    if len(own) >= 2:
        return own, ""
    return _inline(message, start, end)


def _described(small: str, marks: list[int], end: int) -> list[tuple[int, int]]:
    if len(marks) < 2:
        return []
    spans = list(zip(marks, [*marks[1:], end], strict=True))
    cut = []
    for a, b in spans:
        line_end = small.find("\n\n", a, b)
        cut.append((a, line_end if line_end > 0 else b))
    if cut:
        a, b = cut[-1]
        first = small.find("\n", a, b)
        cut[-1] = (
            a,
            first
            if first > 0 and len(marks) > 1 and all("\n" not in small[x:y].strip() for x, y in cut[:-1])
            else b,
        )
    return [(a, b) for a, b in cut if _score(small[a:b]) >= 2]


def _score(part: str) -> int:
    return sum(
        (
            any(True for _ in kinds(part)),
            any(True for _ in rooms(part)),
            any(f.field == "surface_m2" for f in surfaces(part)),
            any(True for _ in streets(part, part)),
        )
    )


def _says_property(part: str) -> bool:
    return _score(part) >= 2


def _whole(message: Message, start: int, end: int) -> bool:
    part = message.plain[start:end]
    return any(True for _ in streets(part, part)) and (
        any(True for _ in kinds(part)) or any(f.field == "surface_m2" for f in surfaces(part))
    )


def _inline(message: Message, start: int, end: int) -> tuple[list[tuple[int, int]], str]:
    """Several numbered streets in running text: cut before the words of each property, or ask."""
    small = message.plain
    found = [s for s in streets(message.text[start:end], small[start:end]) if s.numbered]
    found = [
        s
        for s in found
        if not re.search(
            r"(?:habit(?:e|ent|ant|ons|ez)|demeurant|domicili\w+|facturation|bureau|agence)[^.;\n]{0,30}$",
            small[max(0, start + s.start - 50) : start + s.start],
        )
    ]
    if len({s.text.lower() for s in found}) < 2:
        return [], QUESTION if _two_flats(small[start:end]) else ""
    cuts = [start]
    for street in found[1:]:
        before = small[cuts[-1] : start + street.start]
        breaks = list(
            re.finditer(
                r"(?:;|\n|\. |, et |\bet (?:un|une|le|la|aussi|egalement|enfin)\b|\bet (?=[tf]\d|studio|maison|appart)|\bpuis\b|\bainsi qu'un\w*|\+ )",
                before,
            )
        )
        if not breaks:
            return [], QUESTION
        cuts.append(cuts[-1] + breaks[-1].start())
    spans = list(zip(cuts, [*cuts[1:], end], strict=True))
    return (spans, "") if all(_score(small[a:b]) >= 2 for a, b in spans) else ([], QUESTION)


def _two_flats(part: str) -> bool:
    """« un T2 et un T3 », « deux appartements »: more than one property under one address or none."""
    sizes = {m[0].strip() for m in re.finditer(r"(?<![\w/])[tf]\d(?!\w)(?! ?(?:/|ou) ?[tf]\d)", part)}
    several = re.search(
        r"\b(?:deux|trois|quatre|cinq|[2-9]|\d\d) (?:biens|appart\w*s|appts|logements|maisons|studios|[tf]\d)\b",
        part,
    )
    entire = re.search(r"\bimmeuble\b[^.\n]{0,40}(?:compose|comprenant|de \d+)", part)
    return bool(
        (len(sizes) > 1 or several)
        and not entire
        and not re.search(r"(?:et non|au lieu|et pas|finalement)", part)
    )
