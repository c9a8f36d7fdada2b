"""The page of a heavy dossier: 60 documents, 400 acts, 40 mails, 30 notes, 10 contacts, as a browser asks for it."""

import asyncio
from dataclasses import replace
from typing import Any
from uuid import UUID

import asyncpg

from odissee.app import demo
from odissee.app.demo.seeded import demo_id
from odissee.platform.db import db, new_id
from odissee.platform.files import store
from odissee.platform.identity import open_session, session_cookie_name
from odissee.platform.journal import record
from odissee.platform.mail import write_mail
from tests.bench._http import Connection
from tests.bench._stack import Stack, at, stack

N, DOCUMENTS, ACTS, MAILS, NOTES, CONTACTS = 200, 60, 400, 40, 30, 10
BUDGETS = {"p95_ms": 80.0}
HEAVY = replace(demo.DURAND, slug="durand-lourd", share=1.0)
SOPHIE = demo_id(f"membership:{HEAVY.slug}:Sophie Martin")
KINDS = ("DPE", "ASBESTOS", "CREP", "TERMITES", "GAS", "ELECTRICITY", "ERP", "CARREZ")


async def run() -> dict[str, Any]:
    async with stack("heavy") as running:
        await demo.load(120, companies=[HEAVY])
        dossier = await _heavy()
        await _analysed(running)
        await running.start_web()
        async with db.tenant(HEAVY.tenant_id) as tx:
            token = await open_session(tx, SOPHIE, "127.0.0.1", "bench")
        host = f"{HEAVY.slug}.localhost"
        connection = await Connection(running.port, host, f"{session_cookie_name()}={token}").open()
        times, size = await _timed(connection, f"/dossiers/{dossier}")
        health, _ = await _timed(connection, "/healthz")
    figures = {"documents": DOCUMENTS, "acts": ACTS, "page_kb": round(size / 1000, 1), "p50_ms": at(times, 0.5),
               "p95_ms": at(times, 0.95), "p99_ms": at(times, 0.99), "healthz_p50_ms": at(health, 0.5),
               "p50_over_healthz": round(at(times, 0.5) / at(health, 0.5), 1)}  # fmt: skip
    return {
        "bench": "dossier",
        "n": N,
        "figures": figures,
        "budgets": BUDGETS,
        "within": figures["p95_ms"] <= BUDGETS["p95_ms"],
    }


async def _heavy() -> UUID:
    """One dossier of the demonstration, filled once: the folder of the bench keeps it."""
    async with db.tenant(HEAVY.tenant_id) as tx:
        dossier: UUID = await tx.fetchval(
            "select id from dossier where status = 'finalized' order by number limit 1"
        )
        if await tx.fetchval("select count(*) from document where dossier_id = $1", dossier) >= DOCUMENTS:
            return dossier
        for n in range(DOCUMENTS):
            await _document(tx, dossier, n)
        for n in range(ACTS):
            verb = "dossier.urgent" if n % 2 else "dossier.calm"
            record(tx, "dossier", dossier, verb, dossier_id=dossier, before={"urgent_at": True})
        for n in range(MAILS):
            await write_mail(tx, "mail.company_signup", to_email="anne@exemple.fr", to_name="Anne", dossier_id=dossier,
                             variables={"link": "https://x", "link_expires_at": "demain"}, dedup_key=f"bench:{n}")  # fmt: skip
        for n in range(NOTES):
            await tx.execute("insert into comment (id, dossier_id, text, author_name) values ($1, $2, $3, 'Sophie')",
                             new_id(), dossier, f"Note {n} : le gardien a les clés, rappeler avant 18 h.")  # fmt: skip
        await tx.execute("""insert into dossier_contact (tenant_id, id, dossier_id, contact_id, roles, report_access)
            select tenant_id, gen_random_uuid(), $1, id, '{owner}', true from contact c
             where not exists (select from dossier_contact k where k.dossier_id = $1 and k.contact_id = c.id) limit $2""",
            dossier, CONTACTS)  # fmt: skip
    return dossier


async def _document(tx: Any, dossier: UUID, n: int) -> None:
    kept = await store(
        tx,
        f"%PDF-1.7 {n}".encode(),
        name=f"Rapport {n:02}.pdf",
        media_type="application/pdf",
        kind="document.report",
    )
    id = new_id()
    await tx.execute(
        """insert into document (id, dossier_id, section, kind, title, series_id, file_id, pages, reading)
           values ($1, $2, 'report', $3, $4, $1, $5, 12, 'read')""",
        id, dossier, KINDS[n % len(KINDS)], f"Rapport {n:02}", kept.id,
    )  # fmt: skip


async def _analysed(running: Stack) -> None:
    connection = await asyncpg.connect(running.admin_url)
    try:
        await connection.execute("vacuum (analyze)")
    finally:
        await connection.close()


async def _timed(connection: Connection, path: str) -> tuple[list[float], int]:
    """Milliseconds of N requests one after the other, sorted, and the bytes of an answer."""
    times, size = [], 0
    for _ in range(20):
        assert (await connection.get(path)).status == 200, path
    for _ in range(N):
        answer = await connection.get(path)
        times.append(answer.seconds)
        size = len(answer.body)
        await asyncio.sleep(0)
    return sorted(times), size
