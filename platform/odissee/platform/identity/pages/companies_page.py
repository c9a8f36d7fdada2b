"""`/societes`: the companies of a person, and crossing over to another without typing the password again."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from odissee.platform.errors import Gone, NotFound
from odissee.platform.identity.handover import arrive, companies_of, hand_over
from odissee.platform.identity.pages.entering import enter
from odissee.platform.identity.pages.reset_page import gone
from odissee.platform.identity.pages.typed import form_of
from odissee.platform.rights import anyone, signed_in
from odissee.platform.web import Request, render, tx_of
from odissee.platform.web.headers import policy
from odissee.platform.web.pages import Page, actor_in, place_in


def _login_id(request: Request) -> UUID:
    login_id = actor_in(request).login_id
    if login_id is None:
        raise NotFound
    return login_id


@get("/societes", guards=[signed_in])
async def companies(request: Request) -> Page:
    found = await companies_of(tx_of(request), _login_id(request))
    return render(request, "identity/companies.html", companies=found, here=place_in(request).tenant_id)


@post("/societes/{id:uuid}", guards=[signed_in])
async def cross(request: Request, id: FromPath[UUID]) -> Page:
    """A page whose one button posts the token to the other host; it also presses itself where scripts run."""
    company, token = await hand_over(tx_of(request), _login_id(request), id, place_in(request).origin)
    answer = render(request, "identity/crossing.html", target=company, token=token)
    nonce = request.scope["state"]["csp_nonce"]
    answer.headers["content-security-policy"] = policy(nonce).replace(
        "form-action 'self'", f"form-action {company.origin}"
    )
    answer.headers["referrer-policy"] = "strict-origin"
    return answer


@post("/arrivee", guards=[anyone], opt={"csrf": False})
async def arrival(request: Request) -> Response[Any]:
    """Proves itself by the token, once, and by the Origin of the host that made it."""
    token = (await form_of(request)).raw.get("token", "")
    try:
        account = await arrive(tx_of(request), token, request.headers.get("origin"))
    except Gone:
        return gone(
            request,
            "Ce passage d’une société à l’autre a expiré. Recommencez depuis la liste de vos sociétés.",
        )
    return await enter(request, account, "", remember=False)


ROUTES = [companies, cross, arrival]
