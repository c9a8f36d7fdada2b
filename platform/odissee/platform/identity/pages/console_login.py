"""The operators' login on the console's host: password, then a code; the first login enrols the second step."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post

from odissee.platform.errors import LoginNeeded
from odissee.platform.identity.operator_proof import operator_by_login, prove_operator
from odissee.platform.identity.operators import open_operator_session
from odissee.platform.identity.pages import cookies
from odissee.platform.identity.pages.entering import STEP
from odissee.platform.identity.pages.typed import form_of, ip_of
from odissee.platform.identity.recovery import new_recovery_codes
from odissee.platform.identity.totp import new_secret, provisioning_uri, qr_svg, turn_on
from odissee.platform.limits import forgive, limit
from odissee.platform.rights import anyone
from odissee.platform.web import Request, render, see_other, tx_of
from odissee.platform.web.pages import Page

ENROL = "enrolment"


async def operator_password(request: Request, email: str, password: str) -> Response[Any]:
    """Raises like `prove_operator`; the password alone never opens the console."""
    found = await prove_operator(tx_of(request), email, password, ip_of(request))
    if found.second_step:
        answer = see_other(request, "/connexion/code")
        answer.set_cookie(cookies.kept(STEP, {"login": str(found.login_id)}))
        return answer
    answer = see_other(request, "/connexion/double-authentification")
    answer.set_cookie(
        cookies.kept(ENROL, {"login": str(found.login_id), "secret": new_secret(), "name": found.name})
    )
    return answer


async def let_operator_in(
    request: Request, login_id: UUID, answer: Response[Any] | None = None
) -> Response[Any]:
    operator_id = await operator_by_login(tx_of(request), login_id)
    if operator_id is None:
        raise LoginNeeded
    token = await open_operator_session(tx_of(request), operator_id)
    answer = answer or see_other(request, "/")
    answer.set_cookie(cookies.session_cookie(token, remember=False))
    answer.set_cookie(cookies.forgotten(STEP))
    return answer


def _page(request: Request, step: dict[str, Any], errors: dict[str, str] | None = None) -> Page:
    uri = provisioning_uri(step["secret"], step["name"], "Odissée")
    return render(
        request, "identity/enrol.html", status_code=422 if errors else 200, errors=errors, qr=qr_svg(uri),
        secret=step["secret"], action="/connexion/double-authentification",
    )  # fmt: skip


@get("/connexion/double-authentification", guards=[anyone], opt={"door": "console"})
async def enrolment(request: Request) -> Response[Any]:
    step = cookies.read_kept(request, ENROL)
    return see_other(request, "/connexion") if step is None else _page(request, step)


@post("/connexion/double-authentification", guards=[anyone], opt={"door": "console"})
async def enrol(request: Request) -> Response[Any]:
    """The first code opens the session and shows the recovery codes, once."""
    step, tx = cookies.read_kept(request, ENROL), tx_of(request)
    if step is None or await _enrolled_meanwhile(request, UUID(step["login"])):
        return see_other(request, "/connexion")
    login_id, typed = UUID(step["login"]), (await form_of(request)).raw.get("code", "")
    await limit("second-step", "console", login_id, count=5, seconds=900)
    if not await turn_on(tx, login_id, step["secret"], typed):
        return _page(
            request,
            step,
            {"code": "Ce code n’est pas le bon. Vérifiez l’heure du téléphone et attendez le suivant."},
        )
    await forgive("second-step", "console", login_id)
    codes = await new_recovery_codes(tx, login_id)
    answer = render(request, "identity/recovery_codes.html", codes=codes, onward="/", layout="auth.html")
    answer.set_cookie(cookies.forgotten(ENROL))
    return await let_operator_in(request, login_id, answer)


async def _enrolled_meanwhile(request: Request, login_id: UUID) -> bool:
    return bool(
        await tx_of(request).fetchval("select totp_on is not null from login where id = $1", login_id)
    )


ROUTES = [enrolment, enrol]
