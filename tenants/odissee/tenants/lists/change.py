"""Adding, renaming, moving, deactivating a value; each can be taken back."""

from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.errors import Conflict
from odissee.platform.journal import Entry, NothingToUndo, record, reversible
from odissee.platform.live import tell
from odissee.tenants.lists.queries import value_of

SAME = """select exists (select from list_value where list = $1 and lower(label) = lower($2) and id <> $3)
            or ($1 = 'network' and exists (select from agency_network where lower(name) = lower($2) and id <> $3))"""
LAST = "select coalesce(max(position), -1) + 1 from list_value where list = $1"
ORDER = "select id from list_value where list = $1 and hidden_at is null order by position, label, id for no key update"
PLACES = """update list_value v set position = o.place
              from unnest($1::uuid[]) with ordinality o (id, place) where v.id = o.id and v.position <> o.place"""
NAME = {
    "network": "update agency_network set name = $2, national = coalesce(($3::jsonb ->> 'national')::bool, national) where id = $1",
    "": "update list_value set label = $2, data = $3 where id = $1",
}
HIDE = {
    "network": "update agency_network set hidden_at = $2 where id = $1",
    "": "update list_value set hidden_at = $2 where id = $1",
}
CARRIED = {
    "origin": "update dossier set origin = $2 where origin = $1",
    "cancel_reason": "update dossier set cancel_reason = $2 where cancel_reason = $1",
}
"""Dossiers keep the words of these lists: a new name follows them, so that statistics stay whole."""


class SameName(Conflict):
    """A list cannot have the same words twice."""

    title = "Cette liste a déjà une valeur de ce nom. Choisissez-en un autre, ou réactivez-la."


async def add_value(tx: TenantTransaction, key: str, label: str, data: dict[str, Any]) -> Entry:
    """At the end of its list; raises `SameName`."""
    id = new_id()
    await _check_name(tx, key, label, id)
    if key == "network":
        await tx.execute(
            "insert into agency_network (id, name, national) values ($1, $2, $3)",
            id,
            label,
            bool(data.get("national")),
        )
    else:
        place = await tx.fetchval(LAST, key)
        await tx.execute(
            "insert into list_value (id, list, label, position, data) values ($1, $2, $3, $4, $5)",
            id, key, label, place, data,
        )  # fmt: skip
    return _told(tx, id, "list.added", None, {"list": key, "label": label})


async def change_value(
    tx: TenantTransaction, value_id: UUID, label: str, data: dict[str, Any]
) -> Entry | None:
    """A new name or form; None when nothing changed. Raises `SameName` or `NotFound`."""
    row = await value_of(tx, value_id)
    before = {"list": row["list"], "label": row["label"], "data": row["data"]}
    after = {"list": row["list"], "label": label, "data": row["data"] | data}
    if before == after:
        return None
    await _check_name(tx, row["list"], label, value_id)
    await _rename(tx, value_id, before, after)
    return _told(tx, value_id, "list.renamed", before, after)


async def _check_name(tx: TenantTransaction, key: str, label: str, id: UUID) -> None:
    if await tx.fetchval(SAME, key, label, id):
        raise SameName


async def _rename(tx: TenantTransaction, id: UUID, before: dict[str, Any], after: dict[str, Any]) -> None:
    key = before["list"]
    await tx.execute(NAME["network" if key == "network" else ""], id, after["label"], after["data"])
    if key in CARRIED and before["label"] != after["label"]:
        await tx.execute(CARRIED[key], before["label"], after["label"])


async def move_value(tx: TenantTransaction, value_id: UUID, step: int) -> Entry | None:
    """One place up (-1) or down (1) among the active ones; None at the end of the list."""
    row = await value_of(tx, value_id)
    order = [one["id"] for one in await tx.fetch(ORDER, row["list"])]
    place = order.index(value_id) if value_id in order else -1
    if place < 0 or not 0 <= place + step < len(order):
        return None
    before = [str(id) for id in order]
    order[place], order[place + step] = order[place + step], order[place]
    await tx.execute(PLACES, order)
    return _told(tx, value_id, "list.moved", {"order": before}, {"order": [str(id) for id in order]})


async def hide_value(tx: TenantTransaction, value_id: UUID, *, hidden: bool) -> Entry | None:
    """Offered no more, or again; what bears it keeps it. None when it is so already."""
    row = await value_of(tx, value_id)
    if (row["hidden_at"] is not None) == hidden:
        return None
    await _hide(tx, value_id, row["list"], hidden=hidden)
    after = {"list": row["list"], "label": row["label"]}
    return (
        _told(tx, value_id, "list.hidden", None, after)
        if hidden
        else _told(tx, value_id, "list.shown", None, after)
    )


async def _hide(tx: TenantTransaction, id: UUID, key: str, *, hidden: bool) -> None:
    await tx.execute(HIDE["network" if key == "network" else ""], id, clock.now() if hidden else None)


def _told(tx: TenantTransaction, id: UUID, verb: str, before: Any, after: Any) -> Entry:
    tell(tx, "list", id)
    return record(tx, "list", id, verb, before=before, after=after)


@reversible("list.added", "catalogue.manage")
async def unadd(tx: TenantTransaction, row: Any) -> None:
    if await hide_value(tx, row["subject_id"], hidden=True) is None:
        raise NothingToUndo


@reversible("list.hidden", "catalogue.manage")
async def unhide(tx: TenantTransaction, row: Any) -> None:
    if await hide_value(tx, row["subject_id"], hidden=False) is None:
        raise NothingToUndo


@reversible("list.shown", "catalogue.manage")
async def unshow(tx: TenantTransaction, row: Any) -> None:
    if await hide_value(tx, row["subject_id"], hidden=True) is None:
        raise NothingToUndo


@reversible("list.renamed", "catalogue.manage")
async def rename_back(tx: TenantTransaction, row: Any) -> None:
    now = await value_of(tx, row["subject_id"])
    if {"list": now["list"], "label": now["label"], "data": now["data"]} != row["after"]:
        raise NothingToUndo
    await _check_name(tx, now["list"], row["before"]["label"], row["subject_id"])
    await _rename(tx, row["subject_id"], row["after"], row["before"])


@reversible("list.moved", "catalogue.manage")
async def move_back(tx: TenantTransaction, row: Any) -> None:
    """The order before, for the values that are still active; newer ones stay at the end."""
    await tx.execute(PLACES, [UUID(id) for id in row["before"]["order"]])
