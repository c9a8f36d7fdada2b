"""The two steps: what would go and what stays, then the password when it was not typed lately, and it is gone."""

from typing import Any
from uuid import UUID

from litestar import Response, post

from odissee.platform.errors import OdisseeError
from odissee.platform.identity import confirm_identity
from odissee.platform.rights import allow
from odissee.platform.web import Request, render, see_other, toast, tx_of
from odissee.platform.web.pages import actor_in
from odissee.tenants.dossiers.bulk import chosen_dossiers
from odissee.tenants.dossiers.listing.filters import Filters
from odissee.tenants.dossiers.purge.delete import Purge, delete_for_good, purge_of

BIN = Filters(place="corbeille")
PURGE = allow("bin.purge")


def _page(request: Request, purge: Purge, error: OdisseeError | None = None) -> Response[Any]:
    errors = {"password": error.sentence} if error else None
    return render(
        request, "dossiers/purge.html", purge=purge, back=BIN.href(), errors=errors,
        fresh=actor_in(request).is_fresh, status_code=error.status if error else 200,
    )  # fmt: skip


async def _chosen(request: Request, ids: list[UUID]) -> Purge:
    return await purge_of(tx_of(request), actor_in(request), ids)


@post("/dossiers/supprimer", guards=[PURGE], status_code=200)
async def look(request: Request) -> Response[Any]:
    """Nothing goes yet."""
    ids = await chosen_dossiers(request, await request.form(), Filters.read(request.query_params))
    if not ids:
        return see_other(request, BIN.href(), toast("Cochez d’abord des dossiers", kind="bad"))
    return _page(request, await _chosen(request, ids))


@post("/dossiers/supprimer/confirmer", guards=[PURGE])
async def delete(request: Request) -> Response[Any]:
    """In one transaction; a wrong password shows the same page again."""
    form = await request.form()
    purge = await _chosen(request, await chosen_dossiers(request, form, BIN))
    try:
        await confirm_identity(tx_of(request), actor_in(request), str(form.get("password", "")))
    except OdisseeError as error:
        return _page(request, purge, error)
    n = await delete_for_good(tx_of(request), purge)
    words = "dossier supprimé" if n == 1 else "dossiers supprimés"
    return see_other(
        request, BIN.href(), toast(f"{n} {words} définitivement" if n else "Rien n’a été supprimé")
    )


ROUTES = [look, delete]
