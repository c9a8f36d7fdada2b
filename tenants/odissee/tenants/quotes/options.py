"""What the person chooses when a quote is generated (CREA-12, 13, 14)."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class QuoteOptions:
    """`private_comment` stays with staff; `remind_at` replaces the usual cadence of reminders."""

    public_comment: str = ""
    private_comment: str = ""
    send_mail: bool = True
    send_sms: bool = False
    remind_at: datetime | None = None
    validity_days: int | None = None
