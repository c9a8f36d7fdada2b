"""The block « Documents manquants » of the dossier's page (DOSS-50)."""

from typing import Any

from odissee.platform.db import TenantTransaction
from odissee.tenants.dossiers.page import block
from odissee.tenants.missing import sentences  # noqa: F401 - declares how the acts read in the thread
from odissee.tenants.missing.kinds import BY_CODE
from odissee.tenants.missing.reminders import STEPS

STATES = {
    "asked": ("Demandé", "info"), "reminded": ("Relancé", "warn"), "received": ("Reçu", "ok"),
    "absent": ("Ne l’a pas", "bad"), "cancelled": ("Annulé", ""),
}  # fmt: skip
ROWS = """
select m.*, trim(c.first_name || ' ' || c.last_name) as contact_name, c.email from missing_document m
  join contact c on c.id = m.contact_id
 where m.dossier_id = $1 order by m.state in ('asked', 'reminded') desc, m.asked_at desc, m.label"""
LOOSE = """
select x.id, x.title from document x where x.dossier_id = $1 and x.section = 'received' and x.missing_kind = ''
   and x.trashed_at is null and x.superseded_at is null order by x.created_at"""


@block("missing", 12, "missing/block.html", "dossier.see")
async def missing(tx: TenantTransaction, row: Any) -> dict[str, Any]:
    """What was asked of whom, where it stands, which files answer nothing yet; two queries at most."""
    rows = await tx.fetch(ROWS, row["id"])
    waiting = {one["kind"]: one["label"] for one in rows if one["state"] in ("asked", "reminded")}
    loose = await tx.fetch(LOOSE, row["id"]) if waiting else []
    return {
        "requests": rows, "request_states": STATES, "loose": loose, "waiting": waiting, "steps": STEPS,
        "short_names": {code: kind.short for code, kind in BY_CODE.items()},
    }  # fmt: skip
