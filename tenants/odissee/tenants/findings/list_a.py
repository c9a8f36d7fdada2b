"""List A of an asbestos finding goes to its report: N2 and N3 owe a copy to the prefect, fifteen days after the hand-over
(`documents.prefect`). The conclusion may come before the report or after it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.tenants.documents import ON_READ, SCORES, set_score

SCORED = ("ASBESTOS", "DAPP", "DTA")
REPORTS = """
select x.* from document x where x.dossier_id = $1 and x.kind = $2 and x.section = 'report'
   and x.trashed_at is null and x.superseded_at is null and x.list_a_score is distinct from $3
   and ($3::text is not null or x.list_a_score = $4)"""


def worst(codes: Sequence[str]) -> str | None:
    """The gravest score of list A among these codes."""
    return max((code for code in codes if code in SCORES), default=None)


async def follow_list_a(
    tx: TenantTransaction, dossier_id: UUID, diagnostic: str, codes: Sequence[str], was: Sequence[str] = ()
) -> None:
    """Note the score on the current reports of this diagnostic; one that `was` and is no more is taken off."""
    score, former = worst(codes), worst(was)
    if diagnostic not in SCORED or (score is None and former is None):
        return
    for document in await tx.fetch(REPORTS, dossier_id, diagnostic, score, former):
        await set_score(tx, document, score or "")


async def score_read_report(tx: TenantTransaction, document: Any, text: str) -> None:
    """A report that has just been read takes the score already concluded, unless it bears one."""
    if document["section"] != "report" or document["list_a_score"] is not None:
        return
    codes = await tx.fetchval(
        "select codes from finding where dossier_id = $1 and diagnostic = $2",
        document["dossier_id"],
        document["kind"],
    )
    if codes and worst(codes):
        await follow_list_a(tx, document["dossier_id"], document["kind"], codes)


ON_READ.append(score_read_report)
