"""Who hears of a request for a quote: the bell and the inbox of the office, and the person by a mail."""

from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.french import phone
from odissee.platform.identity import company_origin
from odissee.platform.mail import write_mail
from odissee.platform.texts import greeting
from odissee.tenants.leads.typed import Enquiry

ABOUT = """
select d.number, t.time_zone, p.address, p.typed_address, p.postcode, p.city, coalesce(c.email, '') as office
  from dossier d join property p on p.id = d.property_id join tenant t on t.id = d.tenant_id
  left join company c on c.tenant_id = d.tenant_id where d.id = $1"""
TASK = "insert into task (id, dossier_id, kind, label, due_on) values ($1, $2, 'lead', $3, $4)"


async def tell_lead(
    tx: TenantTransaction, lead_id: UUID, dossier_id: UUID, contact_id: UUID, enquiry: Enquiry, source: str
) -> None:
    """A task for everybody, a mail to the office, and to the person when they gave a mailbox."""
    about: Any = await tx.fetchrow(ABOUT, dossier_id)
    person = enquiry.contact
    name = " ".join(part for part in (person["first_name"], person["last_name"]) if part)
    await tx.execute(
        TASK, new_id(), dossier_id, f"Préparer le devis de {name}", clock.today(about["time_zone"])
    )
    words = _words(about, person, name, enquiry.message, source)
    if about["office"]:
        await write_mail(
            tx, "mail.lead_received_company", to_email=about["office"], dedup_key=f"mail:lead:{lead_id}:company",
            reply_to=person["email"] or None, dossier_id=dossier_id,
            variables=words | {"link": f"{await company_origin(tx)}/dossiers/{dossier_id}"},
        )  # fmt: skip
    if person["email"]:
        await write_mail(
            tx, "mail.lead_received_client", to_email=person["email"], to_name=name, dedup_key=f"mail:lead:{lead_id}:client",
            dossier_id=dossier_id, contact_id=contact_id, variables=words,
            audience="business" if person["kind"] == "pro" else "consumer",
        )  # fmt: skip


def _words(about: Any, person: dict[str, Any], name: str, message: str, source: str) -> dict[str, Any]:
    town = " ".join(part for part in (about["postcode"], about["city"]) if part)
    number = person["mobile"] or person["phone"]
    return {
        "greeting": greeting(person["civility"], person["last_name"], notary=False), "requester_name": name,
        "property_address": ", ".join(part for part in (about["address"] or about["typed_address"], town) if part),
        "property_city": about["city"], "dossier_number": str(about["number"]), "request_message": message,
        "request_source": source, "requester_email": person["email"],
        "requester_phone": phone(number) if number else "",
    }  # fmt: skip
