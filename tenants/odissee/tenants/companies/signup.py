"""Asking for a company: a closed tenant, a row of `signup`, and a mail of its own outbox, all or nothing."""

import asyncio
import secrets
from datetime import timedelta

from odissee.platform import clock
from odissee.platform.db import TenantTransaction, db, new_id
from odissee.platform.french import moment
from odissee.platform.identity import hash_password
from odissee.platform.identity.sessions import token_hash
from odissee.platform.mail import write_mail
from odissee.platform.settings import settings
from odissee.tenants.companies.errors import FieldRefused
from odissee.tenants.companies.signup_form import Signup, free_slugs

LIFE = timedelta(hours=48)


async def begin_signup(wanted: Signup) -> str:
    """Keep the request and send the mail; returns the address of the confirmation.

    Raises `FieldRefused` when the sub-domain is taken. Runs in a transaction of the new company, beside the
    request's, which belongs to nobody.
    """
    password_hash = await asyncio.to_thread(hash_password, wanted.password)
    token, tenant_id = secrets.token_urlsafe(16), new_id()
    async with db.apart(tenant_id) as tx:
        await _reserve(tx, wanted)
        await _keep(tx, wanted, token, password_hash)
        link = f"{settings().origin(f'{wanted.slug}.{settings().base_host}')}/inscription/confirmer/{token}"
        await _write(tx, wanted, link)
    return link


async def _reserve(tx: TenantTransaction, wanted: Signup) -> None:
    await _release_expired(tx, wanted.slug)
    id = await tx.fetchval(
        """insert into tenant (id, slug, name, siren, status) values ($1, $2, $3, $4, 'closed')
           on conflict (slug) do nothing returning id""",
        tx.tenant, wanted.slug, wanted.name, wanted.siren,
    )  # fmt: skip
    if id is None:
        free = ", ".join(await free_slugs(tx, wanted.slug))
        raise FieldRefused(
            f"Déjà prise. Libres : {free}." if free else "Déjà prise. Choisissez-en une autre."
        )


async def _release_expired(tx: TenantTransaction, slug: str) -> None:
    """An address asked for and never confirmed is free again after 48 hours."""
    await tx.execute(
        """update tenant set slug = 'expiree-' || left(replace(tenant.id::text, '-', ''), 31)
            where slug = $1 and status = 'closed'
              and exists (select from signup s where s.data ->> 'tenant_id' = tenant.id::text
                             and s.confirmed_at is null and s.expires_at < $2)""",
        slug,
        clock.now(),
    )


async def _keep(tx: TenantTransaction, wanted: Signup, token: str, password_hash: str) -> None:
    data = {
        "tenant_id": str(tx.tenant), "first_name": wanted.first_name, "last_name": wanted.last_name,
        "initials": wanted.initials, "email": wanted.email, "password_hash": password_hash,
        "terms_accepted_at": clock.now().isoformat(),
    }  # fmt: skip
    await tx.execute(
        "insert into signup (id, token_hash, data, expires_at, created_at) values ($1, $2, $3, $4, $5)",
        new_id(), token_hash(token), data, clock.now() + LIFE, clock.now(),
    )  # fmt: skip
    await tx.execute(
        "insert into company (legal_name, siren, email) values ($1, $2, $3)",
        wanted.name, wanted.siren, wanted.email,
    )  # fmt: skip


async def _write(tx: TenantTransaction, wanted: Signup, link: str) -> None:
    await write_mail(
        tx,
        "mail.company_signup",
        to_email=wanted.email,
        to_name=wanted.person,
        variables={"link": link, "link_expires_at": moment(clock.now() + LIFE)},
        dedup_key=f"mail:signup:{tx.tenant}",
    )
