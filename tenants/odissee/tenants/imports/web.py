"""The four steps on screen: file, columns, trial, import; and what could not be read, in a file to mend."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.datastructures import UploadFile
from litestar.params import FromPath

from odissee.platform.errors import OdisseeError
from odissee.platform.rights import allow
from odissee.platform.web import Request, refused, render, render_fragment, see_other, toast, tx_of
from odissee.platform.web.pages import Page
from odissee.tenants.companies import SETTINGS_PAGES, SettingsPage
from odissee.tenants.contacts import FIELD_WORDS, form_of
from odissee.tenants.imports import take_back  # noqa: F401 - the undo of an import is declared there
from odissee.tenants.imports.faults import faults_file
from odissee.tenants.imports.pages_export import ROUTES as EXPORT
from odissee.tenants.imports.pages_export_dossiers import ROUTES as EXPORT_DOSSIERS
from odissee.tenants.imports.reading import UnreadableFile
from odissee.tenants.imports.runs import begin, choose, opened, recent_runs, run_of, start
from odissee.tenants.imports.screen import columns_of, report_of
from odissee.tenants.imports.targets import BY_KEY

EDIT = allow("contact.edit")
HOME = "/contacts/importer"
SETTINGS_PAGES.append(
    SettingsPage(
        "Import de contacts",
        HOME,
        "company.settings",
        "Données et liaisons",
        "upload",
        "Depuis un tableur",
        10,
    )
)
AS_FILE = {"Content-Disposition": 'attachment; filename="erreurs.csv"', "X-Content-Type-Options": "nosniff"}


@get(HOME, guards=[EDIT])
async def choose_file(request: Request) -> Page:
    return render(request, "imports/file.html", recent=await recent_runs(tx_of(request)), errors={})


@post(HOME, guards=[EDIT])
async def take_file(request: Request) -> Response[Any]:
    tx, file = tx_of(request), (await request.form()).get("fichier")
    data = await file.read() if isinstance(file, UploadFile) else b""
    try:
        run_id = await begin(tx, data, getattr(file, "filename", "") or "fichier")
    except UnreadableFile as refusal:
        wrong = {"fichier": refusal.sentence}
        return refused(request, "imports/file.html", wrong, recent=await recent_runs(tx))
    return see_other(request, f"{HOME}/{run_id}")


@get(f"{HOME}/{{run_id:uuid}}", guards=[EDIT])
async def show_run(request: Request, run_id: FromPath[UUID]) -> Page:
    """The step at which this import stands; `?etape=colonnes` comes back to the columns."""
    tx = tx_of(request)
    row = await run_of(tx, run_id)
    back = request.query_params.get("etape") == "colonnes" and row["state"] in ("tried", "failed")
    if row["state"] == "mapping" or back:
        run = await opened(tx, run_id)
        return render(
            request, "imports/columns.html", run=row, sheet=run.sheet, columns=columns_of(run), errors={}
        )
    return render(request, "imports/run.html", run=row, report=await report_of(tx, row), words=FIELD_WORDS)


@get(f"{HOME}/{{run_id:uuid}}/avancement", guards=[EDIT])
async def advance(request: Request, run_id: FromPath[UUID]) -> Page:
    """The same, as the part of the page that refreshes itself while the worker works."""
    tx = tx_of(request)
    row = await run_of(tx, run_id)
    return render_fragment(
        request, "imports/report.html", run=row, report=await report_of(tx, row), words=FIELD_WORDS
    )


@post(f"{HOME}/{{run_id:uuid}}/essai", guards=[EDIT])
async def try_out(request: Request, run_id: FromPath[UUID]) -> Response[Any]:
    """Keep the columns and ask for the trial; without a name there is nothing to try."""
    tx, form = tx_of(request), await form_of(request)
    run = await opened(tx, run_id)
    mapping = {place: form.raw.get(f"colonne_{place}", "") for place in range(len(run.sheet.headings))}
    mapping = {place: key if key in BY_KEY else "" for place, key in mapping.items()}
    wrong = _faults(mapping)
    if wrong:
        columns = columns_of(run, mapping)
        return refused(request, "imports/columns.html", wrong, run=run.row, sheet=run.sheet, columns=columns)
    await choose(
        tx, run, mapping, replaces=form.raw.get("differe") == "remplacer", lenient=form.checked("lenient")
    )
    await start(tx, run_id, "trying", len(run.sheet.rows))
    return see_other(request, f"{HOME}/{run_id}")


def _faults(mapping: dict[int, str]) -> dict[str, str]:
    """A name is needed; one target takes one column, except those whose texts may follow each other."""
    keys = [key for key in mapping.values() if key]
    if not {"last_name", "full_name", "organisation"} & set(keys):
        return {"": "Dites quelle colonne contient le nom : « Nom », « Nom complet » ou « Organisation »."}
    seen: dict[str, int] = {}
    for place, key in mapping.items():
        if key and key in seen and key not in ("note", "address", "complement"):
            return {f"colonne_{place}": f"« {BY_KEY[key].label} » est déjà pris par une autre colonne."}
        seen[key] = place
    return {}


@post(f"{HOME}/{{run_id:uuid}}/lancer", guards=[EDIT])
async def import_now(request: Request, run_id: FromPath[UUID]) -> Response[Any]:
    tx = tx_of(request)
    row = await run_of(tx, run_id)
    try:
        await start(tx, run_id, "importing", row["total_count"])
    except OdisseeError as refusal:
        return see_other(request, f"{HOME}/{run_id}", toast(refusal.sentence, kind="bad"))
    return see_other(request, f"{HOME}/{run_id}")


@get(f"{HOME}/{{run_id:uuid}}/erreurs.csv", guards=[EDIT])
async def faults(request: Request, run_id: FromPath[UUID]) -> Response[bytes]:
    """The refused lines as they came, with the reason in front: mended, the file is imported again."""
    tx = tx_of(request)
    run = await opened(tx, run_id)
    data = await faults_file(tx, run)
    return Response(data, media_type="text/csv; charset=utf-8", headers=AS_FILE)


ROUTES = [choose_file, take_file, show_run, advance, try_out, import_now, faults, *EXPORT, *EXPORT_DOSSIERS]
