"""Who asks, who owns, who lives there, which notary: never the one for the other."""

import re
from collections.abc import Iterator

from odissee.tenants.orders.reading.found import Found
from odissee.tenants.orders.reading.letters import plain
from odissee.tenants.orders.reading.message import Message
from odissee.tenants.orders.reading.names import Name, names_in, organisations
from odissee.tenants.orders.reading.requester import requester_of, without_title

MINE = re.compile(
    r"\bje (?:vends?|loue|souhaite (?:vendre|louer|mettre)|veux (?:vendre|louer)|met[sz]? en (?:vente|location)|dois vendre|compte vendre)[^.;\n]{0,25}\b(?:mon|ma|notre|mes)\b|\bnous (?:vendons|louons) (?:notre|nos)|(?:\b(?:mon|ma|notre) (?:maison|appart\w*|appt|studio|villa|pavillon|logement|bien|duplex|[tf]\d)\b(?! de ma)(?=[^.;\n]{0,30}(?:a vendre|a louer|en vente|,|$|\n| en mars| est)))"
)
_KINDS = (
    ("notary", r"\bnotaires?\b|etude notariale|office notarial|clerc"),
    ("syndic", r"\bsyndics?\b|gestionnaire de copro\w*"),
    ("public_body", r"\bmairie\b|\bcommune de\b|conseil (?:departemental|regional)|communaute (?:de communes|d'agglo\w*)|service technique|office public|\bccas\b|\boph\b"),
    ("works_company", r"conduct\w+ de travaux|maitre d'oeuvre|architecte|\bbtp\b|entreprise (?:de|generale)|economiste|chef de chantier"),
    ("agency", r"\bagence\b(?! de l'eau)|\bimmo\b|immobilier\w*|agent immo\w*|negociat\w+|gestion locative|transaction immo\w*|foncia|century ?21|\borpi\b|laforet|nexity|citya|guy hoquet|nestenn|square habitat|stephane plaza|\biad\b|safti|capifrance|arthurimmo"),
)  # fmt: skip
_OPENING = re.compile(
    r"\s*(?:mairie|commune|agence|cabinet|etude|syndic|notaire|office notarial|foncia|orpi|century|immo)[^:\n]{0,40}:"
)
_WE_ARE = re.compile(
    r"(?:je suis|nous sommes|ici|c'est) (?:\w+ ){0,3}?(?:de |du )?(?:l'|la |le |un |une )?(?=agence|syndic|notaire|etude|cabinet|mairie)"
)


def people(message: Message) -> Iterator[Found]:
    """Every role that the words give."""
    names = list(names_in(message))
    requester = requester_of(message, names)
    if requester:
        yield requester
    kind = kind_of(message)
    if kind:
        yield kind
    yield from _agency(message, kind)
    yield from _owners(message, names, requester, kind)
    for name in names:
        if name.role == "occupant":
            yield Found("occupant", name.text, *_wide(message, name), "le locataire ou l’occupant")
        if name.role == "notary":
            yield Found("notary", without_title(name), name.start, name.end, "le notaire")


def _wide(message: Message, name: Name) -> tuple[int, int]:
    lead = re.search(r"[\w.]+(?:\s*[:=])?\s*$", message.plain[max(0, name.start - 20) : name.start])
    return (name.start - len(lead[0]) if lead else name.start), name.end


def kind_of(message: Message) -> Found | None:
    """What the requester is, from their signature, the mail's sender or how they introduce themselves."""
    if not message.layers:
        return None
    layer, small = message.layers[0], message.plain
    for start, end in _zones(message):
        found = _kind_in(message, start, end)
        if found:
            return found
    locative = re.search(r"gestion locative", small[layer.start : layer.end])
    if locative:
        start = layer.start + locative.start()
        return Found("requester_kind", "agency", start, start + 16, "gestion locative")
    mine = MINE.search(small[layer.start : layer.end])
    if mine and len(message.layers) == 1:
        start, end = mine.span()
        return Found("requester_kind", "private", layer.start + start, layer.start + end, "parle de son bien")
    return None


def _zones(message: Message) -> Iterator[tuple[int, int]]:
    """Where somebody says what they are."""
    layer, small = message.layers[0], message.plain
    opening = _OPENING.match(small[layer.start : layer.signature])
    if opening:
        yield layer.start, layer.start + opening.end()
    yield layer.signature, layer.end
    yield message.sender_span
    for found in _WE_ARE.finditer(small, layer.start, layer.signature):
        yield found.start(), found.end() + 30


def _kind_in(message: Message, start: int, end: int) -> Found | None:
    words = plain(message.text[start:end])
    for kind, pattern in _KINDS:
        found = re.search(pattern, words)
        if found:
            return Found(
                "requester_kind", kind, start + found.start(), start + found.end(), "ce que dit la signature"
            )
    return None


def _agency(message: Message, kind: Found | None) -> Iterator[Found]:
    if kind is None or kind.value not in ("agency", "syndic", "public_body", "notary"):
        return
    orgs = [o for o in organisations(message) if message.layer_at(o.start) == 0]
    signed = [o for o in orgs if message.signed(o.start) or o.start <= kind.start < o.end]
    for one in signed[::-1][:1] if signed and signed[-1].start > message.sender_span[1] else signed[:1]:
        if kind.value == "agency":
            yield Found("agency", one.text, one.start, one.end, "l’agence qui signe")
        else:
            yield Found("organisation", one.text, one.start, one.end, "l’organisme qui signe")
        yield Found("requester_name", one.text, one.start, one.end, "l’organisme qui signe", 3)


def _owners(
    message: Message, names: list[Name], requester: Found | None, kind: Found | None
) -> Iterator[Found]:
    pro = kind is not None and kind.value != "private"
    for name in names:
        if name.role == "owner":
            yield Found("owner", name.text, *_wide(message, name), "dit propriétaire", 20)
        elif name.kind == "legal" and name.role == "":
            yield from _legal(message, name)
        elif name.role in ("chez", "affair"):
            yield from _named_after(name, requester, pro)
    yield from _self_owner(message, requester, pro)
    communal = re.search(r"\b(?:communale?|municipale?)\b", message.plain)
    if communal and kind and kind.value == "public_body":
        for one in list(organisations(message))[:1]:
            yield Found("owner", one.text, *communal.span(), "un bien communal", 15)


def _legal(message: Message, name: Name) -> Iterator[Found]:
    if plain(name.text).startswith(("succession", "indivision", "consorts", "hoirs")):
        yield Found("owner", name.text, name.start, name.end, "une succession, une indivision", 16)
    elif not message.signed(name.start):
        doubt = f"{name.text} est nommée sans que son rôle soit dit."
        yield Found("owner", None, name.start, name.end, "une société", 5, doubt)


def _named_after(name: Name, requester: Found | None, pro: bool) -> Iterator[Found]:
    """« chez M. Albert », « maison Caron »: said by who sells for others it is the owner; else somebody asks."""
    if name.role == "affair" and requester and name.surname in plain(str(requester.value)):
        return
    if pro and name.kind != "file":
        yield Found(
            "owner", name.text, name.start, name.end, "le bien porte ce nom", 12 if name.role == "chez" else 9
        )
    else:
        doubt = f"{name.text} est peut-être le propriétaire."
        yield Found("owner", None, name.start, name.end, "un nom", 4, doubt)


def _self_owner(message: Message, requester: Found | None, pro: bool) -> Iterator[Found]:
    """« je vends ma maison » : who says it owns it; in a quoted mail that is its author."""
    for found in MINE.finditer(message.plain):
        layer = message.layers[message.layer_at(found.start())]
        if layer is message.layers[0]:
            if requester and requester.value and not pro:
                yield Found("owner", requester.value, found.start(), found.end(), "parle de son bien", 14)
        elif layer.author and plain(layer.author) not in plain(message.sender):
            start, end = layer.author_span
            yield Found("owner", layer.author, start, end, "a écrit que le bien est le sien", 14)
            if layer.mail:
                yield Found("owner_mail", layer.mail.lower(), start, end, "son adresse électronique", 14)
