"""Unsafe methods: the Origin must be ours and the token must belong to this browser.

The token is a keyed fingerprint of a random host-only cookie, so that it also works before login and on
public pages. Routes for machines (webhooks) say `opt={"csrf": False}` and prove themselves otherwise.
"""

import hmac
import secrets
from typing import Any

from odissee.platform.errors import Forbidden
from odissee.platform.web.signing import keyed

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
FIELD, HEADER, COOKIE = "_csrf", "X-CSRF", "visit"


class ForeignForm(Forbidden):
    """The form was not sent by one of our pages, or the page is too old."""

    title = "Cette page a expiré. Rechargez-la ; votre saisie est gardée."


def csrf_token(request: Any) -> str:
    """The token that this browser must send back; makes the cookie's value on the first page."""
    state = request.scope["state"]
    if "csrf" not in state:
        visit = request.cookies.get(COOKIE, "")
        if len(visit) < 20:
            visit = state["new_visit"] = secrets.token_urlsafe(18)
        state["csrf"] = keyed("csrf", visit)
    token: str = state["csrf"]
    return token


async def refuse_foreign_form(request: Any) -> None:
    """Litestar's before_request hook: raises `ForeignForm` on an unsafe request that is not ours."""
    if request.method in SAFE or request.scope["route_handler"].opt.get("csrf") is False:
        return
    place = request.scope["state"].get("place")
    origin = request.headers.get("origin")
    if place is None or (origin is not None and origin != place.origin):
        raise ForeignForm
    given = request.headers.get(HEADER) or str((await _form(request)).get(FIELD, ""))
    if COOKIE not in request.cookies or not hmac.compare_digest(given, csrf_token(request)):
        raise ForeignForm


async def _form(request: Any) -> Any:
    kind = request.content_type[0]
    return await request.form() if kind.endswith(("form-data", "x-www-form-urlencoded")) else {}
