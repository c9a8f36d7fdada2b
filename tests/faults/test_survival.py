"""Whatever dies in the middle: what was acknowledged is there, once, and nothing is half done."""

import asyncio
import random
from typing import Any

import pytest

from tests.fakes.smtp import Relay
from tests.faults.chain import Acknowledged, Tired, one_chain
from tests.faults.checks import faults, settled
from tests.faults.house import House

PARTS = ("web0", "web1", "worker0", "worker1", "nats", "postgres")
AT_ONCE = 3
"""Runs side by side: what one kills dies under the others too."""
pytestmark = pytest.mark.feature("TECH-05")


async def killer(house: House, chance: random.Random) -> list[str]:
    """One, two or three parts, each at its own moment; NATS sometimes loses its folder too."""
    victims = chance.sample(PARTS, chance.choice((1, 1, 2, 3)))

    async def at(name: str, when: float) -> None:
        await asyncio.sleep(when)
        await house.kill(name, forget_nats=chance.random() < 0.7)

    await asyncio.gather(*(at(name, chance.random() * 1.5) for name in victims))
    return victims


async def run(house: House, box: Relay, done: Acknowledged, seed: int, room: asyncio.Semaphore) -> None:
    """One seeded run: a client and Sophie at work, somebody kills."""
    chance = random.Random(seed)
    async with room:
        chain = one_chain(
            house, box, f"{'v' if seed % 2 else 's'}{seed}", done, impatient=chance.random() < 0.3
        )
        try:
            await asyncio.gather(killer(house, chance), chain)
        except Tired as tired:
            told = f"seed {seed}, killed {house.kills[-3:]}: {tired}; {await settled(house, 0)}"
            raise AssertionError(told + house.logs()) from tired


async def campaign(house: House, box: Relay, seeds: range, record_property: Any) -> None:
    await house.open(webs=2, workers=2)
    done = Acknowledged()
    room = asyncio.Semaphore(AT_ONCE)
    await asyncio.gather(*(run(house, box, done, seed, room) for seed in seeds))
    broken = await faults(house, box, done)
    told = f"{len(seeds)} runs, {len(house.kills)} kills, {len(done.contacts)} contacts, {len(done.orders)} orders, {len(box.taken)} mails"
    record_property("covered", told)
    print(f"\n{told}")
    assert broken == []
    assert len(done.acceptances) == len(seeds) and len(done.contacts) >= len(seeds) // 2


async def test_twenty_times_something_dies_and_nothing_is_lost(
    house: House, box: Relay, record_property: Any
) -> None:
    await campaign(house, box, range(20), record_property)


@pytest.mark.long
async def test_a_hundred_times(house: House, box: Relay, record_property: Any) -> None:
    await campaign(house, box, range(1000, 1100), record_property)
