"""A company ready to sell: identity, insurance, certifications, example catalogue and prices, lists, terms."""

from datetime import date

from odissee.platform import clock
from odissee.platform.db import TenantTransaction, db, new_id
from odissee.tenants.catalogue import install_defaults
from odissee.tenants.companies.default_lists import add_default_lists
from odissee.tenants.companies.terms import add_terms, default_terms
from tests.companies import Company, found

TEAM = {
    "Paul": ("Durand", "owner"), "Sophie": ("Martin", "office"), "Inès": ("Haddad", "technician"),
    "Claire": ("Fabre", "accountant"),
}  # fmt: skip
DOMAINS = ("dpe", "asbestos", "lead", "gas", "electricity", "termites")
IDENTITY = """
update company set address = '12 rue Samonzet', postcode = '64000', city = 'Pau', insee = '64445', rcs_city = 'Pau',
  vat_number = 'FR44732829320', capital_cents = 1500000, website = 'www.durand.example',
  insurer = 'Mutuelle d’Exemple', policy_number = 'RCP-2026-118', insurance_per_claim_cents = 50000000,
  insurance_per_year_cents = 100000000, insurance_from = $1, insurance_until = $2,
  certification_body = 'Certification Exemple', mediator_name = 'Médiation d’Exemple',
  mediator_contact = '12 place du Marché, 75000 Paris', signatory_name = 'Paul Durand', signatory_role = 'gérant'"""


async def ready(slug: str, name: str = "Durand Diagnostics", city: str = "Pau") -> Company:
    """Found it with Paul, Sophie, Inès and Claire; nothing has been sold yet."""
    company = await found(slug, name, city, TEAM)
    async with db.tenant(company.tenant_id) as tx:
        await _furnish(tx, company)
    return company


async def _furnish(tx: TenantTransaction, company: Company) -> None:
    today = clock.today()
    begun, ends = date(today.year, 1, 1), date(today.year + 3, 12, 31)
    await tx.execute(IDENTITY, begun, ends)
    await install_defaults(tx)
    await add_default_lists(tx)
    await add_terms(tx, default_terms(), begun)
    for domain in DOMAINS:
        await tx.execute(
            """insert into certification (id, staff_id, domain, mention, body, number, valid_from, valid_to)
               values ($1, $2, $3, $4, 'Certification Exemple', $5, $6, $7)""",
            new_id(), company.people["Inès"].staff_id, domain, domain in ("dpe", "asbestos"), f"CE-{domain}", begun, ends,
        )  # fmt: skip
