"""The two dates that the page of a diagnostic proposes before anybody typed one: read in its report, else the visit's."""

from datetime import date
from typing import Any

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.french import local_date, numeric_date

READ = """
select anchors from document where dossier_id = $1 and kind = $2 and section = 'report' and trashed_at is null
   and superseded_at is null order by created_at desc limit 1"""


async def proposed_dates(tx: TenantTransaction, dossier: Any, diagnostic: str, zone: str) -> dict[str, str]:
    """As the fields show them; empty when nothing is known. Nothing is kept before a person saves the page."""
    anchors = await tx.fetchval(READ, dossier["id"], diagnostic) or {}
    visit = _iso(anchors.get("visited_on")) or dossier["visited_on"] or _past(dossier["appointment_at"], zone)
    made = _iso(anchors.get("established_on"))
    return {
        name: numeric_date(day) if day else ""
        for name, day in (("performed_on", visit), ("established_on", made))
    }


def _iso(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _past(instant: Any, zone: str) -> date | None:
    return local_date(instant, zone) if instant is not None and instant <= clock.now() else None
