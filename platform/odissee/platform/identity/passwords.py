"""Argon2id hashes and the blind index of e-mail addresses."""

import hashlib
import hmac
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from odissee.platform.settings import settings

HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
"""OWASP's second choice for Argon2id (19 MiB, 2 passes, 1 lane): about 25 ms on the reference machine."""


def email_hash(email: str) -> bytes:
    """Keyed hash of an address: the global table never holds addresses in clear."""
    return hmac.new(settings().secret, b"email:" + email.strip().lower().encode(), hashlib.sha256).digest()


def hash_password(password: str) -> str:
    return HASHER.hash(password)


@cache
def _decoy() -> str:
    return HASHER.hash("a password that nobody has")


def check_password(password: str, stored: str | None) -> bool:
    """Verify in constant shape: without a stored hash the same work is done and the answer is no."""
    try:
        HASHER.verify(stored or _decoy(), password)
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None
