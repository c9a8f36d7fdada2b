"""The service is slow, absent, garbled or says « wait »: Sophie gets the commune, at once, and no error."""

import time
from datetime import timedelta
from uuid import UUID

import pytest

from odissee.platform import clock
from odissee.platform.db import db
from odissee.routing.geocoding import Busy, Chain, Communes, Geoplateforme, Kind, Unreachable, budget
from tests.companies import Company
from tests.fakes.geoplateforme import FakeGeoplateforme
from tests.routing.geocoding.conftest import towns

DOOR = "61 cours Lafayette 69006 LYON"


@pytest.mark.parametrize("mode", ["empty", "garbled", "html", "broken"])
async def test_a_bad_answer_becomes_the_commune(
    chain: Chain, fake: FakeGeoplateforme, durand: Company, mode: str
) -> None:
    fake.mode = mode
    found = await chain.search(f"3 rue {mode}, 64000 Pau", session=durand.tenant_id)
    assert (found[0].insee, found[0].kind, found[0].score) == ("64445", Kind.MUNICIPALITY, 1.0)


async def test_five_seconds_of_latency_cost_a_second_and_a_half(
    chain: Chain, fake: FakeGeoplateforme, durand: Company
) -> None:
    fake.mode = "slow"
    began = time.monotonic()
    found = await chain.search("8 rue lente, 38000 Grenoble", session=durand.tenant_id)
    assert time.monotonic() - began < 2
    assert found[0].insee == "38185"


async def test_without_network_only_the_first_letter_tries_for_a_minute(
    durand: Company, database: str
) -> None:
    adapter = Geoplateforme("http://127.0.0.1:9")
    chain = Chain(Communes(towns), adapter)
    assert (await chain.search("1 rue coupée 64000 Pau", session=durand.tenant_id))[0].insee == "64445"
    assert not adapter.breaker.may_try()
    with clock.at(clock.now() + timedelta(seconds=59)):
        assert not adapter.breaker.may_try()
    with clock.at(clock.now() + timedelta(seconds=61)):
        assert adapter.breaker.may_try()
    await adapter.close()


async def test_one_slow_answer_does_not_close_the_service_three_do(
    service: Geoplateforme, fake: FakeGeoplateforme, durand: Company
) -> None:
    fake.mode = "broken"
    for expected in (True, True, False):
        with pytest.raises(Unreachable):
            await service.search(DOOR, session=durand.tenant_id)
        assert service.breaker.may_try() is expected


async def test_a_refusal_is_honoured_by_every_company_and_process(
    service: Geoplateforme, fake: FakeGeoplateforme, durand: Company, morel: Company
) -> None:
    fake.mode, fake.retry_after = "busy", "7"
    with pytest.raises(Busy) as refused:
        await service.search(DOOR, session=durand.tenant_id)
    assert refused.value.wait_seconds == 7
    fake.mode = "well"
    other_process = Geoplateforme(fake.url)
    for adapter, company in ((service, durand), (other_process, morel)):
        with pytest.raises(Busy):
            await adapter.search(DOOR, session=company.tenant_id)
    assert len(fake.asked) == 1
    with clock.at(clock.now() + timedelta(seconds=8)):
        assert await other_process.search(DOOR, session=morel.tenant_id)
    await other_process.close()


@pytest.mark.parametrize(("said", "seconds"), [("", 5), ("demain", 5), ("-3", 0), ("999999", 600)])
async def test_a_strange_delay_is_bounded(
    service: Geoplateforme, fake: FakeGeoplateforme, durand: Company, said: str, seconds: int
) -> None:
    fake.mode, fake.retry_after = "busy", said
    with pytest.raises(Busy) as refused:
        await service.search(DOOR, session=durand.tenant_id)
    assert refused.value.wait_seconds == seconds


async def test_one_company_cannot_starve_another(
    service: Geoplateforme, durand: Company, morel: Company
) -> None:
    with clock.at(clock.now()):
        passed = [await _passes(durand) for _ in range(60)]
        assert sum(passed) == budget.COMPANY.burst
        assert await _passes(morel)


async def test_all_companies_together_stay_below_forty_a_second(service: Geoplateforme) -> None:
    start, passed = clock.now(), 0
    for tenth in range(10):
        for company in range(20):
            with clock.at(start + timedelta(milliseconds=100 * tenth + company)):
                passed += await _passes_id(company)
    assert 30 <= passed <= 40


async def _passes(company: Company) -> bool:
    try:
        await budget.take(company.tenant_id)
    except Busy:
        return False
    return True


async def _passes_id(number: int) -> bool:
    try:
        await budget.take(UUID(int=number + 1))
    except Busy:
        return False
    return True


async def test_the_same_question_is_asked_once_and_only_by_its_company(
    chain: Chain, fake: FakeGeoplateforme, durand: Company, morel: Company
) -> None:
    for company, count in ((durand, 1), (durand, 1), (morel, 2)):
        found = await chain.search("48 Avenue Marceau 93130 Noisy-le-Sec", session=company.tenant_id)
        assert (found[0].insee, len(fake.asked)) == ("93053", count)


async def test_what_was_typed_is_not_in_the_table(
    chain: Chain, durand: Company, fake: FakeGeoplateforme
) -> None:
    fake.mode = "empty"
    await chain.search("chez Madame Quidam, 64000 Pau", session=durand.tenant_id)
    async with db.tenant(durand.tenant_id) as tx:
        rows = await tx.fetch("select row_to_json(g)::text as line from geocoder_answer g")
    assert rows and not any("quidam" in row["line"].lower() for row in rows)


async def test_an_old_answer_is_asked_again(chain: Chain, fake: FakeGeoplateforme, durand: Company) -> None:
    text = "116 avenue de Rosny 93130 Noisy Le Sec"
    await chain.search(text, session=durand.tenant_id)
    with clock.at(clock.now() + timedelta(days=31)):
        await chain.search(text, session=durand.tenant_id)
    assert len(fake.asked) == 2
