"""TEN-04: cookies, links, files, live pages, jobs and caches: what belongs to Morel does nothing at Durand's."""

import asyncio
import logging
from typing import Any
from uuid import UUID

import pytest

from odissee.platform.db import db, new_id
from odissee.platform.errors import NotFound
from odissee.platform.files import put, read, take
from odissee.platform.identity import open_session, session_cookie_name
from odissee.platform.jobs import HANDLERS
from odissee.platform.jobs.claim import run_job
from odissee.platform.live import live, tell
from odissee.platform.search import find_ids
from odissee.platform.settings import settings
from odissee.platform.tenancy import forget_places, place_of
from tests.browser_client import Visitor
from tests.isolation.answers import said, words_in
from tests.isolation.conftest import Walls
from tests.isolation.mutator import ask, own_values
from tests.isolation.routes import ways

pytestmark = pytest.mark.feature("TEN-04")


async def _with_cookie(app: Any, host: str, token: str) -> Visitor:
    visitor = Visitor(app, host)
    visitor.http.cookies.set(session_cookie_name(), token, domain=host)
    visitor.http.cookies.set("visit", "v" * 24, domain=host)
    return visitor


async def test_a_session_of_morel_opens_nothing_at_durand(walls: Walls, app: Any) -> None:
    luc = walls.morel.company.people["Luc"]
    async with db.tenant(walls.morel.company.tenant_id) as tx:
        token = await open_session(tx, luc.membership_id, "203.0.113.7", "tests")
    host = walls.durand.company.host
    foreign, invented = await _with_cookie(app, host, token), await _with_cookie(app, host, "A" * 43)
    for way in ways():
        if way.method == "GET":
            path = way.filled(await own_values(walls, way))
            answers = [await ask(person, "GET", path) for person in (foreign, invented)]
            assert said(answers[0], token) == said(answers[1], "A" * 43), str(way)
            assert not words_in(answers[0], walls.planted.words)


async def test_durands_links_open_nothing_at_morel(walls: Walls, app: Any) -> None:
    visitor, tried = Visitor(app, walls.morel.company.host), 0
    for way in ways():
        if way.method == "GET" and "token" in dict(way.holes):
            absent = said(await ask(visitor, "GET", way.filled({"token": "A" * 22})), "A" * 22)
            for scope, token in walls.durand.tokens.items():
                assert said(await ask(visitor, "GET", way.filled({"token": token})), token) == absent, (
                    str(way),
                    scope,
                )
                tried += 1
    assert tried >= 5 * len(walls.durand.tokens)


async def test_the_same_bytes_at_morel_do_not_make_a_file_of_durands(walls: Walls) -> None:
    morel, durand = walls.morel.company.tenant_id, walls.durand.company.tenant_id
    sha = await put(morel, b"rapport de Morel")
    with pytest.raises(FileNotFoundError):
        await take(durand, sha)
    async with db.tenant(durand) as tx:
        with pytest.raises(NotFound):
            await read(tx, walls.morel.ids["stored_file"])
        assert await tx.fetchval("select count(*) from stored_file where sha256 = $1", sha) == 0


async def test_what_happens_at_morel_is_not_told_to_durands_pages(walls: Walls) -> None:
    morel, durand = walls.morel.company.tenant_id, walls.durand.company.tenant_id
    await live.connect(settings().nats_url)
    heard: list[str] = []

    async def listen() -> None:
        async for topic in live.listen(durand):
            heard.append(topic)

    listening = asyncio.create_task(listen())
    await asyncio.sleep(0.2)
    for tenant, word in ((morel, "dossier"), (durand, "contact")):
        async with db.tenant(tenant) as tx:
            tell(tx, word, "x")
    await asyncio.sleep(0.3)
    listening.cancel()
    await asyncio.gather(listening, return_exceptions=True)
    await live.disconnect()
    assert heard == ["contact:x"]


async def test_an_envelope_with_the_wrong_company_runs_nothing(walls: Walls) -> None:
    morel, durand = walls.morel.company.tenant_id, walls.durand.company.tenant_id
    await run_job(durand, walls.morel.ids["job"])
    async with db.tenant(morel) as tx:
        state = await tx.fetchrow("select state, attempts from job where id = $1", walls.morel.ids["job"])
    assert state is not None and tuple(state) == ("ready", 0)


async def test_a_job_of_durand_that_names_morels_rows_finds_nothing(walls: Walls) -> None:
    """Every kind, with ids of Morel's under every name that a handler reads: no row of Morel's is read or changed."""
    logging.getLogger("odissee.jobs").setLevel(logging.ERROR)  # they fail, as they must
    durand, before = walls.durand.company.tenant_id, await _print_of(walls)
    names = (
        "mail",
        "sms",
        "version",
        "property_id",
        "dossier",
        "dossier_id",
        "contact",
        "id",
        "membership",
        "draft",
    )
    for kind in HANDLERS:
        for table in (
            "sent_mail",
            "sent_sms",
            "quote_version",
            "property",
            "dossier",
            "contact",
            "membership",
            "order_draft",
        ):
            payload = dict.fromkeys(names, str(walls.stolen[table])) | {
                "step": "d3",
                "text": "8 rue Bargoin, Pau",
            }
            await _run(durand, kind, payload)
    logging.getLogger("odissee.jobs").setLevel(logging.WARNING)
    assert await _print_of(walls) == before


async def _run(tenant: UUID, kind: str, payload: dict[str, Any]) -> None:
    id = new_id()
    async with db.tenant(tenant) as tx:
        await tx.execute(
            "insert into job (id, kind, payload, dedup_key) values ($1, $2, $3, $4)",
            id,
            kind,
            payload,
            str(id),
        )
    await run_job(tenant, id)
    async with db.tenant(tenant) as tx:
        await tx.execute("update job set state = 'done' where id = $1", id)


async def _print_of(walls: Walls) -> str:
    """A fingerprint of what jobs may change at Morel's."""
    async with db.tenant(walls.morel.company.tenant_id) as tx:
        value: str = await tx.fetchval(
            """select md5(concat((select string_agg(m::text, '' order by id) from sent_mail m),
                 (select string_agg(s::text, '' order by id) from sent_sms s),
                 (select string_agg(v::text, '' order by id) from quote_version v),
                 (select string_agg(p::text, '' order by id) from property p), (select max(seq) from journal_entry),
                 (select count(*) from job)))"""
        )
    return value


async def test_the_cache_of_places_never_hands_one_company_to_another(walls: Walls) -> None:
    forget_places()
    hosts = [walls.durand.company.host, walls.morel.company.host]
    places = await asyncio.gather(*(place_of(f"{host}:8000") for host in hosts * 20))
    assert {place.tenant_id for place in places[::2] if place} == {walls.durand.company.tenant_id}
    assert {place.tenant_id for place in places[1::2] if place} == {walls.morel.company.tenant_id}


async def test_the_search_of_durand_does_not_know_morels_words(walls: Walls) -> None:
    async with db.tenant(walls.durand.company.tenant_id) as tx:
        assert await find_ids(tx, "canarimorel", ("dossier", "contact"), 10) == []
