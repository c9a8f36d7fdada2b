"""Attach, send, note the answer, take off."""

from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.errors import NotFound, OdisseeError
from odissee.platform.files import Received, keep
from odissee.platform.journal import Entry, NothingToUndo, record, reversible
from odissee.platform.live import tell
from odissee.platform.mail import write_mail
from odissee.tenants.dossiers import DossierStatus, Trigger, move, set_status

ONE = "select * from outside_quote where id = $1 and removed_at is null for update"
INSERT = (
    "insert into outside_quote (id, dossier_id, file_id, label, amount_cents) values ($1, $2, $3, $4, $5)"
)
WAITING = """update dossier set quote_state = 'waiting', amount_cents = case when amount_cents = 0 then coalesce($2, 0)
  else amount_cents end where id = $1 and quote_state in ('none', 'refused')"""
STATE = "update dossier set quote_state = $2 where id = $1"
TO = """
select c.id, c.email, trim(c.civility || ' ' || c.first_name || ' ' || c.last_name) as name, p.address, p.city
  from dossier d join property p on p.id = d.property_id
  join dossier_contact k on k.dossier_id = d.id and 'requester' = any(k.roles) join contact c on c.id = k.contact_id
 where d.id = $1"""
BEFORE = (DossierStatus.TO_PROSPECT, DossierStatus.TO_QUOTE, DossierStatus.PRE_ORDER)


class NobodyToWrite(OdisseeError):
    title = "Le demandeur n’a pas d’adresse mail. Ajoutez-la sur sa fiche, puis envoyez le devis."
    status = 422


async def attach_quote(
    tx: TenantTransaction, dossier_id: UUID, file: Received, name: str, amount: int | None
) -> Entry:
    """A PDF already looked at; the dossier then awaits an answer."""
    kept, id = await keep(tx, file, name=name, media_type="application/pdf", kind="quote"), new_id()
    label = name.rpartition(".")[0] or name
    await tx.execute(INSERT, id, dossier_id, kept.id, label[:160], amount)
    await tx.execute(WAITING, dossier_id, amount)
    tell(tx, "dossier", dossier_id)
    after = {"label": label, "amount": amount}
    return record(tx, "outside_quote", id, "quote.outside_attached", dossier_id=dossier_id, after=after)


async def outside_quote_of(tx: TenantTransaction, id: UUID) -> Any:
    """The row, locked; raises `NotFound`."""
    row = await tx.fetchrow(ONE, id)
    if row is None:
        raise NotFound
    return row


async def send_outside(tx: TenantTransaction, quote: Any) -> str:
    """By mail to the requester, the file with it; the dossier becomes « Devis ». Returns the address."""
    to = await tx.fetchrow(TO, quote["dossier_id"])
    if to is None or not to["email"]:
        raise NobodyToWrite
    place = ", ".join(part for part in (to["address"], to["city"]) if part)
    await write_mail(
        tx, "mail.quote_outside", to_email=to["email"], to_name=to["name"], contact_id=to["id"],
        dossier_id=quote["dossier_id"], attachments=[quote["file_id"]], variables={"property_address": place},
        dedup_key=f"outside_quote:{quote['id']}:{clock.now():%Y%m%d%H%M}",
    )  # fmt: skip
    await tx.execute("update outside_quote set sent_at = $2 where id = $1", quote["id"], clock.now())
    status = await tx.fetchval("select status from dossier where id = $1", quote["dossier_id"])
    if status in BEFORE:
        await set_status(tx, quote["dossier_id"], DossierStatus.QUOTED)
    record(tx, "outside_quote", quote["id"], "quote.outside_sent", dossier_id=quote["dossier_id"],
           after={"label": quote["label"], "to": to["email"]})  # fmt: skip
    tell(tx, "dossier", quote["dossier_id"])
    return str(to["email"])


async def note_answer(tx: TenantTransaction, quote: Any, state: str) -> None:
    """`waiting`, `accepted` or `refused`, as the client said it to somebody."""
    await tx.execute("update outside_quote set state = $2 where id = $1", quote["id"], state)
    await tx.execute(STATE, quote["dossier_id"], state)
    record(tx, "outside_quote", quote["id"], "quote.outside_noted", dossier_id=quote["dossier_id"],
           before={"state": quote["state"]}, after={"label": quote["label"], "state": state})  # fmt: skip
    if state != "waiting":
        trigger = Trigger.QUOTE_ACCEPTED if state == "accepted" else Trigger.QUOTE_REFUSED
        await move(tx, quote["dossier_id"], trigger)
    tell(tx, "dossier", quote["dossier_id"])


@reversible("quote.outside_attached", "order.edit")
async def take_off(tx: TenantTransaction, entry: Any) -> None:
    """Attached to the wrong dossier: off it, unless it was sent or answered since."""
    row = await tx.fetchrow(
        """update outside_quote set removed_at = $2 where id = $1 and removed_at is null and sent_at is null
              and state = 'waiting' returning dossier_id""",
        entry["subject_id"], clock.now(),
    )  # fmt: skip
    if row is None:
        raise NothingToUndo
    await tx.execute(
        """update dossier d set quote_state = 'none' where id = $1 and quote_state = 'waiting'
              and not exists (select from quote q where q.dossier_id = d.id and q.state in ('sent', 'viewed'))
              and not exists (select from outside_quote o where o.dossier_id = d.id and o.removed_at is null)""",
        row["dossier_id"],
    )
    tell(tx, "dossier", row["dossier_id"])
