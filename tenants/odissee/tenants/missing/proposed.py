"""What is proposed before a request leaves: which documents, of whom, with which words."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.platform.texts import fill, newest
from odissee.tenants.missing.ask import Letter
from odissee.tenants.missing.kinds import BY_CODE, SEVERAL
from odissee.tenants.missing.words import listed, place_words

KEPT = ("greeting", "link", "signature")
"""Variables that stay in the letter: they are each contact's own, or the sender's."""
ORDERED = "select documents from order_sheet where dossier_id = $1"


async def proposed_codes(tx: TenantTransaction, dossier_id: UUID, there: Sequence[str]) -> list[str]:
    """The documents that the order asked for and that are neither here nor already asked; else the title."""
    ordered = [code for code in await tx.fetchval(ORDERED, dossier_id) or [] if code in BY_CODE]
    return [code for code in ordered if code not in there] or ([] if there else ["DOC_TITLE"])


def proposed_people(people: Sequence[Any], codes: Sequence[str]) -> set[UUID]:
    """For each document the first of its usual holders who has an address."""
    found = set()
    for code in codes:
        for role in BY_CODE[code].roles:
            holder = next((row["id"] for row in people if role in row["roles"] and row["email"]), None)
            if holder is not None:
                found.add(holder)
                break
    return found


async def proposed_letter(tx: TenantTransaction, dossier_id: UUID, codes: Sequence[str]) -> Letter:
    """The company's wording for these documents, with the place filled in."""
    wording = await newest(tx, BY_CODE[codes[0]].text if len(codes) == 1 else SEVERAL)
    words = await place_words(tx, dossier_id) | {name: f"{{{{ {name} }}}}" for name in KEPT}
    words["missing_documents_list"] = listed(BY_CODE[code].label for code in codes)
    return Letter(fill(wording.subject or "", words), fill(wording.body, words))
