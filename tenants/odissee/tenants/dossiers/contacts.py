"""Contacts on a dossier: roles are cumulative; who pays sees the invoice at once."""

from enum import StrEnum
from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.journal import NothingToUndo, record, reversible
from odissee.platform.live import tell
from odissee.tenants.dossiers.refresh import refresh
from odissee.tenants.dossiers.visits import visit_changed


class Role(StrEnum):
    """What a contact is on a dossier; its value is stored."""

    REQUESTER = "requester"
    PRINCIPAL = "principal"
    PRESCRIBER = "prescriber"
    OWNER = "owner"
    OCCUPANT = "occupant"
    BUYER = "buyer"
    PAYER = "payer"
    NOTARY = "notary"
    PROPERTY_MANAGER = "property_manager"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    Role.REQUESTER: "Demandeur",
    Role.PRINCIPAL: "Donneur d’ordre",
    Role.PRESCRIBER: "Prescripteur",
    Role.OWNER: "Propriétaire",
    Role.OCCUPANT: "Occupant",
    Role.BUYER: "Acquéreur",
    Role.PAYER: "Payeur",
    Role.NOTARY: "Notaire",
    Role.PROPERTY_MANAGER: "Syndic",
}
SOLE = (Role.REQUESTER, Role.PAYER)
"""At most one contact of a dossier bears each: a quote has one addressee, a debt one debtor."""
READERS = frozenset({Role.REQUESTER, Role.OWNER, Role.PAYER, Role.PRESCRIBER, Role.PRINCIPAL})


PUT = """
insert into dossier_contact (id, dossier_id, contact_id, roles, report_access, invoice_access)
values ($1, $2, $3, $4, $5, $6) on conflict (tenant_id, dossier_id, contact_id) do update set
  roles = excluded.roles, report_access = excluded.report_access, invoice_access = excluded.invoice_access"""


async def attach(tx: TenantTransaction, dossier_id: UUID, contact_id: UUID, roles: set[Role]) -> Any:
    """Give a contact exactly these roles on a dossier; a sole role leaves whoever had it. Returns the journal entry."""
    before = await _people(tx, dossier_id)
    for role in roles.intersection(SOLE):
        await tx.execute(
            "update dossier_contact set roles = array_remove(roles, $2) where dossier_id = $1 and contact_id <> $3",
            dossier_id, role.value, contact_id,
        )  # fmt: skip
    await tx.execute(
        """insert into dossier_contact (id, dossier_id, contact_id, roles, report_access, invoice_access)
           values ($1, $2, $3, $4, $5, $6)
           on conflict (tenant_id, dossier_id, contact_id) do update set roles = excluded.roles,
             report_access = dossier_contact.report_access or excluded.report_access,
             invoice_access = dossier_contact.invoice_access or excluded.invoice_access""",
        new_id(), dossier_id, contact_id, sorted(role.value for role in roles),
        bool(roles & READERS), Role.PAYER in roles,
    )  # fmt: skip
    entry = record(
        tx, "dossier", dossier_id, "dossier.contact_attached", dossier_id=dossier_id, before={"people": before},
        after={"contact": str(contact_id), "roles": sorted(roles), "people": await _people(tx, dossier_id)},
    )  # fmt: skip
    await refresh(tx, dossier_id)
    await visit_changed(tx, dossier_id)
    return entry


async def detach(tx: TenantTransaction, dossier_id: UUID, contact_id: UUID) -> Any:
    """Take a contact off a dossier; what was sent to it stays in the timeline. Returns the journal entry, if any."""
    people = await _people(tx, dossier_id)
    row = await tx.fetchrow(
        "delete from dossier_contact where dossier_id = $1 and contact_id = $2 returning roles",
        dossier_id, contact_id,
    )  # fmt: skip
    if row is None:
        return None
    entry = record(
        tx, "dossier", dossier_id, "dossier.contact_detached", dossier_id=dossier_id,
        before={"contact": str(contact_id), "roles": row["roles"], "people": people},
        after={"people": await _people(tx, dossier_id)},
    )  # fmt: skip
    await refresh(tx, dossier_id)
    return entry


async def _people(tx: TenantTransaction, dossier_id: UUID) -> dict[str, list[Any]]:
    """Roles and rights of everybody on a dossier, as the journal keeps them."""
    rows = await tx.fetch(
        "select contact_id, roles, report_access, invoice_access from dossier_contact where dossier_id = $1",
        dossier_id,
    )
    return {str(r["contact_id"]): [sorted(r["roles"]), r["report_access"], r["invoice_access"]] for r in rows}


@reversible("dossier.contact_attached", "order.edit")
async def attach_back(tx: TenantTransaction, entry: Any) -> None:
    """Everybody's roles and rights as before, unless they changed since."""
    await _put_back(tx, entry)


@reversible("dossier.contact_detached", "order.edit")
async def detach_back(tx: TenantTransaction, entry: Any) -> None:
    """On the dossier again, with the same roles and rights."""
    await _put_back(tx, entry)


async def _put_back(tx: TenantTransaction, entry: Any) -> None:
    dossier_id, before = entry["dossier_id"], (entry["before"] or {}).get("people")
    if before is None or await _people(tx, dossier_id) != (entry["after"] or {}).get("people"):
        raise NothingToUndo
    await tx.execute(
        "delete from dossier_contact where dossier_id = $1 and contact_id <> all($2::uuid[])",
        dossier_id, [UUID(id) for id in before],
    )  # fmt: skip
    for id, (roles, report, invoice) in before.items():
        await tx.execute(PUT, new_id(), dossier_id, UUID(id), roles, report, invoice)
    await refresh(tx, dossier_id)
    tell(tx, "dossier", dossier_id)


async def people_of(tx: TenantTransaction, dossier_id: UUID) -> list[Any]:
    """Contacts of a dossier with their roles and rights: requester first, then by name."""
    return await tx.fetch(
        """select c.*, d.roles, d.report_access, d.invoice_access
             from dossier_contact d join contact c on c.id = d.contact_id
            where d.dossier_id = $1 order by 'requester' = any(d.roles) desc, c.folded, c.id""",
        dossier_id,
    )
