"""What is made of all the reports of a dossier, in the worker: the one PDF, the ZIP for the notary."""

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.files import keep, received_path, whole_path
from odissee.platform.journal import record
from odissee.tenants.documents.ddt import joined
from odissee.tenants.documents.kinds import BY_CODE, KINDS
from odissee.tenants.documents.links import DOSSIER
from odissee.tenants.documents.names import clean_name
from odissee.tenants.documents.series import next_version, settle
from odissee.tenants.documents.state import show_state
from odissee.tenants.documents.tables import Document
from odissee.tenants.documents.wording import address_of

CURRENT = """
select x.*, f.name, f.sha256, f.size, f.media_type from document x join stored_file f on f.id = x.file_id
 where x.dossier_id = $1 and x.section = 'report' and x.trashed_at is null and x.superseded_at is null
   and f.media_type = 'application/pdf' order by x.title, x.id"""
LEGAL_ORDER = {kind.code: place for place, kind in enumerate(KINDS)}


async def reports_of(tx: TenantTransaction, dossier_id: UUID) -> list[Any]:
    """The current reports, the DPE first, then in the order of the kinds."""
    rows = await tx.fetch(CURRENT, dossier_id)
    return sorted(
        rows, key=lambda row: (row["kind"] != "DPE", LEGAL_ORDER.get(row["kind"], 99), row["title"])
    )


async def join_reports(tx: TenantTransaction, dossier_id: UUID) -> None:
    """Make the one PDF and put it in the section of the notary, as the next version of the former."""
    rows, dossier = await reports_of(tx, dossier_id), await tx.fetchrow(DOSSIER, dossier_id)
    if not rows or dossier is None:
        return
    with TemporaryDirectory(prefix="odissee-") as folder:
        out = Path(folder) / "ddt.pdf"
        pages = await write_joined(tx, rows, out, f"DDT {dossier['number']}, {address_of(dossier)}")
        await file_away(
            tx, dossier, out, ddt_name(dossier), "application/pdf", "Dossier de diagnostics réuni", pages
        )
    record(tx, "dossier", dossier_id, "report.joined", dossier_id=dossier_id, after={"pages": pages})
    await show_state(tx, dossier_id)


async def write_joined(tx: TenantTransaction, rows: list[Any], out: Path, title: str) -> int:
    """The reports one after the other, on the disk, in a thread."""
    async with AsyncExitStack() as stack:
        paths = [await stack.enter_async_context(whole_path(tx.tenant, row["sha256"])) for row in rows]
        return await asyncio.to_thread(
            joined, [(row["title"], path) for row, path in zip(rows, paths, strict=True)], out, title
        )


def ddt_name(dossier: Any) -> str:
    """« DDT_18427_27-avenue-de-Buros-64000-Pau.pdf » (integrations §9)."""
    place = "-".join(address_of(dossier).replace(",", " ").split())
    return clean_name(f"DDT_{dossier['number']}_{place[:70]}.pdf")


def report_name(row: Any, number: int) -> str:
    """« 20261124_TERMITES_18427.pdf »: date of the report, or of its deposit when it tells none."""
    day = (
        row["anchors"].get("established_on")
        or row["anchors"].get("visited_on")
        or row["created_at"].date().isoformat()
    )
    short = BY_CODE[row["kind"]].short if row["kind"] in BY_CODE else "AUTRE"
    return f"{day.replace('-', '')}_{short}_{number}.pdf"


async def file_away(
    tx: TenantTransaction, dossier: Any, path: Path, name: str, media_type: str, title: str, pages: int | None,
    section: str = "notary",
) -> UUID:  # fmt: skip
    """Keep what was made in a section (« notary », « proof »); the same title again is the next version."""
    async with received_path(path) as made:
        file = await keep(tx, made, name=name, media_type=media_type, kind=f"document.{section}")
    id = new_id()
    known = await tx.fetchval(
        """select series_id from document where dossier_id = $1 and section = $3 and title = $2
              and trashed_at is null limit 1""",
        dossier["id"], title, section,
    )  # fmt: skip
    series = known or id
    await Document(
        id=id, dossier_id=dossier["id"], section=section, title=title, series_id=series,
        version=await next_version(tx, series), file_id=file.id, pages=pages, reading="no_text", created_at=clock.now(),
    ).save()  # fmt: skip
    await settle(tx, series)
    return id
