"""Which address is the property's: never the one of a signature, never where somebody lives."""

import re
from collections.abc import Iterator

from odissee.tenants.orders.reading.found import Found
from odissee.tenants.orders.reading.message import Message
from odissee.tenants.orders.reading.people import MINE
from odissee.tenants.orders.reading.place import Street, Town, streets, towns

_HOME = re.compile(
    r"(?:habit(?:e|ent|ant|ons|ez)\b|resid(?:e|ent|ant|ons|ez)\b|demeurant|domicili\w+|mon adresse|adresse (?:de facturation|du proprietaire|postale)|facturation|facture[rz]? a|siege(?: social)?|proprietaire demeurant)(?:[^.;\n]|(?<=\bm)\.|(?<=\bmr)\.){0,40}$"
)
_NEAR = 30


def whereabouts(message: Message) -> Iterator[Found]:
    """Street, postcode, town and building's name of the property."""
    text, small = message.text, message.plain
    found_streets = [s for s in streets(text, small) if s.start >= message.sender_span[1]]
    found_towns = list(towns(text, small))
    signed_author = [s for s in found_streets if _elsewhere(message, s.start)]
    for street in found_streets:
        if street in signed_author:
            yield from _of_author(message, street, found_towns)
            continue
        yield Found(
            "address_street", street.text, street.start, street.end, "l’adresse", 10 if street.numbered else 7
        )
    kept = [s for s in found_streets if s not in signed_author]
    for town in found_towns:
        if any(0 <= min(town.start, town.code_span[0] or town.start) - s.end < _NEAR for s in signed_author):
            continue
        if not _elsewhere(message, town.start) or any(0 <= town.start - s.end < _NEAR for s in kept):
            yield from _town(message, town, kept)
    for named in re.finditer(
        r"\b(?:residence|res\.|copropriete|immeuble|domaine|ensemble) (?:\"|«)?\s*(?=[a-z])", small
    ):
        name = re.match(
            r"(?:(?:Les?|La|L['’]|Du|Des|De|du|des|de la|le|la|les)\s?)?[A-ZÀ-Þ][\w'’-]*(?: (?:de |du |des |la )?[A-ZÀ-Þ][\w'’-]*){0,3}",
            text[named.end() :],
        )
        if name and not text.isupper() and not message.signed(named.start()):
            end = named.end() + name.end()
            yield Found(
                "building_name",
                " ".join(text[named.start() : end].split()),
                named.start(),
                end,
                "le nom de l’immeuble",
            )


def _elsewhere(message: Message, place: int) -> bool:
    if message.titled(place):
        return False
    return message.signed(place) or bool(_HOME.search(message.plain[max(0, place - 70) : place]))


def _town(message: Message, town: Town, kept: list[Street]) -> Iterator[Found]:
    beside = any(0 <= min(town.start, town.code_span[0] or town.start) - s.end < _NEAR for s in kept)
    weight = 14 if beside else 10 if town.postcode else 8
    if town.postcode:
        doubt = town.doubt if town.doubt and town.name else ""
        yield Found(
            "postcode", None if doubt else town.postcode, *town.code_span, "le code postal", weight, doubt
        )
    if town.name and not town.doubt:
        yield Found("city", town.name, town.start, town.end, "une commune connue", weight)
    elif town.doubt:
        yield Found("city", None, town.start, town.end, "le code postal", weight, town.doubt)


def _of_author(message: Message, street: Street, found_towns: list[Town]) -> Iterator[Found]:
    """The address of who wrote: the owner's when an older message is theirs; else only shown."""
    town = next(
        (t for t in found_towns if 0 <= min(t.start, t.code_span[0] or t.start) - street.end < _NEAR), None
    )
    end = max(town.end, town.code_span[1]) if town else street.end
    words = " ".join(message.text[street.start : end].replace(">", " ").split())
    layer = message.layers[message.layer_at(street.start)]
    mine = layer is not message.layers[0] and MINE.search(message.plain, layer.start, layer.signature)
    name = "owner_address" if mine else "sender_address"
    yield Found(name, words, street.start, end, "l’adresse de qui écrit")
