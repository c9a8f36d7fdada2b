import hashlib
import json
from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction, new_id

GENESIS = "0" * 64
INSERT = """
insert into evidence_record (id, chain_id, number, kind, body, previous_hash, hash, at)
values ($1, $2, $3, $4, $5, $6, $7, $8) returning *"""


async def append(tx: TenantTransaction, chain_id: UUID, kind: str, facts: dict[str, Any]) -> Any:
    """Add one record at the end of a chain; returns its row. `facts` are JSON values, kept as they are."""
    await tx.execute("select pg_advisory_xact_lock(hashtextextended($1, 0))", f"evidence:{chain_id}")
    last = await tx.fetchrow(
        "select number, hash from evidence_record where chain_id = $1 order by number desc limit 1", chain_id
    )
    number, previous = (last["number"] + 1, last["hash"]) if last else (1, GENESIS)
    now = clock.now()
    body = {"facts": facts, "kind": kind, "number": number, "chain": str(chain_id), "at": now.isoformat()}
    return await tx.fetchrow(
        INSERT, new_id(), chain_id, number, kind, body, previous, link_hash(previous, body), now
    )


def canonical(body: dict[str, Any]) -> str:
    """The one way to write a record as text: what is hashed."""
    return json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def link_hash(previous: str, body: dict[str, Any]) -> str:
    """SHA-256, in hexadecimal, of the previous hash and of the record."""
    return hashlib.sha256(f"{previous}\n{canonical(body)}".encode()).hexdigest()


async def records_of(tx: TenantTransaction, chain_id: UUID) -> list[Any]:
    """The whole chain, oldest first."""
    return await tx.fetch("select * from evidence_record where chain_id = $1 order by number", chain_id)


async def broken_links(tx: TenantTransaction, chain_id: UUID) -> list[int]:
    """Numbers of the records that are not what they were, or do not follow; [] for a sound chain."""
    wrong, previous, expected = [], GENESIS, 1
    for row in await records_of(tx, chain_id):
        told = row["body"]["number"] == row["number"] == expected and row["body"]["chain"] == str(chain_id)
        if not told or row["previous_hash"] != previous or row["hash"] != link_hash(previous, row["body"]):
            wrong.append(row["number"])
        previous, expected = row["hash"], row["number"] + 1
    return wrong
