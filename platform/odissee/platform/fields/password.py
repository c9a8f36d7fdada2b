"""Password policy: long, not in a public list, not the person's own name.

`common_passwords.bin` holds, sorted, the first four bytes of the SHA-256 of each common password of
six signs or more; see `common_passwords.txt` for its origin and licence.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from importlib import resources

from odissee.platform.fields.errors import FieldError
from odissee.platform.french import compact, fold

MINIMUM = 12
MAXIMUM = 200
"""Above it, hashing would cost more than any sentence is worth."""

_LEET = str.maketrans("013457@$!", "oieasta" + "si")
_EDGES = re.compile(r"^[\W\d_]+|[\W\d_]+$")


def parse_password(raw: str, *, personal: Iterable[str] = ()) -> str:
    """The password exactly as typed, blanks included; `personal` are the names and addresses that it must not be."""
    if len(raw) < MINIMUM:
        raise FieldError("error.password_short", min_length=MINIMUM)
    if len(raw) > MAXIMUM:
        raise FieldError("error.text_long", excess_count=len(raw) - MAXIMUM)
    if any(is_common(form) for form in _disguises(raw)):
        raise FieldError("error.password_known")
    if _is_personal(raw, personal):
        raise FieldError("error.password_personal")
    return raw


def is_common(word: str) -> bool:
    """Whether the word is in the public list."""
    key = sha256(word.encode()).digest()[:4]
    return len(word) >= 6 and _found(_hashes(), key)


def _disguises(raw: str) -> set[str]:
    """The word under « Azertyuiop2026! », « azertyazerty » and « p@ssw0rd »: lists are tried with such turns."""
    joined = re.sub(r"[\s.\-_]+", "", raw.casefold())
    cores = {joined, _EDGES.sub("", joined)}
    forms = cores | {core.translate(_LEET) for core in cores}
    forms |= {match[1] for form in forms if (match := re.fullmatch(r"(.+?)\1+", form))}
    return forms | ({"123456"} if len(set(joined)) <= 2 else set())


def _is_personal(raw: str, personal: Iterable[str]) -> bool:
    """Whether nothing is left of the password once the person's words are taken out of it."""
    words = sorted({compact(word) for value in personal for word in re.split(r"[@\s.\-]", value)}, key=len)
    rest = letters = re.sub(r"[\W\d_]", "", fold(raw))
    for word in reversed(words):
        rest = rest.replace(word, "") if len(word) >= 4 else rest
    return rest == "" != letters


@cache
def _hashes() -> bytes:
    return resources.files(__package__).joinpath("common_passwords.bin").read_bytes()


def _found(table: bytes, key: bytes) -> bool:
    place = bisect_left(range(len(table) // 4), key, key=lambda index: table[4 * index : 4 * index + 4])
    return table[4 * place : 4 * place + 4] == key
