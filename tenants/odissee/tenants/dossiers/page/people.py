"""Who may leave a dossier or lose a role (DOSS-20): a quote keeps its addressee, an ordered dossier its payer."""

from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.platform.errors import Conflict
from odissee.tenants.dossiers.contacts import Role, attach, detach
from odissee.tenants.dossiers.lifecycle import DossierStatus

S = DossierStatus
ORDERED = frozenset({S.TO_SCHEDULE, S.SCHEDULED, S.VISITED, S.LAB_PENDING, S.INCOMPLETE, S.FINALIZED})
HELD = "select roles from dossier_contact where dossier_id = $1 and contact_id = $2"
ALIVE = "select number from quote where dossier_id = $1 and state in ('sent', 'viewed', 'accepted') limit 1"
NO_PAYER = "Un dossier commandé garde un payeur. Donnez d’abord ce rôle à un autre contact."


class RoleHeld(Conflict):
    """Something rests on this role; the sentence says what to do first."""


async def give_roles(tx: TenantTransaction, dossier: Any, contact_id: UUID, roles: set[Role]) -> Any:
    """Exactly these roles; returns the journal entry, None when nothing changes. Raises `RoleHeld`."""
    held = await _held(tx, dossier["id"], contact_id)
    if held == roles:
        return None
    await _refuse_loss(tx, dossier, (held or set()) - roles)
    return await attach(tx, dossier["id"], contact_id, roles)


async def take_off(tx: TenantTransaction, dossier: Any, contact_id: UUID) -> Any:
    """Off the dossier; None when the contact is not on it. Raises `RoleHeld`."""
    held = await _held(tx, dossier["id"], contact_id)
    await _refuse_loss(tx, dossier, held or set())
    return await detach(tx, dossier["id"], contact_id)


async def _held(tx: TenantTransaction, dossier_id: UUID, contact_id: UUID) -> set[Role] | None:
    roles = await tx.fetchval(HELD, dossier_id, contact_id)
    return None if roles is None else {Role(role) for role in roles}


async def _refuse_loss(tx: TenantTransaction, dossier: Any, lost: set[Role]) -> None:
    if Role.PAYER in lost and dossier["status"] in ORDERED:
        raise RoleHeld(NO_PAYER)
    number = await tx.fetchval(ALIVE, dossier["id"]) if Role.REQUESTER in lost else None
    if number:
        raise RoleHeld(f"Le devis {number} est à son nom. Choisissez d’abord un autre demandeur.")
