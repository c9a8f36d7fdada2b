"""Passkeys: login, fresh proof, and the list of one's own keys. The ceremonies speak JSON to the page's island."""

from typing import Any

from litestar import Response, post
from litestar.exceptions import SerializationException
from litestar.params import FromPath

from odissee.platform.fields import FieldError, parse_text
from odissee.platform.identity.device_name import device_name
from odissee.platform.identity.local_path import local_path
from odissee.platform.identity.pages import cookies
from odissee.platform.identity.pages.entering import open_door
from odissee.platform.identity.pages.fresh_page import own_account
from odissee.platform.identity.pages.typed import agent_of, form_of, ip_of
from odissee.platform.identity.passkey_list import name_passkey, remove_passkey
from odissee.platform.identity.passkeys import (
    KeyRefused,
    add_passkey,
    creation_options,
    prove_passkey,
    request_options,
)
from odissee.platform.identity.session_list import make_fresh
from odissee.platform.journal import record
from odissee.platform.limits import limit
from odissee.platform.rights import anyone, fresh, signed_in
from odissee.platform.web import Request, see_other, toast, tx_of
from odissee.platform.web.pages import actor_in, place_in


def _json(body: Any) -> Response[Any]:
    return Response(body, media_type="application/json", status_code=200)


async def _answer_of(request: Request) -> tuple[str, Any]:
    """The challenge of this browser and what the authenticator answered."""
    try:
        given = await request.json()
    except (SerializationException, ValueError):
        raise KeyRefused from None
    if not isinstance(given, dict):
        raise KeyRefused
    return request.cookies.get(cookies.own("challenge"), ""), given


@post("/connexion/cle/options", guards=[anyone])
async def login_options(request: Request) -> Response[Any]:
    tx = tx_of(request)
    await limit("passkey.options", tx.tenant, ip_of(request), count=60, seconds=300)
    options, token = await request_options(tx, place_in(request))
    answer = _json(options)
    answer.set_cookie(cookies.challenge_cookie(token))
    return answer


@post("/connexion/cle", guards=[anyone])
async def login_by_key(request: Request) -> Response[Any]:
    token, given = await _answer_of(request)
    account = await prove_passkey(tx_of(request), place_in(request), token, given)
    answer = _json({"href": local_path(request.query_params.get("suite"), account.home)})
    await open_door(request, answer, account, remember=True)
    return answer


@post("/confirmer-identite/cle", guards=[signed_in])
async def prove_by_key(request: Request) -> Response[Any]:
    token, given = await _answer_of(request)
    account = await prove_passkey(tx_of(request), place_in(request), token, given)
    if account.membership_id != actor_in(request).membership_id:
        raise KeyRefused
    await make_fresh(tx_of(request), actor_in(request).session_id)
    return _json({"href": local_path(request.query_params.get("suite"), "/securite")})


@post("/securite/cles/options", guards=[signed_in, fresh])
async def new_key_options(request: Request) -> Response[Any]:
    options, token = await creation_options(tx_of(request), await own_account(request), place_in(request))
    answer = _json(options)
    answer.set_cookie(cookies.challenge_cookie(token))
    return answer


@post("/securite/cles", guards=[signed_in, fresh])
async def new_key(request: Request) -> Response[Any]:
    """Named after the device at hand; the list lets one rename it."""
    account, (token, given) = await own_account(request), await _answer_of(request)
    await add_passkey(
        tx_of(request), account, place_in(request), token, given, device_name(agent_of(request))
    )
    record(tx_of(request), "membership", account.membership_id, "access.passkey_added")
    answer = _json(
        {"href": f"/securite?cle={token[:6]}#cles"}
    )  # another address, so that the page loads again
    answer.set_cookie(toast("Clé d’accès ajoutée"))
    return answer


@post("/securite/cles/{id:str}/nom", guards=[signed_in])
async def rename_key(request: Request, id: FromPath[str]) -> Response[Any]:
    typed = (await form_of(request)).raw.get("name", "")
    try:
        name = parse_text(typed, maximum=60) or "Clé d’accès"
    except FieldError as error:
        return see_other(request, "/securite#cles", toast(str(error), kind="bad"))
    await name_passkey(tx_of(request), (await own_account(request)).login_id, id, name)
    return see_other(request, "/securite#cles", toast("Nom enregistré"))


@post("/securite/cles/{id:str}/retirer", guards=[signed_in, fresh])
async def drop_key(request: Request, id: FromPath[str]) -> Response[Any]:
    account = await own_account(request)
    await remove_passkey(tx_of(request), account.login_id, id)
    record(tx_of(request), "membership", account.membership_id, "access.passkey_removed")
    return see_other(request, "/securite#cles", toast("Clé d’accès retirée"))


ROUTES = [login_options, login_by_key, prove_by_key, new_key_options, new_key, rename_key, drop_key]
