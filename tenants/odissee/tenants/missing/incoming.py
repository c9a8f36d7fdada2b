"""A message that came in: kept as it is once, then its pieces go to the dossier whose address it was sent to.

The address decides, never the words. Without a known address, or with several, it waits for a person on « Courrier
non classé ». Each piece is kept or refused by itself, with the reason; the sender gets one answer.
"""

import asyncio
import contextlib
from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.errors import OdisseeError, TooMany
from odissee.platform.files import read, received, store
from odissee.platform.french import count
from odissee.platform.jobs import enqueue
from odissee.platform.journal import NothingToUndo, record, reversible
from odissee.platform.limits import limit
from odissee.platform.live import tell
from odissee.tenants.documents import READERS, clean_name, contact_words, deposit
from odissee.tenants.missing.errors import NotAMail
from odissee.tenants.missing.kinds import BY_CODE
from odissee.tenants.missing.mailbox import dossiers_at, tokens_in
from odissee.tenants.missing.mime import Message, Piece, read_message
from odissee.tenants.missing.received import answer_of, tell_company
from odissee.tenants.missing.thank import answer
from odissee.tenants.missing.words import in_a_line

KEEP = """
insert into inbound_mail (id, message_key, file_id, from_email, from_name, subject, excerpt, pieces)
values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (tenant_id, message_key) do nothing returning id"""
SETTLE = """
update inbound_mail set state = $2, why = $3, dossier_id = $4, contact_id = $5, kept = $6, refused = $7, settled_at = $8
 where id = $1"""
WAITING = "select * from inbound_mail where id = $1 and state = any($2::text[]) for update"
KNOWN = "select exists (select from inbound_mail where message_key = $1)"


async def keep_message(tx: TenantTransaction, raw: bytes) -> UUID | None:
    """Keep a message and have it filed; None when it was here already. Raises `NotAMail`."""
    mail = await _read(raw)
    if not mail.from_email and not mail.recipients and not mail.pieces:
        raise NotAMail
    if await tx.fetchval(KNOWN, mail.key):
        return None
    file = await store(tx, raw, name="message.eml", media_type="message/rfc822", kind="mail.inbound")
    id: UUID | None = await tx.fetchval(
        KEEP,
        new_id(),
        mail.key,
        file.id,
        mail.from_email,
        mail.from_name,
        mail.subject,
        mail.text[:2000],
        len(mail.pieces),
    )
    if id is not None:
        await enqueue(tx, "mail.inbound", {"mail": str(id)}, f"mail.inbound:{id}")
    return id


async def _read(raw: bytes) -> Message:
    try:
        return await asyncio.to_thread(read_message, raw)
    except RecursionError as error:  # messages inside messages without end
        raise NotAMail from error


async def file_message(tx: TenantTransaction, mail_id: UUID) -> None:
    """What the job does: to the dossier of its address, aside for a person, or ignored with the reason."""
    row = await tx.fetchrow(WAITING, mail_id, ["waiting"])
    if row is None:
        return
    mail = await _read(await read(tx, row["file_id"]))
    dossiers = await dossiers_at(tx, tokens_in(mail.recipients))
    if mail.automatic:
        await _settle(tx, mail_id, "ignored", mail.automatic)
    elif len(dossiers) == 1:
        await file_in(tx, row, mail, dossiers[0])
    else:
        why = "adressé à plusieurs dossiers" if dossiers else "adresse inconnue"
        await _settle(tx, mail_id, "unsorted", why)


async def file_by_hand(tx: TenantTransaction, mail_id: UUID, dossier_id: UUID) -> bool:
    """A person says where an unsorted message goes; False when it is settled already."""
    row = await tx.fetchrow(WAITING, mail_id, ["unsorted", "ignored"])
    if row is None:
        return False
    await file_in(tx, row, await _read(await read(tx, row["file_id"])), dossier_id)
    return True


async def dismiss(tx: TenantTransaction, mail_id: UUID) -> Any:
    """Not for any dossier; the message stays kept."""
    row = await tx.fetchrow(WAITING, mail_id, ["unsorted"])
    if row is None:
        return None
    await _settle(tx, mail_id, "dismissed", "écarté")
    return record(
        tx,
        "inbound_mail",
        mail_id,
        "mail.dismissed",
        before={"state": "unsorted"},
        after={"state": "dismissed"},
    )


@reversible("mail.dismissed", "report.manage")
async def dismiss_back(tx: TenantTransaction, entry: Any) -> None:
    """It waits again."""
    row = await tx.fetchrow(WAITING, entry["subject_id"], ["dismissed"])
    if row is None:
        raise NothingToUndo
    await _settle(tx, row["id"], "unsorted", "adresse inconnue")


async def file_in(tx: TenantTransaction, row: Any, mail: Message, dossier_id: UUID) -> None:
    """Each piece into the dossier; who sent it is a contact of the dossier, or a stranger."""
    people = await tx.fetch(READERS, dossier_id)
    contact = next((one for one in people if one["email"] and one["email"].lower() == mail.from_email), None)
    if not tx.state.get("actor"):
        tx.state["actor_name"] = (
            contact["name"] if contact else mail.from_name or mail.from_email or "Courrier"
        )
    kept: list[tuple[str, str]] = []
    refused: list[str] = []
    for piece in mail.pieces:
        await _file_piece(tx, dossier_id, piece, contact, kept, refused)
    if mail.left_out:
        refused.append(f"{mail.left_out} pièces de trop : envoyez-les dans un autre courrier.")
    await _settle(tx, row["id"], "filed", "", dossier_id, contact["id"] if contact else None,
                  [name for name, _ in kept], refused)  # fmt: skip
    record(
        tx, "inbound_mail", row["id"], "missing.mail_filed", dossier_id=dossier_id,
        after={"from": mail.from_email, "subject": mail.subject, "kept": len(kept), "refused": len(refused)},
    )  # fmt: skip
    tell(tx, "dossier", dossier_id)
    if kept:
        label = in_a_line(dict.fromkeys(BY_CODE[code].label for _, code in kept if code in BY_CODE))
        await tell_company(
            tx, dossier_id, contact["id"] if contact else None, [name for name, _ in kept],
            label or count(len(kept), "document"), f"deposited.mail:{row['id']}", mail.from_email,
        )  # fmt: skip
    await _answer(tx, row["id"], dossier_id, mail, contact, kept, refused)


async def _file_piece(
    tx: TenantTransaction,
    dossier_id: UUID,
    piece: Piece,
    contact: Any,
    kept: list[tuple[str, str]],
    refused: list[str],
) -> None:
    async def whole() -> Any:
        yield piece.data

    try:
        async with received(whole()) as file:
            document = await deposit(tx, dossier_id, "received", file, piece.name)
    except OdisseeError as error:
        refused.append(error.sentence)
        return
    if contact is not None:
        await tx.execute("update document set contact_id = $2 where id = $1", document["id"], contact["id"])
    fresh = await tx.fetchrow("select * from document where id = $1", document["id"])
    kept.append((clean_name(piece.name), await answer_of(tx, fresh)))


async def _answer(
    tx: TenantTransaction, mail_id: UUID, dossier_id: UUID, mail: Message, contact: Any,
    kept: list[tuple[str, str]], refused: list[str],
) -> None:  # fmt: skip
    """What was received; a box that writes all day long is answered twenty times, no more."""
    if not mail.from_email or mail.automatic:
        return
    with contextlib.suppress(TooMany):
        await limit("mail.answered", tx.tenant, mail.from_email, count=20, seconds=86_400)
        words = contact_words(contact) if contact else {}
        await answer(
            tx, dossier_id, mail.from_email, contact["name"] if contact else mail.from_name, kept, refused,
            f"missing.mail:{mail_id}", words, contact["id"] if contact else None,
        )  # fmt: skip


async def _settle(
    tx: TenantTransaction, mail_id: UUID, state: str, why: str, dossier_id: UUID | None = None,
    contact_id: UUID | None = None, kept: list[str] | None = None, refused: list[str] | None = None,
) -> None:  # fmt: skip
    await tx.execute(
        SETTLE, mail_id, state, why, dossier_id, contact_id, kept or [], refused or [], clock.now()
    )
