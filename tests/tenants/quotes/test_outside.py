"""Sophie attaches the quote that another program made, sends it and notes what the client says (DOSS-45)."""

import re
from typing import Any

import httpx
import pytest

from odissee.platform.db import db
from tests.browser_client import Visitor
from tests.companies import Company
from tests.factories.furnish import furnish
from tests.tenants.documents.papers import pdf

TEXT = "Devis 2026-118\nTotal TTC 480,00 €"


async def attached(
    who: Visitor, dossier: Any, content: bytes = b"", amount: str = "480", name: str = "Devis 118.pdf"
) -> httpx.Response:
    page = f"/dossiers/{dossier}/devis-externe"
    return await who.post(
        page, {"amount": amount}, files={"file": (name, content or pdf(TEXT), "application/pdf")}
    )


@pytest.fixture
async def dossier(durand: Company) -> Any:
    """Mme Bordenave's house, before any quote."""
    id = (await furnish(durand)).ids["dossier"]
    async with db.tenant(durand.tenant_id) as tx:
        await tx.execute("update quote set state = 'withdrawn' where dossier_id = $1", id)
        await tx.execute(
            "update dossier set quote_state = 'none', status = 'to_quote', amount_cents = 0 where id = $1", id
        )
    return id


async def row(company: Company, sql: str, *args: Any) -> Any:
    async with db.tenant(company.tenant_id) as tx:
        return await tx.fetchrow(sql, *args)


@pytest.mark.feature("DOSS-45")
async def test_a_quote_made_elsewhere_is_attached_sent_and_accepted(
    sophie: Visitor, durand: Company, dossier: Any
) -> None:
    assert (await attached(sophie, dossier)).status_code == 303
    page = (await sophie.get(f"/dossiers/{dossier}")).text
    assert "Devis 118" in page and "Établi ailleurs" in page and "480,00" in page
    found = await row(durand, "select quote_state, amount_cents from dossier where id = $1", dossier)
    assert tuple(found) == ("waiting", 480_00)
    quote = await row(durand, "select * from outside_quote where dossier_id = $1", dossier)
    await sophie.post(f"/devis-externes/{quote['id']}/envoyer")
    mail = await row(
        durand, "select * from sent_mail where dossier_id = $1 and event = 'mail.quote_outside'", dossier
    )
    assert mail and str(quote["file_id"]) in str(mail["attachments"])
    assert (await row(durand, "select status from dossier where id = $1", dossier))["status"] == "quoted"
    await sophie.post(f"/devis-externes/{quote['id']}/reponse", {"state": "accepted"})
    found = await row(durand, "select quote_state, status from dossier where id = $1", dossier)
    assert tuple(found) == ("accepted", "to_schedule")
    thread = (await sophie.get(f"/dossiers/{dossier}")).text
    assert (
        "Devis établi ailleurs joint" in thread and "noté accepté" in thread and "Modification<" not in thread
    )


async def test_attached_to_the_wrong_dossier_it_is_taken_off_by_undo(
    sophie: Visitor, durand: Company, dossier: Any
) -> None:
    await attached(sophie, dossier)
    undo = re.search(r'action="(/annuler/[^"]+)"', (await sophie.get(f"/dossiers/{dossier}")).text)
    assert undo and (await sophie.post(undo[1])).status_code == 303
    assert (
        "Devis 118"
        not in (await sophie.get(f"/dossiers/{dossier}")).text.split('id="fil"')[0].split("Fil du dossier")[0]
    )
    assert (await row(durand, "select quote_state from dossier where id = $1", dossier))[
        "quote_state"
    ] == "none"


@pytest.mark.parametrize(("content", "name", "amount", "words"), [
    (b"\xff\xd8\xff\xe0" + b"0" * 40, "photo.jpg", "480", "est une image"), (b"bonjour", "devis.txt", "480", "Choisissez le devis en PDF"),
    (b"", "Devis.pdf", "beaucoup", "montant")])  # fmt: skip
async def test_what_is_no_quote_is_refused_with_words(
    sophie: Visitor, durand: Company, dossier: Any, content: bytes, name: str, amount: str, words: str
) -> None:
    await attached(sophie, dossier, content, amount, name)
    assert words.lower() in (await sophie.get(f"/dossiers/{dossier}")).text.lower()
    assert await row(durand, "select 1 from outside_quote where dossier_id = $1", dossier) is None


async def test_a_requester_without_an_address_is_said(sophie: Visitor, durand: Company, dossier: Any) -> None:
    await attached(sophie, dossier)
    quote = await row(durand, "select id from outside_quote where dossier_id = $1", dossier)
    await row(
        durand,
        "update contact set email = '' where id in (select contact_id from dossier_contact where dossier_id = $1)",
        dossier,
    )
    refused = await sophie.post(f"/devis-externes/{quote['id']}/envoyer")
    assert refused.status_code == 422 and "pas d’adresse mail" in refused.text


async def test_a_stranger_attaches_sends_and_answers_nothing(
    luc: Visitor, sophie: Visitor, durand: Company, dossier: Any
) -> None:
    assert (await attached(luc, dossier)).status_code == 404
    await attached(sophie, dossier)
    quote = await row(durand, "select id from outside_quote where dossier_id = $1", dossier)
    for act in ("envoyer", "reponse"):
        assert (
            await luc.post(f"/devis-externes/{quote['id']}/{act}", {"state": "accepted"})
        ).status_code == 404
