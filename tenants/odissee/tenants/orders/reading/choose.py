"""Of all that was found, one reading a field: the newest words, then the surest; a contradiction is shown, not settled."""

from collections import defaultdict
from collections.abc import Iterable

from odissee.tenants.orders.reading.found import Found, Reading
from odissee.tenants.orders.reading.letters import plain, tidy
from odissee.tenants.orders.reading.message import Message
from odissee.tenants.orders.reading.said import said

MANY = ("diagnostics",)
_NAMES = ("owner", "occupant", "notary", "requester_name", "agency")
_SMALL_GAP = 4


def choose(message: Message, found: Iterable[Found]) -> dict[str, Reading]:
    """One reading a field."""
    fields: dict[str, list[Found]] = defaultdict(list)
    for one in found:
        fields[one.field].append(one)
    return {name: _read(message, name, all_) for name, all_ in fields.items()}


def _read(message: Message, name: str, found: list[Found]) -> Reading:
    newest = min(_age(message, one) for one in found)
    found = [one for one in found if _age(message, one) == newest]
    if name in MANY:
        return _many(message, name, found)
    best = max(_weight(message, one) for one in found)
    kept = [one for one in found if _weight(message, one) >= best - (_SMALL_GAP if name not in _NAMES else 2)]
    sure = [one for one in kept if not one.doubt]
    first = max(sure or kept, key=lambda one: (_weight(message, one), len(str(one.value))))
    values = _distinct(name, [one for one in kept if not one.doubt])
    if len(values) > 1:
        shown = " ou ".join(said(name, value) for value in values)
        return _reading(message, first, None, f"Le message dit {shown}.", tuple(str(v) for v in values))
    doubts = [one for one in kept if one.doubt]
    if doubts and (not sure or name in ("requester_name", "city", "rooms", "heating")):
        return _reading(message, doubts[0], None, doubts[0].doubt)
    return _reading(message, first, first.value, "")


def _age(message: Message, one: Found) -> int:
    """A subject line is as old as what the thread began with."""
    return len(message.layers) - 1 if message.titled(one.start) else message.layer_at(one.start)


def _weight(message: Message, one: Found) -> int:
    """Words of the subject line weigh less than those of the message."""
    return one.weight - (5 if message.titled(one.start) else 0)


def _distinct(name: str, found: list[Found]) -> list[object]:
    """Values that do not say the same: « Caron » and « Mme Caron » are one person."""
    out: list[object] = []
    for value in sorted({str(one.value): one.value for one in found}.values(), key=lambda v: -len(str(v))):
        same = any(_alike(name, value, other) for other in out)
        if not same:
            out.append(value)
    return out


def _alike(name: str, one: object, other: object) -> bool:
    a, b = plain(str(one)), plain(str(other))
    if a == b:
        return True
    if name in _NAMES:
        words = [{w for w in text.replace(".", " ").split() if len(w) > 2} for text in (a, b)]
        return bool(
            words[0]
            and words[1]
            and (words[0] <= words[1] or words[1] <= words[0] or a.split()[-1] == b.split()[-1])
        )
    return name in (
        "address_street",
        "keys",
        "reference",
        "call_time",
        "works",
        "desired_date",
        "deadline",
    ) and (a in b or b in a)


def _many(message: Message, name: str, found: list[Found]) -> Reading:
    sure = [one for one in found if not one.doubt]
    shown = sure or found
    shown.sort(key=lambda one: one.start)
    body = [one for one in shown if not message.titled(one.start)] or shown
    values = list(dict.fromkeys(one.value for one in shown))
    words = " · ".join(dict.fromkeys(tidy(message.text[one.start : one.end]) for one in shown))
    span = (body[0].start, body[-1].end)
    doubt = "" if sure else found[0].doubt
    return Reading(name, values if sure else None, words, span, shown[0].why, doubt)


def _reading(
    message: Message, one: Found, value: object, doubt: str, choices: tuple[str, ...] = ()
) -> Reading:
    words = tidy(message.text[one.start : one.end]) or message.text[one.start : one.end]
    return Reading(one.field, value, words, (one.start, one.end), one.why, doubt, choices)
