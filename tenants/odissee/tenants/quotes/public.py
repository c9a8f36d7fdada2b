"""What the public page needs: the link's version, who opened it, which code it asks for."""

from dataclasses import dataclass
from typing import Any

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.identity import capability, codes
from odissee.platform.mail import write_mail
from odissee.platform.sms import write_sms
from odissee.tenants.quotes.errors import QuoteNotAcceptable
from odissee.tenants.quotes.queries import version_of
from odissee.tenants.quotes.words import words_of

SCOPE, PURPOSE = "quote", "quote_acceptance"


@dataclass(frozen=True, slots=True)
class OpenedQuote:
    """A link's quote: `channel` is how a code reaches this person, empty when the company asks for none."""

    token: str
    version: Any
    link: capability.Capability
    channel: str
    target: str

    @property
    def masked(self) -> str:
        """« 06 39 •• •• 77 » or « a•••@exemple.fr »: enough to recognise, not to learn."""
        if self.channel == "sms":
            digits = "0" + self.target.removeprefix("+33")
            return f"{digits[:2]} {digits[2:4]} •• •• {digits[-2:]}"
        name, _, domain = self.target.partition("@")
        return f"{name[:1]}•••@{domain}"


async def opened(tx: TenantTransaction, token: str) -> OpenedQuote:
    """The quote of a link; raises `Gone` alike for unknown, foreign, expired and revoked links."""
    link = await capability.open(tx, token, SCOPE, again=True)
    version = await version_of(tx, link.subject_id)
    contact = await tx.fetchrow(
        "select email, mobile from contact where id = $1", version["requester_contact_id"]
    )
    wish = await tx.fetchval("select acceptance_code from company")
    channel = _channel(wish, contact)
    target = "" if not channel or contact is None else contact["mobile" if channel == "sms" else "email"]
    return OpenedQuote(token, version, link, channel, target)


def _channel(wish: str, contact: Any) -> str:
    if contact is None or wish == "none":
        return ""
    if wish in ("sms", "sms_or_mail") and contact["mobile"]:
        return "sms"
    return "mail" if contact["email"] else ("sms" if contact["mobile"] else "")


async def note_view(tx: TenantTransaction, quote: OpenedQuote) -> None:
    """Opening only says that it was seen: a scanner accepts nothing."""
    if quote.version["viewed_at"] is None and quote.version["state"] == "sent":
        await tx.execute(
            "update quote_version set viewed_at = $2 where id = $1", quote.version["id"], clock.now()
        )
        await tx.execute(
            "update quote set state = 'viewed' where id = $1 and state = 'sent'", quote.version["quote_id"]
        )


async def send_code(tx: TenantTransaction, quote: OpenedQuote) -> None:
    """Six digits to the requester's own phone or mailbox, never to an address typed on the page."""
    if not quote.channel:
        raise QuoteNotAcceptable("Aucun code n’est demandé pour ce devis.")
    code = await codes.issue(
        tx, PURPOSE, quote.version["id"], "sms" if quote.channel == "sms" else "mail", quote.target
    )
    values = words_of(quote.version) | {"code": code, "code_minutes": 10}
    key = f"code:{quote.version['id']}:{code}:{clock.now().isoformat()}"
    where = {"dossier_id": quote.version["dossier_id"], "contact_id": quote.version["requester_contact_id"]}
    if quote.channel == "sms":
        await write_sms(
            tx,
            "sms.acceptance_code",
            to_phone=quote.target,
            variables=values,
            dedup_key=f"sms:{key}",
            **where,
        )
    else:
        await write_mail(
            tx,
            "mail.acceptance_code",
            to_email=quote.target,
            variables=values,
            dedup_key=f"mail:{key}",
            **where,
        )
