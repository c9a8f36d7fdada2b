"""Pages and acts of the list."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from odissee.platform.db import TenantTransaction
from odissee.platform.errors import Forbidden
from odissee.platform.rights import allow
from odissee.platform.web import Request, done, render, render_fragment, tx_of
from odissee.platform.web.pages import Page, actor_in, place_in
from odissee.tenants.dossiers import archive, seen_dossier, set_status, set_urgent, trash
from odissee.tenants.dossiers.lifecycle import DossierStatus
from odissee.tenants.dossiers.listing.around import around
from odissee.tenants.dossiers.listing.bars import Bars, draw_bars
from odissee.tenants.dossiers.listing.drawn import drawn
from odissee.tenants.dossiers.listing.filters import SLUGS, Filters
from odissee.tenants.dossiers.listing.kept import last_act, until_an_act
from odissee.tenants.dossiers.listing.months import last_months
from odissee.tenants.dossiers.listing.query import counters, page, parameters
from odissee.tenants.dossiers.listing.rows import row_tools
from odissee.tenants.dossiers.views import COLUMNS, mine

CHOICES = """select
  array(select to_jsonb(s) from (select id, first_name || ' ' || last_name as name from staff_member
        where active_until is null or active_until >= current_date order by last_name) s) as technicians,
  array(select distinct origin from dossier where origin <> '' order by origin limit 60) as origins"""


@get("/dossiers", guards=[allow("dossier.see")])
async def dossiers(request: Request) -> Page:
    """LIST-01: every dossier that the person may see, under the filters of the address."""
    tx, filters = tx_of(request), Filters.read(request.query_params)
    if filters.place == "corbeille" and not actor_in(request).may("bin.open"):
        raise Forbidden
    values = await parameters(tx, actor_in(request), filters, place_in(request).time_zone)
    rows, after = await page(tx, values, filters)
    html = drawn(rows, actor_in(request), place_in(request).time_zone)
    if request.headers.get("HX-Target") == "rows":
        return Response(html.encode(), media_type="text/html; charset=utf-8")
    bars = await _bars(tx, values, filters)
    if not filters.place:
        request.scope["state"]["counts"] = {"dossiers": bars.total}
    own = await mine(tx, actor_in(request))
    return render(
        request, "dossiers/list.html", rows=rows, drawn=html, filters=filters, after=after, bars=bars,
        mine=own, view=own.at(filters.href()), columns=COLUMNS,
        **around(actor_in(request), filters, bars.total),
    )  # fmt: skip


async def _bars(tx: TenantTransaction, values: list[Any], filters: Filters) -> Bars:
    """Under one act the same counts, and so the same drawing, for whoever sees the same dossiers."""
    act, seen = await last_act(tx), tuple(map(str, values))

    async def draw() -> Bars:
        counts = await until_an_act(
            tx, act, ("counts", filters.place, *seen), lambda: counters(tx, values, filters.place)
        )
        choices = await until_an_act(tx, act, ("choices",), lambda: _choices(tx))
        return draw_bars(filters, counts, choices)

    return await until_an_act(tx, act, ("bars", replace(filters, after=""), *seen), draw)


async def _choices(tx: TenantTransaction) -> dict[str, Any]:
    row = await tx.fetchrow(CHOICES)
    names = {str(s["id"]): s["name"] for s in row["technicians"]} if row else {}
    origins = row["origins"] if row else []
    return {"names": names, "pairs": [(origin, origin) for origin in origins], "months": last_months(24)}


@get("/dossiers/{dossier_id:uuid}/ligne", guards=[allow("dossier.see")])
async def one_row(request: Request, dossier_id: FromPath[UUID]) -> Page:
    """One row again, after a colleague's change."""
    row = await _row(request, dossier_id)
    return render_fragment(request, "dossiers/rows.html", rows=[row], **row_tools())


async def _row(request: Request, dossier_id: UUID) -> Any:
    tx = tx_of(request)
    dossier = await seen_dossier(tx, actor_in(request), dossier_id)
    who = await tx.fetchrow(
        "select initials, colour, first_name || ' ' || last_name as technician from staff_member where id = $1",
        dossier["technician_id"],
    )
    return {"initials": None, "colour": "1", "technician": "", **dict(dossier), **(dict(who) if who else {})}


@get("/dossiers/{dossier_id:uuid}/statuts", guards=[allow("dossier.status.any")])
async def status_menu(request: Request, dossier_id: FromPath[UUID]) -> Page:
    """The content of the status menu of one row (LIST-29)."""
    row = await seen_dossier(tx_of(request), actor_in(request), dossier_id)
    others = [(s.sign.removeprefix("st-"), s.label) for s in DossierStatus if s.value != row["status"]]
    return render_fragment(request, "dossiers/status_menu.html", row=row, statuses=others)


@post("/dossiers/{dossier_id:uuid}/statut", guards=[allow("dossier.status.any")])
async def change_status(request: Request, dossier_id: FromPath[UUID]) -> Response[Any]:
    """A person's choice; the toast takes it back."""
    tx, form = tx_of(request), await request.form()
    row = await seen_dossier(tx, actor_in(request), dossier_id)
    target = SLUGS.get(str(form.get("status", "")), DossierStatus(row["status"]))
    entry = await set_status(tx, dossier_id, target, str(form.get("reason", "")))
    text = f"{row['number']} passé à « {target.label} »"
    return await _row_done(request, dossier_id, text, entry)


@post("/dossiers/{dossier_id:uuid}/urgent", guards=[allow("order.edit")])
async def toggle_urgent(request: Request, dossier_id: FromPath[UUID]) -> Response[Any]:
    """The star of LIST-32."""
    tx = tx_of(request)
    row = await seen_dossier(tx, actor_in(request), dossier_id)
    urgent = row["urgent_at"] is None
    entry = await set_urgent(tx, dossier_id, urgent)
    text = f"Dossier {row['number']} {'urgent, en haut de la liste' if urgent else 'à son rang'}"
    return await _row_done(request, dossier_id, text, entry if urgent else None)


async def _row_done(request: Request, dossier_id: UUID, text: str, entry: Any) -> Response[Any]:
    body = ""
    if request.headers.get("HX-Request") == "true":
        row = await _row(request, dossier_id)
        page = render_fragment(request, "dossiers/rows.html", rows=[row], **row_tools())
        body = page.content.decode()
    return done(request, text, f"/annuler/{entry.id}" if entry else "", body)


@post("/dossiers/{dossier_id:uuid}/archiver", guards=[allow("dossier.archive")])
async def archive_one(request: Request, dossier_id: FromPath[UUID]) -> Response[Any]:
    """LIST-30."""
    tx = tx_of(request)
    row = await seen_dossier(tx, actor_in(request), dossier_id)
    entry = await archive(tx, dossier_id)
    return done(request, f"Dossier {row['number']} archivé", f"/annuler/{entry.id}", path="/dossiers")


@post("/dossiers/{dossier_id:uuid}/corbeille", guards=[allow("dossier.archive")])
async def trash_one(request: Request, dossier_id: FromPath[UUID]) -> Response[Any]:
    """LIST-31: into the bin, nothing is deleted."""
    tx = tx_of(request)
    row = await seen_dossier(tx, actor_in(request), dossier_id)
    entry = await trash(tx, dossier_id)
    return done(request, f"Dossier {row['number']} à la corbeille", f"/annuler/{entry.id}", path="/dossiers")


ROUTES = [dossiers, one_row, status_menu, change_status, toggle_urgent, archive_one, trash_one]
