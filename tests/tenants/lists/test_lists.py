"""M. Durand arranges the words of his company; what was written with them keeps its meaning."""

import html
import re
from datetime import UTC, date, datetime
from typing import Any

import pytest

from odissee.platform import clock
from odissee.platform.db import db
from odissee.tenants.lists import KINDS, active_labels, values_of
from tests.browser_client import Visitor
from tests.companies import Company

HOME = "/parametres/listes"
DAY = date(2026, 11, 25)


async def labels(company: Company, key: str) -> list[str]:
    async with db.tenant(company.tenant_id) as tx:
        found = await active_labels(tx, key)
    return found  # noqa: RET504 - a return inside the block looks to mypy as one that may not happen


async def value(company: Company, key: str, label: str) -> Any:
    async with db.tenant(company.tenant_id) as tx:
        rows = await values_of(tx, key, DAY)
    return next(row for row in rows if row["label"] == label)


def undo_in(page: str) -> str:
    found = re.search(r'action="(/annuler/[^"]+)"', page)
    assert found
    return found[1]


@pytest.mark.feature("SET-11")
@pytest.mark.parametrize("key", [key for key in KINDS])
async def test_each_list_takes_a_value_renames_moves_and_deactivates_it(
    paul: Visitor, durand: Company, key: str
) -> None:
    assert (await paul.get(f"{HOME}/{key}")).status_code == 200
    for label in ("Alpha", "Bêta"):
        assert (await paul.post(f"{HOME}/{key}", {"label": label})).status_code == 303
    where = f"{HOME}/valeurs/{(await value(durand, key, 'Bêta'))['id']}"
    assert (await paul.get(where)).status_code == 200
    await paul.post(where, {"label": "Bêta deux"})
    row = await value(durand, key, "Bêta deux")
    if key != "network":
        await paul.post(f"{where}/monter")
        assert (await labels(durand, key))[-2:] == ["Bêta deux", "Alpha"]
        await paul.post(f"{where}/descendre")
        assert (await labels(durand, key))[-2:] == ["Alpha", "Bêta deux"]
    await paul.post(f"{where}/desactiver")
    assert (await value(durand, key, "Bêta deux"))["hidden_at"] is not None
    assert "Bêta deux" not in await labels(durand, key)
    assert "Désactivé" in (await paul.get(f"{HOME}/{key}")).text
    await paul.post(f"{where}/reactiver")
    assert (await value(durand, key, "Bêta deux"))["hidden_at"] is None and row["used"] == 0


async def test_each_act_is_taken_back(paul: Visitor, durand: Company) -> None:
    await paul.post(f"{HOME}/origin", {"label": "Salon"})
    back = undo_in((await paul.get(HOME)).text)
    assert (await paul.post(back)).status_code == 303 and "Salon" not in await labels(durand, "origin")
    await paul.post(f"{HOME}/origin", {"label": "Foire"})
    where = f"{HOME}/valeurs/{(await value(durand, 'origin', 'Foire'))['id']}"
    before = await labels(durand, "origin")
    for act, sent in (("", {"label": "Foire de Pau"}), ("/monter", {}), ("/desactiver", {})):
        await paul.get(HOME)  # the toast before is read
        await paul.post(where + act, sent)
        await paul.post(undo_in((await paul.get(HOME)).text))
        assert await labels(durand, "origin") == before, act


async def test_a_new_name_follows_the_dossiers(paul: Visitor, durand: Company) -> None:
    await paul.post(f"{HOME}/origin", {"label": "Annonce"})
    where = f"{HOME}/valeurs/{(await value(durand, 'origin', 'Annonce'))['id']}"
    async with db.tenant(durand.tenant_id) as tx:
        await tx.execute(
            """insert into property (id, city) values ('00000000-0000-7000-8000-000000000001', 'Pau')"""
        )
        await tx.execute(
            """insert into dossier (id, number, status, origin, site_id, property_id)
               values (gen_random_uuid(), 990001, 'quoted', 'Annonce', $1, '00000000-0000-7000-8000-000000000001')""",
            durand.site_id)  # fmt: skip
    await paul.post(where, {"label": "Petite annonce"})
    assert (await value(durand, "origin", "Petite annonce"))["used"] == 1
    assert "1 dossier" in html.unescape((await paul.get(HOME)).text).replace("\xa0", " ")


async def test_two_values_never_have_one_name(paul: Visitor) -> None:
    await paul.post(f"{HOME}/cancel_reason", {"label": "Trop cher"})
    for label, words in (("trop cher", "déjà une valeur de ce nom"), ("  ", "rempli"), ("!!", "")):
        answer = await paul.post(f"{HOME}/cancel_reason", {"label": label})
        assert answer.status_code == 422 and (words in html.unescape(answer.text) or words == "rempli")
        assert f'value="{label.strip()}"' in answer.text.replace("  ", "") or not label.strip()


@pytest.mark.feature("SET-11")
async def test_the_budget_of_an_origin_says_what_a_dossier_costs(paul: Visitor, durand: Company) -> None:
    await paul.post(f"{HOME}/origin", {"label": "Annuaire pro"})
    where = f"{HOME}/valeurs/{(await value(durand, 'origin', 'Annuaire pro'))['id']}"
    with clock.at(datetime(2026, 11, 25, 9, tzinfo=UTC)):
        sent = {"starts_on": "1/1/2026", "ends_on": "31/12/2026", "amount": "1 200 €"}
        assert (await paul.post(f"{where}/budgets", sent)).status_code == 303
        page = html.unescape((await paul.get(where)).text).replace("\u202f", " ").replace("\xa0", " ")
        assert "1 200,00 €" in page
        for wrong, words in (
            ({**sent, "starts_on": "1/6/2026"}, "recouvre une autre"),
            ({"starts_on": "2/1/2027", "ends_on": "1/1/2027", "amount": "5"}, "La fin est avant le début"),
            ({"starts_on": "x", "ends_on": "", "amount": "-5"}, "date"),
        ):
            answer = await paul.post(f"{where}/budgets", wrong)
            assert answer.status_code == 422 and words in html.unescape(answer.text), words
    assert (await value(durand, "origin", "Annuaire pro"))["budget_cents"] == 1_200_00
    await paul.get(where)
    drop = re.search(r'action="([^"]+/retirer)"', (await paul.get(where)).text)
    assert drop and (await paul.post(drop[1])).status_code == 303
    await paul.post(undo_in((await paul.get(where)).text))
    assert (await value(durand, "origin", "Annuaire pro"))["budget_cents"] == 1_200_00


async def test_lists_are_the_affair_of_those_who_manage_the_catalogue(sophie: Visitor, paul: Visitor) -> None:
    assert (await sophie.get(HOME)).status_code == 403
    assert (await sophie.post(f"{HOME}/origin", {"label": "x"})).status_code == 403
    for path in (f"{HOME}/inconnue", f"{HOME}/valeurs/00000000-0000-7000-8000-000000000009"):
        assert (await paul.get(path)).status_code == 404
