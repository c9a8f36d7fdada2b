"""Rights of one contact on one dossier (DOSS-20, 30): reports, invoice."""

from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.platform.errors import NotFound
from odissee.platform.journal import NothingToUndo, record, reversible
from odissee.tenants.documents.state import show_state

ONE = """select k.*, trim(c.first_name || ' ' || c.last_name) as name from dossier_contact k
  join contact c on c.id = k.contact_id where k.dossier_id = $1 and k.contact_id = $2"""


async def give_access(
    tx: TenantTransaction, dossier_id: UUID, contact_id: UUID, *, report: bool | None = None, invoice: bool | None = None
) -> Any:  # fmt: skip
    """Set what is not None; returns the journal entry, None when nothing changes. Raises `NotFound`."""
    row = await tx.fetchrow(ONE, dossier_id, contact_id)
    if row is None:
        raise NotFound
    before = {"report": row["report_access"], "invoice": row["invoice_access"]}
    wanted = {name: value for name, value in (("report", report), ("invoice", invoice)) if value is not None}
    if before | wanted == before:
        return None
    await _write(tx, dossier_id, contact_id, before | wanted)
    common = {"contact": str(contact_id), "name": row["name"]}
    return record(
        tx, "dossier", dossier_id, "report.access", dossier_id=dossier_id, before=before | common,
        after=wanted | common,
    )  # fmt: skip


async def _write(tx: TenantTransaction, dossier_id: UUID, contact_id: UUID, rights: dict[str, bool]) -> None:
    await tx.execute(
        "update dossier_contact set report_access = $3, invoice_access = $4 where dossier_id = $1 and contact_id = $2",
        dossier_id, contact_id, rights["report"], rights["invoice"],
    )  # fmt: skip
    await show_state(tx, dossier_id)


@reversible("report.access", "report.manage")
async def access_back(tx: TenantTransaction, entry: Any) -> None:
    """The rights as they were, if nobody has changed them since."""
    row = await tx.fetchrow(ONE, entry["dossier_id"], UUID(entry["after"]["contact"]))
    now = {"report": row["report_access"], "invoice": row["invoice_access"]} if row else {}
    if row is None or any(now[name] != entry["after"][name] for name in now if name in entry["after"]):
        raise NothingToUndo
    await _write(tx, entry["dossier_id"], row["contact_id"], entry["before"])
