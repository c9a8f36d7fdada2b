"""Mails that come back are told where Sophie looks; nobody else's address can mark them."""

from typing import Any

import pytest

from odissee.platform.mail import parse_bounce
from odissee.platform.mail.web import bounces_path
from tests.browser_client import Visitor
from tests.companies import Company
from tests.platform.mail.letterbox import row, send, write

REPORT = """\
From: MAILER-DAEMON@relay.example
To: durand@localhost.localdomain
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="=b"

--=b
Content-Type: text/plain

I'm sorry to have to inform you that your message could not be delivered.

--=b
Content-Type: message/delivery-status

Reporting-MTA: dns; relay.example

Final-Recipient: rfc822; helene.lasserre@exemple.fr
Action: {action}
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 <helene.lasserre@exemple.fr>: Recipient address
 rejected: User unknown

--=b
Content-Type: {returned}

Message-ID: {id}
Subject: Votre devis

corps
--=b--
"""


@pytest.mark.quick
@pytest.mark.parametrize("returned", ["message/rfc822", "text/rfc822-headers"])
def test_a_standard_report_says_which_mail_and_why(returned: str) -> None:
    bounce = parse_bounce(REPORT.format(action="failed", id="<x@y.fr>", returned=returned).encode())
    assert bounce and bounce.message_id == "<x@y.fr>" and bounce.address == "helene.lasserre@exemple.fr"
    assert bounce.reason.startswith("550 5.1.1") and bounce.reason.endswith("User unknown")


@pytest.mark.quick
def test_a_delay_or_an_answer_is_no_bounce() -> None:
    assert (
        parse_bounce(REPORT.format(action="delayed", id="<x@y.fr>", returned="message/rfc822").encode())
        is None
    )
    assert parse_bounce(b"Subject: Re: Votre devis\r\n\r\nOui.") is None
    assert parse_bounce(b"\xff\x00") is None


async def test_a_report_marks_durands_mail_once(durand: Company, visitor: Visitor) -> None:
    kept = await send(durand, await write(durand))
    report = REPORT.format(action="failed", id=kept["message_id"], returned="message/rfc822").encode()
    path, kind = bounces_path(durand.tenant_id), {"Content-Type": "message/rfc822"}
    for _ in range(2):
        answer = await visitor.http.post(path, content=report, headers=kind)
        assert answer.json() == {"status": "ok", "bounces": 1}
    after = await row(durand, kept["id"])
    assert after["state"] == "bounced" and "User unknown" in after["problem"]


async def test_a_relays_event_marks_it_too_but_a_soft_bounce_does_not(
    durand: Company, visitor: Visitor
) -> None:
    kept = await send(durand, await write(durand))
    path = bounces_path(durand.tenant_id)
    soft: dict[str, Any] = {
        "event": "soft_bounce",
        "message-id": kept["message_id"],
        "reason": "mailbox full",
    }
    assert (await visitor.http.post(path, json=soft)).json()["bounces"] == 0
    hard = soft | {"event": "hard_bounce", "reason": "no such user"}
    assert (await visitor.http.post(path, json=[soft, hard])).json()["bounces"] == 1
    assert (await row(durand, kept["id"]))["problem"] == "no such user"


async def test_morels_secret_marks_nothing_at_durands(
    durand: Company, morel: Company, visitor: Visitor
) -> None:
    kept = await send(durand, await write(durand))
    event = {"event": "bounce", "message-id": kept["message_id"]}
    assert (await visitor.http.post(bounces_path(morel.tenant_id), json=event)).status_code == 404
    assert (await visitor.http.post("/entrants/retours/rien", json=event)).status_code == 404
    assert (await row(durand, kept["id"]))["state"] == "sent"
