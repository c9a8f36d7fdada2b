"""The PDF of a quote, read as its client reads it: delays, means of payment, what the law wants said to whom."""

import re
from io import BytesIO

import pypdfium2
import pytest

from odissee.platform.db import db
from odissee.platform.files import read
from odissee.tenants.quotes import QuoteOptions, send_quote
from odissee.tenants.quotes.payment_words import QuoteTerms, choose_quote_terms
from tests.companies import Company
from tests.tenants.quotes.test_chain import bordenave, price, run_kind

ONLY_BUSINESS = ("Retard de paiement", "indemnité forfaitaire", "Escompte", "Banque centrale")


def text_of(data: bytes) -> str:
    pdf = pypdfium2.PdfDocument(BytesIO(data))
    return re.sub(r"\s+", " ", " ".join(page.get_textpage().get_text_range() for page in pdf))


async def paper(company: Company, kind: str, terms: QuoteTerms | None = None) -> str:
    async with db.tenant(company.tenant_id) as tx:
        if terms:
            await choose_quote_terms(tx, terms)
        dossier = await bordenave(tx, company, kind=kind)
        version = await send_quote(tx, dossier.id, price(), QuoteOptions())
    await run_kind(company, "quote.send")
    async with db.tenant(company.tenant_id) as tx:
        file_id = await tx.fetchval("select pdf_file_id from quote_version where id = $1", version)
        data = await read(tx, file_id)
    return text_of(data)


@pytest.mark.feature("COM-03")
async def test_a_business_reads_penalty_fee_and_discount_as_the_law_has_them(durand: Company) -> None:
    words = await paper(durand, "pro")
    assert "pénalités au taux annuel de la Banque centrale européenne" in words
    assert "majoré de 10 points" in words
    assert "recouvrement de 40,00 €" in words
    assert "Escompte pour paiement anticipé : pas d’escompte" in words
    assert "Visite : à la date convenue avec vous" in words


@pytest.mark.feature("COM-03")
async def test_a_consumer_reads_none_of_it_but_delays_means_and_reasons(durand: Company) -> None:
    terms = QuoteTerms(visit_days=5, report_days=1, payment_means="virement ou chèque", early_discount_bp=100)
    words = await paper(durand, "private", terms)
    assert not [said for said in ONLY_BUSINESS if said in words]
    assert "Visite : sous 5 jours" in words
    assert "Rapports : sous 1 jour après la visite" in words
    assert "Moyens de paiement : virement ou chèque" in words
    assert "Pourquoi ces diagnostics" in words
    assert "Vente d’un logement chauffé" in words
    assert "art. L126-26 du CCH" in words


@pytest.mark.feature("COM-03")
async def test_the_companys_own_rate_and_discount_replace_the_default(durand: Company) -> None:
    words = await paper(durand, "pro", QuoteTerms(penalty_bp=1_500, early_discount_bp=100))
    assert "taux annuel de 15 % et indemnité" in words
    assert "Escompte pour paiement anticipé : 1 %" in words
    assert "Banque centrale" not in words
