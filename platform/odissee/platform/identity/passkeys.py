"""Passkeys (WebAuthn): the key stays in the device, bound to the company's host, and knows its person.

A challenge lives five minutes in a row, is known to one browser by a cookie, and serves once whatever the
answer. User verification is demanded: a passkey is two proofs in one, no code is asked after it.
"""

import json
from datetime import timedelta
from typing import Any, Literal
from uuid import UUID

import webauthn
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from odissee.platform import clock
from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.errors import Gone, OdisseeError
from odissee.platform.identity import capability
from odissee.platform.identity.accounts import Account, account_by_login
from odissee.platform.tenancy import Place

LIFE = timedelta(minutes=5)
MOST = 20
Ceremony = Literal["passkey.create", "passkey.get"]


class KeyRefused(OdisseeError):
    """The answer does not prove anything."""

    title = "Cette clé d’accès n’a pas été reconnue. Réessayez, ou utilisez votre mot de passe."


class TooManyKeys(OdisseeError):
    """A person rarely owns so many devices."""

    title = f"Vous avez déjà {MOST} clés d’accès. Retirez-en une pour en ajouter."


async def creation_options(
    tx: TenantTransaction, account: Account, place: Place
) -> tuple[dict[str, Any], str]:
    """What the browser needs to make a key, and the token of the challenge for its cookie."""
    held = await tx.fetch("select credential_id from login_passkey where login_id = $1", account.login_id)
    if len(held) >= MOST:
        raise TooManyKeys
    options = webauthn.generate_registration_options(
        rp_id=place.host,
        rp_name=place.name,
        user_name=account.email,
        user_id=account.login_id.bytes,
        user_display_name=account.name,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=row["credential_id"]) for row in held],
    )
    token = await _keep(tx, "passkey.create", account.membership_id, options.challenge)
    return json.loads(webauthn.options_to_json(options)), token


async def request_options(tx: TenantTransaction, place: Place) -> tuple[dict[str, Any], str]:
    """What the browser needs to show the keys of this host; nobody is named."""
    options = webauthn.generate_authentication_options(
        rp_id=place.host, user_verification=UserVerificationRequirement.REQUIRED
    )
    token = await _keep(tx, "passkey.get", new_id(), options.challenge)
    return json.loads(webauthn.options_to_json(options)), token


async def _keep(tx: TenantTransaction, scope: Ceremony, subject: UUID, challenge: bytes) -> str:
    now, data = clock.now(), {"challenge": bytes_to_base64url(challenge)}
    await tx.execute(
        "delete from capability where scope = $1 and expires_at < $2", scope, now - timedelta(days=1)
    )
    return await capability.grant(tx, scope, subject, None, None, now + LIFE, data)


async def _challenge(
    tx: TenantTransaction, scope: Ceremony, token: str, subject: UUID | None = None
) -> bytes:
    try:
        kept = await capability.use(tx, token, scope)
    except Gone:
        raise KeyRefused from None
    tx.state["keep"] = True  # consumed, even when the answer is refused
    if subject is not None and kept.subject_id != subject:
        raise KeyRefused
    return base64url_to_bytes(kept.data["challenge"])


async def add_passkey(
    tx: TenantTransaction, account: Account, place: Place, token: str, answer: Any, name: str
) -> None:
    """Check the browser's answer and keep the public key."""
    challenge = await _challenge(tx, "passkey.create", token, account.membership_id)
    try:
        made = webauthn.verify_registration_response(
            credential=answer, expected_challenge=challenge, expected_rp_id=place.host,
            expected_origin=place.origin, require_user_verification=True,
        )  # fmt: skip
    except (WebAuthnException, ValueError, KeyError, TypeError):
        raise KeyRefused from None
    await tx.execute(
        """insert into login_passkey (credential_id, login_id, public_key, sign_count, name, host, created_at)
           values ($1, $2, $3, $4, $5, $6, $7) on conflict (credential_id) do nothing""",
        made.credential_id, account.login_id, made.credential_public_key, made.sign_count, name, place.host, clock.now(),
    )  # fmt: skip


async def prove_passkey(tx: TenantTransaction, place: Place, token: str, answer: Any) -> Account:
    """The account whose key signed; raises `KeyRefused`, also when the person has no place in this company."""
    challenge = await _challenge(tx, "passkey.get", token)
    try:
        raw = base64url_to_bytes(answer["rawId"])
        key = await tx.fetchrow(
            "select * from login_passkey where credential_id = $1 and host = $2", raw, place.host
        )
        if key is None:
            raise KeyRefused
        seen = webauthn.verify_authentication_response(
            credential=answer, expected_challenge=challenge, expected_rp_id=place.host,
            expected_origin=place.origin, credential_public_key=key["public_key"],
            credential_current_sign_count=key["sign_count"], require_user_verification=True,
        )  # fmt: skip
    except (WebAuthnException, ValueError, KeyError, TypeError):
        raise KeyRefused from None
    await tx.execute(
        "update login_passkey set sign_count = $2, last_used_at = $3 where credential_id = $1",
        raw, seen.new_sign_count, clock.now(),
    )  # fmt: skip
    account = await account_by_login(tx, key["login_id"])
    if account is None:
        raise KeyRefused
    return account
