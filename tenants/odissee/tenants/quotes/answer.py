"""Accepting, refusing, withdrawing: one answer per quote, its proof, and what follows."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.evidence import append
from odissee.platform.jobs import enqueue
from odissee.platform.journal import record
from odissee.platform.live import tell
from odissee.tenants.dossiers import DossierStatus, Trigger, move, set_status
from odissee.tenants.quotes.errors import QuoteAnswered, QuoteExpired, QuoteReplaced
from odissee.tenants.quotes.evidence import append_answer
from odissee.tenants.quotes.messages import WITHDRAWAL_DAYS, tell_refusal
from odissee.tenants.quotes.queries import version_of

ANSWERED = ("accepted", "refused", "withdrawn")
QUIET = {"role": "", "place": "", "reason": "", "message": "", "callback": False, "boxes": [], "channel": "",
         "by_hand": False}  # fmt: skip


async def open_version(tx: TenantTransaction, version_id: UUID) -> Any:
    """The version, locked, when it may still be answered; otherwise the sentence that says why not."""
    await tx.execute(
        "select from quote where id = (select quote_id from quote_version where id = $1) for update",
        version_id,
    )
    version = await version_of(tx, version_id)
    if version["version"] != version["current_version"] or version["state"] == "superseded":
        raise QuoteReplaced(version["number"], version["current_version"])
    if version["state"] in ANSWERED:
        raise QuoteAnswered(await tx.fetchval(
            """select max(answered_at) from quote_answer a join quote_version v on v.id = a.quote_version_id
                where v.quote_id = $1""", version["quote_id"]) or clock.now())  # fmt: skip
    if version["state"] == "expired" or version["valid_until"] < clock.today():
        raise QuoteExpired(version["valid_until"])
    return version


async def accept(tx: TenantTransaction, version: Any, facts: dict[str, Any]) -> Any:
    """Keep the acceptance and its proof, move the dossier, supersede its other quotes; the copy follows."""
    consumer = facts.pop("consumer", False)
    answer = await append_answer(tx, version["id"], "accepted", QUIET | facts)
    await tx.execute("update quote set state = 'accepted' where id = $1", version["quote_id"])
    await tx.execute(
        """update quote set state = 'superseded' where dossier_id = $1 and id <> $2
              and state in ('draft', 'sent', 'viewed')""",
        version["dossier_id"],
        version["quote_id"],
    )
    await tx.execute(
        "update dossier set quote_state = 'accepted', early_start = $2 where id = $1",
        version["dossier_id"], "early_start" in answer["boxes"] if consumer else None,
    )  # fmt: skip
    await _written(tx, version, answer, "quote.accepted")
    await move(tx, version["dossier_id"], Trigger.QUOTE_ACCEPTED)
    await enqueue(tx, "quote.accepted", {"version": str(version["id"])}, f"quote.accepted:{version['id']}")
    return answer


async def refuse(tx: TenantTransaction, version: Any, facts: dict[str, Any]) -> Any:
    """Keep the refusal, cancel the dossier when no other quote lives (A5), plan the call back if wished."""
    answer = await append_answer(tx, version["id"], "refused", QUIET | facts)
    await tx.execute("update quote set state = 'refused' where id = $1", version["quote_id"])
    await tx.execute("update dossier set quote_state = 'refused' where id = $1", version["dossier_id"])
    await _written(tx, version, answer, "quote.refused")
    moved = await move(tx, version["dossier_id"], Trigger.QUOTE_REFUSED, reason=answer["reason"])
    if answer["callback"]:
        await _call_back(tx, version, answer)
    effect = (
        "Le dossier passe à « Annulé »."
        if moved is DossierStatus.CANCELLED
        else "Un autre devis reste ouvert."
    )
    await tell_refusal(tx, version, answer, effect)
    return answer


async def withdraw(tx: TenantTransaction, version: Any, name: str, evidence: dict[str, Any]) -> Any:
    """A consumer takes back an acceptance within fourteen days; the dossier is cancelled with that reason."""
    answer = await append_answer(tx, version["id"], "withdrawn", QUIET | {"name": name, "evidence": evidence})
    await tx.execute("update quote set state = 'withdrawn' where id = $1", version["quote_id"])
    await tx.execute("update dossier set quote_state = 'refused' where id = $1", version["dossier_id"])
    await _written(tx, version, answer, "quote.withdrawn")
    await set_status(tx, version["dossier_id"], DossierStatus.CANCELLED, "Rétractation")
    return answer


async def may_withdraw(tx: TenantTransaction, version: Any) -> bool:
    """Consumers only, accepted, and the fourteenth day not over (L.221-18)."""
    accepted_at = await tx.fetchval(
        "select answered_at from quote_answer where quote_version_id = $1 and kind = 'accepted'",
        version["id"],
    )
    consumer = version["snapshot"]["to"]["audience"] == "consumer"
    in_time = accepted_at is not None and clock.now() < accepted_at + timedelta(days=WITHDRAWAL_DAYS + 1)
    return consumer and in_time and version["state"] == "accepted"


async def _written(tx: TenantTransaction, version: Any, answer: Any, verb: str) -> None:
    record(
        tx, "quote", version["quote_id"], verb, dossier_id=version["dossier_id"],
        after={"version": version["version"], "name": answer["name"], "channel": answer["channel"],
               "reason": answer["reason"], "proof": answer["evidence"].get("number")},
    )  # fmt: skip
    await append(tx, version["dossier_id"], "quote", _proof(version, answer))
    tell(tx, "dossier", version["dossier_id"])


def _proof(version: Any, answer: Any) -> dict[str, Any]:
    """What the dossier's own chain tells of an answer; the whole proof stays in the company's chain."""
    evidence = answer["evidence"]
    return {
        "quote": version["number"], "version": version["version"], "answer": answer["kind"], "name": answer["name"],
        "channel": answer["channel"], "by_hand": answer["by_hand"], "ip": evidence.get("ip", ""),
        "quote_sha256": evidence.get("quote_sha256"), "company_proof": evidence.get("number"), "company_hash": answer["hash"],
    }  # fmt: skip


async def _call_back(tx: TenantTransaction, version: Any, answer: Any) -> None:
    now = clock.now()
    await tx.execute("update dossier set callback_wanted_at = $2 where id = $1", version["dossier_id"], now)
    label = f"Rappeler {answer['name'] or 'le demandeur'} : devis {version['number']} refusé"
    await tx.execute(
        "insert into task (id, dossier_id, kind, label, due_on) values ($1, $2, 'callback', $3, $4)",
        new_id(), version["dossier_id"], label, clock.today(),
    )  # fmt: skip
