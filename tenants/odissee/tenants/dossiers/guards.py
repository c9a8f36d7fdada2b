"""Answers to the guards of the table that the dossier itself knows; papers and money answer the others."""

from typing import Any

from odissee.platform.db import TenantTransaction
from odissee.tenants.dossiers.move import guard_check

APPOINTED = "select exists (select from appointment where dossier_id = $1 and active)"


@guard_check("has_no_appointment")
async def has_no_appointment(tx: TenantTransaction, row: Any) -> bool:
    """No active appointment."""
    return not await tx.fetchval(APPOINTED, row["id"])


@guard_check("has_date_and_technician")
async def has_date_and_technician(tx: TenantTransaction, row: Any) -> bool:
    """An active appointment is both: it has a staff member and a time."""
    return bool(await tx.fetchval(APPOINTED, row["id"]))


@guard_check("visit_is_possible")
async def visit_is_possible(tx: TenantTransaction, row: Any) -> bool:
    """The database has already refused an overlap; certifications are checked by the planning."""
    return bool(await tx.fetchval(APPOINTED, row["id"]))


@guard_check("is_the_previous_status")
async def is_the_previous_status(tx: TenantTransaction, row: Any) -> bool:
    """A cancelled dossier goes back where it was."""
    return row["status_before_cancel"] is not None


@guard_check("nothing_unpaid_or_kept")
async def nothing_unpaid_or_kept(tx: TenantTransaction, row: Any) -> bool:
    """No invoice waits for its money."""
    return bool(row["invoice_state"] != "unpaid")


@guard_check("no_other_quote_alive")
async def no_other_quote_alive(tx: TenantTransaction, row: Any) -> bool:
    """Decision A5: refusing one quote cancels the dossier only if no other is open or accepted."""
    return not await tx.fetchval(
        "select exists (select from quote where dossier_id = $1 and state in ('sent', 'viewed', 'accepted'))",
        row["id"],
    )


@guard_check("quote_is_complete")
async def quote_is_complete(tx: TenantTransaction, row: Any) -> bool:
    """CREA-11: a requester, a price, at least one diagnostic, the property's city."""
    return bool(
        await tx.fetchval(
            """select d.city <> '' and d.amount_cents > 0
                  and exists (select from dossier_service s where s.dossier_id = d.id)
                  and exists (select from dossier_contact k where k.dossier_id = d.id and 'requester' = any(k.roles))
                 from dossier d where d.id = $1""",
            row["id"],
        )
    )
