"""Who wrote which part: own words, quoted words, the signature at the end of each, what nobody reads."""

import re
from dataclasses import dataclass, field

from odissee.tenants.orders.reading.signature import signature_start

_CUT = re.compile(
    r"-{2,} ?(?:message d'origine|message transfere|message original|original message|forwarded message|transfere).*"
    r"|debut du message (?:transfere|reexpedie).*|_{10,}"
    r"|(?:le|on) .{3,90}?(?:a ecrit|wrote|ecrit) ?:|(?:de|from|expediteur) ?: ?.+"
)
_HEAD = re.compile(r"(?:de|from|expediteur|envoye|sent|date|a|to|cc|objet|subject|repondre a) ?: ?(.*)")
_SILENT = re.compile(
    r"(?:ce (?:message|courriel|mail|courrier electronique)[^.\n]{0,60}(?:confidentiel|destin|piece|joint)"
    r"|avis de confidentialite|confidentialite ?:|this e-?mail|the information contained|pensez a l'environnement"
    r"|n'imprimez|merci de n'imprimer|afin de preserver l'environnement|envoye (?:de|depuis) mon|sent from my|obtenir outlook|telecharge[rz] outlook"
    r"|pour vous desabonner|se desabonner|conformement (?:au|a la loi)|l'absence de virus|si vous n'etes pas (?:le|la) destinataire)"
)


@dataclass(slots=True)
class Layer:
    """From `start` to `end`; the signature runs from `signature` to the end. `headers` are spans to leave unread."""

    start: int
    end: int
    author: str = ""
    mail: str = ""
    author_span: tuple[int, int] = (0, 0)
    signature: int = 0
    headers: list[tuple[int, int]] = field(default_factory=list)


def masked(text: str, small: str, start: int) -> str:
    """Quotation marks and paragraphs that nobody reads (confidentiality, « envoyé de mon téléphone ») made blank."""
    out, hiding = [], False
    for line in small.splitlines(keepends=True):
        bare = re.sub(r"^[ >|]+", lambda m: " " * len(m[0]), line)
        words = bare.strip()
        if _SILENT.match(words):
            hiding = True
        elif not words or _CUT.fullmatch(words):
            hiding = False
        out.append(
            " " * (len(bare) - 1) + "\n"
            if hiding and bare.endswith("\n")
            else " " * len(bare)
            if hiding
            else bare
        )
    return "".join(out)


def layers_of(text: str, small: str, start: int, sender: str) -> list[Layer]:
    """Layers in the order of the text, which is from the newest to the oldest."""
    layers = [Layer(start, len(text), author=sender)]
    place, depth = start, 0
    for line in small[start:].splitlines(keepends=True):
        words, source = line.strip(), text[place : place + len(line)]
        deeper = len(re.match(r"[ >]*", source)[0].replace(" ", "")) if words else depth  # type: ignore[index]
        if _cuts(words, small[place + len(line) :]) or (words and deeper > depth):
            _open(layers, text, small, place)
        if words and _is_head(layers[-1], text, place, words):
            _head(layers[-1], source, place, words)
        depth, place = deeper, place + len(line)
    for layer in layers:
        layer.signature = signature_start(text, small, layer.start, layer.end, layer.author)
    return layers


def _cuts(words: str, after: str) -> bool:
    if not _CUT.fullmatch(words):
        return False
    if not re.match(r"(?:de|from|expediteur) ?:", words):
        return True
    return "@" in words or bool(re.match(r"\s*(?:envoye|date|objet|a|to|sent|subject|cc) ?:", after))


def _open(layers: list[Layer], text: str, small: str, place: int) -> None:
    """A new layer, unless the last one has said nothing yet beside its headers."""
    last = layers[-1]
    said = small[last.start : place]
    for start, end in last.headers:
        said = said.replace(small[start:end], "", 1)
    if said.strip() or last is layers[0] and last.author:
        last.end = place
        layers.append(Layer(place, len(text)))


def _is_head(layer: Layer, text: str, place: int, words: str) -> bool:
    if _CUT.fullmatch(words) and (not re.match(r"(?:de|from)", words) or "@" in words or not layer.headers):
        return not re.match(r"(?:de|from|expediteur)", words) or "@" in words
    return bool(layer.headers) and layer.headers[-1][1] >= place - 2 and bool(_HEAD.fullmatch(words))


def _head(layer: Layer, source: str, place: int, words: str) -> None:
    layer.headers.append((place, place + len(source)))
    if re.match(r"(?:objet|subject)", words):
        layer.headers.pop()
        return
    sender = re.search(
        r"(?i)(?:\bde|from|exp[ée]diteur) ?: ?\"?([^<\n\"(]*?)\"?\s*[<\[(]([^>\])\s]+@[^>\])\s]+)", source
    )
    wrote = re.search(
        r"(?i)(?:,|\d{2}:\d{2}|\d{4}|à \d+h\d*)\s+([^,<:\d]{3,50}?)\s*(?:<([^>]+)>)?\s+(?:a écrit|wrote)",
        source,
    )
    for found in (sender, wrote):
        if found and not layer.author:
            layer.author, layer.mail = found[1].strip(), found[2] or ""
            layer.author_span = (place + found.start(1), place + found.end())
