"""From a snapshot to the variables of mails, SMS and documents."""

from datetime import date
from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.platform.french import amount, duration, full_date, percent_bp
from odissee.platform.texts import greeting
from odissee.tenants.properties import PROPERTY_TYPES
from odissee.tenants.quotes.payment_words import payment_words
from odissee.tenants.quotes.preparation import preparation_list
from odissee.tenants.quotes.queries import quotes_of, version_of


def words_of(version: Any, link: str = "") -> dict[str, Any]:
    """Variable → words for every text about a quote."""
    s = version["snapshot"]
    to, place, mission = s["to"], s["property"], s["mission"]
    labels = [service["label"] for service in mission["services"]]
    return {
        **s["company"],
        **payment_words(s.get("payment", {}), to["audience"], date.fromisoformat(s["date"])),
        "greeting": greeting(to["civility"], to["last_name"], notary=to["type"] == "notaire"),
        "requester_name": to["name"], "requester_address": to["address"], "client_ref": to["client_ref"],
        "recipient_name": to["name"], "recipient_role_label": "demandeur",
        "quote_number": version["number"], "quote_version": version["version"],
        "quote_date": _day(s["date"]), "quote_valid_until": _day(s["valid_until"]),
        "letter_place": s["company"].get("company_city", ""),
        "property_address": place["address"], "property_city": place["city"], "city_sms": place["city"],
        "street_sms": place["street"], "property_summary": property_summary(place),
        "transaction_label": mission["nature"], "dossier_number": mission["number"],
        "estimated_duration": duration(mission["minutes"]) if mission["minutes"] else "",
        "diagnostics_reasons_table": "",  # drawn as a table below the words
        "diagnostics_list": "\n".join(f"- {label}" for label in labels),
        "diagnostics_inline": ", ".join(labels), "diagnostics_count": len(labels),
        "preparation_list": preparation_list(s),
        "total_excl_vat": amount(s["excl"]), "total_vat": amount(s["vat"]), "total_incl_vat": amount(s["incl"]),
        "amount_sms": amount(s["incl"]), "date_sms": _numeric(s["valid_until"]),
        "deposit_amount": amount(s["deposit"]) if s["deposit"] else "",
        "deposit_rate": percent_bp(s["deposit_bp"]) if s["deposit_bp"] else "",
        "balance_amount": amount(s["incl"] - s["deposit"]), "payment_terms_label": payment_terms(s),
        "balance_terms_label": "à la remise des rapports", "payment_terms_days": s["terms_days"],
        "travel_fee": amount(sum(line["incl"] for line in s["lines"] if line["kind"] == "travel")),
        "sample_price": amount(s["sample"]) if s.get("sample") else "", "sample_price_excl_vat": "",
        "discount_label": s["discount_comment"], "discount_amount": amount(s["discount"]) if s["discount"] else "",
        "terms_version": s["terms"]["number"] if s["terms"] else "",
        "link": link, "short_link": link.partition("://")[2],
    }  # fmt: skip


async def newest_quote_words(tx: TenantTransaction, dossier_id: UUID) -> dict[str, Any]:
    """The variables that the latest quote of a dossier fills; {} without one."""
    found = await quotes_of(tx, dossier_id)
    return words_of(await version_of(tx, found[0]["id"])) if found else {}


def property_summary(place: dict[str, Any]) -> str:
    """« maison, 5 pièces, 118 m² »."""
    rooms, surface = place["rooms"], place["surface"]
    size = str(surface).rstrip("0").rstrip(".").replace(".", ",") if surface else ""
    parts = (
        PROPERTY_TYPES.get(place["type"], ""),
        f"{rooms} {'pièce' if rooms == 1 else 'pièces'}" if rooms else "",
        f"{size} m²" if size else "",
    )
    return ", ".join(part for part in parts if part)


def payment_terms(s: dict[str, Any]) -> str:
    """How it is paid, as the company has set it."""
    if s["deposit"]:
        return f"acompte de {percent_bp(s['deposit_bp'])}, soit {amount(s['deposit'])}, à l’acceptation ; solde aux rapports"
    if s["to"]["audience"] == "business":
        return f"à {s['terms_days']} jours"
    return "à la remise des rapports"


def _day(iso: str) -> str:
    return full_date(date.fromisoformat(iso))


def _numeric(iso: str) -> str:
    return date.fromisoformat(iso).strftime("%d/%m/%Y")
