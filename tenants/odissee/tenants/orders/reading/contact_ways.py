"""Whose phone and whose mail: of the name that stands before, else of who signs."""

import re
from collections.abc import Iterator

from odissee.tenants.orders.reading.found import Found
from odissee.tenants.orders.reading.message import Message
from odissee.tenants.orders.reading.names import Name, names_in
from odissee.tenants.orders.reading.reach import MAIL, Number, numbers
from odissee.tenants.orders.reading.requester import own_end

_ROLES = ("owner", "occupant", "notary")
_GAP = re.compile(r"(?:[^\n;.!?]|\.(?=\s*(?:\d|:|$))|(?<=tel)\.|(?<=mob)\.|(?<=port)\.){0,48}", re.IGNORECASE)
_ME = re.compile(
    r"(?:me (?:rappeler|joindre|contacter|recontacter)|mon (?:numero|tel\w*|portable)|joignable au|je suis joignable)[^.;\n\d]{0,20}$"
)


def contact_ways(message: Message, requester: Found | None) -> Iterator[Found]:
    """Phones and mails with their owner."""
    names = sorted(names_in(message), key=lambda one: one.start)
    mine: list[Number] = []
    for number in numbers(message.plain):
        role = _whose(message, names, number.start, requester)
        if role in _ROLES:
            yield Found(
                f"{role}_phone", number.digits, number.start, number.end, "le téléphone qui suit le nom"
            )
        elif role == "other":
            yield Found(
                "other_phone", number.digits, number.start, number.end, "le téléphone d’une autre personne"
            )
        elif message.layer_at(number.start) == 0 or number.end <= own_end(message):
            mine.append(number)
    yield from _best(mine)
    yield from _mails(message, names, requester)


def _whose(message: Message, names: list[Name], place: int, requester: Found | None) -> str:
    before = [n for n in names if n.end <= place and _GAP.fullmatch(message.text[n.end : place])]
    near = before[-1] if before else None
    if requester and (near is None or requester.start >= near.start) and requester.end <= place:
        return ""
    if _ME.search(message.plain[max(0, place - 44) : place]) and not (
        near and near.role in _ROLES and "joignable" in message.plain[near.end : place]
    ):
        return ""
    label = re.search(
        r"(locataire|occupant\w*|loc\.|proprietaire|prop\.|vendeu\w+|bailleur|gardien\w*|syndic|notaire)[^.;\n\d]{0,22}$",
        message.plain[max(0, place - 50) : place],
    )
    if near and near.role in (*_ROLES, "other"):
        return near.role
    if near and near.role in ("chez", "affair"):
        return "owner" if near.role == "chez" else ""
    if label:
        said = label[1]
        return (
            "occupant"
            if said.startswith(("loc", "occ"))
            else "other"
            if said.startswith(("gard", "synd", "not"))
            else "owner"
        )
    return ""


def _best(mine: list[Number]) -> Iterator[Found]:
    """A mobile before an unlabelled number, a landline or switchboard last; two alike are to check."""
    for rank, label in enumerate(("mobile", "", "fixed")):
        for number in (one for one in mine if one.label == label):
            yield Found(
                "requester_phone",
                number.digits,
                number.start,
                number.end,
                "le téléphone de qui écrit",
                20 - 5 * rank,
            )


def _mails(message: Message, names: list[Name], requester: Found | None) -> Iterator[Found]:
    if message.sender_mail:
        start, end = message.sender_span
        yield Found("requester_mail", message.sender_mail.lower(), start, end, "l’expéditeur du mail", 20)
    for found in MAIL.finditer(message.plain):
        if (
            found.start() < message.sender_span[1]
            or message.layer_at(found.start()) > 0
            or found[0] == message.sender_mail.lower()
        ):
            continue
        role = _whose(message, names, found.start(), requester)
        if role in _ROLES:
            yield Found(f"{role}_mail", found[0], *found.span(), "le mail qui suit le nom")
        elif role == "":
            yield Found("requester_mail", found[0], *found.span(), "le mail de qui écrit", 10)
