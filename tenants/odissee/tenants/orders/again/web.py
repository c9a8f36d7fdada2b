"""Routes: duplicate, models, several dwellings."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from odissee.platform.errors import OdisseeError
from odissee.platform.fields import FormErrors
from odissee.platform.french import count
from odissee.platform.rights import allow
from odissee.platform.web import Request, render, see_other, toast, tx_of
from odissee.platform.web.pages import Page, actor_in
from odissee.tenants.orders.again.duplicate import duplicate
from odissee.tenants.orders.again.grid import MOST, read_grid
from odissee.tenants.orders.again.models import begin_from, keep_model, models, remove_model
from odissee.tenants.orders.again.several import create_all, lines_of
from odissee.tenants.orders.draft import Draft, draft_of
from odissee.tenants.orders.sent import form_sent, text
from odissee.tenants.orders.whole import whole

EDIT = allow("order.edit")


@post("/dossiers/{dossier_id:uuid}/dupliquer", guards=[EDIT])
async def make_duplicate(request: Request, dossier_id: FromPath[UUID]) -> Response[None]:
    """A new order like this one, opened on its first point."""
    draft_id = await duplicate(tx_of(request), actor_in(request), dossier_id)
    return see_other(
        request, f"/commandes/{draft_id}/mission", toast("Copie ouverte : rien n’est encore créé")
    )


@post("/commandes/{draft_id:uuid}/modele", guards=[EDIT])
async def save_model(request: Request, draft_id: FromPath[UUID]) -> Response[None]:
    """The mission of this order becomes a model."""
    tx, actor, form = tx_of(request), actor_in(request), await form_sent(request)
    draft, name = await draft_of(tx, actor, draft_id), " ".join(text(form, "name").split())[:60]
    back = f"/commandes/{draft_id}/mission"
    if not name:
        return see_other(request, back, toast("Donnez un nom à ce modèle", kind="bad"))
    entry = await keep_model(tx, actor, draft, name)
    return see_other(request, back, toast(f"Modèle « {name} » enregistré", f"/annuler/{entry.id}"))


@get("/commandes/modeles", guards=[EDIT])
async def list_models(request: Request) -> Page:
    """The models, to start from or to remove."""
    return render(request, "orders/models.html", models=await models(tx_of(request)))


@post("/commandes/modeles/{model_id:uuid}/partir", guards=[EDIT])
async def start_from(request: Request, model_id: FromPath[UUID]) -> Response[None]:
    """A new order as the model says."""
    draft_id = await begin_from(tx_of(request), actor_in(request), model_id)
    return see_other(request, f"/commandes/{draft_id}/mission")


@post("/commandes/modeles/{model_id:uuid}/retirer", guards=[EDIT])
async def drop_model(request: Request, model_id: FromPath[UUID]) -> Response[None]:
    """With a way back."""
    entry = await remove_model(tx_of(request), model_id)
    name = (entry.before or {})["name"]
    return see_other(
        request, "/commandes/modeles", toast(f"Modèle « {name} » retiré", f"/annuler/{entry.id}")
    )


@get("/commandes/{draft_id:uuid}/lots", guards=[EDIT])
async def paste_lots(request: Request, draft_id: FromPath[UUID]) -> Page:
    """Where the list of dwellings is pasted."""
    return _lots(request, await draft_of(tx_of(request), actor_in(request), draft_id))


def _lots(request: Request, draft: Draft, status: int = 200, **more: Any) -> Page:
    context = {
        "typed": "",
        "lines": [],
        "ignored": [],
        "refusal": "",
        "most": MOST,
        "base": f"/commandes/{draft.id}",
    }
    return render(request, "orders/several.html", status_code=status, **{**context, "draft": draft, **more})


@post("/commandes/{draft_id:uuid}/lots", guards=[EDIT], status_code=200)
async def send_lots(request: Request, draft_id: FromPath[UUID]) -> Response[Any]:
    """Read and shown first; created on the second press, all or none."""
    tx, actor, form = tx_of(request), actor_in(request), await form_sent(request)
    draft, typed = await draft_of(tx, actor, draft_id, lock=True), text(form, "grid")[:40_000]
    try:
        grid = read_grid(typed)
    except OdisseeError as refusal:
        return _lots(request, draft, 422, typed=typed, refusal=refusal.sentence)
    more: dict[str, Any] = {
        "typed": typed,
        "ignored": grid.ignored,
        "lines": await lines_of(tx, actor, draft, grid),
    }
    if text(form, "go") != "creer":
        return _lots(request, draft, **more)
    try:
        async with whole(tx):
            saved = await create_all(tx, actor, draft, grid)
    except FormErrors as wrong:
        return _lots(request, draft, 422, **more, refusal=" ".join(wrong.errors.values()))
    except OdisseeError as refusal:
        return _lots(request, draft, refusal.status, **more, refusal=refusal.sentence)
    return see_other(request, "/dossiers?statut=a-deviser", toast(f"{count(len(saved), 'dossier')} créés"))


ROUTES = [
    make_duplicate, save_model, list_models, start_from, drop_model, paste_lots, send_lots,
]  # fmt: skip
