"""Writing the mail or the SMS of an alert, with the words that every one of them needs."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.platform.mail import write_mail
from odissee.platform.sms import write_sms
from odissee.platform.texts import Audience
from odissee.tenants.alerts.announcements import Sent
from odissee.tenants.alerts.people import audience_of, role_words
from odissee.tenants.documents import contact_words, dossier_words

DOSSIER = """
select d.id, d.number, d.nature, d.appointment_at, p.address, p.typed_address, p.complement, p.postcode, p.city,
       p.floor, p.door, p.access_notes, t.time_zone as zone,
       array(select s.label from dossier_service s where s.dossier_id = d.id order by s.position) as diagnostics
  from dossier d join property p on p.id = d.property_id join tenant t on t.id = d.tenant_id where d.id = $1"""


async def dossier_of(tx: TenantTransaction, dossier_id: UUID) -> Any:
    """The dossier with its property and the company's zone."""
    return await tx.fetchrow(DOSSIER, dossier_id)


def common_words(dossier: Any, person: Any) -> dict[str, Any]:
    """Who is written to, about what."""
    return (
        contact_words(person) | dossier_words(dossier, dossier["zone"])
        | {"recipient_role_label": role_words(person), "diagnostics_inline": ", ".join(dossier["diagnostics"])}
    )  # fmt: skip


async def write_message(
    tx: TenantTransaction, alert: Any, person: Any, text: str, variables: Mapping[str, Any], *,
    attachments: Sequence[UUID] = (), unsubscribe: str | None = None,
) -> Sent:  # fmt: skip
    """The mail or SMS `text` of this alert, once; `text` is the key without its family."""
    audience: Audience = audience_of(person)
    common: dict[str, Any] = {
        "variables": variables, "dedup_key": f"alert:{alert['id']}", "dossier_id": alert["dossier_id"],
        "contact_id": person["id"], "audience": audience,
    }  # fmt: skip
    if alert["channel"] == "sms":
        return Sent(sms_id=await write_sms(tx, f"sms.{text}", to_phone=person["mobile"], **common))
    mail = await write_mail(
        tx, f"mail.{text}", to_email=person["email"], to_name=person["name"], attachments=attachments,
        unsubscribe=unsubscribe, **common,
    )  # fmt: skip
    return Sent(mail_id=mail)


def short(link: str) -> str:
    """An address as an SMS carries it."""
    return link.partition("://")[2]
