"""Anne says yes, then no: only what she allows may leave, and each answer keeps its proof (rules §13)."""

from datetime import date
from typing import Any

import pytest

from odissee.platform.db import db
from odissee.platform.mail import write_mail
from odissee.platform.sms import stop
from odissee.tenants.consent import decisions, may_send, optout_link, relying_on_similar
from odissee.tenants.consent.decide import Known, decide
from odissee.tenants.consent.law import basis_of, rows
from tests.browser_client import Visitor
from tests.companies import Company
from tests.factories.furnish import Furnished, furnish
from tests.tenants.contacts.book import written

DAY = date(2026, 11, 25)


@pytest.fixture
async def anne(durand: Company) -> Furnished:
    """Mme Bordenave of a dossier of Durand."""
    return await furnish(durand)


async def allowed(company: Company, contact: Any, channel: str = "mail", purpose: str = "renewal") -> bool:
    async with db.tenant(company.tenant_id) as tx:
        answer = await may_send(tx, contact, channel, purpose)
    return answer  # noqa: RET504 - a return inside the block looks to mypy as one that may not happen


async def noted(company: Company, contact: Any) -> list[Any]:
    async with db.tenant(company.tenant_id) as tx:
        return await tx.fetch("select * from consent where contact_id = $1 order by at, id", contact)


def answer(**changes: str) -> dict[str, str]:
    return {
        "purpose": "renewal", "channel": "mail", "answer": "given", "source": "oral", "at": "",
        "wording": "Oui, prévenez-moi.",
    } | changes  # fmt: skip


async def test_sophie_notes_annes_consent_and_takes_a_slip_back(
    sophie: Visitor, durand: Company, anne: Furnished
) -> None:
    id = anne.ids["contact"]
    assert not await allowed(durand, id)
    page = await sophie.get(f"/contacts/{id}")
    assert "Accords et oppositions" in page.text and "aucun accord noté" in page.text
    assert (await sophie.post(f"/contacts/{id}/accords", answer())).status_code == 303
    assert await allowed(durand, id) and not await allowed(durand, id, "sms")
    page = await sophie.get(f"/contacts/{id}")
    assert "Oui, prévenez-moi." in page.text and "noté par Sophie Martin" in page.text
    async with db.tenant(durand.tenant_id) as tx:
        entry = await tx.fetchval(
            "select id from journal_entry where verb = 'contact.consent' and subject_id = $1", id
        )
    assert (await sophie.post(f"/annuler/{entry}")).status_code == 303
    assert not await allowed(durand, id)
    assert [row["answer"] for row in await noted(durand, id)] == ["given", "none"], "nothing is ever erased"


async def test_one_post_from_a_mail_program_withdraws_and_a_scanner_does_not(
    visitor: Visitor, sophie: Visitor, durand: Company, anne: Furnished
) -> None:
    id = anne.ids["contact"]
    await sophie.post(f"/contacts/{id}/accords", answer())
    async with db.tenant(durand.tenant_id) as tx:
        link = await optout_link(tx, id, "mail", "renewal")
        mail = await write_mail(
            tx, "mail.expiry_30", to_email="anne@exemple.fr", variables={"sold_link": link, "link": link},
            dedup_key=f"expiry:{id}", unsubscribe=link,
        )  # fmt: skip
        kept = await tx.fetchrow("select headers, text_body from sent_mail where id = $1", mail)
    assert kept["headers"] == {
        "List-Unsubscribe": f"<{link}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    path = "/o/" + link.rpartition("/")[2]
    assert "Ne plus m’envoyer ces mails" in (await visitor.get(path)).text
    assert await allowed(durand, id), "opening withdraws nothing"
    bare = await visitor.http.post(path, data={"List-Unsubscribe": "One-Click"})
    assert bare.status_code == 200 and "C’est noté" in bare.text
    assert not await allowed(durand, id)
    assert (await visitor.http.post(path)).status_code == 200
    lines = await noted(durand, id)
    assert [(row["answer"], row["source"]) for row in lines] == [("given", "oral"), ("withdrawn", "link")]
    assert (await visitor.http.post("/o/" + "x" * 22)).status_code == 410


async def test_stop_by_sms_closes_sms_and_nothing_else(
    sophie: Visitor, durand: Company, anne: Furnished
) -> None:
    id = anne.ids["contact"]
    for channel in ("mail", "sms"):
        await sophie.post(f"/contacts/{id}/accords", answer(channel=channel))
    assert await allowed(durand, id, "sms")
    async with db.tenant(durand.tenant_id) as tx:
        await stop(tx, await tx.fetchval("select mobile from contact where id = $1", id))
    assert not await allowed(durand, id, "sms") and await allowed(durand, id)


async def test_a_company_may_rely_on_the_exception_for_its_own_clients(
    durand: Company, anne: Furnished
) -> None:
    id = anne.ids["contact"]
    async with db.tenant(durand.tenant_id) as tx:
        await relying_on_similar(tx, similar=True)
    assert not await allowed(durand, id), "nothing was done for her yet"
    async with db.tenant(durand.tenant_id) as tx:
        await tx.execute("update dossier set status = 'finalized' where id = $1", anne.ids["dossier"])
    assert await allowed(durand, id) and not await allowed(durand, id, "phone")
    async with db.tenant(durand.tenant_id) as tx:
        await relying_on_similar(tx, similar=False)
    assert not await allowed(durand, id)


async def test_what_cannot_be_a_proof_is_refused_with_what_was_typed(
    sophie: Visitor, luc: Visitor, durand: Company, anne: Furnished
) -> None:
    path = f"/contacts/{anne.ids['contact']}/accords"
    refused = await sophie.post(path, answer(wording=" ", at="01/01/2090"))
    assert refused.status_code == 422 and "01/01/2090" in refused.text
    assert "ne prouve rien" in refused.text and "est à venir" in refused.text
    assert (await sophie.post(path, answer(channel="fax"))).status_code == 422
    assert (await luc.post(path, answer())).status_code == 404
    assert await noted(durand, anne.ids["contact"]) == []


async def test_agencies_hear_until_they_object_and_many_cost_no_more_than_one(
    durand: Company, anne: Furnished, queries: Any
) -> None:
    agencies = [await written(durand, f"Agence {n}", type="agence", kind="pro") for n in range(6)]
    async with db.tenant(durand.tenant_id) as tx:
        found = await decisions(tx, [one.id for one in agencies], "mail", "renewal")
        cost = tx.queries
    assert len(found) == 6 and all(one.allowed for one in found.values()) and cost <= 6
    async with db.tenant(durand.tenant_id) as tx:
        await tx.execute("update contact set trashed_at = now() where id = $1", agencies[0].id)
    assert not await allowed(durand, agencies[0].id)


@pytest.mark.quick
def test_without_a_word_the_law_decides_and_an_unknown_rule_says_no() -> None:
    nobody, agency = Known(business=False), Known(business=True)
    assert not decide(nobody, "renewal", "mail", DAY, similar=False).allowed
    assert not decide(nobody, "marketing", "mail", DAY, similar=True).allowed
    assert decide(Known(business=False, client=True), "renewal", "sms", DAY, similar=True).allowed
    assert decide(agency, "marketing", "phone", DAY, similar=False).allowed
    assert not decide(Known(business=True, answer="withdrawn"), "renewal", "mail", DAY, similar=True).allowed
    assert decide(Known(business=False, answer="given"), "marketing", "phone", DAY, similar=False).allowed
    assert basis_of("renewal", "phone", "consumer", date(2026, 8, 10)) is None, (
        "the law of 30 June 2025 starts on 11 August 2026"
    )
    assert all(row.source and row.why and row.status in ("verified", "to_check") for row in rows())
