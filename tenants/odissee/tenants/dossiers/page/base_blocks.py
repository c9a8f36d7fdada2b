"""Blocks that belong to the dossier itself: its contacts, its diagnostics, its visit."""

from typing import Any

from odissee.platform.db import TenantTransaction
from odissee.tenants.dossiers.contacts import people_of
from odissee.tenants.dossiers.page.blocks import Reader, block

VISITS = """select a.during, a.state, a.active, a.note, s.first_name || ' ' || s.last_name as technician, s.initials, s.colour
  from appointment a join staff_member s on s.id = a.staff_id where a.dossier_id = $1 order by lower(a.during)"""


PLACE = """
select p.floor, p.door, p.access_notes, p.match_kind, p.match_label, p.typed_address,
       (select jsonb_build_object('name', trim(concat_ws(' ', c.civility, c.first_name, c.last_name)),
                 'number', coalesce(nullif(c.mobile, ''), c.phone), 'role', case when 'occupant' = any(k.roles) then 'occupant'
                   when 'owner' = any(k.roles) then 'propriétaire' else 'demandeur' end)
          from dossier_contact k join contact c on c.id = k.contact_id
         where k.dossier_id = $2 and k.roles && array['occupant', 'owner', 'requester']
         order by 'occupant' = any(k.roles) desc, 'owner' = any(k.roles) desc, c.folded limit 1) as to_call
  from property p where p.id = $1"""
"""How to get in, and who is called for the appointment: who lives there (DOSS-24), else the owner, else who asked."""
CONTACT_RIGHTS: list[Reader] = []
"""What another feature says of the rights of these contacts: each reader adds to the context of the block."""


@block("contacts", 20, "dossiers/blocks/contacts.html", "dossier.see")
async def contacts(tx: TenantTransaction, row: Any) -> dict[str, Any]:
    """DOSS-20: who is concerned, roles and rights."""
    context: dict[str, Any] = {"people": await people_of(tx, row["id"])}
    for reader in CONTACT_RIGHTS:
        context |= await reader(tx, row)
    return context


@block("services", 40, "dossiers/blocks/services.html", "dossier.see")
async def services(tx: TenantTransaction, row: Any) -> dict[str, Any]:
    """What is to be done, and why."""
    rows = await tx.fetch(
        "select * from dossier_service where dossier_id = $1 order by position, label", row["id"]
    )
    return {"services": rows}


@block("visit", 50, "dossiers/blocks/visit.html", "dossier.see")
async def visit(tx: TenantTransaction, row: Any) -> dict[str, Any]:
    """DOSS-70: the appointments of the dossier and how to get in."""
    place = await tx.fetchrow(PLACE, row["property_id"], row["id"])
    return {"visits": await tx.fetch(VISITS, row["id"]), "access": place}
