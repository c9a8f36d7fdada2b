"""A file that answers a request: the request is closed, whoever goes there is told, the sender gets an answer.

Which request a file answers is what its sender said (the field of the page), else its name, else its first pages; a
file that names none or several answers none, and a person attaches it.
"""

from datetime import timedelta
from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.identity import company_origin
from odissee.platform.jobs import enqueue
from odissee.platform.journal import NothingToUndo, record, reversible
from odissee.platform.live import tell
from odissee.platform.mail import write_mail
from odissee.tenants.documents import ON_CLIENT_DEPOSIT, ON_READ
from odissee.tenants.dossiers import Trigger, move
from odissee.tenants.missing.errors import AlreadyClosed
from odissee.tenants.missing.kinds import BY_CODE, kind_of
from odissee.tenants.missing.words import in_a_line, together

QUIET = timedelta(seconds=60)
"""Files of one sending are answered together."""
OPEN = """
select * from missing_document where dossier_id = $1 and state in ('asked', 'reminded')
 order by asked_at, label for update"""
CLOSE = """
update missing_document set state = $2, closed_at = $3, closed_by = $4 where id = any($1::uuid[])
   and state in ('asked', 'reminded') returning id, dossier_id, label, contact_id"""
FACTS = """
select d.number, p.city, (select trim(c.first_name || ' ' || c.last_name) from contact c where c.id = $2) as contact,
       coalesce(nullif(s.email, ''), t.email, nullif(co.email, ''), m.email) as email
  from dossier d join property p on p.id = d.property_id left join company co on true
  left join staff_member s on s.id = d.technician_id
  left join lateral (select k.email from membership k where k.staff_id = s.id and k.revoked_at is null
                      order by k.created_at limit 1) t on true
  left join membership m on m.id = coalesce(d.in_charge_id, d.created_by) and m.revoked_at is null
 where d.id = $1"""


async def open_requests(tx: TenantTransaction, dossier_id: UUID) -> list[Any]:
    """What the dossier still waits for."""
    return await tx.fetch(OPEN, dossier_id)


async def answered(tx: TenantTransaction, document: Any) -> None:
    """A client's file has just come in: what it answers is closed, the technician, else the office, is told."""
    code = await answer_of(tx, document)
    label = BY_CODE[code].label if code in BY_CODE else document["title"]
    name = await tx.fetchval("select name from stored_file where id = $1", document["file_id"])
    await tell_company(
        tx, document["dossier_id"], document["contact_id"], [name], label, f"deposited:{document['id']}"
    )
    await _thank_later(tx, document)


ON_CLIENT_DEPOSIT.append(answered)


async def answer_of(tx: TenantTransaction, document: Any) -> str:
    """The code of what a fresh file answers, once its requests are closed; empty when it answers none."""
    waiting = await open_requests(tx, document["dossier_id"])
    code: str = document["missing_kind"] or await _by_name(tx, document, waiting)
    await _settle(tx, document, code, waiting)
    return code


async def _by_name(tx: TenantTransaction, document: Any, waiting: list[Any]) -> str:
    name = await tx.fetchval("select name from stored_file where id = $1", document["file_id"])
    return kind_of(str(name).rpartition(".")[0] or str(name), {row["kind"] for row in waiting})


async def _settle(tx: TenantTransaction, document: Any, code: str, waiting: list[Any]) -> None:
    """The file bears what it answers; the request of this document is closed whoever was asked for it."""
    if not code:
        return
    await tx.execute("update document set missing_kind = $2 where id = $1", document["id"], code)
    rows = await _close(
        tx, [row["id"] for row in waiting if row["kind"] == code], "received", document["title"]
    )
    if rows:
        record(
            tx, "dossier", document["dossier_id"], "missing.received", dossier_id=document["dossier_id"],
            after={"document": document["title"], "label": rows[0]["label"]},
        )  # fmt: skip
    await _all_here(tx, document["dossier_id"])


async def _close(tx: TenantTransaction, ids: list[UUID], state: str, by: str) -> list[Any]:
    return await tx.fetch(CLOSE, ids, state, clock.now(), by[:160])


async def _all_here(tx: TenantTransaction, dossier_id: UUID) -> None:
    """Nothing is awaited any more: the dossier is « Intervenu » or « Analyse » again."""
    if not await open_requests(tx, dossier_id):
        await move(tx, dossier_id, Trigger.DOCUMENTS_RECEIVED)
    tell(tx, "dossier", dossier_id)


async def attach(tx: TenantTransaction, document: Any, code: str) -> None:
    """A person says what a file answers."""
    waiting = await open_requests(tx, document["dossier_id"])
    if code not in {row["kind"] for row in waiting}:
        raise AlreadyClosed
    await _settle(tx, document, code, waiting)


async def read_answer(tx: TenantTransaction, document: Any, text: str) -> None:
    """A file whose name told nothing and whose first pages name one awaited document."""
    if document["section"] != "received" or document["missing_kind"] or not text:
        return
    waiting = await open_requests(tx, document["dossier_id"])
    await _settle(tx, document, kind_of(text[:3000], {row["kind"] for row in waiting}), waiting)


ON_READ.append(read_answer)


async def tell_company(
    tx: TenantTransaction,
    dossier_id: UUID,
    contact_id: UUID | None,
    files: list[str],
    label: str,
    key: str,
    who: str = "",
) -> None:
    """COM-15: one mail to the technician of the dossier, else to the office, for the files of one sending."""
    facts = await tx.fetchrow(FACTS, dossier_id, contact_id)
    if facts is None or not facts["email"]:
        return
    left = in_a_line(dict.fromkeys(row["label"] for row in await open_requests(tx, dossier_id)))
    await write_mail(
        tx, "mail.document_deposited", to_email=facts["email"], dedup_key=key, dossier_id=dossier_id,
        variables={
            "contact_name": facts["contact"] or who or "Un correspondant", "file_name": together(files),
            "missing_document_label": label, "dossier_number": str(facts["number"]), "property_city": facts["city"],
            "remaining_documents_label": left or "plus rien",
            "link": f"{await company_origin(tx)}/dossiers/{dossier_id}#manquants",
        },
    )  # fmt: skip


async def _thank_later(tx: TenantTransaction, document: Any) -> None:
    """One answer for the files of one minute: the first asks for it, the others find it asked."""
    since = document["created_at"].replace(second=0, microsecond=0)
    facts = {
        "dossier": str(document["dossier_id"]),
        "contact": str(document["contact_id"]),
        "since": since.isoformat(),
    }
    await enqueue(tx, "missing.thank", facts, f"missing.thank:{':'.join(facts.values())}", since + QUIET)


async def say_absent(
    tx: TenantTransaction, dossier_id: UUID, contact_id: UUID, request_id: UUID, who: str
) -> str:
    """« Je ne l’ai pas »: reminders to this contact stop; returns what it was. Raises `AlreadyClosed`."""
    entry = await _end(tx, dossier_id, request_id, "absent", "missing.absent", who, contact_id)
    return str(entry.after["label"])


async def cancel(tx: TenantTransaction, dossier_id: UUID, request_id: UUID, who: str) -> Any:
    """The company gives up asking; returns the journal entry."""
    return await _end(tx, dossier_id, request_id, "cancelled", "missing.cancelled", who)


async def receive_by_hand(tx: TenantTransaction, dossier_id: UUID, request_id: UUID, who: str) -> None:
    """It came another way: by post, on site."""
    await _end(tx, dossier_id, request_id, "received", "missing.by_hand", who)


async def _end(
    tx: TenantTransaction, dossier_id: UUID, request_id: UUID, state: str, verb: str, who: str,
    contact_id: UUID | None = None,
) -> Any:  # fmt: skip
    waiting = [row["id"] for row in await open_requests(tx, dossier_id)
               if row["id"] == request_id and contact_id in (None, row["contact_id"])]  # fmt: skip
    rows = await _close(tx, waiting, state, who)
    if not rows:
        raise AlreadyClosed
    await _all_here(tx, dossier_id)
    return record(
        tx, "missing_document", request_id, verb, dossier_id=dossier_id, before={},
        after={"label": rows[0]["label"], "who": who},
    )  # fmt: skip


@reversible("missing.cancelled", "report.add")
async def ask_again(tx: TenantTransaction, entry: Any) -> None:
    """Awaited again, unless it was asked anew; its reminders ended with it."""
    fresh = await tx.fetchval(
        """update missing_document m set state = 'asked', closed_at = null, closed_by = '' where m.id = $1 and m.state = 'cancelled'
              and not exists (select from missing_document o where o.dossier_id = m.dossier_id
                and o.contact_id = m.contact_id and o.kind = m.kind and o.state in ('asked', 'reminded')) returning id""",
        entry["subject_id"],
    )
    if fresh is None:
        raise NothingToUndo
    tell(tx, "dossier", entry["dossier_id"])
