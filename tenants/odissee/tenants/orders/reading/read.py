"""A text or a mail → readings."""

import re
from collections.abc import Iterator

from odissee.tenants.orders.reading.choose import choose
from odissee.tenants.orders.reading.contact_ways import contact_ways
from odissee.tenants.orders.reading.dates import dates
from odissee.tenants.orders.reading.energy import energies
from odissee.tenants.orders.reading.found import Found, MessageRead, Reading
from odissee.tenants.orders.reading.home import kinds, rooms, surfaces, where_inside, years
from odissee.tenants.orders.reading.intent import intent_of
from odissee.tenants.orders.reading.message import Message, message_of
from odissee.tenants.orders.reading.mission import asked, errands, operations, simple
from odissee.tenants.orders.reading.people import people
from odissee.tenants.orders.reading.several import parts_of
from odissee.tenants.orders.reading.whereabouts import whereabouts

_OF_PROPERTY = frozenset(
    [
        "property_type",
        "rooms",
        "surface_m2",
        "land_m2",
        "built_year",
        "built_period",
        "permit_year",
        "extension_year",
        "floor",
        "lots",
        "lot",
        "door",
        "address_street",
        "postcode",
        "city",
        "building_name",
        "heating",
        "gas",
        "gas_age",
        "gas_year",
        "electricity_age",
        "electricity_year",
        "boiler_year",
        "sewer",
        "furnished",
        "occupied",
        "co_owned",
        "keys",
        "access",
        "occupant",
        "occupant_phone",
        "owner",
        "owner_phone",
        "transaction",
        "diagnostics",
        "reference",
    ]
)
_ANYWHERE = frozenset(
    [
        "requester_name",
        "requester_kind",
        "requester_phone",
        "requester_mail",
        "agency",
        "organisation",
        "notary",
        "owner",
        "owner_mail",
        "owner_phone",
        "owner_address",
        "sender_address",
        "occupant",
        "occupant_phone",
        "notary_phone",
        "notary_mail",
        "occupant_mail",
        "other_phone",
        "keys",
        "deadline",
        "desired_date",
        "reference",
        "urgency",
        "transaction",
        "diagnostics",
        "city",
        "postcode",
        "address_street",
        "price_asked",
        "call_time",
    ]
)


def read_message(raw: str | bytes) -> MessageRead:
    """What a pasted text or a saved mail says; nothing is looked up anywhere else."""
    message = message_of(raw)
    if not message.plain.strip() or not message.layers:
        return MessageRead(message.text, "other")
    kind, words = intent_of(message)
    if kind != "order":
        return MessageRead(message.text, kind, words, remainder=_remainder(message, []))
    found = list(all_found(message))
    parts, question = parts_of(message)
    read = MessageRead(message.text, question=question)
    if len(parts) < 2:
        read.properties = [{}]
        read.shared = choose(message, found)
        if question:
            _ask(read)
    else:
        _share(message, read, found, parts)
    read.remainder = _remainder(message, found) + ([CUT] if message.cut else [])
    return read


def all_found(message: Message) -> Iterator[Found]:
    """Every finding of the message, signatures giving only who writes."""
    small = message.plain
    for one in _raw(message):
        if small[one.start : one.end].strip() == "" and one.field not in _ANYWHERE:
            continue
        if message.signed(one.start) and not message.titled(one.start) and one.field not in _ANYWHERE:
            continue
        if (
            message.signed(one.start)
            and one.field
            in ("keys", "diagnostics", "transaction", "urgency", "deadline", "desired_date", "price_asked")
            and not message.titled(one.start)
        ):
            continue
        yield one


def _raw(message: Message) -> Iterator[Found]:
    small, text = message.plain, message.text
    who = list(people(message))
    requester = next(
        (one for one in who if one.field == "requester_name" and one.value and one.weight > 3), None
    )
    yield from who
    yield from contact_ways(message, requester)
    yield from whereabouts(message)
    for reader in (kinds, rooms, surfaces, years, where_inside, energies, operations, asked, simple):
        yield from reader(small)
    yield from errands(text, small)
    yield from dates(text, small)


def _ask(read: MessageRead) -> None:
    """Nothing of a property is filled while it is not known which one it describes."""
    for name in list(read.shared):
        if name in _OF_PROPERTY and name not in (
            "transaction",
            "owner",
            "owner_phone",
            "diagnostics",
            "keys",
        ):
            one = read.shared[name]
            read.shared[name] = Reading(
                name, None, one.words, one.span, one.why, "Plusieurs biens sont dits ensemble."
            )


def _share(message: Message, read: MessageRead, found: list[Found], parts: list[tuple[int, int]]) -> None:
    def inside(one: Found, span: tuple[int, int]) -> bool:
        return span[0] <= one.start < span[1] and one.field in _OF_PROPERTY

    for span in parts:
        read.properties.append(choose(message, [one for one in found if inside(one, span)]))
    read.shared = choose(message, [one for one in found if not any(inside(one, span) for span in parts)])


CUT = "Le message est très long : seul son début est lu. Collez à part la suite qui compte."
_POLITE = re.compile(
    r"(?:bonjour|bonsoir|bjr|slt|salut|merci|cordialement|cdt|svp|madame|monsieur|messieurs|bonne journee|d'avance|pouvez-vous|s'il vous plait|stp|hello|[\W\d_]|\b\w{1,3}\b)+"
)


def _remainder(message: Message, found: list[Found]) -> list[str]:
    """Clauses of the message that no reading used, courtesies left out."""
    used = [False] * len(message.text)
    for one in found:
        used[one.start : one.end] = [True] * (one.end - one.start)
    out, place = [], message.layers[0].start if message.layers else 0
    for piece in re.split(r"(?<=[;!?\n])\s*|(?<=\.)(?<!\bM\.)(?<!Mr\.)\s+|(?<=,)\s+", message.text[place:]):
        start = message.text.find(piece, place) if piece else place
        place = start + len(piece) if start >= 0 else place
        small = message.plain[start : start + len(piece)]
        free = "".join(char if not used[start + n] else " " for n, char in enumerate(small))
        words = [w for w in re.findall(r"[a-z]{4,}", free) if not _POLITE.fullmatch(w)]
        if len(words) >= 2 and not _POLITE.fullmatch(small):
            out.append(" ".join(piece.replace(">", " ").split()))
    return out
