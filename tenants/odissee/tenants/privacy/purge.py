"""What the retention rules take away each night: each rule is one act that says how many."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from odissee.platform import clock
from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.errors import Conflict
from odissee.platform.files import discard_after_commit
from odissee.platform.journal import record
from odissee.tenants.privacy.erase import erase
from odissee.tenants.privacy.rules import Kept, retention_of

Act = Callable[[TenantTransaction, datetime], Awaitable[int]]
A_NIGHT = 100
"""Contacts erased in one night at most: the rest waits for the next."""
LAST_SIGN = """greatest(c.created_at, c.updated_at,
    (select max(d.active_at) from dossier_contact k join dossier d on d.id = k.dossier_id where k.contact_id = c.id),
    (select max(m.created_at) from sent_mail m where m.contact_id = c.id),
    (select max(s.created_at) from sent_sms s where s.contact_id = c.id),
    (select max(p.at) from phone_call p where p.contact_id = c.id),
    (select max(o.at) from consent o where o.contact_id = c.id and o.answer = 'given'),
    (select max(x.last_seen_at) from membership b join session x on x.membership_id = b.id where b.contact_id = c.id))"""
QUIET = f"""
select c.id from contact c
 where c.merged_into is null and c.restricted_at is null and {LAST_SIGN} < $1
   and not exists (select from contact s where s.parent_id = c.id)
   and not exists (select from dossier_contact k join dossier d on d.id = k.dossier_id
                    where k.contact_id = c.id and (d.status = 'finalized' or d.quote_state = 'accepted' or d.invoice_state <> 'none'))"""  # noqa: S608 - constants
QUOTED = "exists (select from quote_version v where v.requester_contact_id = c.id)"
PROSPECTS = f"{QUIET} and not {QUOTED} order by c.id"
REFUSED = f"{QUIET} and {QUOTED} order by c.id"
OLD_REPORTS = """select count(*) from dossier d where d.status = 'finalized' and d.active_at < $1
  and exists (select from document x where x.dossier_id = d.id and x.section = 'report')"""
OLD_INVOICES = "select count(*) from dossier where invoice_state <> 'none' and active_at < $1"
RUN = "insert into purge_run (id, day, lines) values ($1, $2, $3) on conflict (tenant_id, day) do nothing returning id"


async def purge(tx: TenantTransaction) -> list[dict[str, Any]]:
    """Every rule once, in one transaction; the report of the day is kept. A second time the same day does nothing."""
    zone: Any = await tx.fetchval("select time_zone from tenant where id = $1", tx.tenant)
    day = clock.today(zone)
    if await tx.fetchval("select id from purge_run where day = $1", day) is not None:
        return []
    kept = (await retention_of(tx)).rules.values()
    lines = [await _line(tx, one) for one in kept] + [await _codes(tx)]
    await tx.execute(RUN, new_id(), day, lines)
    if any(line["done"] and line["count"] for line in lines):
        record(tx, "setting", tx.tenant, "retention.purged", after={"lines": lines})
    return lines


async def _line(tx: TenantTransaction, kept: Kept) -> dict[str, Any]:
    """One rule: done, or only counted when it is left to a person."""
    before = kept.before(clock.now())
    counting, doing = ACTS[kept.rule.key]
    done = kept.on and doing is not None
    count = await doing(tx, before) if done and doing is not None else await counting(tx, before)
    return {"rule": kept.rule.key, "months": kept.months, "before": before.isoformat(), "count": count, "done": done}  # fmt: skip


async def _codes(tx: TenantTransaction) -> dict[str, Any]:
    """Codes of six digits live a day: no company changes that."""
    now = clock.now()
    rows = await tx.fetch(
        "delete from one_time_code where expires_at < $1::timestamptz - interval '1 day' returning id", now
    )
    return {"rule": "codes", "months": 0, "before": now.isoformat(), "count": len(rows), "done": True}


def _erasing(sql: str) -> tuple[Act, Act]:
    async def counted(tx: TenantTransaction, before: datetime) -> int:
        return len(await tx.fetch(sql, before))

    async def erased(tx: TenantTransaction, before: datetime) -> int:
        gone = 0
        for row in (await tx.fetch(sql, before))[:A_NIGHT]:
            try:
                await erase(tx, row["id"], automatic=True)
                gone += 1
            except Conflict:
                continue
        return gone

    return counted, erased


def _deleting(count: str, *acts: str) -> tuple[Act, Act]:
    async def counted(tx: TenantTransaction, before: datetime) -> int:
        return int(await tx.fetchval(count, before))

    async def deleted(tx: TenantTransaction, before: datetime) -> int:
        return sum([len(await tx.fetch(act, before)) for act in acts])

    return counted, deleted


def _only_told(count: str) -> tuple[Act, None]:
    return _deleting(count)[0], None


async def _forget_words(tx: TenantTransaction, before: datetime) -> int:
    return int(await tx.fetchval("select words_forgotten($1)", before))


async def _forget_certificates(tx: TenantTransaction, before: datetime) -> int:
    rows = await tx.fetch(
        "update erasure e set name = '', file_id = null from erasure o left join stored_file f on f.id = o.file_id "
        "where e.id = o.id and e.at < $1 and e.name <> '' returning o.file_id, f.sha256", before
    )  # fmt: skip
    for row in rows:
        if row["file_id"] is not None:
            await _drop(tx, row["file_id"], row["sha256"])
    return len(rows)


async def _drop(tx: TenantTransaction, file_id: Any, digest: str) -> None:
    await tx.execute("delete from stored_file where id = $1", file_id)
    if not await tx.fetchval("select exists (select from stored_file where sha256 = $1)", digest):
        discard_after_commit(tx, [digest])


ACTS: dict[str, tuple[Act, Act | None]] = {
    "prospects": _erasing(PROSPECTS),
    "quotes": _erasing(REFUSED),
    "messages": (
        _deleting("select count(*) from sent_mail where created_at < $1 and text_body <> ''")[0],
        _forget_words,
    ),
    "connections": _deleting(
        "select count(*) from session where coalesce(revoked_at, expires_at) < $1",
        "delete from session where coalesce(revoked_at, expires_at) < $1 returning id",
        "delete from known_device where first_seen_at < $1 returning membership_id",
    ),
    "leads": _deleting(
        "select count(*) from lead where received_at < $1 and ip <> ''",
        "update lead set ip = '', page = '' where received_at < $1 and (ip <> '' or page <> '') returning id",
    ),
    "calls": _deleting(
        "select count(*) from phone_call where at < $1", "delete from phone_call where at < $1 returning id"
    ),
    "readings": _deleting(
        "select count(*) from order_reading where created_at < $1",
        "delete from order_reading where created_at < $1 returning id",
    ),
    "links": _deleting(
        "select count(*) from capability where expires_at < $1",
        "delete from capability where expires_at < $1 returning id",
    ),
    "certificates": (
        _deleting("select count(*) from erasure where at < $1 and name <> ''")[0],
        _forget_certificates,
    ),
    "reports": _only_told(OLD_REPORTS),
    "invoices": _only_told(OLD_INVOICES),
}
"""Rule → (how many are concerned, the act or None)."""
