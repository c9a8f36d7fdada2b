"""What left the company: mails of recent quotes in their real words, a bounce, an SMS, and a job that stopped."""

import base64
from datetime import UTC, datetime, time, timedelta
from typing import Any

from odissee.app.demo.world import World
from odissee.platform.db import TenantTransaction
from odissee.platform.identity import company_origin
from odissee.platform.identity.sessions import token_hash
from odissee.platform.mail.footer import footer
from odissee.platform.mail.layout import html_of
from odissee.platform.mail.words import filled
from odissee.platform.sms.segments import count
from odissee.platform.sms.write import words_of as sms_words
from odissee.platform.texts import newest, of_wording
from odissee.tenants.quotes.words import words_of

RECENT = timedelta(days=45)
MAIL, SMS = "mail.quote_sent", "sms.quote_price"
LINK_DAYS = 90
BOUNCE = "Cette adresse n’existe pas (550 5.1.1)."


async def make_messages(tx: TenantTransaction, world: World) -> None:
    """What was sent; the last but five mails bounced, and a job stopped."""
    await make_sendings(tx, world)
    _bounce(world)
    _stopped_job(world)


async def make_sendings(tx: TenantTransaction, world: World) -> None:
    """A link for every quote; the mail or the SMS of the recent ones."""
    origin = await company_origin(tx)
    contacts = {row["id"]: row for row in world.rows["contact"]}
    quotes = {row["id"]: row for row in world.rows["quote"]}
    for version in world.rows["quote_version"]:
        quote, contact = quotes[version["quote_id"]], contacts[version["requester_contact_id"]]
        link = f"{origin}/d/{_grant(world, version, contact)}"
        if world.now - version["sent_at"] < RECENT:
            await _message(tx, world, version | {"number": quote["number"]}, quote, contact, link)


def _grant(world: World, version: dict[str, Any], contact: dict[str, Any]) -> str:
    """The token lies in the mail and nowhere else, as for any quote."""
    token = base64.urlsafe_b64encode(world.chance.randbytes(16)).decode().rstrip("=")
    until = datetime.combine(version["valid_until"] + timedelta(days=LINK_DAYS), time(23, 59), UTC)
    world.rows.add(
        "capability", id=world.chance.id_at(version["sent_at"]), token_hash=token_hash(token), scope="quote",
        subject_id=version["id"], contact_id=contact["id"], sent_to=contact["email"] or contact["mobile"],
        data={}, expires_at=until, created_at=version["sent_at"],
    )  # fmt: skip
    return token


async def _message(
    tx: TenantTransaction,
    world: World,
    version: dict[str, Any],
    quote: dict[str, Any],
    contact: dict[str, Any],
    link: str,
) -> None:
    key = f"quote:{quote['id']}:1:{contact['id']}"
    audience, words = version["snapshot"]["to"]["audience"], words_of(version, link)
    common = {
        "id": world.chance.id_at(version["sent_at"]), "dossier_id": quote["dossier_id"], "contact_id": contact["id"],
        "not_before": version["sent_at"], "sent_at": version["sent_at"], "created_at": version["sent_at"], "problem": None,
    }  # fmt: skip
    if version["send_mail"]:
        wording, values = await newest(tx, MAIL, audience), await filled(tx, words)
        said, foot = of_wording(wording, values, audience), await footer(tx, MAIL, values)
        world.rows.add(
            "sent_mail", **common, dedup_key=f"mail:{key}", event=MAIL, to_email=contact["email"],
            to_name=f"{contact['first_name']} {contact['last_name']}".strip(), subject=said.subject,
            text_body=f"{said.body}\n\n{foot}".strip() + "\n", html_body=html_of(said, foot, values), headers={},
            attachments=[], state="delivered",
        )  # fmt: skip
    elif contact["mobile"]:
        body = sms_words((await newest(tx, SMS, audience)).body, world.words | words, audience)
        size = count(body)
        world.rows.add(
            "sent_sms", **common, dedup_key=f"sms:{key}", event=SMS, to_phone=contact["mobile"], body=body,
            encoding=size.encoding.value, segments=size.segments, state="delivered",
        )  # fmt: skip


def _bounce(world: World) -> None:
    if len(world.rows["sent_mail"]) > 5:
        world.rows["sent_mail"][-6] |= {"state": "bounced", "problem": BOUNCE}


def _stopped_job(world: World) -> None:
    """One that gave up after eight tries, for the page of jobs."""
    at = world.now - timedelta(hours=20)
    stopped = world.rows["property"][-9]
    text = f"{stopped['address']} {stopped['postcode']} {stopped['city']}"
    world.rows.add(
        "job", id=world.chance.id_at(at), kind="property.locate", state="dead", attempts=8, created_at=at, not_before=at,
        payload={"property_id": str(stopped["id"]), "text": text}, dedup_key=f"property.locate:{stopped['id']}:{text}",
        last_error="Le service d’adresses ne répond pas. Réessayez plus tard.", started_at=at,
    )  # fmt: skip
