"""The label of the DPE (DOSS-63): its figures, its drawing, the attestation apart."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from odissee.platform.db import TenantTransaction
from odissee.platform.fields import Form
from odissee.platform.files import attached
from odissee.platform.french import decimal, numeric_date
from odissee.platform.rights import allow
from odissee.platform.web import Request, refused, render, see_other, toast, tx_of
from odissee.platform.web.pages import Page, actor_in
from odissee.tenants.dossiers import seen_dossier
from odissee.tenants.findings.dpe import LETTERS, ZONES, DpeReading, reading_of
from odissee.tenants.findings.errors import NoLabelYet
from odissee.tenants.findings.label_drawing import svg_of
from odissee.tenants.findings.label_picture import png_of
from odissee.tenants.findings.lines import DPE
from odissee.tenants.findings.save_dpe import COLUMNS, read_dpe, save_dpe

PAGE = "findings/label.html"
READ_IN_REPORT = """
select anchors ->> 'ademe' from document where dossier_id = $1 and kind = 'DPE' and section = 'report'
   and trashed_at is null and superseded_at is null and anchors ? 'ademe' limit 1"""


@get("/dossiers/{dossier_id:uuid}/etiquette", guards=[allow("dossier.see")])
async def label_page(request: Request, dossier_id: FromPath[UUID]) -> Page:
    """What is known of the DPE; a number read in its report is proposed, not kept."""
    tx = tx_of(request)
    d = await seen_dossier(tx, actor_in(request), dossier_id)
    row = await tx.fetchrow(DPE, dossier_id)
    read = "" if row and row["number"] else await tx.fetchval(READ_IN_REPORT, dossier_id) or ""
    typed = _typed(row) if row else dict.fromkeys(COLUMNS, "")
    typed["number"] = typed["number"] or read
    return render(request, PAGE, errors={}, **_context(d, row, typed, read))


def _context(d: Any, row: Any, typed: dict[str, str], read: str = "") -> dict[str, Any]:
    return {"d": d, "dpe": reading_of(row) if row else None, "typed": typed, "read": read,
            "letters": [(one, one) for one in LETTERS], "zones": [(one, one) for one in ZONES]}  # fmt: skip


def _typed(row: Any) -> dict[str, str]:
    typed = {}
    for name in COLUMNS:
        value = row[name]
        if name.endswith("_on"):
            typed[name] = numeric_date(value) if value else ""
        elif name in ("energy", "ges", "sref", "attested_energy"):
            typed[name] = decimal(value) if value is not None else ""
        else:
            typed[name] = "" if value is None else str(value)
    return typed


@post("/dossiers/{dossier_id:uuid}/etiquette", guards=[allow("report.add")])
async def state_label(request: Request, dossier_id: FromPath[UUID]) -> Response[Any]:
    """Keep the figures; what cannot be read is shown again as typed."""
    tx = tx_of(request)
    d = await seen_dossier(tx, actor_in(request), dossier_id)
    form = Form({name: str(value) for name, value in (await request.form()).items()})
    values = read_dpe(form)
    if form.errors:
        typed = {name: form.raw.get(name, "") for name in COLUMNS}
        return refused(request, PAGE, form.errors, **_context(d, await tx.fetchrow(DPE, dossier_id), typed))
    entry = await save_dpe(tx, dossier_id, values)
    said = toast(
        "Étiquette enregistrée" if entry else "Rien n’a changé", f"/annuler/{entry.id}" if entry else ""
    )
    return see_other(request, f"/dossiers/{dossier_id}/etiquette", said)


async def _drawn(tx: TenantTransaction, dossier_id: UUID) -> DpeReading:
    row = await tx.fetchrow(DPE, dossier_id)
    if row is None:
        raise NoLabelYet
    return reading_of(row)


def svg_answer(dpe: DpeReading, attested: bool, *, shown: bool) -> Response[bytes]:
    """The drawing as a file, or to be shown in a page."""
    headers = attached(_name(dpe, attested, "svg"), shown=shown)
    return Response(svg_of(dpe, attested=attested).encode(), media_type="image/svg+xml", headers=headers)


async def png_answer(dpe: DpeReading, attested: bool) -> Response[bytes]:
    """The picture as a file."""
    data = await png_of(dpe, attested=attested)
    return Response(data, media_type="image/png", headers=attached(_name(dpe, attested, "png")))


def _name(dpe: DpeReading, attested: bool, extension: str) -> str:
    return f"{'Nouvelle étiquette' if attested else 'Étiquette'} DPE {dpe.number}.{extension}"


@get("/dossiers/{dossier_id:uuid}/etiquette.svg", guards=[allow("dossier.see")])
async def label_svg(request: Request, dossier_id: FromPath[UUID]) -> Response[bytes]:
    """The drawing: what the report says, or the attestation (`?attestation=1`)."""
    tx, asked = tx_of(request), request.query_params
    await seen_dossier(tx, actor_in(request), dossier_id)
    dpe = await _drawn(tx, dossier_id)
    return svg_answer(dpe, bool(asked.get("attestation")), shown=not asked.get("fichier"))


@get("/dossiers/{dossier_id:uuid}/etiquette.png", guards=[allow("dossier.see")])
async def label_png(request: Request, dossier_id: FromPath[UUID]) -> Response[bytes]:
    """The picture, for an advertisement or a mail."""
    tx = tx_of(request)
    await seen_dossier(tx, actor_in(request), dossier_id)
    return await png_answer(await _drawn(tx, dossier_id), bool(request.query_params.get("attestation")))


LABEL = [label_page, state_label, label_svg, label_png]
