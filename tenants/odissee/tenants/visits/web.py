"""The page of a dossier's appointment (DOSS-70)."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from odissee.platform.errors import Conflict, NotFound
from odissee.platform.fields import Form
from odissee.platform.french import numeric_date, to_local
from odissee.platform.rights import allow
from odissee.platform.web import Request, refused, render, see_other, toast, tx_of
from odissee.platform.web.pages import Page, actor_in, place_in
from odissee.tenants.dossiers import seen_dossier
from odissee.tenants.orders import STAFF, read_visit
from odissee.tenants.visits import sentences  # noqa: F401 - declares how the acts read in the thread
from odissee.tenants.visits.change import appointment_of, cancel_visit, change_visit

PAGE = "visits/visit.html"
PLAN = allow("technicians.plan")
FIELDS = ("visit_date", "visit_hour", "visit_minutes", "visit_staff", "note")
EMPTY = dict.fromkeys(FIELDS, "") | {"visit_minutes": "60"}


@get("/dossiers/{dossier_id:uuid}/rendez-vous", guards=[PLAN])
async def visit_page(request: Request, dossier_id: FromPath[UUID]) -> Page:
    """The appointment as it stands; sixty minutes are proposed for a new one (PLAN-12)."""
    tx = tx_of(request)
    d = await seen_dossier(tx, actor_in(request), dossier_id)
    row = await appointment_of(tx, dossier_id)
    return render(
        request, PAGE, errors={}, **await _context(request, d, row, _typed(row, place_in(request).time_zone))
    )


async def _context(request: Request, d: Any, row: Any, typed: dict[str, str]) -> dict[str, Any]:
    staff = [(str(one["id"]), one["name"]) for one in await tx_of(request).fetch(STAFF)]
    return {"d": d, "visit": row, "typed": typed, "staff": staff}


def _typed(row: Any, zone: str) -> dict[str, str]:
    if row is None:
        return dict(EMPTY)
    starts = to_local(row["starts"], zone)
    minutes = int((row["ends"] - row["starts"]).total_seconds() // 60)
    return {"visit_date": numeric_date(starts.date()), "visit_hour": f"{starts:%H:%M}", "visit_minutes": str(minutes),
            "visit_staff": str(row["staff_id"]), "note": row["note"]}  # fmt: skip


@post("/dossiers/{dossier_id:uuid}/rendez-vous", guards=[PLAN])
async def change(request: Request, dossier_id: FromPath[UUID]) -> Response[Any]:
    """Fix or move it; an hour already taken is said, and what was typed stays."""
    tx, zone = tx_of(request), place_in(request).time_zone
    d = await seen_dossier(tx, actor_in(request), dossier_id)
    form = Form({name: str(value) for name, value in (await request.form()).items()})
    visit, note = (
        read_visit(form, zone, await tx.fetch(STAFF)),
        " ".join(form.raw.get("note", "").split())[:300],
    )
    if visit.starts is None and not visit.errors:
        visit.errors["visit_date"] = "Indiquez la date, l’heure et le technicien."
    try:
        changed = not visit.errors and await change_visit(
            tx, actor_in(request), dossier_id, visit, note, zone
        )
    except Conflict as error:
        visit.errors["visit_hour"] = error.sentence
    if visit.errors:
        typed = EMPTY | {name: form.raw.get(name, "") for name in FIELDS}
        return refused(
            request,
            PAGE,
            visit.errors,
            **await _context(request, d, await appointment_of(tx, dossier_id), typed),
        )
    said = "Rendez-vous enregistré" if changed else "Rien n’a changé"
    return see_other(request, f"/dossiers/{dossier_id}#rendez-vous", toast(said))


@post("/dossiers/{dossier_id:uuid}/rendez-vous/annuler", guards=[PLAN])
async def cancel(request: Request, dossier_id: FromPath[UUID]) -> Response[Any]:
    """Call it off."""
    tx = tx_of(request)
    await seen_dossier(tx, actor_in(request), dossier_id)
    entry = await cancel_visit(tx, dossier_id)
    if entry is None:
        raise NotFound
    said = toast("Rendez-vous annulé", f"/annuler/{entry.id}")
    return see_other(request, f"/dossiers/{dossier_id}#rendez-vous", said)


ROUTES = [visit_page, change, cancel]
