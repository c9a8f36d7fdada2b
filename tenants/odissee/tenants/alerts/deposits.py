"""COM-15: a client handed a document in; the technician is told, the office when there is none yet."""

from typing import Any

from odissee.platform.db import TenantTransaction
from odissee.platform.identity import company_origin
from odissee.platform.mail import write_mail
from odissee.tenants.documents import ON_CLIENT_DEPOSIT
from odissee.tenants.regulation import catalogue

FACTS = """
select d.number, p.city, f.name as file, trim(c.first_name || ' ' || c.last_name) as contact, s.email as technician,
       coalesce(nullif(co.email, ''), m.email) as office
  from document x join stored_file f on f.id = x.file_id join dossier d on d.id = x.dossier_id
  join property p on p.id = d.property_id join contact c on c.id = x.contact_id left join company co on true
  left join membership m on m.id = coalesce(d.in_charge_id, d.created_by) and m.revoked_at is null
  left join lateral (select coalesce(nullif(s.email, ''), t.email) as email from staff_member s
                       left join membership t on t.staff_id = s.id and t.revoked_at is null
                      where s.id = d.technician_id order by t.created_at limit 1) s on true
 where x.id = $1"""


async def tell_deposit(tx: TenantTransaction, document: Any) -> None:
    """One mail a file, to whoever goes there; without any address nothing, the block of the dossier shows it."""
    facts = await tx.fetchrow(FACTS, document["id"])
    if facts is None or not (to := facts["technician"] or facts["office"]):
        return
    await write_mail(
        tx, "mail.document_deposited", to_email=to, dedup_key=f"deposited:{document['id']}",
        dossier_id=document["dossier_id"],
        variables={
            "contact_name": facts["contact"], "file_name": facts["file"], "property_city": facts["city"],
            "missing_document_label": _label(document),
            "dossier_number": str(facts["number"]), "remaining_documents_label": "",
            "link": f"{await company_origin(tx)}/dossiers/{document['dossier_id']}#documents",
        },
    )  # fmt: skip


def _label(document: Any) -> str:
    """What was asked for, in words; else the title that the file's name gave."""
    known = catalogue().get(document["missing_kind"])
    return str(known.label if known else document["title"])


ON_CLIENT_DEPOSIT.append(tell_deposit)
