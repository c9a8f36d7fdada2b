"""What a wording gives: with the values of a real dossier, our examples for the rest, the company as it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from odissee.platform.db import TenantTransaction
from odissee.platform.rights import Actor
from odissee.platform.sms import Segments, count, words_of
from odissee.platform.texts import (
    VARIABLES,
    TextRefused,
    Wording,
    as_html,
    company_words,
    fill,
    names_in,
    newest,
    of_wording,
)
from odissee.tenants.dossiers import visible_ids
from odissee.tenants.quotes import newest_quote_words
from odissee.tenants.wordings.events import VARIANTS, Event

EXAMPLES = {name: variable.example for name, variable in VARIABLES.items()}
BY_NUMBER = "select id, number, owner_name from dossier where number = $1 and trashed_at is null"
NEWEST = """select d.id, d.number, d.owner_name from dossier d join quote q on q.dossier_id = d.id
             where d.trashed_at is null order by q.id desc limit 20"""


@dataclass(frozen=True, slots=True)
class Preview:
    """`real` names come from the dossier or the company, `examples` from us. `sms` only for an SMS."""

    subject: str
    html: Markup
    text: str
    real: tuple[str, ...]
    examples: tuple[str, ...]
    sms: Segments | None = None


async def dossier_for(tx: TenantTransaction, actor: Actor, number: str) -> Any | None:
    """The dossier asked for by its number, else the latest that was quoted; only one that the person may see."""
    wanted = "".join(char for char in number if char.isdigit())[:12]
    rows = await tx.fetch(BY_NUMBER, int(wanted)) if wanted else await tx.fetch(NEWEST)
    seen = await visible_ids(tx, actor, [row["id"] for row in rows]) if actor.may("dossier.see") else []
    return next((row for row in rows if row["id"] in seen), None)


async def values_for(tx: TenantTransaction, actor: Actor, dossier: Any | None) -> dict[str, Any]:
    """Variable → words that are real here; what is empty is not in it."""
    known: dict[str, Any] = await company_words(tx) | {"sender_name": actor.name}
    if dossier:
        known |= await newest_quote_words(tx, dossier["id"])
        known["dossier_number"] = dossier["number"]
    known.setdefault("sender_phone", known["company_phone"])
    known["signature"] = fill((await newest(tx, "mail.signature")).body, known)
    return {name: value for name, value in known.items() if value not in ("", None)}


def preview_of(
    event: Event, variant: str, subject: str, body: str, known: Mapping[str, Any]
) -> Preview | TextRefused:
    """The words as their reader would have them, or why they cannot be read."""
    try:
        named = names_in(body) | names_in(subject)
    except TextRefused as refusal:
        return refusal
    values, audience = EXAMPLES | dict(known), VARIANTS[variant][1]
    said = of_wording(Wording(event.key, subject, body), values, audience)
    text = words_of(body, values, audience) if event.family == "sms" else said.body
    named = named & VARIABLES.keys()
    return Preview(
        said.subject, as_html(text, buttons=event.family == "mail"), text,
        tuple(sorted(named & known.keys())), tuple(sorted(named - known.keys())),
        count(text) if event.family == "sms" else None,
    )  # fmt: skip


def sms_words(body: str) -> str:
    """The SMS with our longest examples: what its size is judged on."""
    return words_of(body, EXAMPLES)
