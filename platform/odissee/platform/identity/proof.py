"""Proving who one is by a password: same work and same words for known and unknown addresses."""

import asyncio
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.platform.errors import Forbidden, OdisseeError, TooMany
from odissee.platform.identity.accounts import Account, account_by_email, account_of, read_address
from odissee.platform.identity.passwords import check_password, email_hash
from odissee.platform.identity.recovery import use_recovery_code
from odissee.platform.identity.session_list import make_fresh
from odissee.platform.identity.totp import check_totp
from odissee.platform.limits import forgive, limit
from odissee.platform.rights import Actor

QUARTER = 15 * 60


class WrongLogin(OdisseeError):
    """Unknown address, wrong password, suspended person: nobody can tell which."""

    title = "Identifiant ou mot de passe inexact. Vérifiez-les ou choisissez un nouveau mot de passe."


class WrongCode(OdisseeError):
    """The second step failed; a recovery code is read in the same field."""

    title = "Ce code n’est pas le bon, ou il a déjà servi. Attendez le suivant, ou tapez un code de secours."


class AccountLocked(TooMany):
    """Too many wrong passwords for one address, known or not."""

    def __init__(self, wait_seconds: int) -> None:
        super().__init__(wait_seconds)
        minutes = -(-wait_seconds // 60)
        unit = "minutes" if minutes > 1 else "minute"
        self.sentence = f"Compte bloqué pour {minutes} {unit} après plusieurs essais. Attendez ou changez de mot de passe."


async def prove_password(tx: TenantTransaction, typed_email: str, password: str, ip: str) -> Account:
    """The account that these two open in this company; raises `WrongLogin` or `TooMany`."""
    email = read_address(typed_email)
    await limit("login.company", tx.tenant, count=600, seconds=5 * 60)
    await limit("login.address", tx.tenant, ip, count=60, seconds=QUARTER)
    await limit_account(tx.tenant, email)
    account = await account_by_email(tx, email)
    if not await verified(password, account.password_hash if account else None) or account is None:
        raise WrongLogin
    await forgive("login.account", tx.tenant, email_hash(email))
    return account


async def limit_account(place: object, email: str) -> None:
    """Five tries a quarter of an hour for one address in one place; raises `AccountLocked`."""
    try:
        await limit("login.account", place, email_hash(email), count=5, seconds=QUARTER)
    except TooMany as error:
        raise AccountLocked(error.wait_seconds) from None


async def verified(password: str, stored: str | None) -> bool:
    """Argon2 beside the event loop; without a stored hash the same work is done. Longer than any password: no."""
    return await asyncio.to_thread(check_password, password[:1000], stored)


async def prove_again(tx: TenantTransaction, account: Account, password: str) -> None:
    """A fresh proof by somebody already inside; raises `WrongLogin` or `TooMany`."""
    await limit("proof", tx.tenant, account.login_id, count=5, seconds=QUARTER)
    if not await verified(password, account.password_hash):
        raise WrongLogin("Ce mot de passe n’est pas le bon. Retapez-le, ou utilisez une clé d’accès.")
    await forgive("proof", tx.tenant, account.login_id)


async def confirm_identity(tx: TenantTransaction, actor: Actor, password: str) -> None:
    """For a form that asks for the password itself, so that nothing typed is lost; nothing to prove when it was lately.

    Raises `WrongLogin` or `TooMany`; a support visit has no password here and is refused."""
    if actor.is_fresh:
        return
    account = await account_of(tx, actor.membership_id)
    if account is None:
        raise Forbidden
    await prove_again(tx, account, password)
    await make_fresh(tx, actor.session_id)


async def prove_second_step(tx: TenantTransaction, login_id: UUID, typed: str) -> None:
    """A code of the application or a recovery code, consumed; raises `WrongCode` or `TooMany`."""
    await limit("second-step", tx.tenant, login_id, count=5, seconds=QUARTER)
    if not (await check_totp(tx, login_id, typed) or await use_recovery_code(tx, login_id, typed)):
        raise WrongCode
    await forgive("second-step", tx.tenant, login_id)
