"""`/securite`: one's password, keys, second step and devices, on one page."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from odissee.platform import clock
from odissee.platform.fields import Form
from odissee.platform.french import ago, moment
from odissee.platform.identity.accounts import account_of
from odissee.platform.identity.pages.entering import open_door
from odissee.platform.identity.pages.fresh_page import own_account
from odissee.platform.identity.pages.typed import form_of
from odissee.platform.identity.passkey_list import passkeys_of
from odissee.platform.identity.password_change import change_password, read_new_password
from odissee.platform.identity.recovery import codes_left
from odissee.platform.identity.session_list import end_own_session, end_sessions, sessions_of
from odissee.platform.journal import record
from odissee.platform.rights import fresh, signed_in
from odissee.platform.web import Request, render, see_other, toast, tx_of
from odissee.platform.web.pages import Page, actor_in, place_in


def layout_of(request: Request) -> str:
    return "client.html" if actor_in(request).kind == "client" else "staff.html"


async def security(request: Request, errors: dict[str, str] | None = None) -> Page:
    """The whole page; `errors` are those of the new password."""
    tx, account, zone = tx_of(request), await own_account(request), place_in(request).time_zone
    now = clock.now()
    return render(
        request, "identity/security.html", status_code=422 if errors else 200, layout=layout_of(request),
        account=account, errors=errors, keys=await passkeys_of(tx, account.login_id),
        sessions=await sessions_of(tx, account.membership_id), here=actor_in(request).session_id,
        codes_left=await codes_left(tx, account.login_id), host=place_in(request).host,
        when=lambda instant: ago(instant, now, zone), moment=lambda instant: moment(instant, zone),
    )  # fmt: skip


@get("/securite", guards=[signed_in])
async def security_page(request: Request) -> Page:
    return await security(request)


@post("/securite/mot-de-passe", guards=[signed_in, fresh])
async def new_password(request: Request) -> Response[Any]:
    """The other sessions end; this browser gets a new one."""
    account, form = await own_account(request), Form((await form_of(request)).raw)
    password = read_new_password(form, account.email, account.name)
    if form.errors:
        return await security(request, form.errors)
    await change_password(tx_of(request), account, password)
    changed = await account_of(tx_of(request), account.membership_id)
    answer = see_other(request, "/securite", toast("Mot de passe changé, autres appareils déconnectés"))
    await open_door(request, answer, changed or account, remember=True)
    return answer


@post("/securite/appareils/{id:uuid}/deconnecter", guards=[signed_in])
async def end_device(request: Request, id: FromPath[UUID]) -> Response[Any]:
    await end_own_session(tx_of(request), actor_in(request).membership_id, id)
    record(tx_of(request), "membership", actor_in(request).membership_id, "access.session_ended")
    return see_other(request, "/securite#appareils", toast("Appareil déconnecté"))


@post("/securite/appareils/deconnecter", guards=[signed_in])
async def end_other_devices(request: Request) -> Response[Any]:
    actor = actor_in(request)
    await end_sessions(tx_of(request), actor.membership_id, keep=actor.session_id)
    record(tx_of(request), "membership", actor.membership_id, "access.sessions_ended")
    return see_other(request, "/securite#appareils", toast("Autres appareils déconnectés"))


ROUTES = [security_page, new_password, end_device, end_other_devices]
