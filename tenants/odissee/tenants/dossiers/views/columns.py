"""Which columns a person hides; number, owner, status and acts always stay."""

from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.platform.journal import Entry, NothingToUndo, record, reversible

COLUMNS = {
    "ref": "Réf.", "pre": "Prescripteur", "vil": "Ville", "cre": "Création", "rdv": "RDV", "tec": "Technicien",
    "rap": "Rapports", "dev": "Devis", "fac": "Facture", "ech": "Échelons", "tar": "Tarifs", "mon": "Montant",
}  # fmt: skip
"""Class of the cells → words of the choice."""
SET = """
insert into list_display (membership_id, hidden) values ($1, $2)
on conflict (tenant_id, membership_id) do update set hidden = excluded.hidden"""
NOW = "select hidden from list_display where membership_id = $1 for update"


async def show_columns(tx: TenantTransaction, membership_id: UUID, shown: set[str]) -> Entry | None:
    """Unknown keys are left out; None when nothing changes."""
    before = await tx.fetchval(NOW, membership_id) or []
    hidden = [key for key in COLUMNS if key not in shown]
    if hidden == before:
        return None
    await tx.execute(SET, membership_id, hidden)
    return record(
        tx,
        "list_display",
        membership_id,
        "list_display.changed",
        before={"hidden": before},
        after={"hidden": hidden},
    )


@reversible("list_display.changed", "dossier.see")
async def show_as_before(tx: TenantTransaction, entry: Any) -> None:
    """The columns of before, unless they were changed again since."""
    if await tx.fetchval(NOW, entry["subject_id"]) != entry["after"]["hidden"]:
        raise NothingToUndo
    await tx.execute(SET, entry["subject_id"], entry["before"]["hidden"])
