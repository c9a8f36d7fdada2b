"""What texts say of the company itself: its identity, as it stands now."""

from datetime import date

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.french import amount, full_date, phone

SQL = """select t.name, t.brand, t.slug, t.time_zone, c.* from tenant t left join company c on c.tenant_id = t.id
          where t.id = $1"""
PLAIN = {
    "company_legal_form": "legal_form", "company_city": "city", "company_siren": "siren",
    "company_siret": "siret", "company_rcs_city": "rcs_city", "company_vat_number": "vat_number",
    "company_email": "email", "company_insurer": "insurer", "company_policy_number": "policy_number",
    "company_insurance_area": "insurance_area", "company_certification_body": "certification_body",
    "company_mediator_name": "mediator_name", "company_mediator_contact": "mediator_contact",
    "company_privacy_contact": "privacy_contact", "company_signatory_name": "signatory_name",
    "company_signatory_role": "signatory_role",
}  # fmt: skip


async def company_words(tx: TenantTransaction) -> dict[str, str]:
    """Variable → words; a value that the company has not given is empty, and takes its line away."""
    row = dict(await tx.fetchrow(SQL, tx.tenant) or {})
    words = {name: row.get(column) or "" for name, column in PLAIN.items()}
    number = phone(row["phone"]) if row.get("phone") else ""
    place = " ".join(filter(None, (row.get("postcode"), row.get("city"))))
    per_claim, per_year = _amount(row, "insurance_per_claim_cents"), _amount(row, "insurance_per_year_cents")
    return words | {
        "company_name": row.get("name") or row.get("legal_name") or "",
        "company_sms": row.get("name") or "",
        "company_address": ", ".join(filter(None, (row.get("address"), place))),
        "company_phone": number,
        "company_phone_sms": number,
        "company_capital": _amount(row, "capital_cents"),
        "company_insurance_per_claim": per_claim,
        "company_insurance_per_year": per_year,
        "company_insurance_amounts": f"{per_claim} et {per_year}" if per_claim and per_year else "",
        "company_insurance_from": _day(row.get("insurance_from")),
        "company_insurance_until": _day(row.get("insurance_until")),
        "today": _day(clock.today(row.get("time_zone") or "Europe/Paris")),
    }


def _amount(row: dict[str, object], column: str) -> str:
    cents = row.get(column)
    return amount(cents) if isinstance(cents, int) else ""


def _day(day: object) -> str:
    return full_date(day) if isinstance(day, date) else ""
