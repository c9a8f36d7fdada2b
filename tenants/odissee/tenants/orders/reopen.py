"""« Reprendre la commande » (CREA-03): the dossier as it stands becomes a draft again."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.platform.french import numeric_date, to_local
from odissee.platform.rights import Actor
from odissee.tenants.dossiers import people_of, seen_dossier
from odissee.tenants.orders.compute import compute
from odissee.tenants.orders.draft import draft_of, insert
from odissee.tenants.orders.fields import MATCH
from odissee.tenants.orders.modes import MODES
from odissee.tenants.orders.sheet import sheet_of
from odissee.tenants.orders.visit import PLACED
from odissee.tenants.properties import annexes_of, property_of

OPEN = "select id, version from order_draft where dossier_id = $1 and closed_at is null"
AGAIN = "update order_draft set data = $2, stamps = '{}' where id = $1"
TEXTS = (
    "type", "address", "complement", "postcode", "city", "surface", "rooms", "built_year", "permit_on", "floor",
    "door", "lot", "parcel", "access_notes", *MATCH,
)  # fmt: skip
ALSO = {"prescriber": "requester_is_prescriber", "owner": "requester_is_owner",
        "occupant": "requester_occupies", "payer": "requester_pays"}  # fmt: skip


async def reopen(tx: TenantTransaction, actor: Actor, dossier_id: UUID) -> UUID:
    """The open draft of a dossier, whoever began it, or a new one filled from its rows."""
    dossier = await seen_dossier(tx, actor, dossier_id)
    found = await tx.fetchrow(OPEN, dossier_id)
    if found is not None and found["version"] > 1:
        return UUID(str(found["id"]))
    data = await typed_again(tx, dossier)
    if found is None:
        mode = dossier["mode"] if dossier["mode"] in MODES else "ddt"
        draft_id = await insert(tx, actor, mode, data, dossier_id)
    else:  # nobody has typed in it yet: the dossier may have changed since
        draft_id = UUID(str(found["id"]))
        await tx.execute(AGAIN, draft_id, data)
    await keep_ticks(tx, actor, draft_id, dossier_id)
    return draft_id


async def typed_again(tx: TenantTransaction, dossier: Any) -> dict[str, str]:
    sheet = await sheet_of(tx, dossier["id"])
    data: dict[str, str] = dict(sheet["data"]) if sheet else {}
    data = {k: v for k, v in data.items() if not k.startswith(("annex_", "person_", "requester_", "owner_", "occupant_",
                                                              "prescriber_", "payer_", "visit_"))}  # fmt: skip
    data |= await _property(tx, dossier["property_id"])
    data |= _people(await people_of(tx, dossier["id"]))
    data |= await _visit(tx, dossier["id"])
    data |= {
        "origin": dossier["origin"],
        "internal_ref": dossier["internal_ref"],
        "site": str(dossier["site_id"]),
    }
    data["urgent"] = "1" if dossier["urgent_at"] else ""
    if sheet is None:
        data |= _priced(dossier)
    return data


def _priced(dossier: Any) -> dict[str, str]:
    operation = {"sale": "sale", "rental": "rental", "management": "management", "works": "works",
                 "demolition": "demolition", "building": "common_parts"}.get(dossier["nature"], "other")  # fmt: skip
    amount = dossier["amount_cents"]
    priced = {"price": "typed", "price_amount": f"{amount // 100},{amount % 100:02d}"} if amount else {}
    return {"transaction": operation, **priced}


async def _property(tx: TenantTransaction, property_id: UUID) -> dict[str, str]:
    found = await property_of(tx, property_id)
    data = {name: _text(getattr(found, name)) for name in TEXTS}
    facts = await tx.fetchval("select context from property where id = $1", property_id)
    data |= {name: value for name, value in facts.items() if isinstance(value, str)}
    data["dependencies"] = _text(found.annex_count)
    for number, annex in enumerate(await annexes_of(tx, property_id)):
        lead = f"annex_{number}_"
        data |= {lead + "kind": annex.kind, lead + "lot": annex.lot, lead + "surface": _text(annex.surface)}
        data[lead + "skip"] = "" if annex.to_visit else "1"
    return data


def _text(value: Any) -> str:
    if value is None:
        return ""
    return format(value.normalize(), "f").replace(".", ",") if isinstance(value, Decimal) else str(value)


def _people(rows: list[Any]) -> dict[str, str]:
    """Each role goes to its picker while it is free, then to a line of point 4."""
    data = {"opened_with": " ".join(str(row["id"]) for row in rows)}
    number = 0
    for row in rows:
        requester = "requester" in row["roles"]
        for role in sorted(row["roles"], key=lambda role: role != "requester"):
            if requester and role in ALSO:
                data[ALSO[role]] = "1"
            elif role in ("requester", *ALSO) and f"{role}_id" not in data:
                data |= {f"{role}_id": str(row["id"]), f"{role}_name": _name(row)}
            else:
                lead, number = f"person_{number}_", number + 1
                data |= {lead + "id": str(row["id"]), lead + "name": _name(row), lead + "role": role}
    return data


def _name(row: Any) -> str:
    return " ".join(part for part in (row["civility"], row["first_name"], row["last_name"]) if part)


async def _visit(tx: TenantTransaction, dossier_id: UUID) -> dict[str, str]:
    row = await tx.fetchrow(PLACED, dossier_id)
    if row is None:
        return {}
    zone = await tx.fetchval("select time_zone from tenant where id = $1", tx.tenant)
    starts = to_local(row["starts"], zone)
    minutes = int((row["ends"] - row["starts"]).total_seconds() // 60)
    return {
        "visit_date": numeric_date(starts.date()), "visit_hour": f"{starts:%H:%M}",
        "visit_minutes": str(minutes), "visit_staff": str(row["staff_id"]),
    }  # fmt: skip


async def keep_ticks(tx: TenantTransaction, actor: Actor, draft_id: UUID, dossier_id: UUID) -> None:
    """What the dossier holds stays ticked, what it does not hold stays unticked, whatever the law says today."""
    rows = await tx.fetch("select diagnostic from dossier_service where dossier_id = $1", dossier_id)
    held, draft = {row["diagnostic"] for row in rows}, await draft_of(tx, actor, draft_id)
    if not held:
        return
    draft.data |= {f"d_{code}": code for code in held}
    order = await compute(tx, actor, draft)
    changed = {line.field: "" for line in order.ticked if line.code not in held}
    same = {f"d_{line.code}" for line in order.lines if line.code in held and line.required}
    data = {name: value for name, value in draft.data.items() if name not in same} | changed
    await tx.execute("update order_draft set data = $2 where id = $1", draft_id, data)
