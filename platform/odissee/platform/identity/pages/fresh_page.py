"""`/confirmer-identite`: a fresh proof for sensitive acts, and the way back to them."""

from typing import Any

from litestar import Response, get, post

from odissee.platform.errors import NotFound, OdisseeError, TooMany
from odissee.platform.identity.accounts import Account, account_of
from odissee.platform.identity.local_path import local_path
from odissee.platform.identity.pages.typed import form_of
from odissee.platform.identity.proof import prove_again
from odissee.platform.identity.session_list import make_fresh
from odissee.platform.rights import signed_in
from odissee.platform.web import Request, render, see_other, tx_of
from odissee.platform.web.pages import actor_in


async def own_account(request: Request) -> Account:
    """The account behind the session; support visits have none."""
    account = await account_of(tx_of(request), actor_in(request).membership_id)
    if account is None:
        raise NotFound
    return account


@get("/confirmer-identite", guards=[signed_in])
async def proof_page(request: Request) -> Response[Any]:
    back = local_path(request.query_params.get("suite"), "/securite")
    return render(request, "identity/proof.html", errors=None, back=back)


@post("/confirmer-identite", guards=[signed_in])
async def prove(request: Request) -> Response[Any]:
    form, tx = await form_of(request), tx_of(request)
    back = local_path(form.raw.get("suite"), "/securite")
    try:
        await prove_again(tx, await own_account(request), form.raw.get("password", ""))
    except OdisseeError as error:
        headers = {"Retry-After": str(error.wait_seconds)} if isinstance(error, TooMany) else {}
        words = {"password": error.sentence}
        return render(
            request, "identity/proof.html", status_code=error.status, headers=headers, errors=words, back=back
        )
    await make_fresh(tx, actor_in(request).session_id)
    return see_other(request, back)


ROUTES = [proof_page, prove]
