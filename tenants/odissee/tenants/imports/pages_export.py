"""« Exporter ces contacts » : the filters of the list, a proof of identity, a file."""

from urllib.parse import urlencode

from litestar import Response, get, post
from litestar.params import FromQuery

from odissee.platform import clock
from odissee.platform.fields import as_uuid
from odissee.platform.journal import record
from odissee.platform.rights import allow, fresh
from odissee.platform.web import Request, render, tx_of
from odissee.platform.web.pages import Page, place_in
from odissee.tenants.contacts import ACCESS, TYPES, Filters, contacts_matching, form_of
from odissee.tenants.imports.outgoing import COLUMNS, rows_out
from odissee.tenants.imports.writing import csv_bytes, xlsx_bytes

EXPORT = allow("data.export")
KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@get("/contacts/exporter", guards=[EXPORT])
async def choose_export(
    request: Request, q: FromQuery[str] = "", type: FromQuery[str] = "", reseau: FromQuery[str] = "",
    commercial: FromQuery[str] = "", acces: FromQuery[str] = "",
) -> Page:  # fmt: skip
    """How many contacts, and the two formats."""
    said = {"q": q, "type": type, "reseau": reseau, "commercial": commercial, "acces": acces}
    found = await contacts_matching(tx_of(request), _filters(said))
    query = urlencode({name: value for name, value in said.items() if value})
    return render(
        request, "imports/export.html", number=len(found), said=said, list_href=f"/contacts?{query}"
    )


@post("/contacts/exporter", guards=[EXPORT, fresh], status_code=200)
async def export(request: Request) -> Response[bytes]:
    """The file; who took it and how many contacts stay in the journal."""
    tx, form = tx_of(request), await form_of(request)
    format_ = form.raw.get("format", "csv")
    format_ = format_ if format_ in KINDS else "csv"
    rows = await rows_out(tx, _filters(form.raw))
    data = csv_bytes(COLUMNS, rows) if format_ == "csv" else xlsx_bytes("Contacts", COLUMNS, rows)
    record(
        tx, "contact_export", tx.tenant, "contacts.exported", after={"count": len(rows), "format": format_}
    )
    name = f"contacts-{clock.today(place_in(request).time_zone).isoformat()}.{format_}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return Response(data, media_type=KINDS[format_], headers=headers)


def _filters(said: dict[str, str]) -> Filters:
    key, access = said.get("type", ""), said.get("acces", "")
    return Filters(
        said.get("q", "").strip()[:200], key if key in TYPES else "", network=as_uuid(said.get("reseau", "")),
        sales_rep=as_uuid(said.get("commercial", "")), access=access if access in ACCESS else "",
    )  # fmt: skip


ROUTES = [choose_export, export]
