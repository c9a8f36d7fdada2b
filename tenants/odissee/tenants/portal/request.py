"""What a client asks (LIST-10) becomes a dossier « Précommande », all or nothing: property, people, request, messages."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.platform.fields import Form
from odissee.platform.limits import limit
from odissee.tenants.contacts import create_contact
from odissee.tenants.dossiers import Role, Trigger, attach, open_dossier, refresh
from odissee.tenants.portal.options import buyer_kind
from odissee.tenants.portal.tell import tell_request
from odissee.tenants.portal.typed import Asked, facts_of
from odissee.tenants.properties import save_property

ORIGIN = "Espace client"
KEEP = """insert into portal_request (id, dossier_id, contact_id, kind, source_dossier_id, message, wanted, phone, created_by)
          values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"""
SENT = "select dossier_id, (select number from dossier d where d.id = dossier_id) as number from portal_request where id = $1"
SITE = "select id from site where closed_at is null order by created_at, id limit 1"
AN_HOUR = 3600
MOST = 30
"""Requests of one client in an hour: an agency that types a whole portfolio stays below."""


@dataclass(frozen=True, slots=True)
class Sent:
    """The dossier that a request became; `again`: the same form had already come in."""

    dossier_id: UUID
    number: int
    again: bool = False


async def send_request(
    tx: TenantTransaction, request_id: UUID, account: Any, asked: Asked, form: Form, source: Any = None
) -> Sent:
    """Open the dossier and tell both sides. The same `request_id` again changes nothing.

    `source`: the row of the dossier that is renewed or that a call is about. Raises `FormErrors` or `TooMany`.
    """
    await tx.execute("select pg_advisory_xact_lock(hashtextextended($1, 0))", f"portal:{request_id}")
    if (known := await tx.fetchrow(SENT, request_id)) is not None:
        return Sent(known["dossier_id"], known["number"], again=True)
    await limit("portal.request", tx.tenant, account["id"], count=MOST, seconds=AN_HOUR)
    property_id = await _property(tx, form, source)
    dossier = await open_dossier(
        tx, Trigger.PORTAL_REQUESTED, site_id=source["site_id"] if source else await tx.fetchval(SITE),
        property_id=property_id, origin=ORIGIN, **_nature(asked, source),
    )  # fmt: skip
    await _people(tx, dossier.id, account, asked, source)
    await _services(tx, dossier.id, asked, source)
    await _keep(tx, request_id, dossier.id, account, asked, source)
    await refresh(tx, dossier.id)
    await tell_request(tx, request_id, dossier.id, account, asked)
    return Sent(dossier.id, dossier.number)


def _nature(asked: Asked, source: Any) -> dict[str, Any]:
    if source is not None:
        return {"nature": source["nature"], "mode": source["mode"] if source["mode"] != "quick" else "ddt"}
    return {"nature": asked.nature, "mode": asked.mode}


async def _property(tx: TenantTransaction, form: Form, source: Any) -> UUID:
    """A property of its own, even renewed: what changed since is not written over the former dossier's."""
    if source is None:
        place = await save_property(tx, Form(dict(form.raw)))
        await tx.execute("update property set context = $2 where id = $1", place.id, facts_of(form))
        return place.id
    copied: UUID = await tx.fetchval("select copy_property($1)", source["property_id"])
    return copied


async def _people(tx: TenantTransaction, dossier_id: UUID, account: Any, asked: Asked, source: Any) -> None:
    mine = {Role.REQUESTER}
    if buyer_kind(account) == "agency":
        mine.add(Role.PRESCRIBER)
    elif asked.owner is None and source is None and asked.kind != "callback":
        mine.update({Role.OWNER, Role.PAYER})
    if asked.occupies:
        mine.add(Role.OCCUPANT)
    others = await _of_source(tx, source)
    mine |= others.pop(account["id"], set()) - {Role.NOTARY, Role.BUYER}
    await attach(tx, dossier_id, account["id"], mine)
    for contact_id, roles in others.items():
        if kept := roles - {Role.REQUESTER, Role.NOTARY, Role.BUYER, Role.PRESCRIBER, Role.PAYER}:
            await attach(tx, dossier_id, contact_id, kept)
    if asked.owner is not None:
        owner = await create_contact(tx, asked.owner)
        await attach(tx, dossier_id, owner.id, {Role.OWNER})


async def _of_source(tx: TenantTransaction, source: Any) -> dict[UUID, set[Role]]:
    """Who stood on the former dossier and is still in the book; who bought then or was told then stays out."""
    if source is None:
        return {}
    rows = await tx.fetch(
        """select k.contact_id, k.roles from dossier_contact k join contact c on c.id = k.contact_id
            where k.dossier_id = $1 and c.trashed_at is null""",
        source["id"],
    )
    return {row["contact_id"]: {Role(role) for role in row["roles"]} for row in rows}


async def _services(tx: TenantTransaction, dossier_id: UUID, asked: Asked, source: Any) -> None:
    """A renewal asks for what was made; the law of the day is read again with the order."""
    if asked.kind == "renewal":
        await tx.execute("select copy_services($1, $2)", source["id"], dossier_id)


async def _keep(
    tx: TenantTransaction, request_id: UUID, dossier_id: UUID, account: Any, asked: Asked, source: Any
) -> None:
    actor = tx.state["actor"]
    await tx.execute(
        KEEP, request_id, dossier_id, account["id"], asked.kind, source["id"] if source else None,
        asked.message, asked.wanted, asked.phone, actor.membership_id,
    )  # fmt: skip
    if asked.kind == "callback":
        await tx.execute("update dossier set callback_wanted_at = now() where id = $1", dossier_id)
