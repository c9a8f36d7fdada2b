"""A person as one company knows them: the login (global) joined to a place in the company."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.fields import FieldError, parse_email
from odissee.platform.identity.passwords import email_hash

COLUMNS = """select l.id as login_id, l.password_hash, l.password_changed_at, l.totp_on is not null as second_step,
                    m.id as membership_id, m.kind, coalesce(m.email, '') as email, m.display_name as name
               from login l join membership m on m.login_id = l.id """
PRESENT = """ and m.revoked_at is null and m.kind <> 'support'
              and coalesce(m.active_from <= $2, true) and coalesce(m.active_until >= $2, true)"""
BY_EMAIL = COLUMNS + "where l.email_hash = $1" + PRESENT
BY_LOGIN = COLUMNS + "where l.id = $1" + PRESENT
BY_MEMBERSHIP = COLUMNS + "where m.id = $1" + PRESENT


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may enter this company now; a suspended or left person has none."""

    login_id: UUID
    password_hash: str | None
    password_changed_at: datetime | None
    second_step: bool
    membership_id: UUID
    kind: str
    email: str
    name: str

    @property
    def home(self) -> str:
        return "/espace" if self.kind == "client" else "/dossiers"


def read_address(typed: str) -> str:
    """An address as it was stored; what cannot be one is kept, and will be unknown like any other."""
    try:
        return parse_email(typed)
    except FieldError:
        return typed.strip().lower()[:400]


async def account_by_email(tx: TenantTransaction, email: str) -> Account | None:
    row = await tx.fetchrow(BY_EMAIL, email_hash(email), clock.today())
    return Account(**row) if row else None


async def account_by_login(tx: TenantTransaction, login_id: UUID) -> Account | None:
    row = await tx.fetchrow(BY_LOGIN, login_id, clock.today())
    return Account(**row) if row else None


async def account_of(tx: TenantTransaction, membership_id: UUID) -> Account | None:
    row = await tx.fetchrow(BY_MEMBERSHIP, membership_id, clock.today())
    return Account(**row) if row else None
