"""Mails after an answer: the client's copy, the company's notice."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.platform.french import full_date, moment
from odissee.platform.identity import company_origin
from odissee.platform.mail import write_mail
from odissee.tenants.quotes.words import words_of

WITHDRAWAL_DAYS = 14
"""Consumer code L.221-18, counted from the acceptance."""
OFFICE = """select coalesce(nullif(c.email, ''), m.email) as email from company c
  left join dossier d on d.id = $1 left join membership m on m.id = coalesce(d.in_charge_id, d.created_by)"""


async def tell_acceptance(
    tx: TenantTransaction, version: Any, answer: Any, file_id: UUID, contact: Any
) -> None:
    """COM-05: a copy of the accepted quote to the requester, a mail to the company."""
    words = words_of(version, f"{await company_origin(tx)}/dossiers/{version['dossier_id']}") | answer_words(
        version, answer
    )
    key, audience = f"accepted:{answer['id']}", version["snapshot"]["to"]["audience"]
    dossier = {"dossier_id": version["dossier_id"]}
    if contact is not None and contact["email"]:
        await write_mail(tx, "mail.quote_accepted_client", to_email=contact["email"], to_name=contact["name"],
                         variables={**words, "link": ""}, dedup_key=f"mail:{key}:client", attachments=[file_id],
                         audience=audience, contact_id=contact["id"], **dossier)  # fmt: skip
    office = await tx.fetchval(OFFICE, version["dossier_id"])
    if office:
        await write_mail(tx, "mail.quote_accepted_company", to_email=office, variables=words,
                         dedup_key=f"mail:{key}:company", attachments=[file_id], **dossier)  # fmt: skip


async def tell_refusal(tx: TenantTransaction, version: Any, answer: Any, effect: str) -> None:
    """COM-08: a mail to the company with the reason and the wish to be called back."""
    office = await tx.fetchval(OFFICE, version["dossier_id"])
    if not office:
        return
    link = f"{await company_origin(tx)}/dossiers/{version['dossier_id']}"
    words = words_of(version, link) | answer_words(version, answer) | {"dossier_effect_label": effect}
    await write_mail(tx, "mail.quote_refused_company", to_email=office, variables=words,
                     dedup_key=f"mail:refused:{answer['id']}", dossier_id=version["dossier_id"])  # fmt: skip


def answer_words(version: Any, answer: Any) -> dict[str, Any]:
    """Variables about the answer itself."""
    zone = version["snapshot"]["time_zone"]
    until = (answer["answered_at"] + timedelta(days=WITHDRAWAL_DAYS)).date()
    early = "early_start" in answer["boxes"]
    return {
        "accepted_at": moment(answer["answered_at"], zone), "acceptance_name": answer["name"],
        "acceptance_place": answer["place"], "acceptance_role": answer["role"],
        "acceptance_proof_label": answer["channel"], "withdrawal_deadline": full_date(until),
        "early_start_label": "demandé" if early else "non demandé",
        "withdrawal_choice_label": "Vous avez demandé à commencer sans attendre." if early else "",
        "payment_step_label": "",
        "refusal_reason": answer["reason"], "refusal_comment": answer["message"],
        "callback_label": "oui" if answer["callback"] else "non", "refusal_name": answer["name"],
        "refused_at": moment(answer["answered_at"], zone), "withdrawn_at": moment(answer["answered_at"], zone),
    }  # fmt: skip
