"""The last days of everything found, for whoever warns before them (COM-14)."""

from datetime import date
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.tenants.findings.expiry import RENTALS, valid_until

DATED = """
select f.dossier_id, f.diagnostic, f.codes, f.performed_on, f.established_on, d.nature from finding f
  join dossier d on d.id = f.dossier_id
 where (f.performed_on is not null or f.established_on is not null) and d.sold_at is null and d.trashed_at is null"""


async def expiries(tx: TenantTransaction) -> list[tuple[UUID, str, date, date | None]]:
    """(dossier, diagnostic, last valid day, day of the report) of what ends, for the purpose of its dossier."""
    found = [(row, _last(row)) for row in await tx.fetch(DATED)]
    return [
        (row["dossier_id"], row["diagnostic"], day, row["established_on"])
        for row, day in found
        if day is not None
    ]


def _last(row: object) -> date | None:
    facts = dict(row)  # type: ignore[call-overload]
    purpose = "rental" if facts.pop("nature") in RENTALS else "sale"
    return valid_until(
        facts["diagnostic"], facts["codes"], purpose, facts["performed_on"], facts["established_on"]
    )
