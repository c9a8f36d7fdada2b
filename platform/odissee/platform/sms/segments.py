"""Length and alphabet of a text message (3GPP TS 23.038 and 23.040)."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("^{}\\[~]|€\f")
"""Sent as an escape and a sign: two units, never parted between two segments."""

_PLAIN = {
    **dict.fromkeys("’‘‛ʼ´`", "'"),
    **dict.fromkeys("“”„«»", '"'),
    **dict.fromkeys("–—‐‑‒−•·", "-"),
    "…": "...",
    "œ": "oe",
    "Œ": "OE",
    "°": "o",
    "²": "2",
    "³": "3",
    "×": "x",
    "½": "1/2",
    "™": "",
    "©": "(c)",
}


class Encoding(StrEnum):
    """The alphabet that the whole message takes; one sign outside GSM-7 is enough to leave it."""

    GSM_7 = "GSM-7"
    UCS_2 = "UCS-2"


@dataclass(frozen=True, slots=True)
class Segments:
    """What a message costs; `offending` are the signs that force UCS-2, each once, in order."""

    encoding: Encoding
    units: int
    segments: int
    offending: tuple[str, ...]

    @property
    def limit(self) -> int:
        """Units that fit in the number of segments already taken, at least one."""
        alone, joined = _LIMITS[self.encoding]
        return alone if self.segments < 2 else joined * self.segments


_LIMITS = {Encoding.GSM_7: (160, 153), Encoding.UCS_2: (70, 67)}
"""Units of a message that stays alone, and of each part of a longer one (its header takes the rest)."""


def count(text: str) -> Segments:
    """Alphabet, units and segments of `text` as it stands."""
    offending = tuple(dict.fromkeys(sign for sign in text if sign not in _BASIC and sign not in _EXTENDED))
    encoding = Encoding.UCS_2 if offending else Encoding.GSM_7
    sizes = [_size(sign, encoding) for sign in text]
    return Segments(encoding, sum(sizes), _segments(sizes, *_LIMITS[encoding]), offending)


def _size(sign: str, encoding: Encoding) -> int:
    if encoding is Encoding.UCS_2:
        return 2 if ord(sign) > 0xFFFF else 1
    return 2 if sign in _EXTENDED else 1


def _segments(sizes: Iterable[int], alone: int, joined: int) -> int:
    sizes = list(sizes)
    if sum(sizes) <= alone:
        return 1 if sizes else 0
    parts, room = 1, joined
    for size in sizes:
        if size > room:
            parts, room = parts + 1, joined
        room -= size
    return parts


def to_gsm7(text: str) -> str:
    """The nearest text in GSM-7: « ç » → « c », « œ » → « oe », « ’ » → « ' »; what has no equivalent goes away."""
    return "".join(_nearest(sign) for sign in unicodedata.normalize("NFC", text))


def _nearest(sign: str) -> str:
    if sign in _BASIC or sign in _EXTENDED:
        return sign
    if sign in _PLAIN:
        return _PLAIN[sign]
    if sign.isspace():
        return " "
    decomposed = unicodedata.normalize("NFKD", sign)
    return "".join(part for part in decomposed if part in _BASIC)


def fit(value: str, maximum: int) -> str:
    """A value to insert: in GSM-7, cut to `maximum` units, without a blank left at the end."""
    kept, units = "", 0
    for sign in to_gsm7(value):
        units += _size(sign, Encoding.GSM_7)
        if units > maximum:
            break
        kept += sign
    return kept.strip()
