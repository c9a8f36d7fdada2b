"""Asbestos samples by hand: one at a time, or the lines of a sheet pasted together (DOSS-64)."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from odissee.platform.errors import Conflict, NotFound
from odissee.platform.fields import Form
from odissee.platform.french import count, numeric_date
from odissee.platform.rights import allow
from odissee.platform.web import Request, refused, render, see_other, toast, tx_of
from odissee.platform.web.pages import Page, actor_in
from odissee.tenants.dossiers import seen_dossier
from odissee.tenants.findings.sample_lines import COLUMNS, read_lines, read_sample
from odissee.tenants.findings.samples import (
    RESULTS,
    Sample,
    add_samples,
    change_sample,
    drop_sample,
    samples_of,
)

ADD, ONE = "findings/samples.html", "findings/sample.html"
LABELS = [(code, label) for code, (label, _) in RESULTS.items()]
EMPTY = dict.fromkeys(COLUMNS, "") | {"result": "awaited", "lines": ""}


@get("/dossiers/{dossier_id:uuid}/prelevements", guards=[allow("report.add")])
async def samples_page(request: Request, dossier_id: FromPath[UUID]) -> Page:
    """Those that are known, one more, or a paste."""
    return render(request, ADD, errors={}, **await _context(request, dossier_id, EMPTY))


async def _context(request: Request, dossier_id: UUID, typed: dict[str, str]) -> dict[str, Any]:
    tx = tx_of(request)
    d = await seen_dossier(tx, actor_in(request), dossier_id)
    return {"d": d, "typed": typed, "samples": await samples_of(tx, dossier_id), "sample_results": RESULTS,
            "results": LABELS}  # fmt: skip


@post("/dossiers/{dossier_id:uuid}/prelevements", guards=[allow("report.add")])
async def add(request: Request, dossier_id: FromPath[UUID]) -> Response[Any]:
    """One sample, or every line of the paste; with one fault nothing is kept and everything typed is shown again."""
    await seen_dossier(tx_of(request), actor_in(request), dossier_id)
    form = Form({name: str(value) for name, value in (await request.form()).items()})
    samples, errors = _stated(form)
    if not errors:
        try:
            entry = await add_samples(tx_of(request), dossier_id, samples)
            said = toast(f"{count(len(samples), 'prélèvement')} ajoutés" if len(samples) > 1 else "Prélèvement ajouté",
                         f"/annuler/{entry.id}")  # fmt: skip
            return see_other(request, f"/dossiers/{dossier_id}#prelevements", said)
        except Conflict as error:
            errors = {"lines" if form.raw.get("lines", "").strip() else "reference": error.sentence}
    return refused(request, ADD, errors, **await _context(request, dossier_id, EMPTY | form.raw))


def _stated(form: Form) -> tuple[list[Sample], dict[str, str]]:
    pasted = form.raw.get("lines", "")
    if not pasted.strip():
        sample = read_sample(form)
        return [sample], form.errors
    samples, faults = read_lines(pasted)
    return samples, {"lines": " ".join(faults[:5])} if faults else {}


@get("/prelevements/{sample_id:uuid}", guards=[allow("report.add")])
async def sample_page(request: Request, sample_id: FromPath[UUID]) -> Page:
    """One sample to correct."""
    row, d = await _sample(request, sample_id)
    return render(request, ONE, errors={}, s=row, d=d, results=LABELS, typed=_typed(row))


async def _sample(request: Request, sample_id: UUID) -> tuple[Any, Any]:
    tx = tx_of(request)
    row = await tx.fetchrow("select * from asbestos_sample where id = $1", sample_id)
    if row is None:
        raise NotFound
    return row, await seen_dossier(tx, actor_in(request), row["dossier_id"])


def _typed(row: Any) -> dict[str, str]:
    return {
        name: (numeric_date(row[name]) if row[name] else "") if name.endswith("_on") else row[name]
        for name in COLUMNS
    }


@post("/prelevements/{sample_id:uuid}", guards=[allow("report.add")])
async def correct(request: Request, sample_id: FromPath[UUID]) -> Response[Any]:
    """Its words or its result."""
    row, d = await _sample(request, sample_id)
    form = Form({name: str(value) for name, value in (await request.form()).items()})
    sample = read_sample(form)
    entry = None
    if not form.errors:
        try:
            entry = await change_sample(tx_of(request), sample_id, sample)
        except Conflict as error:
            form.errors["reference"] = error.sentence
    if form.errors:
        return refused(request, ONE, form.errors, s=row, d=d, results=LABELS, typed=_typed(row) | form.raw)
    return _back(request, d, "Prélèvement enregistré" if entry else "Rien n’a changé", entry)


@post("/prelevements/{sample_id:uuid}/retirer", guards=[allow("report.add")])
async def drop(request: Request, sample_id: FromPath[UUID]) -> Response[Any]:
    """Off the dossier, with undo."""
    _, d = await _sample(request, sample_id)
    return _back(request, d, "Prélèvement retiré", await drop_sample(tx_of(request), sample_id))


def _back(request: Request, d: Any, said: str, entry: Any) -> Response[Any]:
    undo = f"/annuler/{entry.id}" if entry else ""
    return see_other(request, f"/dossiers/{d['id']}#prelevements", toast(said, undo))


SAMPLES = [samples_page, add, sample_page, correct, drop]
