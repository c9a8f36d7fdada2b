from typing import Any

from litestar import Response, get
from litestar.params import FromQuery

from odissee.platform.db import db
from odissee.platform.limits import limit
from odissee.platform.rights import client, staff
from odissee.platform.web import Request
from odissee.platform.web.pages import actor_in, place_in
from odissee.routing.geocoding import Kind, Match, Trust
from odissee.tenants.properties import save  # noqa: F401 the inverses of the journal register here
from odissee.tenants.properties.geocoder import geocoder

LONGEST = 200
SHOWN = 6


@get("/adresses/chercher", guards=[staff], opt={"stream": True})
async def suggest_addresses(
    request: Request, q: FromQuery[str] = "", prefixe: FromQuery[str] = ""
) -> Response[dict[str, Any]]:
    """Suggestions for the combo-box; `prefixe` leads the names of the fields that a choice fills."""
    return await _suggestions(request, q, prefixe)


@get("/espace/adresses", guards=[client], opt={"stream": True})
async def suggest_to_client(request: Request, q: FromQuery[str] = "") -> Response[dict[str, Any]]:
    """The same for a client who orders: addresses are nobody's secret, and the pace is that of a person who types."""
    await limit(
        "addresses", place_in(request).tenant_id, actor_in(request).contact_id, count=600, seconds=3600
    )
    return await _suggestions(request, q, "")


async def _suggestions(request: Request, q: str, prefixe: str) -> Response[dict[str, Any]]:
    """The request's transaction is closed already: no connection to the database waits for the network."""
    tenant_id, typed = place_in(request).tenant_id, q.strip()[:LONGEST]
    if len(typed) < 2:
        return Response({"results": []})
    async with db.tenant(tenant_id) as tx:
        near = await tx.fetchval("select insee from company")
    found = await geocoder().search(typed, limit=SHOWN, near_insee=near, session=tenant_id)
    return Response({"results": [_suggestion(one, typed, prefixe[:40]) for one in found]})


def _suggestion(match: Match, typed: str, prefix: str) -> dict[str, Any]:
    """`label` goes into the address field, `fill` into its neighbours; what was typed travels along."""
    known = {
        "typed_address": typed, "postcode": match.postcode, "city": match.city, "insee": match.insee,
        "lat": _text(match.lat), "lon": _text(match.lon), "match_label": match.label,
        "match_kind": match.kind.value, "match_score": _text(match.score),
    }  # fmt: skip
    return {
        "value": match.insee,
        "label": match.name or match.label,
        "detail": _detail(match),
        "icon": "map" if match.kind is Kind.MUNICIPALITY else "map-pin",
        "fill": {prefix + name: value for name, value in known.items()},
    }


def _detail(match: Match) -> str:
    """« 64000 Pau · numéro », with its doubt if there is one."""
    where = "" if match.kind is Kind.MUNICIPALITY else f"{match.postcode} {match.city} · "
    doubt = {Trust.DOUBTFUL: ", à vérifier", Trust.ASK: ", incertain"}.get(match.trust, "")
    return where + match.kind.label + doubt


def _text(value: float | None) -> str:
    return "" if value is None else str(value)


ROUTES = [suggest_addresses, suggest_to_client]
