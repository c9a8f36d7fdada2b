"""TEN-04: every route × every id of Morel's: for Durand's people it answers as for a row that does not exist."""

from typing import Any

import pytest

from tests.isolation.conftest import Walls
from tests.isolation.mutator import Tried, forget_limits, own_values, stolen, try_address, try_path
from tests.isolation.routes import ways

pytestmark = pytest.mark.feature("TEN-04")


def _told(tried: Tried, record_property: Any) -> None:
    record_property("covered", f"{len(tried.ways)} routes, {tried.questions} questions")
    print(f"\n{len(tried.ways)} routes, {tried.questions} questions with Morel's ids")


@pytest.mark.parametrize(
    "whole", [False, pytest.param(True, marks=pytest.mark.long)], ids=["read", "every-table"]
)
async def test_every_hole_of_every_path_is_closed_to_the_owner_of_durand(
    walls: Walls, whole: bool, record_property: Any
) -> None:
    tried = Tried()
    for way in ways():
        if way.holes:
            await forget_limits(walls.owner_url)
            await try_path(walls, walls.people["Paul"], way, tried, whole=whole)
    _told(tried, record_property)
    assert tried.faults == []
    asked = {str(way) for way in ways() if any(stolen(walls, *hole) for hole in way.holes)}
    assert tried.ways == asked and len(asked) > 60


@pytest.mark.parametrize("person", ["Inès", "Anne"])
async def test_pages_with_an_id_are_closed_to_the_others(
    walls: Walls, person: str, record_property: Any
) -> None:
    tried = Tried()
    for way in ways():
        if way.holes and way.method == "GET":
            await forget_limits(walls.owner_url)
            await try_path(walls, walls.people[person], way, tried)
    _told(tried, record_property)
    assert tried.faults == []


@pytest.mark.parametrize(
    "whole", [False, pytest.param(True, marks=pytest.mark.long)], ids=["read", "every-table"]
)
async def test_no_name_in_an_address_reaches_morel(walls: Walls, whole: bool, record_property: Any) -> None:
    tried = Tried()
    for way in ways():
        if way.method == "GET" and not way.handler.opt.get("stream"):
            await try_address(walls, walls.people["Paul"], way, tried, whole=whole)
    _told(tried, record_property)
    assert tried.faults == []


async def test_no_page_breaks_on_an_id_of_another_kind(walls: Walls) -> None:
    for way in ways():
        if way.method == "GET":
            await own_values(walls, way)
    assert walls.crashes == []
