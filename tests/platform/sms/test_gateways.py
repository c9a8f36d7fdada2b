"""One contract, both providers: what they take, what they refuse, what comes back later."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from odissee.platform.sms import Fate, Gateway, GatewayBusy, NoCredit, Outgoing, SmsRefused, ovh, smsfactor
from odissee.platform.sms.ovh import Ovh
from odissee.platform.sms.smsfactor import SmsFactor
from tests.fakes.ovh import FakeOvh
from tests.fakes.smsfactor import FakeSmsFactor

SMS = Outgoing(
    "01a2103b-54e3-7766-ac02-a407a9244398", "+33612345678", "Durand : visite fixee mar. 24 nov.", False
)


@dataclass
class Bench:
    """A provider's stand-in and ways to make an adapter towards it."""

    server: Any
    make: Callable[..., Gateway]
    taken: Callable[[], list[Any]]


def _ovh() -> Bench:
    server = FakeOvh()

    def make(**keys: Any) -> Gateway:
        good = {"app_key": "app", "app_secret": server.app_secret, "consumer_key": "consumer",
                "service": server.service, "sender": "Durand"}  # fmt: skip
        return Ovh(http=httpx.AsyncClient(transport=server.transport()), **good | keys)

    return Bench(server, make, lambda: server.jobs)


def _smsfactor() -> Bench:
    server = FakeSmsFactor()

    def make(**keys: Any) -> Gateway:
        good = {"token": server.token, "sender": "Durand"}
        return SmsFactor(http=httpx.AsyncClient(transport=server.transport()), **good | keys)

    return Bench(server, make, lambda: server.sent)


@pytest.fixture(params=[_ovh, _smsfactor], ids=["ovh", "smsfactor"])
def bench(request: pytest.FixtureRequest) -> Bench:
    made: Bench = request.param()
    return made


@pytest.mark.quick
async def test_a_message_is_taken_once_with_a_reference(bench: Bench) -> None:
    assert await bench.make().send(SMS)
    assert len(bench.taken()) == 1
    assert SMS.body in str(bench.taken()[0].values())


@pytest.mark.quick
async def test_wrong_keys_are_refused_for_good_in_french(bench: Bench) -> None:
    wrong = {"app_secret": "autre"} if isinstance(bench.server, FakeOvh) else {"token": "autre"}
    with pytest.raises(SmsRefused, match="vérifiez"):
        await bench.make(**wrong).send(SMS)
    assert bench.taken() == []


@pytest.mark.quick
async def test_without_credit_the_message_waits(bench: Bench) -> None:
    bench.server.credits = 0
    with pytest.raises(NoCredit) as failure:
        await bench.make().send(SMS)
    assert not failure.value.permanent


@pytest.mark.quick
async def test_a_bad_number_is_refused(bench: Bench) -> None:
    with pytest.raises(SmsRefused, match="numéro"):
        await bench.make().send(Outgoing("r", "+33X", "bonjour"))


@pytest.mark.quick
async def test_an_unknown_sender_is_refused(bench: Bench) -> None:
    with pytest.raises(SmsRefused):
        await bench.make(sender="UnExpediteurInconnu").send(SMS)


@pytest.mark.quick
async def test_a_service_that_is_away_is_tried_again(bench: Bench) -> None:
    bench.server.down = True
    with pytest.raises(GatewayBusy):
        await bench.make().send(SMS)


@pytest.mark.quick
async def test_only_promotional_messages_keep_the_stop_clause() -> None:
    first, second = _ovh(), _smsfactor()
    promotional = Outgoing("r", SMS.to_phone, "avis", promotional=True)
    for bench in (first, second):
        await bench.make().send(SMS)
        await bench.make().send(promotional)
    assert [job["noStopClause"] for job in first.server.jobs] == [True, False]
    assert [sent["pushtype"] for sent in second.server.sent] == ["alert", "marketing"]


@pytest.mark.quick
async def test_a_number_on_their_black_list_is_told() -> None:
    bench = _smsfactor()
    bench.server.stopped.add("33612345678")
    with pytest.raises(SmsRefused, match="STOP"):
        await bench.make().send(SMS)


@pytest.mark.quick
def test_receipts_say_what_became_of_it() -> None:
    said = {status: smsfactor.receipt({"message_id": "r", "status": status}) for status in (3, 2, 1, 5)}
    assert [r.fate if r else None for r in said.values()] == [
        Fate.DELIVERED,
        Fate.FAILED,
        Fate.UNDERWAY,
        Fate.FAILED,
    ]
    assert said[5] and said[5].reason == "mauvais numéro"
    first, second = ovh.receipt({"id": "7000", "ptt": "1"}), ovh.receipt({"id": "7000", "ptt": "2"})
    assert first and first.fate is Fate.DELIVERED and second and second.fate is Fate.FAILED
    assert ovh.receipt({}) is None and smsfactor.receipt({"status": 3}) is None


@pytest.mark.live
@pytest.mark.skipif("SMSFACTOR_TOKEN" not in os.environ, reason="no SMSFACTOR_TOKEN")
async def test_the_real_smsfactor_refuses_a_wrong_token() -> None:
    async with httpx.AsyncClient() as http:
        with pytest.raises(SmsRefused):
            await SmsFactor(http=http, token="wrong", sender="Durand").send(SMS)


@pytest.mark.live
@pytest.mark.skipif("OVH_APP_KEY" not in os.environ, reason="no OVH_APP_KEY")
async def test_the_real_ovh_refuses_a_wrong_signature() -> None:
    async with httpx.AsyncClient() as http:
        wrong = Ovh(http, os.environ["OVH_APP_KEY"], "wrong", "wrong", "sms-xx", "Durand")
        with pytest.raises(SmsRefused):
            await wrong.send(SMS)
