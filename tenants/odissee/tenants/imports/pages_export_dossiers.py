"""« Exporter ces dossiers » : the filters of the list, a proof of identity, a file."""

from litestar import Response, get, post

from odissee.platform import clock
from odissee.platform.journal import record
from odissee.platform.rights import allow, fresh
from odissee.platform.web import Request, render, tx_of
from odissee.platform.web.pages import Page, actor_in, place_in
from odissee.tenants.dossiers.listing import HEADINGS, Filters, dossiers_out, how_many
from odissee.tenants.imports.pages_export import KINDS
from odissee.tenants.imports.writing import csv_bytes, xlsx_bytes

EXPORT = allow("data.export")


@get("/dossiers/exporter", guards=[EXPORT])
async def choose_dossiers_export(request: Request) -> Page:
    """How many dossiers, and the two formats."""
    filters, zone = Filters.read(request.query_params), place_in(request).time_zone
    number = await how_many(tx_of(request), actor_in(request), filters, zone)
    return render(
        request,
        "imports/export_dossiers.html",
        number=number,
        query=filters.query_string,
        list_href=filters.href(),
    )


@post("/dossiers/exporter", guards=[EXPORT, fresh], status_code=200)
async def export_dossiers(request: Request) -> Response[bytes]:
    """The file; who took it and how many dossiers stay in the journal."""
    tx, filters = tx_of(request), Filters.read(request.query_params)
    format_ = str((await request.form()).get("format", "csv"))
    format_ = format_ if format_ in KINDS else "csv"
    rows = await dossiers_out(tx, actor_in(request), filters, place_in(request).time_zone)
    data = csv_bytes(HEADINGS, rows) if format_ == "csv" else xlsx_bytes("Dossiers", HEADINGS, rows)
    after = {"count": len(rows), "format": format_, "filters": filters.query_string}
    record(tx, "dossier_export", tx.tenant, "dossiers.exported", after=after)
    name = f"dossiers-{clock.today(place_in(request).time_zone).isoformat()}.{format_}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return Response(data, media_type=KINDS[format_], headers=headers)


ROUTES = [choose_dossiers_export, export_dossiers]
