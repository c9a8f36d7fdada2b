"""From a row of `sent_mail` to the bytes that a relay takes."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any

from odissee.platform.mail.addresses import header_address, is_ascii
from odissee.platform.mail.sender import Sender

Attachment = tuple[str, str, bytes]
"""(name, media type with its parameters, bytes)"""


def assemble(
    row: Mapping[str, Any], sender: Sender, attachments: Sequence[Attachment], at: datetime
) -> EmailMessage:
    """The message of a row: multipart/alternative, inside multipart/mixed with attachments.

    Text and HTML are quoted-printable, so that no relay re-encodes what DKIM has signed.
    """
    utf8 = not is_ascii(row["to_email"])
    message = EmailMessage(policy=policy.SMTPUTF8 if utf8 else policy.SMTP)
    message["From"] = Address(sender.name, addr_spec=sender.address)
    message["To"] = header_address(row["to_name"], row["to_email"])
    message["Subject"] = row["subject"]
    message["Date"] = format_datetime(at)
    message["Message-ID"] = row["message_id"]
    reply_to = row["reply_to"] or sender.reply_to
    if reply_to:
        message["Reply-To"] = reply_to
    message["Auto-Submitted"] = "auto-generated"
    for name, value in row["headers"].items():
        message[name] = value
    message.set_content(row["text_body"], cte="quoted-printable")
    message.add_alternative(row["html_body"], subtype="html", cte="quoted-printable")
    for name, media_type, data in attachments:
        _attach(message, name, media_type, data)
    return message


def _attach(message: EmailMessage, name: str, media_type: str, data: bytes) -> None:
    kind, *rest = [part.strip() for part in media_type.split(";")]
    maintype, _, subtype = kind.partition("/")
    parameters = dict(part.split("=", 1) for part in rest if "=" in part)
    message.add_attachment(
        data, maintype=maintype, subtype=subtype or "octet-stream", filename=name,
        params={key: value.strip('"') for key, value in parameters.items()},
    )  # fmt: skip


def message_id(mail_id: object, sender: Sender) -> str:
    """Stable for a row, on the domain that sends."""
    return f"<{mail_id}@{sender.address.rsplit('@', 1)[1]}>"
