"""Sophie sees what leaves Durand, Luc of Morel nothing of it; a failed message can leave again."""

import re
from html import unescape
from typing import Any
from uuid import UUID

import pytest

import odissee.platform.sms.jobs  # noqa: F401  # registers the handler
from odissee.platform.db import db, new_id
from odissee.platform.files import store
from odissee.platform.mail import mark_bounced
from odissee.platform.mail.bounces import Bounce
from odissee.platform.settings import settings
from odissee.platform.sms import write_sms
from tests.browser_client import Visitor, logged_in
from tests.companies import Company
from tests.platform.mail.letterbox import QUOTE, send, write


def _plain(text: str) -> str:
    return unescape(text).replace("\u00a0", " ").replace("\u202f", " ")


async def _sms(company: Company, key: str = "sms.login_code") -> UUID:
    values = {"code": "482913", "code_minutes": "10"}
    async with db.tenant(company.tenant_id) as tx:
        id = await write_sms(tx, key, to_phone="+33612345678", variables=values, dedup_key=f"s:{new_id()}")
    assert id is not None
    return id


@pytest.fixture
async def live(durand: Company, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Not a demonstration: people see what their rights allow."""
    monkeypatch.setenv("ODISSEE_MODE", "live")
    settings.cache_clear()
    yield
    monkeypatch.undo()
    settings.cache_clear()


async def test_sophie_reads_the_mail_as_its_addressee_does(durand: Company, sophie: Visitor) -> None:
    async with db.tenant(durand.tenant_id) as tx:
        pdf = await store(
            tx, b"%PDF", name="Devis D-2026-0893.pdf", media_type="application/pdf", kind="quote"
        )
    mail = (await send(durand, await write(durand, attachments=[pdf.id])))["id"]
    listed = _plain((await sophie.get("/boite-de-sortie")).text)
    assert "Votre devis n° D-2026-0893 pour 8 rue Bargoin" in listed
    assert "Démonstration : rien ne quitte ce serveur." in listed and "Gardé ici" in listed
    page = (await sophie.get(f"/boite-de-sortie/{mail}?vue=mails")).text
    frame = re.search(r'<iframe[^>]*sandbox="([^"]*)"[^>]*srcdoc="([^"]*)"', page)
    assert frame and "allow-scripts" not in frame[1] and "allow-same-origin" not in frame[1]
    assert "Bonjour Madame Lasserre," in unescape(frame[2]) and '<base target="_blank">' in unescape(frame[2])
    assert QUOTE["link"].split("?")[0] in unescape(frame[2])
    assert f'href="/fichiers/{pdf.id}"' in page


async def test_an_sms_shows_its_words_and_its_length(durand: Company, sophie: Visitor) -> None:
    page = _plain((await sophie.get(f"/boite-de-sortie/{await _sms(durand)}")).text)
    assert "code de connexion 482913" in page and "1 SMS, GSM-7" in page and "06 12 34 56 78" in page


async def test_luc_of_morel_sees_nothing_of_durands(durand: Company, luc: Visitor) -> None:
    mail = await write(durand, variables=QUOTE | {"quote_number": "D-SECRET"})
    sms = await _sms(durand)
    for path in ("/boite-de-sortie", "/boite-de-sortie?vue=sms", "/boite-de-sortie?vue=problemes"):
        page = (await luc.get(path)).text
        assert "D-SECRET" not in page and str(sms) not in page
    for id in (mail, sms):
        assert (await luc.get(f"/boite-de-sortie/{id}")).status_code == 404
        assert (await luc.post(f"/boite-de-sortie/{id}/renvoyer")).status_code == 404


async def test_a_bounce_shows_and_the_mail_can_leave_again(
    durand: Company, sophie: Visitor, luc: Visitor
) -> None:
    kept = await send(durand, await write(durand))
    async with db.tenant(durand.tenant_id) as tx:
        await mark_bounced(tx, Bounce(kept["message_id"], kept["to_email"], "550 boite inconnue"))
    page = _plain((await sophie.get("/boite-de-sortie?vue=problemes")).text)
    assert "550 boite inconnue" in page and "Adresse refusée" in page
    assert "550 boite inconnue" not in (await luc.get("/boite-de-sortie?vue=problemes")).text
    assert (await sophie.post(f"/boite-de-sortie/{kept['id']}/renvoyer")).status_code == 303
    assert (await sophie.post(f"/boite-de-sortie/{kept['id']}/renvoyer")).status_code == 409
    async with db.tenant(durand.tenant_id) as tx:
        assert await tx.fetchval("select state from sent_mail where id = $1", kept["id"]) == "queued"
        assert await tx.fetchval("select count(*) from job where payload->>'mail' = $1", str(kept["id"])) == 2


async def test_the_list_goes_on_by_forty(durand: Company, sophie: Visitor) -> None:
    for _ in range(45):
        await write(durand)
    first = (await sophie.get("/boite-de-sortie?vue=mails")).text
    assert first.count("data-row") == 40
    following = re.search(r'href="(/boite-de-sortie\?vue=mails&amp;avant=[^"]+)"', first)
    assert following
    second = (await sophie.get(unescape(following[1]))).text
    ids = [set(re.findall(r'href="/boite-de-sortie/([0-9a-f-]{36})', page)) for page in (first, second)]
    assert ids[0] and ids[1] and not ids[0] & ids[1]


async def test_a_broken_address_shows_the_first_page(sophie: Visitor) -> None:
    assert (await sophie.get("/boite-de-sortie?vue=autre&avant=rien")).status_code == 200


async def test_outside_a_demonstration_words_that_open_a_door_stay_hidden(
    durand: Company, sophie: Visitor, live: None
) -> None:
    reset = await write(
        durand, key="mail.password_reset", variables={"link": "https://x.fr/SECRET", "login_email": "p@d.fr"}
    )
    code = await _sms(durand)
    pages = [
        await sophie.get(path)
        for path in (f"/boite-de-sortie/{reset}", f"/boite-de-sortie/{code}", "/boite-de-sortie")
    ]
    for page in pages:
        assert page.status_code == 200 and "SECRET" not in page.text and "482913" not in page.text
    assert "réservé à son destinataire" in pages[0].text


async def test_outside_a_demonstration_karim_sees_only_what_he_wrote(
    app: Any, durand: Company, live: None
) -> None:
    karim = await logged_in(app, durand, durand.people["Karim"])
    mail = await write(durand)
    assert (await karim.get(f"/boite-de-sortie/{mail}")).status_code == 404
    assert str(mail) not in (await karim.get("/boite-de-sortie")).text


async def test_a_visitor_is_sent_to_the_login_page(visitor: Visitor) -> None:
    assert (await visitor.get("/boite-de-sortie")).status_code == 303
