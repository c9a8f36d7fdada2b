"""The attestation sur l'honneur (R.271-3 CCH): what it must say, and what is missing to say it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from odissee.platform.db import TenantTransaction
from odissee.platform.french import amount, day_month, typography
from odissee.tenants.staff.certifications import DOMAINS

PER_CLAIM, PER_YEAR = 300_000_00, 500_000_00
"""Least covers of R.271-2 CCH, in cents [à vérifier]."""

MENTIONS = {
    "signatory_name": "le signataire des attestations", "signatory_role": "la qualité du signataire",
    "siret": "le SIRET", "insurer": "l’assureur", "policy_number": "le numéro de police",
    "certification_body": "l’organisme de certification",
}  # fmt: skip
NEWEST = """
select m.display_name as name, c.domain, max(c.valid_to) as valid_to
  from certification c join membership m on m.staff_id = c.staff_id
 where m.kind = 'staff' and m.revoked_at is null and 'technician' = any(m.profiles)
   and coalesce(m.active_from <= $1, true) and coalesce(m.active_until >= $1, true)
 group by m.display_name, c.domain order by m.display_name, c.domain"""


async def honour_statement_gaps(tx: TenantTransaction, on_date: date) -> list[str]:
    """What is missing or expired that day, in short French words; empty: the attestation may be printed."""
    company = await tx.fetchrow("select * from company")
    if company is None:
        return list(MENTIONS.values())
    newest = await tx.fetch(NEWEST, on_date)
    gaps = [*_mentions(company), *_insurance(company, on_date), *_certifications(newest, on_date)]
    return [typography(gap) for gap in gaps]


def _mentions(company: Any) -> Iterator[str]:
    for column, label in MENTIONS.items():
        if not company[column]:
            yield f"{label} manque"


def _insurance(company: Any, on_date: date) -> Iterator[str]:
    for column, least, label in (
        ("insurance_per_claim_cents", PER_CLAIM, "la garantie par sinistre"),
        ("insurance_per_year_cents", PER_YEAR, "la garantie par année"),
    ):
        if company[column] is None:
            yield f"{label} manque"
        elif company[column] < least:
            yield f"{label} est sous {amount(least)}"
    start, end = company["insurance_from"], company["insurance_until"]
    if start is None or end is None:
        yield "la période d’assurance manque"
    elif not start <= on_date <= end:
        moment = f"a expiré le {day_month(end)} {end.year}" if on_date > end else "n’a pas commencé"
        yield f"l’assurance {moment}"


def _certifications(newest: list[Any], on_date: date) -> Iterator[str]:
    if not newest:
        yield "aucun technicien n’a de certification"
    for row in newest:
        if row["valid_to"] < on_date:
            label, end = DOMAINS.get(row["domain"], row["domain"]), row["valid_to"]
            yield f"la certification {label} de {row['name']} a expiré le {day_month(end)} {end.year}"
