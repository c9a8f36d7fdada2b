"""What ends among the properties that a professional follows: one mail a week, on Monday, however many there are."""

from collections import defaultdict
from datetime import date
from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.platform.french import full_date
from odissee.platform.identity import company_origin
from odissee.platform.mail import write_mail
from odissee.tenants.alerts.people import audience_of, reaches
from odissee.tenants.consent import optout_link
from odissee.tenants.documents import address_of, contact_words
from odissee.tenants.regulation import catalogue


async def tell_agencies(
    tx: TenantTransaction, monday: date, due: dict[Any, Any], people: list[Any], allowed: dict[Any, Any]
) -> int:
    """One list for each professional who may be written to; returns how many mails."""
    lines: dict[UUID, list[tuple[date, str]]] = defaultdict(list)
    who: dict[UUID, Any] = {}
    for (dossier, last_day), (_, ends) in due.items():
        for row in people:
            decision = allowed.get((row["contact"], "mail", "renewal"))
            if row["dossier"] == dossier and reaches(row, "mail") and decision and decision.allowed:
                who[row["contact"]] = row
                lines[row["contact"]].append((last_day, _line(row, last_day, ends)))
    for contact, found in lines.items():
        await _write(tx, monday, who[contact], [text for _, text in sorted(found)])
    return len(lines)


def _line(row: Any, last_day: date, ends: list[Any]) -> str:
    known = catalogue()
    labels = ", ".join(
        known[one.diagnostic].label if one.diagnostic in known else one.diagnostic for one in ends
    )
    return f"- {address_of(row)} : {labels}, jusqu’au {full_date(last_day)} (dossier {row['number']})"


async def _write(tx: TenantTransaction, monday: date, row: Any, lines: list[str]) -> None:
    stop = await optout_link(tx, row["contact"], "mail", "renewal")
    await write_mail(
        tx, "mail.expiry_agency", to_email=row["email"], to_name=row["name"],
        dedup_key=f"expiry_agency:{row['contact']}:{monday}", contact_id=row["contact"], audience=audience_of(row),
        variables=contact_words(row) | {
            "expiring_count": len(lines), "expiring_list": "\n".join(lines), "link": await company_origin(tx),
        },
        unsubscribe=stop,
    )  # fmt: skip
