"""The page of one diagnostic: what was found, how long it holds, its short report; written by hand or read."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from odissee.platform.errors import NotFound, OdisseeError
from odissee.platform.fields import FieldError, Form, parse_date, parse_long_text, parse_surface
from odissee.platform.files import attached
from odissee.platform.french import numeric_date
from odissee.platform.pdf import printer
from odissee.platform.rights import allow
from odissee.platform.web import Request, refused, render, see_other, toast, tx_of
from odissee.platform.web.pages import Page, actor_in, place_in
from odissee.tenants.dossiers import seen_dossier
from odissee.tenants.findings.conclusions import choices
from odissee.tenants.findings.errors import NotOnDossier
from odissee.tenants.findings.lines import Line, lines_of
from odissee.tenants.findings.proposed import proposed_dates
from odissee.tenants.findings.save import SOURCES, Stated, clear_finding, save_finding
from odissee.tenants.findings.sheet import sheet_html

PAGE = "findings/finding.html"


@get("/dossiers/{dossier_id:uuid}/prestations/{code:str}", guards=[allow("dossier.see")])
async def finding_page(request: Request, dossier_id: FromPath[UUID], code: FromPath[str]) -> Page:
    """One diagnostic of the dossier."""
    d, line = await _line(request, dossier_id, code)
    typed = _typed(line)
    if line.row["finding_id"] is None:
        typed |= await proposed_dates(tx_of(request), d, code, place_in(request).time_zone)
    return render(request, PAGE, errors={}, **_context(d, line, typed, line.row["codes"] or ()))


async def _line(request: Request, dossier_id: UUID, code: str) -> tuple[Any, Line]:
    tx = tx_of(request)
    d = await seen_dossier(tx, actor_in(request), dossier_id)
    line = next((one for one in await lines_of(tx, dossier_id) if one.diagnostic == code), None)
    if line is None:
        raise NotFound
    return d, line


def _context(d: Any, line: Line, typed: dict[str, str], chosen: Any) -> dict[str, Any]:
    return {"d": d, "line": line, "options": choices(line.diagnostic), "chosen": chosen, "typed": typed,
            "sources": list(SOURCES.items())}  # fmt: skip


def _typed(line: Line) -> dict[str, str]:
    row = line.row
    days = {name: numeric_date(row[name]) if row[name] else "" for name in ("performed_on", "established_on")}
    measure = f"{row['measure']:f}".replace(".", ",") if row["measure"] is not None else ""
    return days | {"measure": measure, "source": row["source"] or "desk", "software": row["software"] or "",
                   "summary": row["summary"] or ""}  # fmt: skip


@post("/dossiers/{dossier_id:uuid}/prestations/{code:str}", guards=[allow("report.add")])
async def state_finding(request: Request, dossier_id: FromPath[UUID], code: FromPath[str]) -> Response[Any]:
    """Keep what was typed; a refusal shows it again."""
    d, line = await _line(request, dossier_id, code)
    sent = await request.form()
    chosen = [str(one) for one in sent.getall("codes", [])]
    form = Form({name: str(value) for name, value in sent.items()})
    said = _read(form, tuple(chosen))
    entry = None
    if not form.errors:
        try:
            entry = await save_finding(tx_of(request), dossier_id, code, said)
        except NotOnDossier:
            raise
        except OdisseeError as error:
            form.errors["codes"] = error.sentence
    if form.errors:
        typed = _typed(line) | {name: form.raw[name] for name in _typed(line) if name in form.raw}
        return refused(request, PAGE, form.errors, **_context(d, line, typed, chosen))
    return _back(request, d["id"], "Conclusion enregistrée" if entry else "Rien n’a changé", entry)


def _read(form: Form, codes: tuple[str, ...]) -> Stated:
    visit, made = form.read("performed_on", parse_date), form.read("established_on", parse_date)
    if visit and made and made < visit:
        form.refuse("established_on", FieldError("error.date_order"))
    source = form.raw.get("source", "desk")
    return Stated(
        codes, form.read("summary", lambda raw: parse_long_text(raw, maximum=2000)) or "",
        form.read("measure", parse_surface), visit, made, source if source in SOURCES else "desk",
        form.raw.get("software", ""),
    )  # fmt: skip


def _back(request: Request, dossier_id: UUID, said: str, entry: Any) -> Response[Any]:
    undo = f"/annuler/{entry.id}" if entry else ""
    return see_other(request, f"/dossiers/{dossier_id}#informations", toast(said, undo))


@post("/dossiers/{dossier_id:uuid}/prestations/{code:str}/retirer", guards=[allow("report.add")])
async def drop_finding(request: Request, dossier_id: FromPath[UUID], code: FromPath[str]) -> Response[Any]:
    """Take the conclusion away, with undo."""
    d, line = await _line(request, dossier_id, code)
    entry = await clear_finding(tx_of(request), dossier_id, line.diagnostic)
    return _back(request, d["id"], "Conclusion retirée" if entry else "Rien à retirer", entry)


@get("/dossiers/{dossier_id:uuid}/prestations/{code:str}/fiche", guards=[allow("dossier.see")])
async def finding_sheet(request: Request, dossier_id: FromPath[UUID], code: FromPath[str]) -> Response[bytes]:
    """The short report of one diagnostic, as a PDF."""
    d, line = await _line(request, dossier_id, code)
    pdf = await printer.pdf(await sheet_html(tx_of(request), d, line))
    name = f"{line.name}, dossier {d['number']}.pdf"
    return Response(pdf, media_type="application/pdf", headers=attached(name))


FINDING = [finding_page, state_finding, drop_finding, finding_sheet]
