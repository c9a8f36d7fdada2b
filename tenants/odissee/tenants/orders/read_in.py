"""A message read into drafts, one a property, each with the words it came from."""

from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.errors import OdisseeError
from odissee.platform.rights import Actor
from odissee.tenants.orders.draft import insert
from odissee.tenants.orders.from_message import as_rows, draft_values
from odissee.tenants.orders.reading import MessageRead, read_message

KEEP = """insert into order_reading (id, draft_id, text, readings, remainder, question, siblings, created_by)
          values ($1, $2, $3, $4, $5, $6, $7, $8)"""
MOST = 60


class NothingAsked(OdisseeError):
    """The message asks for no diagnostic."""

    title = "Ce message ne ressemble pas à une demande de diagnostics : rien n’est créé. Vérifiez le texte, ou ouvrez une commande vide."


class Cancels(OdisseeError):
    """The message gives up a mission."""

    title = "Ce message annule une mission : rien n’est créé. Ouvrez le dossier concerné et annulez-le."


class TooManyProperties(OdisseeError):
    """More properties than one message may open."""

    title = "Ce message parle de plus de soixante biens. Collez-le en plusieurs fois."


async def read_in(tx: TenantTransaction, actor: Actor, raw: str | bytes) -> UUID:
    """Open the drafts; the first one's id. Raises when the message is no order: nothing is created."""
    read = read_message(raw)
    if read.kind != "order":
        raise Cancels if read.kind == "cancellation" else NothingAsked
    if len(read.properties) > MOST:
        raise TooManyProperties
    ids = [await _draft(tx, actor, read, number) for number in range(len(read.properties))]
    for number, id in enumerate(ids):
        await tx.execute(
            KEEP, new_id(), id, read.text, as_rows(read.of(number)), read.remainder, read.question,
            [str(one) for one in ids], actor.membership_id,
        )  # fmt: skip
    return ids[0]


async def _draft(tx: TenantTransaction, actor: Actor, read: MessageRead, number: int) -> UUID:
    mode, values = draft_values(read.of(number))
    return await insert(tx, actor, mode, values)


async def reading_of(tx: TenantTransaction, draft_id: UUID) -> Any | None:
    """What was read for a draft; None when it came from no message."""
    return await tx.fetchrow("select * from order_reading where draft_id = $1", draft_id)
