"""Our French texts, and a company's own: what they may say, what leaves them when a value is empty."""

import re

import pytest

from odissee.platform.db import db
from odissee.platform.texts import (
    VARIABLES,
    TextRefused,
    UnknownText,
    UnknownVariable,
    as_html,
    block,
    catalogue,
    company_words,
    default_text,
    defaults,
    example,
    fill,
    greeting,
    missing_variables,
    newest,
    render_text,
    save_text,
)  # fmt: skip
from tests.companies import Company

EXAMPLES = {name: variable.example for name, variable in VARIABLES.items()}
EVERY = [(key, who) for key, text in defaults().items() for who in text.variants]


@pytest.mark.quick
@pytest.mark.parametrize(("key", "variant"), EVERY)
def test_every_default_text_reads_well_with_the_example_values(key: str, variant: str) -> None:
    words = example(key, "business" if variant == "business" else "consumer")
    for said in (words.subject, words.body):
        assert not re.search(r"\{\{|\}\}|\{#|#\}|\{%|\x00|vérifié\]|vérifier\]", said), said
        assert not re.search(r"\S[ \u00a0] \S|\S [,.](?!\.)|\( |\(\)|,,", said), said
    assert words.body


@pytest.mark.quick
def test_the_texts_are_all_there() -> None:
    least = {"mail": 82, "sms": 36, "doc": 54, "letter": 10, "bell": 14, "push": 4, "terms": 1}
    assert {family: len(catalogue(family)) >= number for family, number in least.items()} == dict.fromkeys(
        least, True
    )
    assert default_text("doc.honour_statement").to_check
    assert not default_text("mail.appointment_set").to_check


@pytest.mark.quick
@pytest.mark.parametrize(
    ("source", "values", "said"),
    [
        ("Déjà réglé : {{ amount_paid }}\nReste : {{ amount_due }}", {"amount_due": "3 €"}, "Reste : 3 €"),
        ("Devis n° {{ quote_number }} (votre référence : {{ client_ref }}) pour vous.", {"quote_number": "D-1"},
         "Devis n° D-1 pour vous."),
        ("Facture {{ invoice_number }} (dossier {{ dossier_number }}, votre référence {{ client_ref }}).",
         {"invoice_number": "F-1", "dossier_number": "18427"}, "Facture F-1 (dossier 18427)."),
        ("La visite du {{ visit_date }} est annulée. {{ cancel_reason_label }}", {"visit_date": "24 nov. 2026"},
         "La visite du 24 nov. 2026 est annulée."),
        ("{{ sender_name }}, {{ company_name }} — {{ company_phone }} — {{ company_email }}",
         {"sender_name": "Sophie", "company_name": "Durand", "company_email": "a@b.fr"}, "Sophie, Durand — a@b.fr"),
        ("Signé par M. {{ acceptance_name }}.", {}, ""),
        ("Avant.\n\n{{ slots_list }}\n\nAprès.", {}, "Avant.\n\nAprès."),
    ],
)  # fmt: skip
def test_an_empty_value_takes_only_its_own_words_away(source: str, values: dict[str, str], said: str) -> None:
    assert fill(source, values) == said


@pytest.mark.quick
def test_terms_keep_for_each_reader_what_concerns_them() -> None:
    source = default_text("terms.template").text or ""
    consumer, business = fill(source, EXAMPLES, "consumer"), fill(source, EXAMPLES, "business")
    assert "Droit de rétractation" in consumer and "Tribunal compétent" not in consumer
    assert "Tribunal compétent" in business and "Droit de rétractation" not in business


@pytest.mark.quick
def test_a_value_is_never_a_template() -> None:
    assert fill("Bien : {{ property_address }}", {"property_address": "{{ code }} {% if x %}"}) == (
        "Bien : {{ code }} {% if x %}"
    )


@pytest.mark.quick
@pytest.mark.parametrize(
    "source",
    ["{{ link.__class__ }}", "{{ link() }}", "{% for x in link %}a{% endfor %}", "{{ link|upper }}", "{{ link", "{{ 1+1 }}",
     "{% set a = 1 %}", "{% include 'x' %}"],
)  # fmt: skip
def test_a_text_can_do_nothing_but_say(source: str) -> None:
    with pytest.raises(TextRefused) as refusal:
        fill(source, EXAMPLES)
    assert refusal.value.sentence.startswith("Ligne 1")


@pytest.mark.quick
def test_people_are_greeted_as_one_speaks_to_them() -> None:
    assert greeting("Mme", "Lasserre") == "Bonjour Madame Lasserre,"
    assert greeting("", "Lasserre") == "Bonjour,"
    assert greeting("M.", "") == "Bonjour,"
    assert greeting("Me", "Roy") == greeting("Mme", "Roy", notary=True) == "Maître,"


@pytest.mark.quick
def test_html_says_the_same_words_and_escapes_them() -> None:
    html = as_html(
        "Bonjour <b>,\n\n- un\n- deux\n\nPayer : https://x.fr/p?a=1&b=2\n\nVoir https://x.fr/a.", buttons=True
    )
    assert "Bonjour &lt;b&gt;" in html
    assert "<ul><li>un</li><li>deux</li></ul>" in html
    assert '<a class="btn" href="https://x.fr/p?a=1&amp;b=2">Payer</a>' in html
    assert '<a href="https://x.fr/a">https://x.fr/a</a>.' in html


async def test_durands_own_wording_serves_and_morels_does_not_change(durand: Company, morel: Company) -> None:
    async with db.tenant(durand.tenant_id) as tx:
        await save_text(tx, "mail.password_changed", "Bonsoir {{ login_email }}", subject="Mot de passe")
        await save_text(
            tx, "mail.password_changed", "Bonsoir, {{ login_email }}", subject="Mot de passe changé"
        )
        words = await render_text(tx, "mail.password_changed", {"login_email": "a@b.fr"})
        assert (words.subject, words.body) == ("Mot de passe changé", "Bonsoir, a@b.fr")
        assert (await newest(tx, "mail.password_changed")).version == 2
    async with db.tenant(morel.tenant_id) as tx:
        assert (await newest(tx, "mail.password_changed")).version == 0


async def test_the_two_audiences_have_their_own_versions(durand: Company) -> None:
    async with db.tenant(durand.tenant_id) as tx:
        await save_text(tx, "doc.quote.price", "Prix : {{ total_incl_vat }}", audience="consumer")
        assert (
            await block(tx, "doc.quote.price", EXAMPLES, "consumer") == f"Prix : {EXAMPLES['total_incl_vat']}"
        )
        assert "HT" in await block(tx, "doc.quote.price", EXAMPLES, "business")


async def test_a_text_with_an_unknown_variable_is_refused(durand: Company) -> None:
    async with db.tenant(durand.tenant_id) as tx:
        with pytest.raises(UnknownVariable, match=r"\{\{ montant \}\}"):
            await save_text(tx, "mail.password_changed", "{{ montant }}", subject="x")
        with pytest.raises(TextRefused, match="objet est vide"):
            await save_text(tx, "mail.password_changed", "Bonjour", subject=" ")
        with pytest.raises(UnknownText):
            await save_text(tx, "mail.nothing", "Bonjour", subject="x")


async def test_texts_know_the_company(durand: Company) -> None:
    async with db.tenant(durand.tenant_id) as tx:
        words = await company_words(tx)
    assert words["company_name"] == "Durand Diagnostics"
    assert words["company_phone"].replace("\xa0", " ") == "05 59 27 00 64"
    assert words["company_address"] == "12 rue Samonzet, 64000 Pau"
    assert missing_variables("mail.password_changed", {"login_email": "a"}) == {"changed_at", "link"}


@pytest.mark.quick
def test_every_mail_has_a_subject() -> None:
    parts = ("mail.document_reason", "mail.document_fallback")
    blocks = {
        "mail.signature",
        "mail.footer",
        "mail.footer_account",
        "mail.footer_optout",
        "mail.link_expiry",
    }
    mails = [
        text for text, _ in catalogue("mail") if text.key not in blocks and not text.key.startswith(parts)
    ]
    assert [text.key for text in mails if not text.subject] == []
    assert len(mails) >= 65
