"""The rows of one page, by keyset: neither skipped nor repeated while colleagues change them."""

import base64
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.platform.rights import Actor
from odissee.platform.search import find_ids
from odissee.tenants.dossiers.listing.filters import Filters
from odissee.tenants.dossiers.visible import SEEN, sight

PAGE = 50
SEARCHED = 500
"""A search narrows the list to this many best matches."""
PLACES = {
    "": "d.archived_at is null and d.trashed_at is null",
    "archives": "d.archived_at is not null and d.trashed_at is null",
    "corbeille": "d.trashed_at is not null",
}
"""The list, the archives (LIST-30) and the bin (LIST-31): a dossier is in one of them."""
MATCHING = f"""{SEEN}
  and ($5 = '' or d.nature = $5) and ($6::uuid is null or d.technician_id = $6) and ($7 = '' or d.origin = $7)
  and ($8 = '' or (d.created_at >= ($8 || '-01')::date::timestamp at time zone $9
                   and d.created_at < (($8 || '-01')::date + interval '1 month') at time zone $9))
  and ($10 = '' or d.invoice_state = $10) and ($11::uuid[] is null or d.id = any($11))"""
COLUMNS = """d.id, d.number, d.internal_ref, d.status, d.urgent_at, d.owner_name, d.prescriber_name, d.city,
  d.created_at, d.appointment_at, d.active_at, d.archived_at, d.trashed_at, d.amount_cents, d.invoiced_cents, d.quote_state, d.report_state,
  d.downloads, d.invoice_state, d.instalments_paid, d.instalments_total, s.initials, s.colour,
  s.first_name || ' ' || s.last_name as technician"""


@dataclass(frozen=True, slots=True)
class Sort:
    """An order of the list: its key, always after the star and before the id; `down` is newest or highest first."""

    key: str
    kind: str
    down: bool = True


SORTS = {
    "": Sort("d.active_at", "timestamptz"),
    "numero": Sort("d.number", "bigint"),
    "creation": Sort("d.created_at", "timestamptz"),
    "rdv": Sort("coalesce(d.appointment_at, 'infinity')", "timestamptz", down=False),
    "montant": Sort("d.amount_cents", "bigint"),
    "proprietaire": Sort("d.owner_name", "text", down=False),
    "ville": Sort("d.city", "text", down=False),
}


def _statement(sort: Sort, place: str, *, by_status: bool) -> str:
    """Constant SQL for one order: the starred first, then the key, then the id."""
    direction, sign = ("desc", "<") if sort.down else ("asc", ">")
    status = "and d.status = $12" if by_status else "and $12 = ''"
    return f"""
select {COLUMNS}, {sort.key} as sort_key
  from dossier d left join staff_member s on s.id = d.technician_id
 where {MATCHING} and {PLACES[place]} {status}
   and ($13::boolean is null or (d.urgent_at is null) > $13
        or ((d.urgent_at is null) = $13 and ({sort.key}, d.id) {sign} ($14::{sort.kind}, $15::uuid)))
 order by (d.urgent_at is null), {sort.key} {direction}, d.id {direction} limit {PAGE + 1}"""  # noqa: S608 - constants


STATEMENTS = {
    (name, place, by_status): _statement(sort, place, by_status=by_status)
    for name, sort in SORTS.items()
    for place in PLACES
    for by_status in (True, False)
}
COUNTERS = {
    place: f"""select d.status, count(*) as n, sum(d.amount_cents)::bigint as cents from dossier d
  where {MATCHING} and {where} group by d.status"""  # noqa: S608 - constants
    for place, where in PLACES.items()
}
ALL = {
    (place, by_status): f"""select d.id from dossier d
  where {MATCHING} and {where} and {"d.status = $12" if by_status else "$12 = ''"}
  order by (d.urgent_at is null), d.active_at desc, d.id desc limit $13"""  # noqa: S608 - constants
    for place, where in PLACES.items()
    for by_status in (True, False)
}


async def parameters(tx: TenantTransaction, actor: Actor, filters: Filters, zone: str) -> list[Any]:
    """The eleven values of `MATCHING`; a search is resolved to ids first."""
    found = await find_ids(tx, filters.query, ("dossier",), SEARCHED) if filters.query else None
    return [
        *sight(actor), filters.nature, filters.technician, filters.origin, filters.month, zone,
        filters.invoicing, found,
    ]  # fmt: skip


async def page(tx: TenantTransaction, values: list[Any], filters: Filters) -> tuple[list[Any], str]:
    """At most `PAGE` rows, and the cursor of the next page (empty at the end)."""
    name = filters.sort if filters.sort in SORTS else ""
    statement = STATEMENTS[name, filters.place, bool(filters.status)]
    rows = await tx.fetch(statement, *values, filters.status, *_cursor(filters.after, SORTS[name].kind))
    shown = rows[:PAGE]
    return shown, (_encode(shown[-1]) if len(rows) > PAGE else "")


async def counters(tx: TenantTransaction, values: list[Any], place: str = "") -> dict[str, tuple[int, int]]:
    """Status → (how many, their amounts in cents) under the other filters."""
    return {row["status"]: (row["n"], row["cents"] or 0) for row in await tx.fetch(COUNTERS[place], *values)}


async def all_ids(tx: TenantTransaction, values: list[Any], filters: Filters, most: int) -> list[UUID]:
    """Every dossier under the filters, all pages together, at most `most`."""
    rows = await tx.fetch(ALL[filters.place, bool(filters.status)], *values, filters.status, most)
    return [row["id"] for row in rows]


def _encode(row: Any) -> str:
    key = row["sort_key"]
    parts = [row["urgent_at"] is None, key.isoformat() if isinstance(key, datetime) else key, str(row["id"])]
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


def _cursor(text: str, kind: str) -> tuple[Any, Any, Any]:
    """An unreadable cursor is the top of the list."""
    try:
        calm, key, id = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        return bool(calm), _typed(key, kind), UUID(id)
    except (ValueError, TypeError):
        return None, None, None


def _typed(key: Any, kind: str) -> Any:
    if kind == "timestamptz":
        return datetime.fromisoformat(key)
    return int(key) if kind == "bigint" else str(key)
