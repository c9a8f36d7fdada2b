"""Accepting an invitation: a password is chosen, or the one of another company is confirmed."""

from dataclasses import dataclass
from uuid import UUID

from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.errors import Gone
from odissee.platform.identity import capability
from odissee.platform.identity.accounts import Account, account_of
from odissee.platform.identity.invitations import INVITATION, PERSON, AlreadyIn
from odissee.platform.identity.password_change import set_password
from odissee.platform.identity.passwords import email_hash
from odissee.platform.identity.proof import WrongLogin, verified
from odissee.platform.journal import record
from odissee.platform.limits import limit


@dataclass(frozen=True, slots=True)
class Invited:
    """Who opens the link; `knows_us`: they have a password already, from another company."""

    membership_id: UUID
    email: str
    name: str
    kind: str
    login_id: UUID | None
    password_hash: str | None

    @property
    def knows_us(self) -> bool:
        return self.password_hash is not None


async def who_is_invited(tx: TenantTransaction, token: str) -> Invited:
    """The person of a living invitation; `Gone` otherwise. Changes nothing."""
    link = await capability.open(tx, token, INVITATION)
    row = await tx.fetchrow(PERSON, link.subject_id)
    if row is None or row["login_id"] is not None or not link.sent_to:
        raise Gone
    login = await tx.fetchrow(
        "select id, password_hash from login where email_hash = $1", email_hash(link.sent_to)
    )
    known = (login["id"], login["password_hash"]) if login else (None, None)
    return Invited(row["id"], link.sent_to, row["display_name"], row["kind"], *known)


async def accept(tx: TenantTransaction, token: str, password: str) -> Account:
    """Consume the invitation: set the password, or check the one that the person already has."""
    invited = await who_is_invited(tx, token)
    login_id = invited.login_id or await _new_login(tx, invited.email)
    if invited.knows_us:
        await limit("proof", tx.tenant, login_id, count=5, seconds=900)
        if not await verified(password, invited.password_hash):
            raise WrongLogin(
                "Ce n’est pas le mot de passe que vous utilisez déjà. Retapez-le ou choisissez-en un nouveau."
            )
    else:
        await set_password(tx, login_id, password)
    await capability.use(tx, token, INVITATION)
    await _join(tx, invited, login_id)
    account = await account_of(tx, invited.membership_id)
    if account is None:
        raise Gone
    return account


async def _new_login(tx: TenantTransaction, email: str) -> UUID:
    id: UUID = await tx.fetchval(
        """insert into login (id, email_hash) values ($1, $2)
           on conflict (email_hash) do update set email_hash = excluded.email_hash returning id""",
        new_id(), email_hash(email),
    )  # fmt: skip
    return id


async def _join(tx: TenantTransaction, invited: Invited, login_id: UUID) -> None:
    if await tx.fetchval(
        "select exists (select from membership where login_id = $1 and revoked_at is null)", login_id
    ):
        raise AlreadyIn
    await tx.execute("update membership set login_id = null where login_id = $1", login_id)
    await tx.execute(
        "update membership set login_id = $2, email = $3 where id = $1",
        invited.membership_id,
        login_id,
        invited.email,
    )
    await tx.execute("insert into login_tenant values ($1, $2) on conflict do nothing", login_id, tx.tenant)
    tx.state.setdefault("actor_name", invited.name)
    record(tx, "membership", invited.membership_id, "access.opened")
