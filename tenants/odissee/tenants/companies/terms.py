"""General terms: versions with a date. What was accepted never changes."""

from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.errors import OdisseeError
from odissee.platform.journal import Entry, record
from odissee.platform.texts import UnknownVariable, default_text, variables_of
from odissee.platform.texts.sandbox import names_in

KEY = "terms.template"
LONGEST = 60_000


class TermsRefused(OdisseeError):
    """A version that cannot be added."""


async def terms_in_force(tx: TenantTransaction, on_date: date) -> Any:
    """The row of the version in force that day (the newest whose date has come), None before any."""
    return await tx.fetchrow(
        "select * from terms_version where valid_from <= $1 order by valid_from desc, number desc limit 1",
        on_date,
    )


async def add_terms(tx: TenantTransaction, text: str, valid_from: date) -> Entry:
    """Add a version; its variables must be known. Raises `UnknownVariable` or `TermsRefused`."""
    body = text.strip()
    if not body:
        raise TermsRefused("Ce texte est vide. Écrivez vos conditions, ou repartez de la version précédente.")
    unknown = names_in(body) - variables_of(KEY)
    if unknown:
        raise UnknownVariable(sorted(unknown))
    id, version = new_id(), 1 + await _newest_number(tx)
    await _insert(tx, id, version, body, valid_from)
    after = {"number": version, "valid_from": valid_from.isoformat()}
    return record(tx, "terms_version", id, "terms.added", after=after)


async def _newest_number(tx: TenantTransaction) -> int:
    await tx.execute("select pg_advisory_xact_lock(hashtextextended($1, 0))", f"terms:{tx.tenant}")
    newest: int = await tx.fetchval("select coalesce(max(number), 0) from terms_version")
    return newest


async def _insert(tx: TenantTransaction, id: UUID, version: int, body: str, valid_from: date) -> None:
    actor = tx.state.get("actor")
    await tx.execute(
        """insert into terms_version (id, number, text, sha256, valid_from, created_by)
           values ($1, $2, $3, $4, $5, $6)""",
        id, version, body, sha256(body.encode()).hexdigest(), valid_from, actor.membership_id if actor else None,
    )  # fmt: skip


def default_terms() -> str:
    """Our model, which the company must have checked by its counsel."""
    text = default_text(KEY)
    return next(iter(text.variants.values())).strip()
