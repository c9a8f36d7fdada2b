"""Who hears of a request: the bell and the inbox of the office, and the client by a mail that confirms it."""

from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.french import phone as spoken
from odissee.platform.identity import company_origin
from odissee.platform.mail import write_mail
from odissee.platform.texts import greeting
from odissee.tenants.portal.typed import Asked
from odissee.tenants.portal.words import KIND_WORDS

ABOUT = """
select d.number, d.owner_name, t.time_zone, p.address, p.typed_address, p.postcode, p.city,
       coalesce(nullif(c.email, ''), '') as office, c.phone as company_phone
  from dossier d join property p on p.id = d.property_id join tenant t on t.id = d.tenant_id
  left join company c on c.tenant_id = d.tenant_id where d.id = $1"""
TASK = "insert into task (id, dossier_id, kind, label, due_on) values ($1, $2, $3, $4, $5)"
DONE = "update task set done_at = $2 where dossier_id = $1 and kind in ('reread', 'callback') and done_at is null"


async def tell_request(
    tx: TenantTransaction, request_id: UUID, dossier_id: UUID, account: Any, asked: Asked
) -> None:
    """A task for everybody of the office, a mail to the office, a mail to the client."""
    about: Any = await tx.fetchrow(ABOUT, dossier_id)
    label = f"{'Rappeler' if asked.kind == 'callback' else 'Relire la précommande de'} {account['name']}"
    kind = "callback" if asked.kind == "callback" else "reread"
    await tx.execute(TASK, new_id(), dossier_id, kind, label, clock.today(about["time_zone"]))
    origin = await company_origin(tx)
    words = _words(about, account, asked)
    if about["office"]:
        await write_mail(
            tx, "mail.portal_request_company", to_email=about["office"], dedup_key=f"mail:portal:{request_id}:company",
            variables=words | {"link": f"{origin}/dossiers/{dossier_id}"}, reply_to=account["email"] or None, dossier_id=dossier_id,
        )  # fmt: skip
    if account["email"]:
        await write_mail(
            tx, "mail.portal_request_client", to_email=account["email"], to_name=account["name"],
            dedup_key=f"mail:portal:{request_id}:client", contact_id=account["id"],
            audience="business" if account["kind"] == "pro" else "consumer",
            variables=words | {"link": f"{origin}/espace/dossiers/{dossier_id}"}, dossier_id=dossier_id,
        )  # fmt: skip


def _words(about: Any, account: Any, asked: Asked) -> dict[str, Any]:
    town = " ".join(part for part in (about["postcode"], about["city"]) if part)
    place = ", ".join(part for part in (about["address"] or about["typed_address"], town) if part)
    return {
        "greeting": greeting(account["civility"], account["last_name"], notary=account["type"] == "notaire"),
        "requester_name": account["name"], "request_label": KIND_WORDS[asked.kind],
        "dossier_number": str(about["number"]), "property_address": place, "property_city": about["city"],
        "owner_name": about["owner_name"], "request_message": asked.message, "request_wanted": asked.wanted,
        "requester_phone": spoken(asked.phone) if asked.phone else "", "client_ref": account["client_ref"],
    }  # fmt: skip


async def end_tasks(tx: TenantTransaction, dossier_id: UUID) -> None:
    """The request was read again: its task leaves the bell."""
    await tx.execute(DONE, dossier_id, clock.now())
