"""`GET /recherche?q=`: what the palette shows while one types."""

from typing import Annotated, Any
from uuid import UUID

from litestar import get
from litestar.params import Parameter

from odissee.platform.db import TenantTransaction
from odissee.platform.rights import Actor, staff
from odissee.platform.search.find import find_ids
from odissee.platform.search.kinds import KINDS, kinds_for
from odissee.platform.web import Request, tx_of
from odissee.platform.web.pages import actor_in

SHOWN = 12


@get("/recherche", guards=[staff])
async def search(request: Request, q: Annotated[str, Parameter(max_length=200)] = "") -> dict[str, Any]:
    """Dossiers, contacts… that hold every word typed, best first."""
    tx, actor = tx_of(request), actor_in(request)
    kinds = kinds_for(actor)
    ids = await find_ids(tx, q, kinds, SHOWN * 2) if kinds else []
    return {"query": q, "results": await _cards(tx, actor, ids)}


async def _cards(tx: TenantTransaction, actor: Actor, ids: list[UUID]) -> list[dict[str, str]]:
    rows = (
        {r["id"]: r for r in await tx.fetch("select * from search_card where id = any($1)", ids)}
        if ids
        else {}
    )
    seen = await _visible(tx, actor, {id: rows[id]["kind"] for id in ids if id in rows})
    return [_card(rows[id]) for id in ids if id in seen][:SHOWN]


async def _visible(tx: TenantTransaction, actor: Actor, kinds: dict[UUID, str]) -> set[UUID]:
    seen: set[UUID] = set()
    for kind in set(kinds.values()):
        seen.update(await KINDS[kind].visible(tx, actor, [id for id, k in kinds.items() if k == kind]))
    return seen


def _card(row: Any) -> dict[str, str]:
    kind = KINDS[row["kind"]]
    return {
        "kind": row["kind"], "kind_label": kind.label, "icon": kind.icon,
        "label": row["title"], "detail": row["detail"], "href": row["href"],
    }  # fmt: skip


ROUTES = [search]
