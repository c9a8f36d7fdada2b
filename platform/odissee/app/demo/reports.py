"""Reports of the latest visits: specimens of one page, filed, some blocked until payment; the worker reads them."""

from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

import pikepdf

from odissee.app.demo.world import World
from odissee.platform.db import TenantTransaction
from odissee.platform.files import put
from odissee.platform.french import numeric_date
from odissee.tenants.documents import REPORT_KINDS
from odissee.tenants.dossiers import DossierStatus, refresh

DOSSIERS, EACH = 10, 4
DONE = (DossierStatus.VISITED.value, DossierStatus.FINALIZED.value, DossierStatus.INCOMPLETE.value)


async def make_reports(tx: TenantTransaction, world: World) -> list[UUID]:
    """Write the rows and the bytes; returns the dossiers, whose shown state is to be refreshed once all is written."""
    visited = [
        d
        for d in world.rows["dossier"]
        if d["status"] in DONE and d["appointment_at"] and not d["archived_at"]
    ]
    latest = sorted(visited, key=lambda d: d["appointment_at"], reverse=True)[:DOSSIERS]
    for place, dossier in enumerate(latest):
        await _of_dossier(tx, world, dossier, locked=place % 3 == 1)
    return [dossier["id"] for dossier in latest]


async def refresh_all(tx: TenantTransaction, dossiers: list[UUID]) -> None:
    """The list's column and the words of file names."""
    for id in dossiers:
        await refresh(tx, id)


async def _of_dossier(tx: TenantTransaction, world: World, dossier: dict[str, Any], *, locked: bool) -> None:
    labels = {kind.code: kind for kind in REPORT_KINDS}
    wanted = [s["diagnostic"] for s in world.rows["dossier_service"] if s["dossier_id"] == dossier["id"]]
    at = min(
        dossier["appointment_at"] + timedelta(hours=world.chance.uniform(20, 50)),
        world.now - timedelta(minutes=5),
    )
    who = world.chance.choice(world.colleagues("office", "owner"))
    for code in [code for code in wanted if code in labels][:EACH]:
        at += timedelta(seconds=world.chance.randrange(2, 9))
        name = f"{labels[code].short}_{dossier['number']}.pdf"
        day = numeric_date(dossier["appointment_at"].date())
        data = specimen([labels[code].label, "SPÉCIMEN DE DÉMONSTRATION, SANS VALEUR", f"Dossier : {dossier['number']}",
                         f"Date de visite : {day}", f"Ville : {dossier['city']}", f"Propriétaire : {dossier['owner_name']}"])  # fmt: skip
        document = await _file(tx, world, dossier, name, data, (code, labels[code].label), at, who)
        after = {"title": labels[code].label, "name": name, "version": 1, "section": "report"}
        world.act(at, who, ("document", document), "document.added", dossier_id=dossier["id"], after=after)
    if locked:
        world.rows.add(
            "report_lock",
            id=world.chance.id_at(at),
            dossier_id=dossier["id"],
            reason="payment",
            created_at=at,
        )
        world.act(at, None, ("dossier", dossier["id"]), "report.locked_by_rule", dossier_id=dossier["id"])


async def _file(
    tx: TenantTransaction, world: World, dossier: dict[str, Any], name: str, data: bytes, kind: tuple[str, str], at: Any, who: Any
) -> UUID:  # fmt: skip
    file, document = world.chance.id_at(at), world.chance.id_at(at)
    world.rows.add(
        "stored_file", id=file, sha256=await put(tx.tenant, data), size=len(data), media_type="application/pdf",
        name=name, kind="document.report", created_at=at, created_by=who.membership_id,
    )  # fmt: skip
    world.rows.add(
        "document", id=document, dossier_id=dossier["id"], section="report", kind=kind[0], kind_from="name",
        title=kind[1], series_id=document, version=1, file_id=file, pages=1, reading="waiting", anchors={}, doubt="",
        missing_kind="", created_at=at, created_by=who.membership_id,
    )  # fmt: skip
    world.rows["job"].append(
        {
            "id": world.chance.id_at(world.now), "kind": "document.read", "state": "ready", "attempts": 0,
            "created_at": world.now, "not_before": world.now, "payload": {"document": str(document)},
            "dedup_key": f"document.read:{document}", "last_error": None, "started_at": None,
        }
    )  # fmt: skip
    return document


def specimen(lines: list[str]) -> bytes:
    """One page of text; the same lines give the same bytes."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(595, 842))
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica,
                                  Encoding=pikepdf.Name.WinAnsiEncoding)  # fmt: skip
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        shown = b"".join(b"(" + _escaped(line) + b") Tj T*\n" for line in lines)
        page.Contents = pdf.make_stream(b"BT /F1 14 Tf 60 760 Td 26 TL\n" + shown + b"ET")
        out = BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _escaped(line: str) -> bytes:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("cp1252", "replace")
