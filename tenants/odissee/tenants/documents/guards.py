"""Guards of the lifecycle that reports answer."""

from typing import Any

from odissee.platform.db import TenantTransaction
from odissee.tenants.dossiers import guard_check


@guard_check("has_report_or_reason")
async def has_report(tx: TenantTransaction, row: Any) -> bool:
    """One report at least; a reason given instead is the affair of whoever moves the dossier by hand."""
    return bool(row["report_state"] != "none")
