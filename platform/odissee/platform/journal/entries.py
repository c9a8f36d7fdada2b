"""Entries: appended, never changed."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction, new_id


@dataclass(frozen=True, slots=True)
class Entry:
    """One act on one subject. `before` and `after` hold only what changed, as JSON values."""

    subject_kind: str
    subject_id: UUID
    verb: str
    before: Any = None
    after: Any = None
    dossier_id: UUID | None = None
    undoes: UUID | None = None
    id: UUID = field(default_factory=new_id)


def record(
    tx: TenantTransaction,
    subject_kind: str,
    subject_id: UUID,
    verb: str,
    *,
    before: Any = None,
    after: Any = None,
    dossier_id: UUID | None = None,
    undoes: UUID | None = None,
) -> Entry:
    """Keep an entry for the COMMIT of this transaction; returns it (its id is what undo takes)."""
    entry = Entry(subject_kind, subject_id, verb, before, after, dossier_id, undoes)
    pending: list[Entry] = tx.state.setdefault("journal", [])
    if not pending:
        tx.before_commit.append(lambda: _write(tx))
    pending.append(entry)
    return entry


async def _write(tx: TenantTransaction) -> None:
    entries: list[Entry] = tx.state.pop("journal")
    last = await tx.fetchval(
        """insert into journal_head (tenant_id, seq) values ($1, $2)
           on conflict (tenant_id) do update set seq = journal_head.seq + $2 returning seq""",
        tx.tenant,
        len(entries),
    )
    first = last - len(entries) + 1
    await tx.executemany(
        """insert into journal_entry (seq, id, at, actor_id, actor_name, via, request_id, subject_kind,
             subject_id, dossier_id, verb, before, after, undoes)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)""",
        [(first + n, *_values(tx, entry)) for n, entry in enumerate(entries)],
    )


def _values(tx: TenantTransaction, e: Entry) -> tuple[Any, ...]:
    actor = tx.state.get("actor")
    who = (actor.membership_id, actor.name) if actor else (None, tx.state.get("actor_name", "Odissée"))
    return (
        e.id, clock.now(), *who, tx.state.get("via", "automatique"), tx.state.get("request_id"),
        e.subject_kind, e.subject_id, e.dossier_id, e.verb, e.before, e.after, e.undoes,
    )  # fmt: skip
