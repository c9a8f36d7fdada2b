"""`/invitation/{token}`: choosing a password, or confirming with the one that opens another company (AUTH-08)."""

from typing import Any

from litestar import Response, get, post
from litestar.params import FromPath

from odissee.platform.errors import Gone, OdisseeError, TooMany
from odissee.platform.identity.acceptance import Invited, accept, who_is_invited
from odissee.platform.identity.pages.entering import after_password, enter
from odissee.platform.identity.pages.reset_page import gone
from odissee.platform.identity.pages.typed import form_of
from odissee.platform.identity.password_change import read_new_password
from odissee.platform.rights import anyone
from odissee.platform.web import Request, render, tx_of
from odissee.platform.web.pages import Page

DEAD = "Cette invitation n’est plus valable : elle a servi, elle a expiré, ou une autre l’a remplacée. Demandez-en une nouvelle."

PATHS = ["/invitation/{token:str}", "/i/{token:str}"]
"""The second is for text messages, where each sign counts."""


def _page(
    request: Request, invited: Invited, errors: dict[str, str] | None = None, status: int = 200
) -> Page:
    return render(request, "identity/invitation.html", status_code=status, invited=invited, errors=errors)


@get(PATHS, guards=[anyone])
async def invitation(request: Request, token: FromPath[str]) -> Page:
    try:
        return _page(request, await who_is_invited(tx_of(request), token))
    except Gone:
        return gone(request, DEAD)


@post(PATHS, guards=[anyone])
async def accept_invitation(request: Request, token: FromPath[str]) -> Response[Any]:
    tx, form = tx_of(request), await form_of(request)
    try:
        invited = await who_is_invited(tx, token)
        password = form.raw.get("password", "")
        if not invited.knows_us:
            password = read_new_password(form, invited.email, invited.name)
        if form.errors:
            return _page(request, invited, form.errors, 422)
        account = await accept(tx, token, password)
    except Gone:
        return gone(request, DEAD)
    except TooMany:
        raise
    except OdisseeError as error:
        return _page(request, invited, {"password": error.sentence}, 422)
    if account.second_step:
        return await after_password(request, account, "", remember=False)
    return await enter(request, account, "", remember=False, announce=invited.knows_us)


ROUTES = [invitation, accept_invitation]
