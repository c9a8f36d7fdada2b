"""Support access: the company consents until a date, an operator reads until then, everything is journalled."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.errors import Forbidden, Gone
from odissee.platform.identity import capability, open_session
from odissee.platform.identity.operators import Operator
from odissee.platform.journal import Entry, record
from odissee.tenants.console.acting import signature

SCOPE = "support.enter"
LINK_LIFE = timedelta(minutes=2)
LONGEST_VISIT = timedelta(hours=2)


class NoConsent(Forbidden):
    """The company has not opened its door, or its consent has ended."""

    title = "Cette société n’a pas ouvert d’accès à l’assistance. Demandez-lui de le faire dans Paramètres, Assistance."


async def consent_open(tx: TenantTransaction) -> datetime | None:
    """Until when the company of `tx` lets support in; None when it does not."""
    until: datetime | None = await tx.fetchval(
        "select max(until) from support_consent where revoked_at is null and until > $1", clock.now()
    )
    return until


async def give_consent(tx: TenantTransaction, until: datetime, reason: str) -> Entry:
    """Open the door until then."""
    actor, id = tx.state.get("actor"), new_id()
    await tx.execute(
        "insert into support_consent (id, until, reason, created_by) values ($1, $2, $3, $4)",
        id, until, reason, actor.membership_id if actor else None,
    )  # fmt: skip
    return record(tx, "support", id, "support.allowed", after={"until": until.isoformat(), "reason": reason})


async def end_consent(tx: TenantTransaction) -> Entry:
    """Shut the door: links and visits under way end at once."""
    now = clock.now()
    await tx.execute(
        "update support_consent set revoked_at = $1 where revoked_at is null and until > $1", now
    )
    visits = await tx.fetch(
        "update membership set revoked_at = $1 where kind = 'support' and revoked_at is null returning id",
        now,
    )
    for visit in visits:
        await capability.revoke(tx, SCOPE, visit["id"])
    await tx.execute(
        """update session set revoked_at = $1 where revoked_at is null
              and membership_id in (select id from membership where kind = 'support')""",
        now,
    )
    return record(tx, "support", tx.tenant, "support.ended", after={"visits": len(visits)})


async def ask_in(tx: TenantTransaction, operator: Operator) -> str:
    """A link of two minutes into the company, used once; raises `NoConsent`."""
    if await consent_open(tx) is None:
        raise NoConsent
    id = new_id()
    await tx.execute(
        """insert into membership (id, kind, display_name, initials, profiles, created_by)
           values ($1, 'support', $2, 'OD', '{admin}', $3)""",
        id, signature(operator), operator.id,
    )  # fmt: skip
    record(tx, "support", id, "support.asked")
    return await capability.grant(tx, SCOPE, id, None, None, clock.now() + LINK_LIFE)


async def enter(tx: TenantTransaction, token: str, ip: str, agent: str) -> str:
    """Consume the link and open a session that reads, two hours at most and never past the consent."""
    link = await capability.use(tx, token, SCOPE)
    visit = await _visit(tx, link.subject_id)
    until = await consent_open(tx)
    if until is None or visit is None:
        raise Gone
    session = await open_session(tx, visit["id"], ip, agent)
    end = min(until, clock.now() + LONGEST_VISIT)
    await tx.execute(
        """update session set expires_at = $2, fresh_until = null where membership_id = $1 and revoked_at is null""",
        visit["id"], end,
    )  # fmt: skip
    tx.state["actor_name"] = visit["display_name"]
    record(tx, "support", visit["id"], "support.entered", after={"until": end.isoformat()})
    return session


async def _visit(tx: TenantTransaction, id: UUID) -> Any:
    return await tx.fetchrow(
        "select id, display_name from membership where id = $1 and kind = 'support' and revoked_at is null",
        id,
    )


HISTORY = """select c.until, c.reason, c.revoked_at, c.created_at, m.display_name as author
               from support_consent c left join membership m on m.id = c.created_by
              order by c.created_at desc limit 20"""
VISITS = """select m.display_name as name, s.created_at, s.expires_at, s.revoked_at, s.ip,
                   (select count(*) from journal_entry j where j.subject_id = m.id and j.verb = 'support.read') as pages
              from session s join membership m on m.id = s.membership_id where m.kind = 'support'
             order by s.created_at desc limit 20"""
