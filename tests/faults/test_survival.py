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
pytestmark = pytest.mark.feature("TECH-05")


async def killer(house: House, chance: random.Random) -> list[str]:
    """One, two or three parts, each at its own moment; NATS sometimes loses its folder too."""
    victims = chance.sample(PARTS, chance.choice((1, 1, 2, 3)))

    async def at(name: str, when: float) -> None:
        await asyncio.sleep(when)
        await house.kill(name, forget_nats=chance.random() < 0.7)

    await asyncio.gather(*(at(name, chance.random() * 1.5) for name in victims))
    return victims


async def run(house: House, box: Relay, done: Acknowledged, seed: int) -> None:
    """One seeded run: two clients at work, somebody kills."""
    chance = random.Random(seed)
    chains = [one_chain(house, box, f"s{seed}-{n}", done, impatient=chance.random() < 0.3) for n in range(2)]
    try:
        await asyncio.gather(killer(house, chance), *chains)
    except Tired as tired:
        raise AssertionError(
            f"seed {seed}, killed {house.kills[-3:]}: {tired}; {await settled(house, 0)}{house.logs()}"
        ) from tired


async def campaign(house: House, box: Relay, seeds: range, record_property: Any) -> None:
    await house.open(webs=2, workers=2)
    done = Acknowledged()
    for seed in seeds:
        await run(house, box, done, seed)
    broken = await faults(house, box, done)
    told = f"{len(seeds)} runs, {len(house.kills)} kills, {len(done.contacts)} contacts, {len(done.orders)} orders, {len(box.taken)} mails"
    record_property("covered", told)
    print(f"\n{told}")
    assert broken == []
    assert len(done.acceptances) == 2 * len(seeds) and len(done.contacts) >= len(seeds)


async def test_twenty_times_something_dies_and_nothing_is_lost(
    house: House, box: Relay, record_property: Any
) -> None:
    await campaign(house, box, range(20), record_property)


@pytest.mark.long
async def test_a_hundred_times(house: House, box: Relay, record_property: Any) -> None:
    await campaign(house, box, range(1000, 1100), record_property)
