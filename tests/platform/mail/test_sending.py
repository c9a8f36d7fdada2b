"""What Durand writes reaches Mme Lasserre's mail program, once, or says why it did not."""

import asyncio
import email
import re
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage

import pytest

from odissee.platform import clock
from odissee.platform.db import db
from odissee.platform.files import store
from odissee.platform.mail import address_problem, write_mail
from odissee.platform.texts import save_text
from tests.companies import Company
from tests.fakes.smtp import Relay
from tests.platform.mail.letterbox import QUOTE, row, send, write


def _read(data: bytes) -> EmailMessage:
    message = email.message_from_bytes(data, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def _part(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content())


async def test_a_quote_leaves_with_the_same_words_in_text_and_html(durand: Company, relay: Relay) -> None:
    kept = await send(durand, await write(durand))
    assert kept["state"] == "sent" and kept["job_state"] == "done"
    ((sender, recipient, data),) = relay.taken
    message = _read(data)
    assert (sender, recipient) == ("durand@localhost.localdomain", "helene.lasserre@exemple.fr")
    assert message["Subject"] == "Votre devis n°\xa0D-2026-0893 pour 8 rue Bargoin, 64000 Pau"
    assert str(message["To"]) == "Hélène Lasserre <helene.lasserre@exemple.fr>"
    assert str(message["From"]).startswith("Durand Diagnostics <")
    assert message["Reply-To"] == "contact@durand.example"
    assert message["Message-ID"] == kept["message_id"] and kept["message_id"].startswith(f"<{kept['id']}@")
    assert message["Date"] is not None and message["List-Unsubscribe"] is None
    text, html = _part(message, "plain"), _part(message, "html")
    assert "Bonjour Madame Lasserre," in text and "456,00\u202f€" in text
    assert QUOTE["link"] in text
    assert 'href="https://durand.odissee.fr/s/7Kf3Qx?a=1&amp;b=claire+devis@x.fr"' in html
    bare = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))
    for sentence in ("Prix", "Valable jusqu’au 24 déc. 2026", "état amiante", "Aucun compte n’est à créer."):
        assert sentence in text.replace("\xa0", " ").replace("\u202f", " ") or sentence in text
        assert sentence.split()[0] in bare
    assert "{{" not in text + html and "{#" not in text + html and "vérifier]" not in text + html
    assert "dossier 18427" in text and "Vos données et vos droits" in html


async def test_the_structure_is_the_one_that_clients_know(durand: Company, relay: Relay) -> None:
    """A second reading, of the raw bytes: no 8-bit line, no line over 998, styles inside the tags."""
    async with db.tenant(durand.tenant_id) as tx:
        file = await store(
            tx,
            b"%PDF-1.7 devis",
            name="Devis D-2026-0893 été.pdf",
            media_type="application/pdf",
            kind="quote",
        )
        ics = await store(tx, b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", name="visite.ics",
                          media_type="text/calendar; method=REQUEST", kind="ics")  # fmt: skip
    await send(durand, await write(durand, attachments=[file.id, ics.id]))
    data = relay.taken[0][2]
    assert data.isascii() and max(map(len, data.split(b"\r\n"))) < 998 and b"\r\n" in data
    assert not re.search(rb"(?<!\r)\n", data)
    message = _read(data)
    assert message.get_content_type() == "multipart/mixed"
    alternative, pdf, calendar = message.iter_parts()
    assert alternative.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in alternative.iter_parts()] == ["text/plain", "text/html"]
    assert pdf.get_filename() == "Devis D-2026-0893 été.pdf" and pdf.get_content() == b"%PDF-1.7 devis"
    assert (
        calendar.get_content_type() == "text/calendar"
        and calendar["Content-Type"].params["method"] == "REQUEST"
    )
    html = _part(message, "html")
    assert re.search(r'<a [^>]*style="[^"]*background: ?#165c8f', html)
    assert "<script" not in html and "http-equiv" not in html.lower()


async def test_the_same_key_twice_is_one_row_and_one_mail(durand: Company, relay: Relay) -> None:
    first = await write(durand, dedup_key="quote:893:1:lasserre")
    again = await write(durand, dedup_key="quote:893:1:lasserre")
    assert first == again
    await send(durand, first)
    await send(durand, first)
    assert len(relay.taken) == 1


async def test_only_reminders_bear_the_one_click_opt_out(durand: Company, relay: Relay) -> None:
    link = "https://durand.odissee.fr/o/7Kf3Qx"
    await send(durand, await write(durand, key="mail.expiry_60", unsubscribe=link, variables=QUOTE))
    message = _read(relay.taken[0][2])
    assert message["List-Unsubscribe"] == f"<{link}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "Pour ne plus recevoir ces rappels" in _part(message, "plain")


@pytest.mark.parametrize(
    ("answer", "state"),
    [("550 5.1.1 boite inconnue", "bounced"), ("550 5.7.1 refuse par la politique", "failed"), ("554 5.0.0 non", "failed")],
)  # fmt: skip
async def test_a_refusal_for_good_is_told_and_not_repeated(
    durand: Company, relay: Relay, answer: str, state: str
) -> None:
    absent = f"absent{answer[4:9]}@exemple.fr"
    relay.answers[absent] = answer
    kept = await send(durand, await write(durand, absent))
    assert (kept["state"], kept["job_state"], kept["attempts"]) == (state, "done", 1)
    assert kept["problem"].startswith(answer[:3])
    async with db.tenant(durand.tenant_id) as tx:
        verb = await tx.fetchval("select verb from journal_entry where subject_id = $1", kept["id"])
        problem = await address_problem(tx, absent.upper())
    assert verb == f"mail.{state}"
    assert (problem is not None) == (state == "bounced")


async def test_a_refusal_for_now_comes_back_later(durand: Company, relay: Relay) -> None:
    relay.answers["plein@exemple.fr"] = "451 4.3.0 plus tard"
    mail = await write(durand, "plein@exemple.fr")
    kept = await send(durand, mail)
    assert (kept["state"], kept["job_state"]) == ("queued", "ready")
    assert "451" in kept["last_error"]
    relay.answers.clear()
    with clock.at(datetime(2030, 1, 1, tzinfo=UTC)):
        kept = await send(durand, mail)
    assert kept["state"] == "sent" and len(relay.taken) == 1


async def test_a_relay_that_is_away_is_tried_again(durand: Company, relay: Relay) -> None:
    relay.after_data = "421 4.3.2 going down"
    kept = await send(durand, await write(durand))
    assert (kept["state"], kept["job_state"]) == ("queued", "ready")


async def test_a_relay_that_shuts_its_door_does_not_condemn_the_mail(durand: Company, relay: Relay) -> None:
    relay.greeting = "554 5.7.1 no service for you"
    kept = await send(durand, await write(durand))
    assert (kept["state"], kept["job_state"]) == ("queued", "ready")


async def test_accents_before_the_at_sign_need_a_relay_that_takes_them(durand: Company, relay: Relay) -> None:
    """CASE-051: never silently changed; the domain travels as ASCII."""
    kept = await send(durand, await write(durand, "josé@exemple.fr"))
    assert kept["state"] == "bounced" and "accents" in kept["problem"]
    relay.smtputf8 = True
    await send(durand, await write(durand, "josé@exemple.fr"))
    await send(durand, await write(durand, "contact@société-exemple.fr"))
    assert [taken[1] for taken in relay.taken] == [
        "josé@exemple.fr",
        "contact@" + "société-exemple.fr".encode("idna").decode(),
    ]


async def test_in_a_demonstration_nothing_leaves(durand: Company) -> None:
    kept = await send(durand, await write(durand))
    assert (kept["state"], kept["provider_ref"]) == ("sent", "kept inside")


async def test_a_text_that_is_switched_off_writes_nothing(morel: Company) -> None:
    async with db.tenant(morel.tenant_id) as tx:
        await save_text(tx, "mail.review_request", "Bonjour", subject="Avis", active=False)
        assert (
            await write_mail(tx, "mail.review_request", to_email="a@b.fr", variables={}, dedup_key="r")
            is None
        )
        assert await tx.fetchval("select count(*) from sent_mail") == 0


async def test_a_mail_for_later_waits(durand: Company) -> None:
    later = datetime(2031, 5, 1, 8, tzinfo=UTC)
    mail = await write(durand, not_before=later)
    assert (await send(durand, mail))["state"] == "queued"
    with clock.at(later):
        assert (await send(durand, mail))["state"] == "sent"


async def test_what_a_person_typed_cannot_add_a_header(durand: Company, relay: Relay) -> None:
    mail = await write(
        durand, to_name="Hélène\r\nBcc: tous@exemple.fr", variables=QUOTE | {"quote_number": "1\nBcc: x@y.fr"}
    )
    await send(durand, mail)
    message = _read(relay.taken[0][2])
    assert message["Bcc"] is None
    assert (await row(durand, mail))["state"] == "sent"


async def test_two_requests_at_once_with_one_key_write_one_mail(durand: Company) -> None:
    first, second = await asyncio.gather(
        write(durand, dedup_key="quote:race"), write(durand, dedup_key="quote:race")
    )
    assert first == second


async def test_a_mail_to_staff_has_no_footer_but_a_clean_end(durand: Company, relay: Relay) -> None:
    values = {
        "job_label": "envoi du devis",
        "attempts_count": "8",
        "link": "https://durand.odissee.fr/taches",
    }
    await send(durand, await write(durand, key="mail.alarm_job_dead", variables=values, to_name="Anne Vidal"))
    message = _read(relay.taken[0][2])
    assert "Vous recevez" not in _part(message, "plain") and "border-top" not in _part(message, "html")
    assert "Concerne" not in _part(message, "plain")
