"""`/connexion/code`: the second step, for people of a company and for operators."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post

from odissee.platform.errors import OdisseeError, TooMany
from odissee.platform.identity.accounts import account_by_login
from odissee.platform.identity.pages import cookies
from odissee.platform.identity.pages.console_login import let_operator_in
from odissee.platform.identity.pages.entering import STEP, enter, stamp
from odissee.platform.identity.pages.typed import form_of
from odissee.platform.identity.proof import prove_second_step
from odissee.platform.rights import anyone
from odissee.platform.web import Request, render, see_other, tx_of
from odissee.platform.web.pages import Page, place_in


def _page(request: Request, error: OdisseeError | None = None) -> Page:
    headers = {"Retry-After": str(error.wait_seconds)} if isinstance(error, TooMany) else {}
    errors = {"code": error.sentence} if error else None
    status = error.status if error else 200
    return render(request, "identity/code.html", status_code=status, headers=headers, errors=errors)


@get("/connexion/code", guards=[anyone], opt={"door": "any"})
async def code_page(request: Request) -> Response[Any]:
    if cookies.read_kept(request, STEP) is None:
        return see_other(request, "/connexion")
    return _page(request)


@post("/connexion/code", guards=[anyone], opt={"door": "any"})
async def give_code(request: Request) -> Response[Any]:
    step, tx = cookies.read_kept(request, STEP), tx_of(request)
    if step is None:
        return see_other(request, "/connexion")
    typed, login_id = (await form_of(request)).raw.get("code", ""), UUID(step["login"])
    try:
        await prove_second_step(tx, login_id, typed)
    except OdisseeError as error:
        return _page(request, error)
    if place_in(request).kind == "console":
        return await let_operator_in(request, login_id)
    account = await account_by_login(tx, login_id)
    if account is None or stamp(account) != step.get("stamp"):
        return see_other(request, "/connexion")
    return await enter(request, account, step["back"], step["remember"])


ROUTES = [code_page, give_code]
