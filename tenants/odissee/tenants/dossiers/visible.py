"""Which dossiers a person sees: their permission's scope, cut by their sites; a client, those of their account."""

from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.platform.errors import NotFound
from odissee.platform.rights import Actor
from odissee.platform.search import searchable_kind

SEEN = """(($1::text = 'all' or d.technician_id = $2 or d.created_by = $3 or d.in_charge_id = $3
            or exists (select from dossier_contact k join contact c on c.id = k.contact_id
                        where k.dossier_id = d.id and c.sales_rep_id = $2))
           and ($4::uuid[] is null or d.site_id = any($4)))"""
"""Condition on `dossier d`; its four parameters come first, from `sight`."""


def sight(actor: Actor) -> tuple[Any, ...]:
    """Parameters of `SEEN`: scope, staff member, membership, sites."""
    sites = None if actor.sites is None else list(actor.sites)
    return actor.scope("dossier.see"), actor.staff_id, actor.membership_id, sites


OF_CLIENT = """d.trashed_at is null and d.id in (
  select k.dossier_id from dossier_contact k join contact c on c.id = k.contact_id where c.id = $1 or c.parent_id = $1)"""
"""Condition on `dossier d` in a client's own space; `$1` is their contact. A main account sees the dossiers of all
its sub-accounts, a sub-account only its own (CONT-03); two levels, never more."""

AMONG = f"select d.id from dossier d where {SEEN} and d.id = any($5)"  # noqa: S608 - constants
CLIENTS = f"select d.id from dossier d where {OF_CLIENT} order by d.active_at desc, d.id desc limit $2"  # noqa: S608 - constants
ONE = f"select d.* from dossier d where {SEEN} and d.id = $5"  # noqa: S608 - constants


async def visible_ids(tx: TenantTransaction, actor: Actor, ids: list[UUID]) -> list[UUID]:
    """Those of these dossiers that the person may see."""
    return [row["id"] for row in await tx.fetch(AMONG, *sight(actor), ids)]


async def seen_dossier(tx: TenantTransaction, actor: Actor, dossier_id: UUID) -> Any:
    """The dossier's row; absent, foreign or out of the person's sight: `NotFound` alike."""
    row = await tx.fetchrow(ONE, *sight(actor), dossier_id) if actor.may("dossier.see") else None
    if row is None:
        raise NotFound
    return row


async def client_dossiers(tx: TenantTransaction, contact_id: UUID, limit: int = 500) -> list[UUID]:
    """The dossiers that a contact sees once logged in, the latest first."""
    return [row["id"] for row in await tx.fetch(CLIENTS, contact_id, limit)]


searchable_kind("dossier", "Dossier", "folder", ("dossier.see",), visible_ids)
