"""Planted bugs, switched on in a child process by name: each is a mistake that somebody could make."""

import asyncio
import sys
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from odissee.platform.db import db, new_id
from odissee.platform.jobs import HANDLERS, claim, inbox, relay
from odissee.platform.journal import entries
from odissee.platform.web import doorway

PLANTED: dict[str, Callable[[], None]] = {}
WIDE = 0.4
"""Seconds that a bug leaves its window open, so that a kill falls into it often."""


def plant(names: str) -> None:
    """Several at once are given with « + » between them."""
    for name in filter(None, names.split("+")):
        PLANTED[name]()


def mutant(plan: Callable[[], None]) -> Callable[[], None]:
    PLANTED[plan.__name__] = plan
    return plan


@mutant
def key_not_kept() -> None:
    """The row that says that a key has served is not read."""

    async def never(*_: Any, **__: Any) -> None:
        return None

    inbox.once = never


@mutant
def answer_before_commit() -> None:
    """The answer leaves before COMMIT."""

    def settling(tx: Any, send: Any) -> Any:
        async def settle(message: Any) -> None:
            await send(message)
            if message["type"] == "http.response.body" and not message.get("more_body") and not tx._committed:
                await asyncio.sleep(WIDE)
                await tx.commit()

        return settle

    doorway._settling = settling


@mutant
def job_after_commit() -> None:
    """A job is written by a transaction of its own, after that of the act."""
    from odissee.tenants.quotes import send
    from tests.faults import essai

    async def later(tx: Any, kind: str, payload: Any, dedup_key: str, not_before: Any = None) -> Any:
        async def write() -> None:
            await asyncio.sleep(WIDE)
            async with db.apart(tx.tenant) as other:
                await other.execute(
                    "insert into job (id, kind, payload, dedup_key) values ($1, $2, $3, $4) on conflict do nothing",
                    new_id(), kind, payload, dedup_key,
                )  # fmt: skip

        tx.after_commit.append(write)
        return new_id()

    for module in (send, essai):
        vars(module)["enqueue"] = later


@mutant
def wrong_company() -> None:
    """The relay forgets whose job it is."""
    real = relay.publish_due

    async def publish_due(connection: Any, publish: Any) -> int:
        async def elsewhere(tenant: str, job: str) -> None:
            await publish(str(new_id()), job)

        return await real(connection, elsewhere)

    relay.publish_due = publish_due


@mutant
def endless_lease() -> None:
    """A claimed job is never given to another worker."""
    claim.LEASE = timedelta(days=1)


@mutant
def effect_outside() -> None:
    """The effect commits by itself, the job is marked afterwards."""
    real = claim._effect

    async def effect(claimed: Any, me: Any) -> None:
        if claimed.kind != "essai.compte":
            await real(claimed, me)
            return
        async with db.tenant(claimed.tenant_id) as tx:
            await HANDLERS[claimed.kind](tx, claimed)
        await asyncio.sleep(WIDE)
        async with db.tenant(claimed.tenant_id) as tx:
            await tx.execute("update job set state = 'done', lease_until = null where id = $1", claimed.id)

    claim._effect = effect


@mutant
def done_before_effect() -> None:
    """The job is marked done, then its effect is tried."""
    real = claim._effect

    async def effect(claimed: Any, me: Any) -> None:
        if claimed.kind != "essai.compte":
            await real(claimed, me)
            return
        async with db.tenant(claimed.tenant_id) as tx:
            await tx.execute("update job set state = 'done', lease_until = null where id = $1", claimed.id)
        await asyncio.sleep(WIDE)
        async with db.tenant(claimed.tenant_id) as tx:
            await HANDLERS[claimed.kind](tx, claimed)

    claim._effect = effect


@mutant
def mail_without_key() -> None:
    """Each try writes another mail: its key is made of chance."""
    from odissee.platform import mail

    real = mail.write_mail

    async def twice(tx: Any, key: str, **words: Any) -> Any:
        await real(tx, key, **words | {"dedup_key": f"{words['dedup_key']}:{new_id()}"})
        return await real(tx, key, **words)

    for name, module in list(sys.modules.items()):
        if name.startswith("odissee.tenants.quotes") and vars(module).get("write_mail") is real:
            vars(module)["write_mail"] = twice
    mail.write_mail = twice  # for modules that are not imported yet


@mutant
def numbers_of_a_sequence() -> None:
    """The journal takes its numbers where a lost transaction leaves a gap."""
    real = entries._write

    async def write(tx: Any) -> None:
        async with db.apart(tx.tenant) as other:
            await other.execute("insert into journal_head (tenant_id, seq) values ($1, 1) on conflict (tenant_id) do update set seq = journal_head.seq + 1", tx.tenant)  # fmt: skip
        await real(tx)

    entries._write = write


@mutant
def refused_for_good_tried_again() -> None:
    """What can never succeed comes back."""
    from tests.faults import essai

    essai.Never.permanent = False


@mutant
def lost_message_never_sent_again() -> None:
    """A published job whose message was lost with NATS is not published a second time."""
    relay.AGAIN = "1 day"
    real = relay.publish_due

    async def publish_due(connection: Any, publish: Any) -> int:
        async def lossy(tenant: str, job: str) -> None:
            if int(job[-1], 16) % 4:
                await publish(tenant, job)

        return await real(connection, lossy)

    relay.publish_due = publish_due
