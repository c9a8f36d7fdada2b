"""Handing a report over: the bytes leave only with a row that says to whom, when, how, and the proof in the chain."""

from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.evidence import append
from odissee.platform.files import StoredFile, find
from odissee.platform.identity import codes
from odissee.platform.journal import record
from odissee.tenants.documents.errors import ReportLocked
from odissee.tenants.documents.links import Shown
from odissee.tenants.documents.prefect import plan_copy
from odissee.tenants.documents.sight import Sight
from odissee.tenants.documents.state import show_state

INSERT = """
insert into document_download (id, dossier_id, document_id, contact_id, method, ip, user_agent, sha256, evidence_id, at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"""


async def hold(tx: TenantTransaction, dossier_id: UUID) -> None:
    """Let no lock be set between the decision and the row: both hold the dossier first."""
    await tx.execute("select from dossier where id = $1 for update", dossier_id)


async def hand_over(
    tx: TenantTransaction, contact: Any, shown: Shown, method: str, agent: str, proof: codes.CheckedCode | None = None
) -> StoredFile:  # fmt: skip
    """Write the hand-over of one report to one contact; returns the file to send. Raises `ReportLocked`."""
    if shown.sight is not Sight.OPEN:
        raise ReportLocked
    row, ip = shown.row, str(tx.state.get("ip", ""))
    facts = _facts(row, contact, method, ip, agent) | _code_facts(proof)
    evidence = await append(tx, row["dossier_id"], "download", facts)
    await tx.execute(
        INSERT, new_id(), row["dossier_id"], row["id"], contact["id"], method, ip, agent[:300], row["sha256"],
        evidence["id"], clock.now(),
    )  # fmt: skip
    tx.state.setdefault("actor_name", contact["name"])
    record(
        tx, "document", row["id"], "report.downloaded", dossier_id=row["dossier_id"],
        after={"title": row["title"], "name": contact["name"], "method": method, "proof": evidence["number"]},
    )  # fmt: skip
    await plan_copy(tx, row["id"])
    await show_state(tx, row["dossier_id"])
    return await find(tx, row["file_id"])


def _facts(row: Any, contact: Any, method: str, ip: str, agent: str) -> dict[str, Any]:
    """What is told for ever: the file by its hash, the person, the way."""
    return {
        "document": str(row["id"]), "title": row["title"], "report_kind": row["kind"], "version": row["version"],
        "file_name": row["name"], "sha256": row["sha256"], "size": row["size"], "contact": str(contact["id"]),
        "contact_name": contact["name"], "never_locked": contact["never_lock_reports"], "method": method, "ip": ip, "user_agent": agent[:300],
    }  # fmt: skip


def _code_facts(proof: codes.CheckedCode | None) -> dict[str, Any]:
    if proof is None:
        return {}
    return {
        "code_channel": proof.channel, "code_sent_to": proof.sent_to, "code_issued_at": proof.issued_at.isoformat(),
        "code_typed_at": proof.checked_at.isoformat(),
    }  # fmt: skip
