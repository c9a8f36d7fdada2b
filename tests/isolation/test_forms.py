"""TEN-04: an id of Morel's in a field of Durand's own forms is worth no more than one of nothing."""

import asyncio
from typing import Any

import pytest

from odissee.platform.db import new_id
from tests.isolation.answers import said, words_in
from tests.isolation.conftest import Walls
from tests.isolation.forms import PageForm, forms_of
from tests.isolation.mutator import ALWAYS, Tried, ask, neighbour, own_values
from tests.isolation.routes import ways
from tests.isolation.spy import tables_asked

pytestmark = pytest.mark.feature("TEN-04")


async def _forms(walls: Walls) -> list[PageForm]:
    """Every form of every page that Paul reads, once by its action and its fields."""
    found: dict[tuple[str, ...], PageForm] = {}
    for way in ways():
        if way.method == "GET":
            path = way.filled(await own_values(walls, way))
            answer = await ask(walls.people["Paul"], "GET", path)
            if answer.status_code == 200 and "html" in answer.headers.get("content-type", ""):
                for form in forms_of(path, answer.text):
                    found.setdefault((form.action, form.method, *sorted(form.fields)), form)
    return list(found.values())


async def _send(walls: Walls, form: PageForm, name: str, id: str) -> Any:
    fields = {key: value for key, value in form.fields.items() if key != "_csrf"} | {name: id}
    path = form.action.split("?")[0]
    if form.method == "get":
        return await ask(walls.people["Paul"], "GET", path, params=fields)
    return await ask(walls.people["Paul"], "POST", path, fields)


async def test_no_field_of_a_form_reaches_morel(walls: Walls) -> None:
    tried, fields = Tried(), set()
    for form in await _forms(walls):
        for name in sorted(form.ids):
            absent_id = str(new_id())
            with tables_asked(absent_id) as tables:
                absent = said(await _send(walls, form, name, absent_id), absent_id)
            for table in (tables & set(walls.stolen)) | set(ALWAYS):
                id = str(walls.stolen[table])
                answer = await _send(walls, form, name, id)
                if said(answer, id) != absent:
                    near = neighbour(id)
                    absent = said(await _send(walls, form, name, near), near)
                tried.compare(f"{form.method} {form.action} {name}={table}", absent, said(answer, id))
                fields.add(f"{form.action} {name}")
                if columns := words_in(answer, walls.planted.words):
                    tried.faults.append(f"{form.action} {name}={table}: {sorted(columns)}")
                await asyncio.sleep(0)
    print(f"\n{len(fields)} fields of forms, {tried.questions} questions")
    assert tried.faults == []
    assert fields
