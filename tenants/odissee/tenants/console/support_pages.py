"""The company's side of support access: giving it, seeing it, ending it; and the operator's way in."""

from datetime import timedelta
from typing import Any

from litestar import Response, get, post
from litestar.params import FromPath

from odissee.platform import clock
from odissee.platform.fields import Form, one_of, parse_text
from odissee.platform.french import moment
from odissee.platform.identity import capability, end_session
from odissee.platform.identity.pages.cookies import no_session, session_cookie
from odissee.platform.rights import allow, anyone
from odissee.platform.web import Request, refused, render, see_other, toast, tx_of
from odissee.platform.web.pages import Page, place_in
from odissee.tenants.companies import settings_nav, shown_again
from odissee.tenants.console.support import (
    HISTORY,
    SCOPE,
    VISITS,
    consent_open,
    end_consent,
    enter,
    give_consent,
)

MAY = allow("support.consent")
PATH = "/parametres/support"
PAGE = "console/consent.html"
LENGTHS = {"1": "1 heure", "4": "4 heures", "24": "24 heures", "72": "3 jours"}


async def _context(request: Request) -> dict[str, Any]:
    tx, zone, now = tx_of(request), place_in(request).time_zone, clock.now()
    until = await consent_open(tx)
    consents = [
        dict(row)
        | {"said": moment(row["until"], zone), "open": row["revoked_at"] is None and row["until"] > now}
        for row in await tx.fetch(HISTORY)
    ]
    visits = [
        dict(row) | {"said": moment(row["created_at"], zone), "open": row["revoked_at"] is None and row["expires_at"] > now}
        for row in await tx.fetch(VISITS)
    ]  # fmt: skip
    said = moment(until, zone) if until else ""
    return {
        "until": said,
        "consents": consents,
        "visits": visits,
        "lengths": list(LENGTHS.items()),
        **settings_nav(request),
    }


@get(PATH, guards=[MAY])
async def consent_page(request: Request) -> Page:
    return render(request, PAGE, form=shown_again({"hours": "4"}), errors={}, **await _context(request))


@post(PATH, guards=[MAY])
async def give(request: Request) -> Response[Any]:
    form = Form({name: str(value) for name, value in (await request.form()).items()})
    hours = form.read("hours", one_of({key: int(key) for key in LENGTHS}), required=True)
    reason = form.read("reason", parse_text) or ""
    if form.errors:
        return refused(request, PAGE, form.errors, form=shown_again(form.raw), **await _context(request))
    await give_consent(tx_of(request), clock.now() + timedelta(hours=hours), reason)
    return see_other(request, PATH, toast("Accès ouvert à l’assistance, en lecture"))


@post(f"{PATH}/retirer", guards=[MAY])
async def end(request: Request) -> Response[None]:
    await end_consent(tx_of(request))
    return see_other(request, PATH, toast("Accès de l’assistance fermé"))


@get("/assistance/{token:str}", guards=[anyone])
async def door(request: Request, token: FromPath[str]) -> Page:
    await capability.open(tx_of(request), token, SCOPE)
    return render(request, "console/enter.html", token=token)


@post("/assistance/{token:str}", guards=[anyone])
async def come_in(request: Request, token: FromPath[str]) -> Response[None]:
    tx = tx_of(request)
    session = await enter(tx, token, tx.state.get("ip", ""), request.headers.get("user-agent", ""))
    return see_other(request, "/dossiers", session_cookie(session, remember=False))


@post("/quitter-assistance", guards=[anyone])
async def go_out(request: Request) -> Response[None]:
    """An operator who has read enough; only their own session ends."""
    actor = request.scope["state"].get("actor")
    if actor is not None and actor.kind == "support":
        await end_session(tx_of(request), actor.session_id)
    return see_other(request, "/connexion", no_session())


ROUTES = [consent_page, give, end, door, come_in, go_out]
