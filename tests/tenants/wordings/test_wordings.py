"""M. Durand writes his company's own words: published by version, tried on himself, never made useless."""

import re
from pathlib import Path
from typing import Any

import pytest

from odissee.platform.db import db
from odissee.platform.texts import TextRefused, UnknownVariable, Wording, default_text, defaults, newest
from odissee.tenants.quotes import QuoteOptions, send_quote
from odissee.tenants.wordings.events import EVENTS, VITAL
from odissee.tenants.wordings.explain import explained
from odissee.tenants.wordings.publish import check
from tests.browser_client import Visitor
from tests.companies import Company
from tests.tenants.quotes.test_chain import bordenave, price

ROOT = Path(__file__).parents[3]
HOME = "/parametres/modeles"
REFUSED, QUOTE = "mail.quote_refused_company", "mail.quote_sent"
UNDO = re.compile(r'action="(/annuler/[^"]+)"')
OURS = default_text(REFUSED)


async def wording(company: Company, key: str, audience: Any = None) -> Wording:
    async with db.tenant(company.tenant_id) as tx:
        found = await newest(tx, key, audience)
    return found  # noqa: RET504 - a return inside the block looks to mypy as one that may not happen


async def sent(company: Company, event: str) -> list[Any]:
    async with db.tenant(company.tenant_id) as tx:
        rows = await tx.fetch("select * from sent_mail where event = $1 order by created_at desc", event)
    return rows  # noqa: RET504


def typed(
    body: str, subject: str = "Devis {{ quote_number }} refusé", opened: int = 0, **more: Any
) -> dict[str, Any]:
    return {"subject": subject, "body": body, "opened": str(opened), "go": "publier", **more}


GOOD = (OURS.text or "").replace("{{ greeting }}", "Cher collègue,")


@pytest.mark.feature("SET-12")
async def test_words_are_published_by_version_and_serve_at_once(paul: Visitor, durand: Company) -> None:
    for family in ("mail", "sms", "doc"):
        assert (await paul.get(f"{HOME}?canal={family}")).status_code == 200
    page = (await paul.get(f"{HOME}/{REFUSED}")).text
    assert "Texte d’origine" in page and "Devis refusé, au bureau" in page
    answer = await paul.post(f"{HOME}/{REFUSED}", typed(f"Premier essai.\n\n{GOOD}"))
    assert answer.status_code == 303
    now = await wording(durand, REFUSED)
    assert now.version == 1 and now.body.startswith("Premier essai.")
    assert "Version 1" in (await paul.get(f"{HOME}/{REFUSED}")).text
    await paul.post(f"{HOME}/{REFUSED}", typed(f"Second essai.\n\n{GOOD}", opened=1))
    page = (await paul.get(f"{HOME}/{REFUSED}?version=1")).text
    assert "Premier essai." in page, "an old version comes back into the editor"
    assert (await wording(durand, REFUSED)).version == 2
    assert "Version 2" in (await paul.get(HOME)).text
    await paul.post(f"{HOME}/{REFUSED}/origine")
    assert (await wording(durand, REFUSED)).body == OURS.text


async def test_the_same_words_again_are_no_version(paul: Visitor, durand: Company) -> None:
    now = await wording(durand, "mail.report_replaced")
    same = typed(now.body, now.subject or "")
    assert (await paul.post(f"{HOME}/mail.report_replaced", same)).status_code == 303
    assert (await wording(durand, "mail.report_replaced")).version == 0
    assert "Rien n’a changé" in (await paul.get(HOME)).text


async def test_consumers_and_businesses_keep_their_own_words(paul: Visitor, durand: Company) -> None:
    body = (default_text(QUOTE).business or "") + "\nÀ bientôt."
    await paul.post(f"{HOME}/{QUOTE}", typed(body, "Devis {{ quote_number }}", pour="business"))
    assert (await wording(durand, QUOTE, "business")).body.endswith("À bientôt.")
    assert (await wording(durand, QUOTE, "consumer")).version == 0


@pytest.mark.parametrize(
    ("key", "body", "said"),
    [
        (REFUSED, "", "Ce texte est vide"),
        (REFUSED, "Bonjour {{ quote_numbr }}", "n’existe pas dans ce texte, ligne 1. Vouliez-vous {{ quote_number }}"),
        (REFUSED, "Bonjour {{ quote_number", "Ligne 1 : une accolade est mal fermée"),
        (REFUSED, "{% for x in y %}{% endfor %}", "seules les variables"),
        (REFUSED, "{{ company_name.upper() }}", "seules les variables"),
        (QUOTE, "Voici votre devis {{ quote_number }} de {{ total_incl_vat }}.", "Sans {{ link }}"),
        ("sms.acceptance_code", "Votre code arrive.", "Sans {{ amount_sms }}, {{ code }}, {{ quote_number }}"),
        ("sms.quote_price", "{{ amount_sms }} {{ quote_number }} {{ short_link }} " + "mot " * 200, "SMS d’affilée"),
    ],
)  # fmt: skip
async def test_what_would_be_useless_is_refused_and_stays_on_the_screen(
    paul: Visitor, durand: Company, key: str, body: str, said: str
) -> None:
    before = (await wording(durand, key, "consumer")).version
    answer = await paul.post(f"{HOME}/{key}", typed(body, opened=before))
    page = answer.text.replace("&#39;", "'").replace("\u202f", " ")
    assert answer.status_code == 422 and said in page, page[:2000]
    assert (await wording(durand, key, "consumer")).version == before
    if body and "{%" not in body:
        assert body.split("\n")[0][:40] in page


async def test_a_colleague_who_published_meanwhile_is_not_overwritten(paul: Visitor, durand: Company) -> None:
    key = "mail.quote_accepted_company"
    body = default_text(key).text or ""
    await paul.post(f"{HOME}/{key}", typed(f"Le premier.\n{body}"))
    late = await paul.post(f"{HOME}/{key}", typed(f"Le second.\n{body}"))
    assert late.status_code == 422 and "a été publiée pendant que vous écriviez" in late.text
    assert "Le second." in late.text and 'name="opened" value="1"' in late.text
    assert (await wording(durand, key)).body.startswith("Le premier.")


@pytest.mark.feature("SET-12")
async def test_an_event_is_silent_until_it_is_switched_on_again(paul: Visitor, durand: Company) -> None:
    key = "sms.quote_price"
    await paul.post(f"{HOME}/{key}/etat", {})
    assert (await wording(durand, key)).active is False
    assert "Rien ne part" in (await paul.get(f"{HOME}/{key}")).text
    await paul.post(f"{HOME}/{key}/etat", {"active": "1"})
    assert (await wording(durand, key)).active is True
    await paul.post(f"{HOME}/mail.password_reset/etat", {})
    assert (await wording(durand, "mail.password_reset")).active is True
    assert "il part toujours" in (await paul.get(HOME)).text


async def test_a_version_is_taken_back_once_and_not_after_another(paul: Visitor, durand: Company) -> None:
    key = "mail.reports_available"
    body = default_text(key).text or ""
    await paul.post(f"{HOME}/{key}", typed(f"Un.\n{body}", "Vos rapports"))
    first = UNDO.search((await paul.get(HOME)).text)
    assert first
    await paul.post(first[1])
    assert (await wording(durand, key)).body == body
    await paul.get(HOME)
    await paul.post(f"{HOME}/{key}", typed(f"Deux.\n{body}", "Vos rapports", opened=2))
    second = UNDO.search((await paul.get(HOME)).text)
    assert second
    await paul.post(f"{HOME}/{key}", typed(f"Trois.\n{body}", "Vos rapports", opened=3))
    assert (await paul.post(second[1])).status_code in (303, 409)
    assert (await wording(durand, key)).body.startswith("Trois.")


@pytest.mark.feature("SET-12")
async def test_the_preview_shows_a_real_dossier_and_a_trial_comes_to_oneself(
    paul: Visitor, durand: Company
) -> None:
    async with db.tenant(durand.tenant_id) as tx:
        dossier = await bordenave(tx, durand)
        await send_quote(tx, dossier.id, price(), QuoteOptions())
        number = await tx.fetchval("select number from dossier where id = $1", dossier.id)
    page = (await paul.get(f"{HOME}/{QUOTE}?dossier={number}")).text
    assert f"Aperçu, dossier {number}" in page and "456,00" in page
    body = "Un mot d’essai.\n" + (default_text(QUOTE).consumer or "")
    seen = await paul.post(f"{HOME}/{QUOTE}/apercu", typed(body, "Objet", dossier=str(number)))
    assert seen.status_code == 200 and "Un mot d’essai." in seen.text and "<main" not in seen.text
    before = len(await sent(durand, QUOTE))
    tried = await paul.post(f"{HOME}/{QUOTE}", typed(body, "Mon objet", go="essai", dossier=str(number)))
    assert durand.people["Paul"].email in tried.text
    mails = await sent(durand, QUOTE)
    assert len(mails) == before + 1
    assert mails[0]["to_email"] == durand.people["Paul"].email
    assert mails[0]["subject"] == "Essai : Mon objet" and "Un mot d’essai." in mails[0]["text_body"]
    assert (await wording(durand, QUOTE, "consumer")).version == 0, "a trial publishes nothing"
    lost = await paul.post(f"{HOME}/sms.quote_price", typed("{{ amount_sms }}", go="essai"))
    assert lost.status_code == 422 and "n’a pas de mobile" in lost.text


async def test_others_do_not_come_near(sophie: Visitor, luc: Visitor, durand: Company) -> None:
    assert (await sophie.get(HOME)).status_code == 403
    assert (await sophie.post(f"{HOME}/{REFUSED}", typed(GOOD))).status_code == 403
    page = (await luc.get(f"{HOME}/{REFUSED}")).text
    assert "Texte d’origine" in page and "Premier essai" not in page
    assert (await luc.get(f"{HOME}/mail.nothing")).status_code == 404
    assert (await luc.get(f"{HOME}/terms.template")).status_code == 404


@pytest.mark.quick
def test_every_message_that_the_code_sends_has_its_words_on_the_page() -> None:
    """A feature that sends a new text adds it to `events.toml`: read from the calls, not from memory."""
    call = re.compile(r"write_(?:mail|sms)\(\s*tx,\s*\"((?:mail|sms)\.[a-z_]+)\"")
    named = re.compile(r"\"((?:mail|sms)\.[a-z_]+)\"")
    sources = [
        path.read_text("utf-8")
        for folder in ("platform", "tenants")
        for path in (ROOT / folder).rglob("*.py")
    ]
    called = {key for source in sources for key in call.findall(source)}
    near = {
        key
        for source in sources
        if "write_mail(" in source
        for key in named.findall(source)
        if key.startswith("mail.")
    }
    assert (called | near) & defaults().keys() - {"mail.company_signup"} <= EVENTS.keys()
    assert set(EVENTS) <= defaults().keys()


@pytest.mark.quick
def test_what_may_be_silent_has_one_variant_and_every_default_passes_its_own_check() -> None:
    for event in EVENTS.values():
        if not event.fixed:
            assert [name for name, _ in event.variants()] == ["text"], event.key
        for name, body in event.text.variants.items():
            check(event, name, body)
    assert VITAL
    assert "Vouliez-vous {{ link }} ?" in explained(UnknownVariable(["lnk"]), QUOTE, "a\n{{ lnk }}")
    assert explained(TextRefused("Non."), QUOTE, "") == "Non."
