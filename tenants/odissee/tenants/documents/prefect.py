"""List A of an asbestos report with a score N2 or N3: a copy goes to the prefect within fifteen days of the hand-over
to the owner, against acknowledgement (CSP R.1334-20 and R.1334-23, arrêté of 1 June 2015). Houses of one dwelling and
private parts of co-owned buildings are outside the rule."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.french import full_date, local_date
from odissee.platform.identity import company_origin
from odissee.platform.jobs import enqueue
from odissee.platform.journal import record
from odissee.platform.mail import write_mail
from odissee.tenants.documents.links import DOSSIER
from odissee.tenants.documents.state import show_state
from odissee.tenants.documents.wording import address_of

SCORES = ("N1", "N2", "N3")
OWED, FIRST_CALL, LAST_CALL = timedelta(days=15), timedelta(days=10), timedelta(days=14)
OUTSIDE = ("house", "flat")
GIVEN = """
select min(w.at) from document_download w join dossier_contact k on k.dossier_id = w.dossier_id and k.contact_id = w.contact_id
 where w.document_id = $1 and k.roles && array['owner', 'principal']"""
DUE = """
select x.*, p.type, t.time_zone from document x join dossier d on d.id = x.dossier_id join property p on p.id = d.property_id
  join tenant t on t.id = d.tenant_id
 where x.id = $1 and x.list_a_score in ('N2', 'N3') and x.trashed_at is null"""


async def set_score(tx: TenantTransaction, document: Any, score: str) -> None:
    """What the report concludes for list A, said by a person; the deadline follows from it."""
    kept = score if score in SCORES else None
    if kept == document["list_a_score"]:
        return
    await tx.execute("update document set list_a_score = $2 where id = $1", document["id"], kept)
    record(tx, "document", document["id"], "report.list_a", dossier_id=document["dossier_id"],
           before={"score": document["list_a_score"]}, after={"score": kept, "title": document["title"]})  # fmt: skip
    await plan_copy(tx, document["id"])
    await show_state(tx, document["dossier_id"])


async def plan_copy(tx: TenantTransaction, document_id: UUID) -> None:
    """The task and its two calls, once the report was given to its owner; nothing where the rule does not apply."""
    row = await tx.fetchrow(DUE, document_id)
    given = await tx.fetchval(GIVEN, document_id) if row is not None and row["type"] not in OUTSIDE else None
    if row is None or given is None:
        return
    day = local_date(given, row["time_zone"])
    label = f"Copie du rapport amiante au préfet avant le {full_date(day + OWED)} (liste A, score {row['list_a_score']})"
    if not await _once(tx, row["dossier_id"], label, day + FIRST_CALL):
        return
    for wait, text in ((FIRST_CALL, "mail.prefect_due_d10"), (LAST_CALL, "mail.prefect_due_d14")):
        payload = {"document": str(document_id), "text": text, "delivered": day.isoformat()}
        await enqueue(tx, "document.prefect", payload, f"{text}:{document_id}", given + wait)


async def _once(tx: TenantTransaction, dossier_id: UUID, label: str, due: date) -> bool:
    known = await tx.fetchval(
        "select exists (select from task where dossier_id = $1 and kind = 'prefect')", dossier_id
    )
    if not known:
        await tx.execute(
            "insert into task (id, dossier_id, kind, label, due_on) values ($1, $2, 'prefect', $3, $4)",
            new_id(), dossier_id, label, due,
        )  # fmt: skip
    return not known


async def call(tx: TenantTransaction, document_id: UUID, text: str, delivered: date) -> None:
    """The reminder by mail to the company, unless the task was ticked meanwhile or the score corrected."""
    row = await tx.fetchrow(DUE, document_id)
    waits = row is not None and await tx.fetchval(
        "select exists (select from task where dossier_id = $1 and kind = 'prefect' and done_at is null)",
        row["dossier_id"],
    )
    email = await tx.fetchval("select email from company")
    if row is None or not waits or not email:
        return
    dossier = await tx.fetchrow(DOSSIER, row["dossier_id"])
    await write_mail(
        tx, text, to_email=email, dedup_key=f"{text}:{document_id}", dossier_id=row["dossier_id"],
        variables={
            "prefect_due_on": full_date(delivered + OWED), "delivered_on": full_date(delivered),
            "dossier_number": str(dossier["number"] if dossier else ""), "list_a_score": row["list_a_score"],
            "property_address": address_of(dossier), "link": f"{await company_origin(tx)}/documents/{document_id}",
        },
    )  # fmt: skip
