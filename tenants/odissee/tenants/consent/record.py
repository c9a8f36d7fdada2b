"""Noting what a person said; taking a line back adds one, it removes none."""

from datetime import datetime
from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.journal import Entry, NothingToUndo, record, reversible
from odissee.platform.live import tell
from odissee.tenants.consent.queries import FAMILY

INSERT = """insert into consent (id, contact_id, channel, purpose, answer, source, wording, by_name, at, created_by)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"""
NEWEST = f"""{FAMILY}
select n.id, n.answer from consent n join family f on f.id = n.contact_id
 where n.channel = $2 and n.purpose = $3 order by n.at desc, n.id desc limit 1"""  # noqa: S608 - constants


async def record_consent(
    tx: TenantTransaction, contact_id: UUID, channel: str, purpose: str, answer: str, *,
    source: str, wording: str = "", at: datetime | None = None,
) -> Entry:  # fmt: skip
    """Add one line: who noted it is the person of this transaction, or the contact themself behind a link."""
    before = await tx.fetchrow(NEWEST, [contact_id], channel, purpose)
    id, actor = new_id(), tx.state.get("actor")
    name = actor.name if actor else str(tx.state.get("actor_name", "le contact"))
    await tx.execute(
        INSERT, id, contact_id, channel, purpose, answer, source, wording, name, at or clock.now(),
        actor.membership_id if actor else None,
    )  # fmt: skip
    tell(tx, "contact", contact_id)
    said = {"channel": channel, "purpose": purpose}
    return record(
        tx, "contact", contact_id, "contact.consent",
        before=said | {"answer": before["answer"] if before else "none"},
        after=said | {"answer": answer, "source": source, "line": str(id)},
    )  # fmt: skip


@reversible("contact.consent", "contact.edit")
async def take_back(tx: TenantTransaction, entry: Any) -> None:
    """What was said before counts again, as long as nothing newer was noted."""
    after, contact_id = entry["after"], entry["subject_id"]
    newest = await tx.fetchrow(NEWEST, [contact_id], after["channel"], after["purpose"])
    if newest is None or str(newest["id"]) != after["line"]:
        raise NothingToUndo
    await tx.execute(
        INSERT, new_id(), contact_id, after["channel"], after["purpose"], entry["before"]["answer"], "undo", "",
        tx.state["actor"].name, clock.now(), tx.state["actor"].membership_id,
    )  # fmt: skip
    tell(tx, "contact", contact_id)
