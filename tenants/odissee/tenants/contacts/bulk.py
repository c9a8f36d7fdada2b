"""Thousands of contacts written at once, with their search rows and their history: what an import needs."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.journal import record
from odissee.platform.search import forget_many, index_many
from odissee.tenants.contacts.indexing import ON_CONTACT_CHANGED, searchable
from odissee.tenants.contacts.searchable import name_key, searchable_text
from odissee.tenants.contacts.tables import Contact

MADE = (
    "type", "kind", "civility", "first_name", "last_name", "person_name", "email", "phone", "mobile", "phone_typed",
    "mobile_typed", "address", "complement", "postcode", "city", "insee", "siren", "siret", "vat_number", "iban",
    "website", "rcs", "client_ref", "parent_id", "network_id", "discount_bp", "discount_comment",
    "never_lock_reports", "notify_on_appointment", "note",
)  # fmt: skip
"""The columns that a bulk writing may fill."""
COMPARED = tuple(name for name in MADE if name not in ("phone_typed", "mobile_typed"))
READ = ", ".join(MADE)
BATCH = 500
STORED = f"""select id, {READ}, name_key from contact
              where trashed_at is null and merged_into is null order by id"""  # noqa: S608 - constants
SOME = f"select id, {READ} from contact where id = any($1) order by id"  # noqa: S608 - constants
OUT = """update contact set trashed_at = $2 where id = any($1) and trashed_at is null and merged_into is null
           and not exists (select from dossier_contact k where k.contact_id = contact.id)
           and not exists (select from membership m where m.contact_id = contact.id)
           and not exists (select from journal_entry j
                            where j.subject_id = contact.id and j.verb not in ('contact.imported', 'contact.completed'))
         returning id"""


@dataclass(slots=True)
class BulkLine:
    """One contact to create (`before` is None) or to change; `values` are columns of `MADE`."""

    id: UUID
    values: dict[str, Any]
    before: dict[str, Any] | None = None
    row: dict[str, Any] = field(default_factory=dict)
    """Every column as it will stand, for the search rows."""


async def stored_contacts(tx: TenantTransaction) -> list[dict[str, Any]]:
    """The whole book, with the columns that an import compares."""
    return [dict(row) for row in await tx.fetch(STORED)]


async def write_many(
    tx: TenantTransaction, lines: Sequence[BulkLine], source: str, done: Callable[[int], Awaitable[None]]
) -> None:
    """Write them in this transaction; `source` is the file that the history names, `done` hears of the progress."""
    for start in range(0, len(lines), BATCH):
        batch = lines[start : start + BATCH]
        await _write(tx, batch)
        for line in batch:
            verb = "contact.imported" if line.before is None else "contact.completed"
            after = {"source": source} | ({} if line.before is None else _plain(line.values))
            record(tx, "contact", line.id, verb, before=line.before and _plain(line.before), after=after)
        await done(start + len(batch))


async def _write(tx: TenantTransaction, batch: Sequence[BulkLine]) -> None:
    now, made = clock.now(), [line for line in batch if line.before is None]
    if made:
        await Contact.insert(*[_contact(line, now) for line in made])
    for line in batch:
        if line.before is not None:
            await _change(line, now)
    await index_many(tx, [searchable(_whole(line)) for line in batch])
    for line in batch:
        if line.before is not None:
            for told in ON_CONTACT_CHANGED:
                await told(tx, line.id)


def _whole(line: BulkLine) -> dict[str, Any]:
    return dict.fromkeys(MADE, "") | line.row | line.values | {"id": line.id}


def _contact(line: BulkLine, now: Any) -> Contact:
    contact = Contact(id=line.id, **line.values)
    contact.folded = searchable_text(contact)
    contact.name_key = name_key(contact.first_name, contact.last_name)
    contact.updated_at = now
    return contact


async def _change(line: BulkLine, now: Any) -> None:
    whole = Contact(
        **{name: value for name, value in _whole(line).items() if value != "" and name in (*MADE, "id")}
    )
    values = {
        **line.values, "folded": searchable_text(whole), "updated_at": now,
        "name_key": name_key(whole.first_name, whole.last_name),
    }  # fmt: skip
    await Contact.update({getattr(Contact, name): value for name, value in values.items()}).where(
        Contact.id == line.id
    )


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {name: str(value) if isinstance(value, UUID) else value for name, value in values.items()}


async def take_out_many(tx: TenantTransaction, ids: Sequence[UUID]) -> int:
    """Bin the imported contacts that nobody has touched since and that stand on no dossier; returns how many."""
    rows = await tx.fetch(OUT, list(ids), clock.now())
    await forget_many(tx, [row["id"] for row in rows])
    return len(rows)


async def put_back_many(
    tx: TenantTransaction, changes: Sequence[tuple[UUID, dict[str, Any], dict[str, Any]]]
) -> int:
    """Columns as they were `before`, where they still hold what came `after`; returns how many contacts changed."""
    known = {row["id"]: dict(row) for row in await tx.fetch(SOME, [id for id, _, _ in changes])}
    lines = []
    for id, before, after in changes:
        now = known.get(id)
        values = {name: _typed(name, value) for name, value in before.items()
                  if now is not None and _plain({name: now[name]})[name] == after.get(name)}  # fmt: skip
        if now is not None and values:
            lines.append(BulkLine(id, values, {name: now[name] for name in values}, {**now, **values}))
    for start in range(0, len(lines), BATCH):
        await _write(tx, lines[start : start + BATCH])
    return len(lines)


def _typed(name: str, value: Any) -> Any:
    return UUID(value) if name in ("parent_id", "network_id") and value else value
