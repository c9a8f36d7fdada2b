"""The chain of answers of a company: each holds the hash of the one before, so that none can be slipped in."""

import hashlib
import json
from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction, new_id

GENESIS = "0" * 64
INSERT = """
insert into quote_answer (id, quote_version_id, kind, by_hand, name, role, place, reason, message, callback, boxes,
  channel, evidence, number, previous_hash, hash, answered_at, example)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) returning *"""
LAST = "select number, hash from quote_answer where example = $1 order by number desc limit 1"
OF_EXAMPLE = """
select exists (select from quote_version v join quote q on q.id = v.quote_id join example_row e on e.id = q.dossier_id
                where v.id = $1)"""


async def append_answer(tx: TenantTransaction, version_id: UUID, kind: str, facts: dict[str, Any]) -> Any:
    """Append one answer at the end of the company's chain, or of its examples' own; returns its row.

    `facts`: name, role, place, reason, message, callback, boxes, channel, by_hand, evidence (JSON values).
    """
    await tx.execute("select pg_advisory_xact_lock(hashtextextended($1, 0))", f"evidence:{tx.tenant}")
    example = await tx.fetchval(OF_EXAMPLE, version_id)
    last = await tx.fetchrow(LAST, example)
    number, previous = (last["number"] + 1, last["hash"]) if last else (1, GENESIS)
    now = clock.now()
    evidence = facts["evidence"] | {"number": f"P-{number:06d}", "previous": previous, "at": now.isoformat()}
    body = {**facts, "evidence": evidence, "version": str(version_id), "kind": kind}
    return await tx.fetchrow(
        INSERT, new_id(), version_id, kind, facts["by_hand"], facts["name"], facts["role"], facts["place"],
        facts["reason"], facts["message"], facts["callback"], facts["boxes"], facts["channel"], evidence, number,
        previous, chain_hash(previous, body), now, example,
    )  # fmt: skip


def chain_hash(previous: str, body: dict[str, Any]) -> str:
    """SHA-256 of the previous hash and of the canonical JSON of the answer."""
    canonical = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(f"{previous}\n{canonical}".encode()).hexdigest()


def body_of(row: Any) -> dict[str, Any]:
    """What was hashed, from a stored row: for whoever checks the chain."""
    names = (
        "name",
        "role",
        "place",
        "reason",
        "message",
        "callback",
        "boxes",
        "channel",
        "by_hand",
        "evidence",
    )
    return {name: row[name] for name in names} | {
        "version": str(row["quote_version_id"]),
        "kind": row["kind"],
    }


async def broken_links(tx: TenantTransaction) -> list[int]:
    """Numbers of the answers whose hash or predecessor is not what it was; [] for sound chains."""
    chains: tuple[list[Any], list[Any]] = ([], [])
    for row in await tx.fetch("select * from quote_answer order by number"):
        chains[row["example"]].append(row)
    return [number for chain in chains for number in _broken(chain)]


def _broken(rows: list[Any]) -> list[int]:
    wrong, previous, expected = [], GENESIS, 1
    for row in rows:
        sound = row["number"] == expected and row["previous_hash"] == previous
        if not sound or row["hash"] != chain_hash(previous, body_of(row)):
            wrong.append(row["number"])
        previous, expected = row["hash"], row["number"] + 1
    return wrong
