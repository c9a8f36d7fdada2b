"""The two steps of an act on many: what it would do, then doing it."""

from typing import Any
from uuid import UUID

from litestar import Response, post
from litestar.params import FromPath

from odissee.platform.errors import Forbidden, NotFound
from odissee.platform.rights import allow
from odissee.platform.web import Request, done, render, see_other, toast, tx_of
from odissee.platform.web.pages import actor_in
from odissee.tenants.dossiers.bulk.acts import ACTS, Act
from odissee.tenants.dossiers.bulk.apply import apply_to_many
from odissee.tenants.dossiers.bulk.chosen import chosen_dossiers
from odissee.tenants.dossiers.bulk.plan import MOST, plan_for
from odissee.tenants.dossiers.lifecycle import DossierStatus
from odissee.tenants.dossiers.listing.filters import SLUGS, Filters
from odissee.tenants.dossiers.visible import seen_dossier

MAY = allow(*sorted({act.permission for act in ACTS.values()}))


def _act(form: Any) -> tuple[Act, str]:
    """The act, and the status that it wants (empty for the others and when none was chosen)."""
    act = ACTS.get(str(form.get("acte", "")))
    if act is None:
        raise NotFound
    status = SLUGS.get(str(form.get("status", "")))
    return act, status.value if status and act.column == "status" else ""


@post("/dossiers/lot", guards=[MAY], status_code=200)
async def look(request: Request) -> Response[Any]:
    """What the act would change, and what it would leave alone."""
    form, filters = await request.form(), Filters.read(request.query_params)
    act, value = _act(form)
    ids = await chosen_dossiers(request, form, filters)
    if not ids:
        return see_other(request, filters.href(), toast("Cochez d’abord des dossiers", kind="bad"))
    plan = await plan_for(tx_of(request), actor_in(request), act, value, ids)
    return render(
        request, "dossiers/bulk.html", plan=plan, back=filters.href(), query=request.url.query, most=MOST,
        statuses=[(s.sign.removeprefix("st-"), s.label) for s in DossierStatus], labels=DossierStatus,
        slug=str(form.get("status", "")),
    )  # fmt: skip


@post("/dossiers/lot/appliquer", guards=[MAY])
async def act_on_many(request: Request) -> Response[Any]:
    """Done in one transaction; the toast takes it back whole."""
    tx, form, filters = tx_of(request), await request.form(), Filters.read(request.query_params)
    act, value = _act(form)
    if act.column == "status" and not value:
        return see_other(request, filters.href(), toast("Choisissez le nouveau statut", kind="bad"))
    plan = await plan_for(tx, actor_in(request), act, value, await chosen_dossiers(request, form, Filters()))
    entry = await apply_to_many(tx, plan, str(form.get("reason", "")).strip()[:200])
    if entry is None:
        return see_other(request, filters.href(), toast("Rien n’a changé"))
    n = len(entry.before)
    left = f", {len(plan.refused)} laissés" if plan.refused else ""
    return see_other(request, filters.href(), toast(f"{n} {act.done[n > 1]}{left}", f"/annuler/{entry.id}"))


@post("/dossiers/{dossier_id:uuid}/remettre", guards=[allow("dossier.archive", "bin.open")])
async def put_back(request: Request, dossier_id: FromPath[UUID]) -> Response[Any]:
    """One dossier out of the archives or of the bin."""
    tx, actor = tx_of(request), actor_in(request)
    row = await seen_dossier(tx, actor, dossier_id)
    act = ACTS["restaurer" if row["trashed_at"] else "desarchiver"]
    if not actor.may(act.permission):
        raise Forbidden
    entry = await apply_to_many(tx, await plan_for(tx, actor, act, "", [dossier_id]))
    if entry is None:
        raise NotFound
    return done(
        request, f"Dossier {row['number']} remis dans la liste", f"/annuler/{entry.id}", path="/dossiers"
    )


ROUTES = [look, act_on_many, put_back]
