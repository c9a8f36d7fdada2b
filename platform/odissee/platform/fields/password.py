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
    plain = raw.casefold()
    forms = {plain, _EDGES.sub("", plain), plain.translate(_LEET), _EDGES.sub("", plain.translate(_LEET))}
    forms |= {match[1] for form in tuple(forms) if (match := re.fullmatch(r"(.+?)\1+", form))}
    if len(set(plain)) <= 2:
        forms.add("123456")
    return forms


def _is_personal(raw: str, personal: Iterable[str]) -> bool:
    words = {compact(word) for value in personal for word in re.split(r"[@\s]", value)}
    rest = re.sub(r"[\W\d_]", "", fold(raw))
    return any(len(word) >= 4 and rest.replace(word, "") == "" for word in words)


@cache
def _hashes() -> bytes:
    return resources.files(__package__).joinpath("common_passwords.bin").read_bytes()


def _found(table: bytes, key: bytes) -> bool:
    place = bisect_left(range(len(table) // 4), key, key=lambda index: table[4 * index : 4 * index + 4])
    return table[4 * place : 4 * place + 4] == key
