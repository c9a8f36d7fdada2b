"""Every word and figure of a quote, frozen as JSON when it is sent: what was sent never changes."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.platform.money import percent_of
from odissee.platform.texts import company_words
from odissee.tenants.companies import terms_in_force
from odissee.tenants.pricing import OrderTotals
from odissee.tenants.quotes.addressee import Addressee
from odissee.tenants.quotes.durations import duration_words
from odissee.tenants.quotes.lines import lines_of, rates_of
from odissee.tenants.quotes.payment_words import quote_terms
from odissee.tenants.quotes.preparation import documents_asked

MISSION = """
select d.number, d.nature, d.internal_ref, p.type, p.surface, p.rooms, p.built_year, p.annex_count,
       p.address, p.typed_address, p.complement, p.postcode, p.city, t.brand, t.time_zone,
       c.quote_validity_days, c.deposit_bp, c.payment_terms_days, s.legal_name as site_legal_name, s.siret as site_siret,
       s.vat_number as site_vat, s.address as site_address, s.postcode as site_postcode, s.city as site_city,
       s.phone as site_phone, s.email as site_email
  from dossier d join property p on p.id = d.property_id join site s on s.id = d.site_id
  join tenant t on t.id = d.tenant_id join company c on c.tenant_id = d.tenant_id where d.id = $1"""
SERVICES = """select diagnostic, label, why, source, rule_status, verdict from dossier_service
               where dossier_id = $1 order by position, diagnostic"""
NATURES = {
    "sale": "la vente", "rental": "la location", "management": "la gestion", "works": "des travaux",
    "demolition": "une démolition", "building": "un bâtiment", "other": "une autre mission",
}  # fmt: skip


async def build_snapshot(
    tx: TenantTransaction, dossier_id: UUID, to: Addressee, totals: OrderTotals, today: date, days: int | None
) -> dict[str, Any]:
    """The snapshot of a new version, from what the database holds now."""
    mission = dict(await tx.fetchrow(MISSION, dossier_id) or {})
    services = [
        dict(row) | {"validity": duration_words(row["diagnostic"], mission["nature"], today)}
        for row in await tx.fetch(SERVICES, dossier_id)
    ]
    terms = await terms_in_force(tx, today)
    documents = await documents_asked(tx, dossier_id)
    words = await company_words(tx)
    snapshot = frozen(mission, services, terms, words, to, totals, today, days, documents)
    return snapshot | {"payment": asdict(await quote_terms(tx))}


def frozen(
    mission: dict[str, Any],
    services: list[dict[str, Any]],
    terms: Any,
    words: dict[str, str],
    to: Addressee,
    totals: OrderTotals,
    today: date,
    days: int | None,
    documents: Sequence[dict[str, str]] = (),
) -> dict[str, Any]:
    """Every word and figure as JSON; dates are ISO texts, amounts cents, rates basis points."""
    until = today + timedelta(days=days or mission["quote_validity_days"])
    deposit = percent_of(totals.incl, mission["deposit_bp"])
    return {
        "company": _with_site(words, mission),
        "brand": mission["brand"],
        "time_zone": mission["time_zone"],
        "to": {"name": to.name, "address": to.address, "audience": to.audience, "client_ref": to.client_ref,
               "siret": to.siret, "civility": to.civility, "last_name": to.last_name, "type": to.type},
        "property": _property(mission),
        "mission": {"number": mission["number"], "nature": NATURES.get(mission["nature"], ""),
                    "minutes": totals.minutes, "services": services},
        "documents": list(documents),
        "lines": lines_of(totals), "rates": rates_of(totals),
        "gross": totals.gross, "discount": totals.discount, "discount_comment": totals.discount_comment,
        "excl": totals.excl, "vat": totals.vat, "incl": totals.incl,
        "deposit": deposit, "deposit_bp": mission["deposit_bp"], "terms_days": mission["payment_terms_days"],
        "date": today.isoformat(), "valid_until": until.isoformat(),
        "terms": {"number": terms["number"], "sha256": terms["sha256"], "id": str(terms["id"])} if terms else None,
    }  # fmt: skip


def _with_site(words: dict[str, str], mission: dict[str, Any]) -> dict[str, str]:
    """A site with its own identity shows it on its documents (TEN-03)."""
    place = " ".join(part for part in (mission["site_postcode"], mission["site_city"]) if part)
    own = {
        "company_name": mission["site_legal_name"], "company_siret": mission["site_siret"],
        "company_vat_number": mission["site_vat"], "company_email": mission["site_email"],
        "company_address": ", ".join(part for part in (mission["site_address"], place) if part)
        if mission["site_address"] else None,
    }  # fmt: skip
    return words | {name: value for name, value in own.items() if value}


def _property(mission: dict[str, Any]) -> dict[str, Any]:
    street = mission["address"] or mission["typed_address"] or mission["complement"]
    place = " ".join(part for part in (mission["postcode"], mission["city"]) if part)
    surface = mission["surface"]
    return {
        "type": mission["type"], "rooms": mission["rooms"], "surface": str(surface) if surface else None,
        "built_year": mission["built_year"], "annexes": mission["annex_count"], "city": mission["city"],
        "street": street, "address": ", ".join(part for part in (street, place) if part),
    }  # fmt: skip
