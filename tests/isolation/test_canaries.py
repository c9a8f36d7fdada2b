"""TEN-04: a marked word in every text and JSON column of Morel's is found again in no answer to Durand's people."""

from typing import Any

import pytest

from tests.browser_client import Visitor, logged_in
from tests.factories.canaries import GIVEN
from tests.isolation.answers import words_in
from tests.isolation.conftest import Walls
from tests.isolation.mutator import ask, own_values, stolen
from tests.isolation.routes import ways

pytestmark = pytest.mark.feature("TEN-04")
SEARCHED = ("canari", "canarimorel", "grenoble", "bargoin")


async def leaks(walls: Walls, visitor: Visitor) -> tuple[int, dict[str, set[str]]]:
    """Every GET route, with ids of the person's company and with words that only Morel's rows hold."""
    asked, found = 0, {}
    for way in ways():
        if way.method != "GET":
            continue
        path = way.filled(await own_values(walls, way))
        for params in _questions(way):
            answer = await ask(visitor, "GET", path, params=params)
            asked += 1
            columns = words_in(_without_question(answer, params), walls.planted.words)
            if columns or answer.status_code >= 500:
                found[f"{way} {params}"] = columns or {str(answer.status_code)}
    return asked, found


def _questions(way: Any) -> list[dict[str, str]]:
    search = (
        [{"q": word} for word in SEARCHED]
        if "q" in way.names or way.path in ("/dossiers", "/recherche")
        else []
    )
    return [{}] + ([] if way.handler.opt.get("stream") else search)


class _without_question:
    """What was asked comes back in the search field: it is no leak."""

    def __init__(self, answer: Any, params: dict[str, str]) -> None:
        asked = set(params.values())
        self.text = " ".join(word for word in answer.text.split() if word not in asked)
        self.headers = {name: value for name, value in answer.headers.items() if name != "location"}


MORE = [pytest.param(first, marks=pytest.mark.long) for first in ("Sophie", "Karim", "Claire")]


@pytest.mark.parametrize("person", ["Paul", "Inès", "Anne", "nobody", *MORE])
async def test_no_page_of_durand_holds_a_word_of_morel(
    walls: Walls, person: str, record_property: Any
) -> None:
    asked, found = await leaks(walls, walls.people[person])
    record_property("covered", f"{asked} answers, {len(walls.planted.words)} columns")
    print(
        f"\n{asked} answers read for {len(walls.planted.words)} columns of {len(walls.planted.rows)} tables"
    )
    assert found == {}


async def test_a_page_asked_with_morels_ids_holds_none_of_its_words(walls: Walls) -> None:
    found = {}
    for way in ways():
        if way.method == "GET" and way.holes:
            own = await own_values(walls, way)
            for name, kind in way.holes:
                values = list(stolen(walls, name, kind).values())
                for id in values[:: max(1, len(values) // 6)]:
                    answer = await ask(walls.people["Paul"], "GET", way.filled(own | {name: id}))
                    if columns := words_in(answer, walls.planted.words):
                        found[f"{way} {name}={id}"] = columns
    assert found == {}


async def test_morel_itself_reads_its_marked_words(walls: Walls, app: Any) -> None:
    """The words can be found: on Morel's own pages they are."""
    luc = await logged_in(app, walls.morel.company, walls.morel.company.people["Luc"])
    seen: set[str] = set()
    for way in ways():
        if way.method == "GET" and not way.holes:
            seen |= words_in(await ask(luc, "GET", way.path), walls.planted.words)
    for path in (
        "/contacts/{contact}",
        "/boite-de-sortie/{sent_mail}",
        "/dossiers/{dossier}",
        "/parametres/sites/{site}",
    ):
        ids = {name: str(id) for name, id in walls.planted.ids.items()}
        seen |= words_in(await ask(luc, "GET", path.format(**ids)), walls.planted.words)
    print(f"\nMorel reads {len(seen)} marked columns on its own pages")
    assert len(seen) >= 25, sorted(seen)


def test_every_table_has_its_row_and_what_has_no_word_is_said(walls: Walls) -> None:
    without = set(walls.planted.skipped) - set(GIVEN)
    assert len(walls.planted.words) > 200 and len(walls.planted.rows) > 35
    assert all("." in name for name in without)
    print(
        f"\n{len(walls.planted.words)} columns marked, {len(walls.planted.skipped)} hold a value that the code knows"
    )
