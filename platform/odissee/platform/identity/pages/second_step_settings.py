"""Turning the second step on and off, and the recovery codes."""

from typing import Any

from litestar import Response, get, post

from odissee.platform.identity.pages import cookies
from odissee.platform.identity.pages.fresh_page import own_account
from odissee.platform.identity.pages.security_page import layout_of
from odissee.platform.identity.pages.typed import form_of
from odissee.platform.identity.recovery import new_recovery_codes
from odissee.platform.identity.totp import new_secret, provisioning_uri, qr_svg, turn_off, turn_on
from odissee.platform.journal import record
from odissee.platform.limits import forgive, limit
from odissee.platform.rights import fresh, signed_in
from odissee.platform.web import Request, render, see_other, toast, tx_of
from odissee.platform.web.pages import Page, place_in

ENROL = "enrolment"
HERE = "/securite/double-authentification"


async def _page(request: Request, secret: str, errors: dict[str, str] | None = None) -> Page:
    account = await own_account(request)
    uri = provisioning_uri(secret, account.email, place_in(request).name)
    answer = render(
        request, "identity/enrol.html", status_code=422 if errors else 200, errors=errors, qr=qr_svg(uri),
        secret=secret, action=HERE,
    )  # fmt: skip
    answer.set_cookie(cookies.kept(ENROL, {"login": str(account.login_id), "secret": secret}))
    return answer


@get(HERE, guards=[signed_in, fresh])
async def enrolment(request: Request) -> Response[Any]:
    if (await own_account(request)).second_step:
        return see_other(request, "/securite#code")
    return await _page(request, new_secret())


@post(HERE, guards=[signed_in, fresh])
async def enrol(request: Request) -> Response[Any]:
    """A code of the new secret turns the second step on; the recovery codes are shown here, once."""
    account, kept, tx = await own_account(request), cookies.read_kept(request, ENROL), tx_of(request)
    if kept is None or kept["login"] != str(account.login_id) or account.second_step:
        return see_other(request, HERE)
    await limit("second-step", tx.tenant, account.login_id, count=5, seconds=900)
    if not await turn_on(tx, account.login_id, kept["secret"], (await form_of(request)).raw.get("code", "")):
        words = "Ce code n’est pas le bon. Vérifiez l’heure du téléphone et attendez le suivant."
        return await _page(request, kept["secret"], {"code": words})
    await forgive("second-step", tx.tenant, account.login_id)
    record(tx, "membership", account.membership_id, "access.second_step_on")
    return await _codes(request)


async def _codes(request: Request) -> Page:
    codes = await new_recovery_codes(tx_of(request), (await own_account(request)).login_id)
    layout = layout_of(request)
    answer = render(
        request, "identity/recovery_codes.html", codes=codes, onward="/securite#code", layout=layout
    )
    answer.set_cookie(cookies.forgotten(ENROL))
    return answer


@post("/securite/codes-de-secours", guards=[signed_in, fresh])
async def renew_codes(request: Request) -> Response[Any]:
    account = await own_account(request)
    if not account.second_step:
        return see_other(request, HERE)
    record(tx_of(request), "membership", account.membership_id, "access.recovery_codes_renewed")
    return await _codes(request)


@post(HERE + "/desactiver", guards=[signed_in, fresh])
async def disable(request: Request) -> Response[Any]:
    account, tx = await own_account(request), tx_of(request)
    if await tx.fetchval(
        "select exists (select from operator where login_id = $1 and revoked_at is null)", account.login_id
    ):
        return see_other(
            request,
            "/securite#code",
            toast("Ce compte ouvre aussi la console : le code y est obligatoire", kind="bad"),
        )
    await turn_off(tx, account.login_id)
    record(tx, "membership", account.membership_id, "access.second_step_off")
    return see_other(request, "/securite#code", toast("Code à la connexion désactivé"))


ROUTES = [enrolment, enrol, renew_codes, disable]
