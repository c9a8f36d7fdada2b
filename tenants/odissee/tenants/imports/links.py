"""Main accounts and networks named by a file: joined once every line is known, whatever their order."""

from collections.abc import Sequence
from typing import Any

from odissee.platform.db import TenantTransaction, new_id
from odissee.tenants.imports.known import Book
from odissee.tenants.imports.plan import Line, named


def link_parents(lines: Sequence[Line], book: Book) -> None:
    """Main accounts by their name, among the book and the file, once all lines are known; two levels only."""
    people = {one.id: one for one in book.people}
    parents = {one.values.get("parent_id") for one in book.people}
    for line in lines:
        if not line.parent or line.outcome == "refused" or line.id is None:
            continue
        main, one = named(book, line.parent), people[line.id]
        wrong = main is None or main.id == one.id or main.values.get("parent_id") or one.id in parents
        if main is None or wrong:
            line.notes.append(f"Compte principal « {line.parent} » introuvable : laissé vide.")
        elif one.values.get("parent_id") is None and one.values.get("kind") == "pro":
            _add(line, one.values, "parent_id", main.id)
            parents.add(main.id)


async def link_networks(tx: TenantTransaction, lines: Sequence[Line], *, write: bool) -> None:
    wanted = sorted({line.network[:120] for line in lines if line.network and line.outcome != "refused"})
    rows = await tx.fetch("select id, name from agency_network where name = any($1)", wanted)
    known = {row["name"]: row["id"] for row in rows}
    for name in wanted:
        if name not in known:
            known[name] = new_id()
            if write:
                await tx.execute("insert into agency_network (id, name) values ($1, $2)", known[name], name)
    stored = {row["id"]: row["network_id"] for row in await tx.fetch(
        "select id, network_id from contact where id = any($1)", [line.id for line in lines if line.network and line.id])}  # fmt: skip
    for line in lines:
        if line.network and line.outcome != "refused" and line.id and stored.get(line.id) is None:
            _add(line, {}, "network_id", known[line.network[:120]])


def _add(line: Line, stored: dict[str, Any], name: str, value: Any) -> None:
    line.values[name] = stored[name] = value
    if line.before is not None:
        line.before[name] = None
        line.outcome = "updated"
