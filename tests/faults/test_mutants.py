"""Eleven planted bugs and a fallen wall: the examination sees each of them, or it is worth nothing."""

import asyncio
import contextlib
import random
from collections.abc import Callable, Coroutine
from typing import Any

import asyncpg
import pytest

from tests.fakes.smtp import Relay
from tests.faults import chain
from tests.faults.chain import Acknowledged, one_chain
from tests.faults.checks import connect, faults
from tests.faults.house import House
from tests.faults.mutants import PLANTED

TRIES = 5
Strike = Callable[[House, Acknowledged, str], Coroutine[Any, Any, None]]


async def nothing(house: House, done: Acknowledged, key: str) -> None:
    """These bugs show without any death."""


async def on_answer(house: House, done: Acknowledged, key: str) -> None:
    """The web process dies as soon as the order has been acknowledged."""
    while key not in done.orders:  # noqa: ASYNC110 - the set is filled by another task
        await asyncio.sleep(0.005)
    await house.kill("web0")


async def on_effect(house: House, done: Acknowledged, key: str) -> None:
    """The worker dies about when it runs the order's job."""
    connection = await connect(house)
    asked = "select state <> 'ready' from job where dedup_key = $1"
    while not await connection.fetchval(asked, f"essai.compte:{key}"):  # noqa: ASYNC110 - another process
        await asyncio.sleep(0.01)
    await connection.close()
    await asyncio.sleep(random.random() * 0.5)
    await house.kill("worker0")


SCENES: dict[str, Strike] = {
    "key_not_kept": nothing, "numbers_of_a_sequence": nothing, "refused_for_good_tried_again": nothing,
    "mail_without_key": nothing, "wrong_company": nothing, "lost_message_never_sent_again": nothing,
    "answer_before_commit": on_answer, "job_after_commit": on_answer, "effect_outside": on_effect,
    "done_before_effect": on_effect, "endless_lease": on_effect,
}  # fmt: skip
FAST = ("key_not_kept", "numbers_of_a_sequence", "refused_for_good_tried_again")


async def told(house: House, box: Relay, strike: Strike) -> list[str]:
    """What the examination says after at most a few orders, each with its death."""
    done = Acknowledged()
    for n in range(TRIES):
        key = f"m{n}"
        striking = asyncio.create_task(strike(house, done, key))
        try:
            await one_chain(house, box, key, done, impatient=True)
        except AssertionError as error:
            striking.cancel()
            return [str(error), *await faults(house, box, done, patience=4)]
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(striking, 15)
        if broken := await faults(house, box, done, patience=8):
            return broken
    return []


def test_every_planted_bug_has_its_scene() -> None:
    assert set(SCENES) == set(PLANTED) and len(SCENES) >= 10


async def test_three_planted_bugs_are_told_apart(
    house: House, box: Relay, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The quick ones, which show without any death, in one program: each has its own words."""
    monkeypatch.setattr(chain, "PATIENCE", 30.0)
    await house.open(mutant="+".join(FAST))
    broken = await told(house, box, nothing)
    print(f"\n{broken}")
    for words in ("order m0: 2", "journal (", "refused for good, tried again"):
        assert any(fault.startswith(words) for fault in broken), (words, broken)


@pytest.mark.long
@pytest.mark.parametrize("name", SCENES)
async def test_a_planted_bug_is_caught(
    house: House, box: Relay, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chain, "PATIENCE", 20.0)
    await house.open(mutant=name)
    broken = await told(house, box, SCENES[name])
    print(f"\n{name}: {broken[:3]}")
    assert broken


@pytest.mark.long
async def test_a_fallen_wall_is_caught(house: House, box: Relay) -> None:
    await house.open()
    owner = await asyncpg.connect(house.url("odissee_owner"))
    await owner.execute("create policy hole on contact using (true)")
    await owner.close()
    assert "Morel reads Durand's contacts" in await told(house, box, nothing)


@pytest.mark.long
async def test_without_its_unique_index_a_key_serves_no_more(house: House, box: Relay) -> None:
    """The index that holds the keys of what comes in is dropped under the running program."""
    await house.open()
    owner = await asyncpg.connect(house.url("odissee_owner"))
    await owner.execute("alter table inbox_entry drop constraint inbox_entry_tenant_id_source_key_key")
    await owner.close()
    assert await told(house, box, nothing)


@pytest.mark.long
async def test_the_sound_program_passes_every_scene(house: House, box: Relay) -> None:
    await house.open()
    for strike in (nothing, on_answer, on_effect):
        done = Acknowledged()
        key = strike.__name__.replace("_", "-")
        striking = asyncio.create_task(strike(house, done, key))
        await one_chain(house, box, key, done, impatient=True)
        await striking
        assert await faults(house, box, done) == []
