"""« Demande du client, à relire » on the staff's page of the dossier, and how its acts read in the thread."""

from typing import Any

from odissee.platform.db import TenantTransaction
from odissee.tenants.dossiers.page import block, sentence
from odissee.tenants.portal.words import KIND_WORDS

REQUEST = """
select r.*, trim(c.first_name || ' ' || c.last_name) as name, s.number as source_number
  from portal_request r join contact c on c.id = r.contact_id left join dossier s on s.id = r.source_dossier_id
 where r.dossier_id = $1"""


@block("portal_request", 5, "portal/staff_block.html", "dossier.see")
async def portal_request(tx: TenantTransaction, row: Any) -> dict[str, Any]:
    """What the client asked, until somebody has read it again; afterwards one line that can be opened."""
    return {"portal_request": await tx.fetchrow(REQUEST, row["id"]), "request_kinds": KIND_WORDS}


@sentence("dossier.request_reread", "check", "ok")
def _reread(before: dict[str, Any], after: dict[str, Any]) -> str:
    return "Demande du client relue"
