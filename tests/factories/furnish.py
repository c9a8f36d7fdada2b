"""A company at work, by the product's own acts: contacts, a property, dossiers, a quote sent with its link…"""

import re
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

import odissee
from odissee.platform import clock
from odissee.platform.db import TenantTransaction, db, new_id
from odissee.platform.fields import Form
from odissee.platform.files import store
from odissee.platform.identity import capability
from odissee.platform.jobs import enqueue
from odissee.platform.mail import write_mail
from odissee.tenants.contacts import create_contact
from odissee.tenants.dossiers import DossierService, Role, Trigger, attach, open_dossier, refresh
from odissee.tenants.pricing import Basis, LineKind, Offer, OfferLine, PriceMode, order_totals
from odissee.tenants.quotes import QuoteOptions, send_quote
from tests.companies import Company

PRICE = order_totals(
    Offer(
        PriceMode.TYPED,
        "Montant saisi",
        Basis.INCL,
        (OfferLine(LineKind.TYPED, "Diagnostics", 456_00, 2000, 75, ("DPE",)),),
    )
)
CONSTANT = re.compile(r'^[A-Z_]+ = "([a-z][a-z._]+)"$', re.MULTILINE)
LITERAL = re.compile(r'capability\.\w+\(\s*\w+,\s*(?:token,\s*)?"([\w.]+)"')


@dataclass(slots=True)
class Furnished:
    """Ids by table (one coherent row each), link tokens by scope."""

    company: Company
    ids: dict[str, UUID] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)


async def furnish(company: Company, name: str = "Bordenave") -> Furnished:
    """Two contacts, a property, a dossier with its quote, a file, mails, jobs, a certification, links."""
    kept = Furnished(company)
    async with db.tenant(company.tenant_id) as tx:
        kept.ids |= await _dossier(tx, company, name)
        kept.ids |= await _around(tx, company, kept.ids)
        for scope in link_scopes():
            kept.tokens[scope] = await capability.grant(
                tx, scope, _subject(scope, kept.ids), kept.ids["contact"], "anne@exemple.fr",
                clock.now() + timedelta(days=30), {"origin": "http://ailleurs.example", "stamp": "", "by": "Paul Durand"},
            )  # fmt: skip
    return kept


async def _dossier(tx: TenantTransaction, company: Company, name: str) -> dict[str, UUID]:
    property_id = new_id()
    await tx.execute(
        """insert into property (id, type, address, postcode, city, surface, rooms, built_year)
           values ($1, 'house', '8 rue Bargoin', '64000', 'Pau', 118, 5, 1938)""",
        property_id,
    )
    contact = await create_contact(tx, Form({
        "kind": "private", "type": "particulier", "last_name": name, "first_name": "Anne", "civility": "Mme",
        "email": "anne@exemple.fr", "mobile": "06 39 98 00 77", "postcode": "64000", "city": "Pau",
    }))  # fmt: skip
    dossier = await open_dossier(tx, Trigger.ORDER_SAVED, site_id=company.site_id, property_id=property_id)
    await DossierService(
        dossier_id=dossier.id, diagnostic="DPE", label="Diagnostic de performance énergétique"
    ).save()
    await attach(tx, dossier.id, contact.id, {Role.REQUESTER, Role.OWNER, Role.PAYER})
    await refresh(tx, dossier.id)
    version = await send_quote(tx, dossier.id, PRICE, QuoteOptions())
    quote = await tx.fetchval("select quote_id from quote_version where id = $1", version)
    return {"contact": contact.id, "property": property_id, "dossier": dossier.id, "quote_version": version,
            "quote": quote, "site": company.site_id, "tenant": company.tenant_id}  # fmt: skip


async def _around(tx: TenantTransaction, company: Company, ids: dict[str, UUID]) -> dict[str, UUID]:
    person = next(iter(company.people.values()))
    data = f"%PDF-1.7 {company.slug}".encode()
    file = await store(tx, data, name="rapport.pdf", media_type="application/pdf", kind="report")
    mail = await write_mail(tx, "mail.quote_sent", to_email="anne@exemple.fr", to_name="Anne", variables=await _words(tx),
                            dedup_key=f"mail:{new_id()}", dossier_id=ids["dossier"], contact_id=ids["contact"])  # fmt: skip
    job = await enqueue(tx, "kernel.ping", {}, f"ping:{new_id()}")
    certification = new_id()
    today = clock.today()
    await tx.execute(
        """insert into certification (id, staff_id, domain, body, number, valid_from, valid_to)
           values ($1, $2, 'dpe', 'Qualixpert', 'C-1', $3, $4)""",
        certification, person.staff_id, today, today + timedelta(days=900),
    )  # fmt: skip
    entry = await tx.fetchval("select id from journal_entry order by seq desc limit 1")
    return {"stored_file": file.id, "job": job, "certification": certification, "membership": person.membership_id,
            "staff_member": person.staff_id} | ({"sent_mail": mail} if mail else {}) | ({"journal_entry": entry} if entry else {})  # fmt: skip


async def _words(tx: TenantTransaction) -> Any:
    from odissee.tenants.quotes.queries import version_of
    from odissee.tenants.quotes.words import words_of

    id = await tx.fetchval("select id from quote_version order by created_at desc limit 1")
    return words_of(await version_of(tx, id), "http://durand.localhost:8000/d/x")


def _subject(scope: str, ids: dict[str, UUID]) -> UUID:
    return ids["quote_version"] if scope == "quote" else ids["membership"]


@cache
def link_scopes() -> tuple[str, ...]:
    """Every scope that a source file of the product names beside `capability`: more than needed, never fewer."""
    sources = (file.read_text() for root in odissee.__path__ for file in Path(root).rglob("*.py"))
    told = [text for text in sources if "capability." in text]
    return tuple(
        sorted({scope for text in told for scope in (*CONSTANT.findall(text), *LITERAL.findall(text))})
    )
