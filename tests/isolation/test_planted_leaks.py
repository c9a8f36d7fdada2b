"""The examination is able to fail: a route that reads beside the wall and a table without its policy are caught."""

from typing import Any
from uuid import UUID

import asyncpg
import pytest
from litestar import get
from litestar.params import FromPath

from odissee.platform.db import db
from odissee.platform.errors import NotFound
from odissee.platform.rights import staff
from odissee.platform.web import Request
from tests.browser_client import Visitor, logged_in
from tests.isolation.answers import words_in
from tests.isolation.conftest import Walls
from tests.isolation.mutator import Tried, ask, try_path
from tests.isolation.routes import ways, ways_of
from tests.isolation.test_canaries import leaks

PAGES = {
    "contact": ("/contacts?q=", "/contacts/{contact_id:uuid}"),
    "site": ("/parametres/sites", "/parametres/sites/{id:uuid}"),
    "sent_mail": ("/boite-de-sortie", "/boite-de-sortie/{message_id:uuid}"),
}
pytestmark = pytest.mark.feature("TEN-04")


def _leaking(walls: Walls) -> Any:
    @get("/fuite/{contact_id:uuid}", guards=[staff])
    async def leak(request: Request, contact_id: FromPath[UUID]) -> dict[str, str]:
        async with db.apart(walls.morel.company.tenant_id) as tx:
            name = await tx.fetchval("select last_name from contact where id = $1", contact_id)
        if name is None:
            raise NotFound
        return {"nom": name}

    return leak


async def _paul(walls: Walls, routes: list[Any], monkeypatch: pytest.MonkeyPatch) -> Visitor:
    from odissee.app import web

    monkeypatch.setattr(web, "routes", lambda: routes)
    durand = walls.durand.company
    return await logged_in(web.build(), durand, durand.people["Paul"])


async def test_a_route_that_reads_beside_the_wall_is_caught(
    walls: Walls, monkeypatch: pytest.MonkeyPatch
) -> None:
    from odissee.app.features import routes

    leak = _leaking(walls)
    paul, tried = await _paul(walls, [*routes(), leak], monkeypatch), Tried()
    (way,) = ways_of([leak])
    await try_path(walls, paul, way, tried)
    assert [fault.split(":")[-1].strip() for fault in tried.faults] == [
        "200 for a stranger's, 404 for nobody's"
    ]
    answer = await ask(paul, "GET", f"/fuite/{walls.planted.ids['contact']}")
    assert words_in(answer, walls.planted.words) == {"contact.last_name"}


@pytest.mark.parametrize("table", list(PAGES))
async def test_a_table_without_its_policy_is_caught(walls: Walls, table: str) -> None:
    owner = await asyncpg.connect(walls.owner_url)
    await owner.execute(f"create policy hole on {table} using (true)")
    try:
        tried = Tried()
        for way in ways():
            if way.method == "GET" and way.path in PAGES[table]:
                await try_path(walls, walls.people["Paul"], way, tried)
        sought = next(w for w, column in walls.planted.words.items() if column == "contact.folded")
        lists = [
            f"{path}{sought[:-1]}" if path.endswith("=") else path for path in PAGES[table] if "{" not in path
        ]
        read = [await ask(walls.people["Paul"], "GET", path) for path in lists]
        seen = set().union(*(words_in(answer, walls.planted.words) for answer in read))
    finally:
        await owner.execute(f"drop policy hole on {table}")
        await owner.close()
    assert any(column.startswith(f"{table}.") for column in seen)
    assert tried.faults, "the pages with an id show a stranger's row too"


async def test_with_the_walls_up_again_nothing_is_seen(walls: Walls) -> None:
    _, found = await leaks(walls, walls.people["Sophie"])
    assert found == {}
