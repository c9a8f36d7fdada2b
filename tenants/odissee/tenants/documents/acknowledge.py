"""How a contact is known before a report opens: a code by SMS that is typed, a link or a code in their mailbox."""

from datetime import timedelta
from typing import Any, Literal

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.identity import capability, codes, company_origin
from odissee.platform.limits import limit
from odissee.platform.mail import write_mail
from odissee.platform.sms import write_sms
from odissee.tenants.documents.errors import NoChannel
from odissee.tenants.documents.links import OpenedReports, Shown
from odissee.tenants.documents.wording import contact_words

PURPOSE, RECEIPT = "report_open", "report_receipt"
NO_MOBILE = (
    "Ce rapport s’ouvre avec un code par SMS et nous n’avons pas votre numéro de mobile. Appelez-nous."
)
NO_EMAIL = "Ce rapport s’ouvre par votre boîte mail et nous n’avons pas votre adresse. Appelez-nous."
LINK_LIFE = timedelta(minutes=30)


def target_of(contact: Any, method: str) -> str:
    """Where the code or the link goes: what the company already knows of the contact, never what is typed here."""
    found = contact["mobile"] if method == "sms" else contact["email"]
    if not found:
        raise NoChannel(NO_MOBILE if method == "sms" else NO_EMAIL)
    return str(found)


def masked(contact: Any, method: str) -> str:
    """« 06 39 •• •• 77 » or « a•••@exemple.fr »; empty when there is none."""
    if method == "sms" and contact["mobile"]:
        digits = "0" + contact["mobile"].removeprefix("+33")
        return f"{digits[:2]} {digits[2:4]} •• •• {digits[-2:]}"
    name, at, domain = contact["email"].partition("@")
    return f"{name[:1]}•••@{domain}" if method == "mail" and at else ""


async def send_code(tx: TenantTransaction, page: OpenedReports, shown: Shown) -> None:
    """A new code for this report and this contact; five in a quarter of an hour. Raises `NoChannel`, `TooMany`."""
    target = target_of(page.contact, shown.method)
    subject = shown.code_subject(page.contact["id"])
    await limit("report.code", str(subject), count=5, seconds=900)
    channel: Literal["sms", "mail"] = "sms" if shown.method == "sms" else "mail"
    code = await codes.issue(tx, PURPOSE, subject, channel, target)
    words = contact_words(page.contact) | {
        "code": code,
        "code_minutes": 10,
        "report_label": shown.row["title"],
    }
    key = f"report.code:{subject}:{clock.now().isoformat()}"
    common = {"dossier_id": page.dossier["id"], "contact_id": page.contact["id"], "dedup_key": key}
    if channel == "sms":
        await write_sms(tx, "sms.report_code", to_phone=target, variables=words, **common)
        return
    words["receipt_link"] = await _receipt_link(tx, page, shown, target)
    await write_mail(
        tx, "mail.report_code", to_email=target, to_name=page.contact["name"], variables=words, **common
    )


async def _receipt_link(tx: TenantTransaction, page: OpenedReports, shown: Shown, target: str) -> str:
    token = await capability.grant(
        tx, RECEIPT, page.dossier["id"], page.contact["id"], target, clock.now() + LINK_LIFE,
        {"document": str(shown.id)},
    )  # fmt: skip
    return f"{await company_origin(tx)}/recu/{token}"


async def check_code(
    tx: TenantTransaction, page: OpenedReports, shown: Shown, typed: str
) -> codes.CheckedCode:
    """The code that was typed; raises `CodeWrong`, `CodeExpired` or `CodeTooMany`."""
    return await codes.check(tx, PURPOSE, shown.code_subject(page.contact["id"]), typed)
