"""The last step out: one message to the SMTP relay of `SMTP_URL`."""

from urllib.parse import unquote, urlsplit

from aiosmtplib import (
    SMTP,
    SMTPAuthenticationError,
    SMTPConnectResponseError,
    SMTPException,
    SMTPHeloError,
    SMTPRecipientsRefused,
    SMTPResponseException,
)  # fmt: skip

from odissee.platform.errors import OutsideFailure
from odissee.platform.mail.addresses import is_ascii, wire_address

TIMEOUT = 30


class RefusedForGood(Exception):
    """The relay said 5xx: insisting would harm the sender's name. `code` and `reason` as it said them."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(f"{code} {reason}")
        self.code, self.reason = code, " ".join(reason.split())

    @property
    def is_address(self) -> bool:
        """The recipient's box refuses, rather than the message or us (RFC 3463: 5.1.x and 5.2.x)."""
        return self.code in (550, 551, 553) and not self.reason.startswith(("5.7", "5.6"))


class RelayBusy(OutsideFailure):
    """4xx, or no answer: the job comes back."""

    title = "Le serveur de courrier ne prend pas ce mail pour l’instant. Nous réessayons."


async def deliver(url: str, sender: str, recipient: str, message: bytes) -> str:
    """Hand one message over; returns the relay's own words. Raises `RefusedForGood` or `RelayBusy`."""
    try:
        async with _client(url) as client:
            utf8 = not is_ascii(recipient)
            if utf8 and not client.supports_extension("smtputf8"):
                raise RefusedForGood(553, "le serveur de courrier n’accepte pas les accents avant « @ »")
            _, answer = await client.sendmail(
                sender,
                [wire_address(recipient)],
                message,
                mail_options=["SMTPUTF8", "BODY=8BITMIME"] if utf8 else [],
            )
            return answer[:200]
    except SMTPRecipientsRefused as error:
        refusal = error.recipients[0]
        raise _told(refusal.code, refusal.message) from error
    except (SMTPAuthenticationError, SMTPConnectResponseError, SMTPHeloError) as error:
        raise RelayBusy from error  # our own account or their service: not this mail's fault
    except SMTPResponseException as error:
        raise _told(error.code, error.message) from error
    except (SMTPException, OSError) as error:
        raise RelayBusy from error


def _told(code: int, reason: str) -> Exception:
    if 500 <= code < 600:
        return RefusedForGood(code, reason)
    return RelayBusy(f"{RelayBusy.title} ({code} {' '.join(reason.split())[:200]})")


def _client(url: str) -> SMTP:
    parts = urlsplit(url)
    tls = parts.scheme == "smtps"
    return SMTP(
        hostname=parts.hostname or "localhost", port=parts.port or (465 if tls else 587), use_tls=tls,
        username=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None, timeout=TIMEOUT,
    )  # fmt: skip
