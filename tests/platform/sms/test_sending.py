"""SMS from Durand: one segment, once, by day, and never after STOP."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest

import odissee.platform.sms.jobs  # noqa: F401  # registers the handler
from odissee.platform import clock
from odissee.platform.db import db, new_id
from odissee.platform.jobs.claim import run_job
from odissee.platform.settings import settings
from odissee.platform.sms import choose_provider, chosen, count, provider, stop, words_of, write_sms
from odissee.platform.sms.callbacks import callback_path
from odissee.platform.sms.smsfactor import SmsFactor
from odissee.platform.sms.write import SmsLacks
from odissee.platform.texts import VARIABLES, catalogue
from tests.browser_client import Visitor
from tests.companies import Company
from tests.fakes.smsfactor import FakeSmsFactor

EXAMPLES = {name: variable.example for name, variable in VARIABLES.items()}
LONGEST = {name: "x" * v.sms_max for name, v in VARIABLES.items() if v.sms_max} | {"amount_sms": "1 234,56 €"}
NOON, NIGHT = datetime(2026, 11, 24, 12, tzinfo=UTC), datetime(2026, 11, 24, 21, 30, tzinfo=UTC)


@pytest.mark.quick
@pytest.mark.parametrize("key", [text.key for text, _ in catalogue("sms")])
def test_every_sms_is_one_segment_even_at_its_longest(key: str) -> None:
    """CASE-049, with the counts of the table the texts come with."""
    text = next(text for text, _ in catalogue("sms") if text.key == key)
    example, longest = (count(words_of(text.text or "", values)) for values in (EXAMPLES, LONGEST))
    assert example.encoding.value == longest.encoding.value == "GSM-7"
    assert example.segments == longest.segments == 1
    assert longest.units <= 160
    assert (example.units, longest.units) == (text.septets, text.septets_max)


@pytest.mark.quick
def test_a_long_or_foreign_value_is_cut_and_made_plain() -> None:
    source = "{{ company_sms }} : {{ document_sms }} {{ short_link }}"
    said = words_of(source, {"company_sms": "Diagnostics Besançon & Cœur d’Ardèche", "document_sms": "titre « été »",
                             "short_link": "x.fr/s/1"})  # fmt: skip
    assert said == 'Diagnostics Besancon : titre " été " x.fr/s/1'


async def _write(
    company: Company, key: str = "sms.appointment_set", phone: str = "+33612345678", **more: Any
) -> UUID | None:
    more = {"dedup_key": f"sms:{new_id()}"} | more
    async with db.tenant(company.tenant_id) as tx:
        sms = await write_sms(tx, key, to_phone=phone, variables=EXAMPLES, **more)
    return sms  # noqa: RET504  # mypy: the block may swallow


async def _row(company: Company, sms: UUID | None) -> Any:
    async with db.tenant(company.tenant_id) as tx:
        return await tx.fetchrow("select * from sent_sms where id = $1", sms)


async def _send(company: Company, sms: UUID | None) -> Any:
    async with db.tenant(company.tenant_id) as tx:
        job = await tx.fetchval("select id from job where dedup_key = $1", f"sms.send:{sms}")
    await run_job(company.tenant_id, job)
    return await _row(company, sms)


async def test_the_same_key_is_one_sms_and_the_demonstration_keeps_it(durand: Company) -> None:
    with clock.at(NOON):
        first = await _write(durand, dedup_key="sms:one")
        assert first == await _write(durand, dedup_key="sms:one")
        kept = await _send(durand, first)
    assert (kept["state"], kept["provider"], kept["segments"], kept["encoding"]) == ("sent", None, 1, "GSM-7")


async def test_what_is_not_urgent_waits_for_the_morning_and_is_not_lost(durand: Company) -> None:
    with clock.at(NIGHT):
        sms = await _write(durand)
        assert (await _send(durand, sms))["state"] == "queued"
    morning = datetime(2026, 11, 25, 7, tzinfo=UTC)  # 8 h at Pau
    assert (await _row(durand, sms))["not_before"] == morning
    with clock.at(morning):
        assert (await _send(durand, sms))["state"] == "sent"


async def test_a_code_leaves_at_any_hour(durand: Company) -> None:
    with clock.at(NIGHT):
        assert (await _send(durand, await _write(durand, "sms.login_code")))["state"] == "sent"


async def test_who_said_stop_gets_no_reminder_but_still_the_visit(durand: Company) -> None:
    phone = "+33698765432"
    with clock.at(NOON):
        waiting = await _write(durand, "sms.expiry", phone)
        async with db.tenant(durand.tenant_id) as tx:
            await stop(tx, phone)
            await stop(tx, phone)
        assert await _write(durand, "sms.expiry", phone) is None
        assert (await _send(durand, waiting))["state"] == "cancelled"
        assert (await _send(durand, await _write(durand, phone=phone)))["state"] == "sent"


@pytest.fixture
async def live_smsfactor(durand: Company, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Durand has chosen SMSFactor, on an installation that is not a demonstration."""
    server = FakeSmsFactor()
    monkeypatch.setenv("ODISSEE_MODE", "live")
    settings.cache_clear()
    keys = {"token": server.token, "sender": "Durand"}
    async with db.tenant(durand.tenant_id) as tx:
        await choose_provider(tx, "smsfactor", keys)
    http = httpx.AsyncClient(transport=server.transport())
    monkeypatch.setitem(provider.GATEWAYS, "smsfactor", lambda **keys: SmsFactor(**keys | {"http": http}))
    yield server
    async with db.tenant(durand.tenant_id) as tx:
        await choose_provider(tx, "", {})
    monkeypatch.undo()
    settings.cache_clear()


async def test_a_receipt_tells_what_became_of_it(
    durand: Company, live_smsfactor: FakeSmsFactor, visitor: Visitor
) -> None:
    with clock.at(NOON):
        kept = await _send(durand, await _write(durand))
    assert (kept["state"], kept["provider"], len(live_smsfactor.sent)) == ("sent", "smsfactor", 1)
    receipt = {"message_id": kept["provider_ref"], "status": 3, "destination": "33612345678"}
    path = callback_path(durand.tenant_id, "sms", "smsfactor")
    for _ in range(2):
        assert (await visitor.http.post(path, json=receipt)).status_code == 200
    assert (await _row(durand, kept["id"]))["state"] == "delivered"


async def test_a_refused_number_is_told(durand: Company, live_smsfactor: FakeSmsFactor) -> None:
    live_smsfactor.stopped.add("33611111111")
    with clock.at(NOON):
        kept = await _send(durand, await _write(durand, phone="+33611111111"))
    assert (kept["state"], kept["problem"]) == ("failed", "ce numéro a dit STOP")


async def test_keys_lie_sealed_and_do_not_open_elsewhere(
    durand: Company, morel: Company, live_smsfactor: FakeSmsFactor
) -> None:
    async with db.tenant(durand.tenant_id) as tx:
        value = await tx.fetchval(
            "select value from setting where key = 'sms.provider' order by valid_from desc limit 1"
        )
        assert live_smsfactor.token not in str(value)
        assert await chosen(tx) == ("smsfactor", {"token": live_smsfactor.token, "sender": "Durand"})
    async with db.tenant(morel.tenant_id) as tx:
        assert await chosen(tx) is None


async def test_stop_comes_in_by_its_own_address_only(
    durand: Company, morel: Company, visitor: Visitor
) -> None:
    path = callback_path(durand.tenant_id, "stop", "smsfactor")
    assert (
        await visitor.http.post(path, json={"number": "33677777777", "message": "STOP"})
    ).status_code == 200
    async with db.tenant(durand.tenant_id) as tx:
        assert await tx.fetchval("select count(*) from sms_stop where phone = '+33677777777'") == 1
    wrong = callback_path(morel.tenant_id, "stop", "smsfactor")
    assert (await visitor.http.post(wrong, json={"number": "33677777777"})).status_code == 404


async def test_a_deferred_sms_respects_summer_time(durand: Company) -> None:
    with clock.at(datetime(2026, 7, 1, 22, tzinfo=UTC)):
        sms = await _write(durand)
    assert (await _row(durand, sms))["not_before"] == datetime(2026, 7, 2, 6, tzinfo=UTC)
    assert timedelta(hours=8) == datetime(2026, 7, 2, 6, tzinfo=UTC) - datetime(2026, 7, 1, 22, tzinfo=UTC)


async def test_a_code_without_its_code_is_never_sent(durand: Company) -> None:
    async with db.tenant(durand.tenant_id) as tx:
        with pytest.raises(SmsLacks, match="il manque code"):
            await write_sms(tx, "sms.login_code", to_phone="+33612345678", variables={}, dedup_key="empty")


async def test_a_reminder_bears_the_stop_words(durand: Company) -> None:
    with clock.at(NOON):
        async with db.tenant(durand.tenant_id) as tx:
            values = {name: EXAMPLES[name] for name in ("diagnostic_sms", "date_sms", "short_link")}
            sms = await write_sms(
                tx, "sms.expiry", to_phone="+33612349999", variables=values, dedup_key="expiry:1"
            )
    assert (await _row(durand, sms))["body"].endswith("STOP au 36111")
