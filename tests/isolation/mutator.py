"""Asking every route for a stranger's rows, and for rows that do not exist: both must answer the same."""

import itertools
import secrets
from dataclasses import dataclass, field
from typing import Any

import asyncpg

from odissee.platform.db import new_id
from tests.browser_client import Visitor
from tests.isolation.answers import said
from tests.isolation.conftest import Walls
from tests.isolation.routes import Way
from tests.isolation.spy import tables_asked

ALWAYS = ("contact", "dossier", "membership")
"""Asked of routes that read nothing with the id that they get."""


@dataclass
class Tried:
    """What was asked, and what gave a stranger away."""

    ways: set[str] = field(default_factory=set)
    questions: int = 0
    faults: list[str] = field(default_factory=list)

    def compare(self, what: str, absent: Any, foreign: Any) -> None:
        self.questions += 1
        if foreign.status >= 500:
            self.faults.append(f"{what}: {foreign.status}")
        elif foreign != absent:
            self.faults.append(f"{what}: {foreign.status} for a stranger's, {absent.status} for nobody's")


async def forget_limits(owner_url: str) -> None:
    """Nobody is slowed down: the question is what is answered, not how often."""
    connection = await asyncpg.connect(owner_url)
    await connection.execute("delete from rate_bucket")
    await connection.close()


def candidates(walls: Walls, name: str, kind: str) -> list[str]:
    """What may be put in a hole so that a page of Durand's answers."""
    if kind == "uuid":
        return [str(id) for ids in walls.own.values() for id in ids]
    if name == "token":
        return list(walls.durand.tokens.values())
    return {"id": [walls.passkeys["durand"]], "kind": ["mail.send"], "provider": ["ovh", "smsfactor"],
            "key": _blocks(), "secret": _secrets(walls, "durand")}.get(name, ["x"])  # fmt: skip


def _blocks() -> list[str]:
    from odissee.tenants.dossiers.page.blocks import BLOCKS

    return list(BLOCKS)


def _secrets(walls: Walls, whose: str) -> list[str]:
    from odissee.platform.web.signing import sign

    tenant = (walls.durand if whose == "durand" else walls.morel).company.tenant_id
    return [sign(purpose, str(tenant)) for purpose in ("sms", "bounces")]


def stolen(walls: Walls, name: str, kind: str) -> dict[str, str]:
    """Morel's values for a hole, by where they come from."""
    if kind == "uuid":
        return {table: str(id) for table, id in walls.stolen.items()}
    if name == "token":
        return walls.morel.tokens
    if name == "secret":
        return dict(zip(("sms", "bounces"), _secrets(walls, "morel"), strict=True))
    return {"passkey": walls.passkeys["morel"]} if name == "id" else {}


def invented(kind: str, name: str) -> str:
    """A value like the others, of nothing at all."""
    return str(new_id()) if kind == "uuid" else "A" * 20 + name[:2]


def neighbour(id: str) -> str:
    """An id of nothing born at the same instant: where ids only order rows, both stand at the same place."""
    return id[:-6] + secrets.token_hex(3)


async def ask(
    visitor: Visitor, method: str, path: str, body: dict[str, Any] | None = None, **more: Any
) -> Any:
    headers = {"Accept-Encoding": "identity"}
    if method == "GET":
        return await visitor.get(path, headers=headers, **more)
    if method == "POST":
        return await visitor.post(path, body or {"_": ""}, headers=headers, **more)
    return await visitor.request(method, path, data=body, headers=headers, **more)


async def own_values(walls: Walls, way: Way) -> dict[str, str]:
    """Values of Durand's that fill the holes of a route; for a GET, those that it answers with a page."""
    if way.path not in walls.known or way.method != "GET":
        walls.known[way.path] = await _found_values(walls, way)
    return walls.known[way.path]


async def _found_values(walls: Walls, way: Way) -> dict[str, str]:
    if not way.holes:
        return {}
    lists = [candidates(walls, name, kind) for name, kind in way.holes]
    first = {name: values[0] for (name, _), values in zip(way.holes, lists, strict=True)}
    if way.method != "GET" or len(lists) > 1:
        return first | _by_name(walls, way)
    for combination in itertools.product(*lists):
        values = dict(zip((name for name, _ in way.holes), combination, strict=True))
        status = (await ask(walls.people["Paul"], "GET", way.filled(values))).status_code
        if status >= 500:
            walls.crashes.append(f"{way} {values}")
        if status == 200:
            return values
    return first


def _by_name(walls: Walls, way: Way) -> dict[str, str]:
    """The rows that a path with two holes speaks of."""
    known = {
        "dossier_id": "dossier",
        "contact_id": "contact",
        "version_id": "quote_version",
        "cert": "certification",
    }
    values = {
        name: str(walls.durand.ids[known[name]])
        for name, kind in way.holes
        if kind == "uuid" and name in known
    }
    if "/equipe/" in way.path and any(name == "id" for name, _ in way.holes):
        values["id"] = str(walls.durand.ids["staff_member" if "staff" in way.path else "membership"])
    return values


def worth_asking(walls: Walls, values: dict[str, str], tables: set[str], whole: bool) -> dict[str, str]:
    """The ids of the tables that the route reads, and one of a table that it does not; `whole`: of every table."""
    if whole or not tables & set(values):
        return values if whole or len(values) < 20 else {name: values[name] for name in ALWAYS}
    return {name: id for name, id in values.items() if name in tables or name == ALWAYS[0]}


async def try_path(walls: Walls, visitor: Visitor, way: Way, tried: Tried, *, whole: bool = False) -> None:
    """Each hole in turn, then all at once, with each of Morel's ids against an invented one."""
    own = await own_values(walls, way)
    for name, kind in way.holes:
        absent_id = invented(kind, name)
        with tables_asked(absent_id) as tables:
            absent = said(await ask(visitor, way.method, way.filled(own | {name: absent_id})), absent_id)
        for source, id in worth_asking(walls, stolen(walls, name, kind), tables, whole).items():
            tried.ways.add(str(way))
            foreign = said(await ask(visitor, way.method, way.filled(own | {name: id})), id)
            if foreign != absent and kind == "uuid":
                near = neighbour(id)
                absent = said(await ask(visitor, way.method, way.filled(own | {name: near})), near)
            tried.compare(f"{way} {name}={source}", absent, foreign)
    if len(way.holes) > 1 and all(kind == "uuid" for _, kind in way.holes):
        await _all_at_once(walls, visitor, way, tried)


async def _all_at_once(walls: Walls, visitor: Visitor, way: Way, tried: Tried) -> None:
    absent_ids = {name: str(new_id()) for name, _ in way.holes}
    absent = said(await ask(visitor, way.method, way.filled(absent_ids)), *absent_ids.values())
    stolen_ids = {name: str(walls.stolen[table]) for name, table in zip(
        (name for name, _ in way.holes), ("membership", "certification"), strict=False)}  # fmt: skip
    answer = await ask(visitor, way.method, way.filled(absent_ids | stolen_ids))
    tried.compare(f"{way} all of Morel's", absent, said(answer, *(absent_ids | stolen_ids).values()))


async def try_address(walls: Walls, visitor: Visitor, way: Way, tried: Tried, *, whole: bool = False) -> None:
    """Each name that the address may hold, with each of Morel's ids against an invented one."""
    own = await own_values(walls, way)
    for name in sorted(way.names):
        absent_id = str(new_id())
        with tables_asked(absent_id) as tables:
            absent = said(await ask(visitor, "GET", way.filled(own), params={name: absent_id}), absent_id)
        for source, id in worth_asking(walls, stolen(walls, name, "uuid"), tables, whole).items():
            tried.ways.add(f"{way}?{name}")
            foreign = said(await ask(visitor, "GET", way.filled(own), params={name: id}), id)
            if foreign != absent:
                near = neighbour(id)
                absent = said(await ask(visitor, "GET", way.filled(own), params={name: near}), near)
            tried.compare(f"{way}?{name}={source}", absent, foreign)
