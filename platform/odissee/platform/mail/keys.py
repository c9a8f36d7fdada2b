"""DKIM keys of a company: RSA 2048, the private half sealed with the installation's secret."""

import base64
import secrets
from uuid import UUID

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from odissee.platform.settings import settings

NONCE = 12


def new_key() -> tuple[bytes, str]:
    """(private PEM, public key as DNS wants it)."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )
    public = key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return private, base64.b64encode(public).decode()


def seal(purpose: str, tenant: UUID, data: bytes) -> bytes:
    """Encrypt for one purpose of one company: what is moved to another company's row does not open."""
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(_key(purpose)).encrypt(nonce, data, tenant.bytes)


def unseal(purpose: str, tenant: UUID, sealed: bytes) -> bytes:
    """The bytes back; raises `cryptography.exceptions.InvalidTag` when they are not ours."""
    return AESGCM(_key(purpose)).decrypt(sealed[:NONCE], sealed[NONCE:], tenant.bytes)


def _key(purpose: str) -> bytes:
    return HKDF(hashes.SHA256(), 32, None, f"odissee:{purpose}".encode()).derive(settings().secret)
