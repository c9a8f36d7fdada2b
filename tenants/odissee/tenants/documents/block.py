"""The block « Documents » of the dossier's page (DOSS-10)."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.platform.french import decimal
from odissee.tenants.documents import sentences  # noqa: F401 - declares how the acts read in the thread
from odissee.tenants.documents.kinds import BY_CODE, KINDS
from odissee.tenants.documents.options import LOCKS, METHODS, options_of
from odissee.tenants.documents.queries import Shelf, reader_of, report_of, shelf_of
from odissee.tenants.documents.sight import access
from odissee.tenants.dossiers import DossierStatus
from odissee.tenants.dossiers.page import CONTACT_RIGHTS, block

ASKED = "select diagnostic from dossier_service where dossier_id = $1 order by position"
AFTER_VISIT = {DossierStatus.VISITED.value, DossierStatus.LAB_PENDING.value, DossierStatus.INCOMPLETE.value}
READINGS = {
    "waiting": ("info", "lecture en cours"), "unread": ("warn", "non lu : scan sans texte"),
    "too_long": ("warn", "non lu : lecture trop longue"), "damaged": ("warn", "non lu : PDF difficile à lire"),
}  # fmt: skip


async def contact_rights(tx: TenantTransaction, row: Any) -> dict[str, Any]:
    """DOSS-29: the state of each contact of the dossier, beside their names."""
    shelf = await _shelf(tx, row["id"])
    locked = {lock["contact_id"] for lock in shelf.locks if lock["contact_id"] is not None}
    return {"people_access": people_access(shelf), "locked_contacts": locked}


CONTACT_RIGHTS.append(contact_rights)


async def _shelf(tx: TenantTransaction, dossier_id: UUID) -> Shelf:
    """Read once for the two blocks of a page."""
    known: dict[UUID, Shelf] = tx.state.setdefault("shelves", {})
    if dossier_id not in known:
        known[dossier_id] = await shelf_of(tx, dossier_id)
    return known[dossier_id]


@block("documents", 10, "documents/block.html", "dossier.see")
async def documents(tx: TenantTransaction, row: Any) -> dict[str, Any]:
    """Reports, deposited documents, files for the notary; locks, downloads, acts. Five queries."""
    shelf = await _shelf(tx, row["id"])
    return {
        "shelf": shelf, "report_kinds": KINDS, "report_options": await options_of(tx), "methods": METHODS,
        "lock_rules": LOCKS, "readings": READINGS, "size_of": size_of,
        **await completeness(tx, row, shelf),
    }  # fmt: skip


async def completeness(tx: TenantTransaction, row: Any, shelf: Shelf) -> dict[str, Any]:
    """Which diagnostics of the dossier still have no report; « Finalisé » is proposed once none lacks (workflow §1)."""
    there = {x["kind"] for x in shelf.current("report")}
    asked = [
        BY_CODE[code["diagnostic"]]
        for code in await tx.fetch(ASKED, row["id"])
        if code["diagnostic"] in BY_CODE
    ]
    lacking = [kind.label for kind in asked if kind.code not in there]
    complete = bool(asked) and bool(there) and not lacking
    return {"lacking": lacking if there else [], "may_finish": complete and row["status"] in AFTER_VISIT}


def people_access(shelf: Shelf) -> dict[Any, Any]:
    """Contact → its state among the four of DOSS-29."""
    reports = tuple(report_of(x) for x in shelf.documents if x["section"] == "report")
    return {p["id"]: access(reader_of(p), reports, shelf.lock_values) for p in shelf.people}


def size_of(size: int) -> str:
    """« 1,8 Mo », « 640 Ko »."""
    if size >= 1_000_000:
        return f"{decimal(Decimal(size) / 1_000_000, places=1)} Mo"
    return f"{max(1, round(size / 1000))} Ko"
