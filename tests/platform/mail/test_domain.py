"""Durand sends from its own domain once its DNS says so; the signature holds; another company's key does not open."""

from typing import Any

import dkim
import pytest

from odissee.platform.db import db
from odissee.platform.fields import FieldError
from odissee.platform.mail import dns_checks
from odissee.platform.mail.dns_checks import dmarc, records, spf
from odissee.platform.mail.domain import choose_domain, domain_of, parse_domain, remove_domain, verify_domain
from odissee.platform.mail.keys import unseal
from odissee.platform.settings import settings
from tests.browser_client import Visitor
from tests.companies import Company
from tests.fakes.smtp import Relay
from tests.platform.mail.letterbox import send, write

DOMAIN = "durand-diagnostics.fr"


class Zone:
    """What a registrar has published so far."""

    def __init__(self) -> None:
        self.txt: dict[str, list[str]] = {}

    async def __call__(self, host: str) -> list[str]:
        return self.txt.get(host, [])


async def _published(company: Company) -> Zone:
    zone = Zone()
    async with db.tenant(company.tenant_id) as tx:
        row: Any = await domain_of(tx)
    for record in records(DOMAIN, row["selector"], row["public_key"], settings().base_host):
        zone.txt[record.host] = [record.value]
    return zone


@pytest.fixture
async def chosen(durand: Company) -> Any:
    async with db.tenant(durand.tenant_id) as tx:
        await choose_domain(tx, DOMAIN, "bonjour")
    yield
    async with db.tenant(durand.tenant_id) as tx:
        await remove_domain(tx)


@pytest.mark.quick
@pytest.mark.parametrize(
    "raw", ["durand.fr", " https://www.Durand.fr/contact ", "contact@durand.fr", "durand.fr."]
)
def test_a_domain_is_read_from_what_people_paste(raw: str) -> None:
    assert parse_domain(raw) == "durand.fr"


@pytest.mark.quick
@pytest.mark.parametrize("raw", ["durand", "gmail.com", "du rand.fr", "-a.fr", "x..fr", "é" * 80 + ".fr"])
def test_a_domain_that_cannot_be_ours_is_refused(raw: str) -> None:
    with pytest.raises(FieldError):
        parse_domain(raw)


@pytest.mark.quick
def test_what_is_missing_is_said() -> None:
    ours = "include:_spf.odissee.fr"
    assert spf([f"v=spf1 {ours} include:ovh.net -all"], ours).good
    assert "Aucun" in spf(["google-site-verification=x"], ours).sentence
    assert "s’annulent" in spf(["v=spf1 -all", f"v=spf1 {ours} ~all"], ours).sentence
    assert "ne nous nomme pas" in spf(["v=spf1 include:ovh.net ~all"], ours).sentence
    assert (
        dmarc(["v=DMARC1; p=reject"]).good and not dmarc(["v=DMARC1; p=oui"]).good and not dmarc([]).required
    )


async def test_a_domain_that_is_not_published_is_not_used(
    durand: Company, chosen: None, relay: Relay
) -> None:
    async with db.tenant(durand.tenant_id) as tx:
        found = await verify_domain(tx, Zone())
    assert [finding.good for finding in found] == [False, False, False]
    await send(durand, await write(durand))
    assert relay.taken[0][0] == "durand@localhost.localdomain"
    assert b"DKIM-Signature" not in relay.taken[0][2]


@pytest.mark.feature("TEN-09")
async def test_once_verified_mails_leave_signed_from_durands_domain(
    durand: Company, chosen: None, relay: Relay
) -> None:
    zone = await _published(durand)
    async with db.tenant(durand.tenant_id) as tx:
        assert all(finding.good for finding in await verify_domain(tx, zone))
    await send(durand, await write(durand))
    sender, _, data = relay.taken[0]
    assert sender == f"bonjour@{DOMAIN}"
    assert b"From: Durand Diagnostics <bonjour@durand-diagnostics.fr>" in data

    def dns(name: bytes, timeout: int = 5) -> bytes:
        return zone.txt[name.decode().rstrip(".")][0].encode()

    assert dkim.verify(data, dnsfunc=dns)
    assert not dkim.verify(data.replace(b"D-2026-0893", b"D-2026-0894"), dnsfunc=dns)


async def test_a_domain_that_loses_its_records_is_no_longer_used(durand: Company, chosen: None) -> None:
    zone = await _published(durand)
    async with db.tenant(durand.tenant_id) as tx:
        await verify_domain(tx, zone)
        zone.txt.pop(f"odissee._domainkey.{DOMAIN}")
        await verify_domain(tx, zone)
        row: Any = await domain_of(tx)
        assert row["verified_at"] is None


async def test_the_private_key_opens_for_durand_only(durand: Company, morel: Company, chosen: None) -> None:
    async with db.tenant(durand.tenant_id) as tx:
        row: Any = await domain_of(tx)
    assert b"PRIVATE" not in row["private_key"]
    assert b"PRIVATE" in unseal("dkim", durand.tenant_id, row["private_key"])
    with pytest.raises(Exception, match=""):
        unseal("dkim", morel.tenant_id, row["private_key"])
    async with db.tenant(morel.tenant_id) as tx:
        assert await domain_of(tx) is None


async def test_paul_chooses_and_verifies_on_the_page(
    paul: Visitor, durand: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = await paul.get("/parametres/domaine-envoi")
    assert page.status_code == 200 and "Domaine d’envoi" in page.text
    wrong = await paul.post("/parametres/domaine-envoi", {"domain": "gmail.com", "local_part": "contact"})
    assert wrong.status_code == 422 and "gmail.com" in wrong.text and "messagerie" in wrong.text
    good = await paul.post("/parametres/domaine-envoi", {"domain": DOMAIN, "local_part": "contact"})
    assert good.status_code == 303
    assert "_dmarc.durand-diagnostics.fr" in (await paul.get("/parametres/domaine-envoi")).text
    monkeypatch.setattr("odissee.platform.mail.web.look_up", Zone())
    assert (await paul.post("/parametres/domaine-envoi/verification")).status_code == 303
    assert "Aucun enregistrement SPF" in (await paul.get("/parametres/domaine-envoi")).text.replace(
        "\u00a0", " "
    )
    assert (await paul.post("/parametres/domaine-envoi/retrait")).status_code == 303


async def test_sophie_of_the_office_may_not(sophie: Visitor) -> None:
    assert (await sophie.get("/parametres/domaine-envoi")).status_code == 403


async def test_a_name_server_that_is_away_changes_nothing(durand: Company, chosen: None) -> None:
    async def away(host: str) -> list[str]:
        raise dns_checks.DnsAway

    zone = await _published(durand)
    async with db.tenant(durand.tenant_id) as tx:
        await verify_domain(tx, zone)
    with pytest.raises(dns_checks.DnsAway):
        async with db.tenant(durand.tenant_id) as tx:
            await verify_domain(tx, away)
    async with db.tenant(durand.tenant_id) as tx:
        row: Any = await domain_of(tx)
        assert row["verified_at"] is not None
