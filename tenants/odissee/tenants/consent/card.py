"""« Accords et oppositions » on the sheet of a contact."""

from typing import Any

from odissee.platform.db import TenantTransaction
from odissee.tenants.consent.queries import all_decisions, lines_of
from odissee.tenants.consent.words import ANSWERS, CHANNELS, PURPOSES, SOURCE_WORDS
from odissee.tenants.contacts import Contact, sheet_card

SHOWN = 6


@sheet_card("consent/card.html")
async def consents(tx: TenantTransaction, contact: Contact) -> dict[str, Any]:
    """Each purpose and channel with what would happen today, and the last lines that prove it."""
    table = {key[1:]: decision for key, decision in (await all_decisions(tx, [contact.id])).items()}
    return {
        "consent_table": table, "consent_lines": (await lines_of(tx, contact.id))[:SHOWN],
        "consent_channels": CHANNELS, "consent_purposes": PURPOSES, "consent_answers": ANSWERS,
        "consent_source_words": SOURCE_WORDS,
    }  # fmt: skip
