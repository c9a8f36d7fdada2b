"""Reading the company's settings page."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from odissee.platform.fields import (
    FieldError,
    Form,
    one_of,
    parse_amount,
    parse_date,
    parse_email,
    parse_integer,
    parse_long_text,
    parse_name,
    parse_percent,
    parse_phone,
    parse_postcode,
    parse_siren,
    parse_siret,
    parse_text,
    parse_url,
    parse_vat_number,
)
from odissee.platform.french import numeric_date, phone
from odissee.tenants.companies.errors import FieldRefused

ZONES = {
    "Europe/Paris": "France métropolitaine", "Indian/Reunion": "La Réunion", "Indian/Mayotte": "Mayotte",
    "America/Martinique": "Martinique", "America/Guadeloupe": "Guadeloupe", "America/Cayenne": "Guyane",
    "America/Miquelon": "Saint-Pierre-et-Miquelon", "America/St_Barthelemy": "Saint-Barthélemy",
    "America/Marigot": "Saint-Martin", "Pacific/Noumea": "Nouvelle-Calédonie", "Pacific/Tahiti": "Polynésie française",
    "Pacific/Wallis": "Wallis-et-Futuna",
}  # fmt: skip
VAT_REGIMES = {"normal": "TVA normale", "franchise": "Franchise en base (art. 293 B du CGI)"}
ACCEPTANCE_CODES = {
    "mail": "Code par courriel", "sms": "Code par SMS", "sms_or_mail": "SMS si un mobile est connu, sinon courriel",
    "none": "Aucun code",
}  # fmt: skip
LINES = (
    "legal_form", "rcs_city", "address", "city", "insurer", "policy_number", "insurance_area", "certification_body",
    "mediator_name", "signatory_name", "signatory_role",
)  # fmt: skip
AMOUNTS = ("capital_cents", "insurance_per_claim_cents", "insurance_per_year_cents")
DATES = ("insurance_from", "insurance_until")


def read_company(raw: Mapping[str, str]) -> tuple[Form, dict[str, Any]]:
    """The form with its faults, and the columns of `company` (beside `name` and `time_zone` of the tenant)."""
    form = Form(raw)
    values: dict[str, Any] = {"legal_name": form.read("legal_name", parse_name, required=True)}
    values |= {name: form.read(name, parse_text) or "" for name in LINES}
    values |= _numbers(form)
    values |= {
        "postcode": form.read("postcode", parse_postcode) or "",
        "phone": form.read("phone", parse_phone) or "",
        "email": form.read("email", parse_email) or "",
        "website": form.read("website", parse_url) or "",
        "mediator_contact": form.read("mediator_contact", parse_long_text) or "",
        "privacy_contact": form.read("privacy_contact", parse_text) or "",
        "vat_regime": form.read("vat_regime", one_of({key: key for key in VAT_REGIMES})) or "normal",
        "acceptance_code": form.read("acceptance_code", one_of({key: key for key in ACCEPTANCE_CODES})) or "mail",
        "quote_buttons": form.checked("quote_buttons"),
    }  # fmt: skip
    values |= {name: form.read(name, parse_amount) for name in AMOUNTS}
    values |= {name: form.read(name, parse_date) for name in DATES}
    values |= _quotes(form)
    _check_period(form, values["insurance_from"], values["insurance_until"])
    return form, values


def _numbers(form: Form) -> dict[str, str]:
    siret = form.read("siret", parse_siret) or ""
    siren = form.read("siren", parse_siren) or siret[:9]
    if siret and siren and not siret.startswith(siren):
        form.refuse(
            "siret", FieldRefused(f"Ce SIRET n’est pas celui du SIREN {siren}. Corrigez l’un des deux.")
        )
    vat = form.read("vat_number", lambda typed: parse_vat_number(typed, siren=siren or None)) or ""
    return {"siren": siren, "siret": siret, "vat_number": vat}


def _quotes(form: Form) -> dict[str, Any]:
    def days(typed: str) -> int:
        return parse_integer(typed, minimum=0, maximum=365)

    return {
        "quote_validity_days": form.read("quote_validity_days", days, required=True),
        "payment_terms_days": form.read("payment_terms_days", days, required=True),
        "deposit_bp": form.read("deposit_bp", parse_percent) or 0,
    }


def _check_period(form: Form, start: date | None, end: date | None) -> None:
    if start and end and end < start:
        form.refuse("insurance_until", FieldError("error.date_order"))


def read_tenant(form: Form) -> dict[str, Any]:
    """What the page changes in the tenant itself: the name shown and the time zone."""
    return {
        "name": form.read("name", parse_name, required=True),
        "time_zone": form.read("time_zone", one_of({key: key for key in ZONES}), required=True),
    }


def as_typed(row: Mapping[str, Any]) -> dict[str, Any]:
    """A stored company as the fields show it."""
    shown = dict(row)
    for name in AMOUNTS:
        shown[name] = _euros(row[name])
    for name in DATES:
        shown[name] = numeric_date(row[name]) if row[name] else ""
    shown["phone"] = phone(row["phone"]) if row["phone"] else ""
    return shown | {"deposit_bp": _percent(row["deposit_bp"])}


def _euros(cents: int | None) -> str:
    if cents is None:
        return ""
    return f"{cents // 100}" + (f",{cents % 100:02d}" if cents % 100 else "")


def _percent(points: int) -> str:
    return f"{points / 100:g}".replace(".", ",")
