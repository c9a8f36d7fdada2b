"""Small secrets at rest: AES-GCM under a key drawn from the installation's secret."""

import secrets
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from odissee.platform.settings import settings

NONCE = 12


class Unreadable(Exception):
    """Sealed by another installation, for another purpose, or damaged."""


@cache
def _key(secret: bytes, purpose: str) -> AESGCM:
    return AESGCM(HKDF(SHA256(), 32, None, f"seal:{purpose}".encode()).derive(secret))


def seal(purpose: str, clear: bytes, owner: bytes) -> bytes:
    """`owner` is authenticated: a sealed value copied to another row does not open."""
    nonce = secrets.token_bytes(NONCE)
    return nonce + _key(settings().secret, purpose).encrypt(nonce, clear, owner)


def unseal(purpose: str, sealed: bytes, owner: bytes) -> bytes:
    """The value back; raises `Unreadable`."""
    try:
        return _key(settings().secret, purpose).decrypt(sealed[:NONCE], sealed[NONCE:], owner)
    except InvalidTag:
        raise Unreadable from None
