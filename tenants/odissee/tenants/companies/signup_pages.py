from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.datastructures import Cookie
from litestar.params import FromPath

from odissee.platform.db import TenantTransaction
from odissee.platform.fields import FieldError
from odissee.platform.identity import open_session
from odissee.platform.identity.pages.cookies import session_cookie
from odissee.platform.limits import limit
from odissee.platform.rights import anyone
from odissee.platform.settings import settings
from odissee.platform.tenancy import forget_places
from odissee.platform.web import Request, refused, render, see_other, tx_of
from odissee.platform.web.pages import Page
from odissee.platform.web.signing import sign, unsign
from odissee.tenants.companies.errors import shown_again
from odissee.tenants.companies.opening import open_company, waiting_signup
from odissee.tenants.companies.signup import begin_signup
from odissee.tenants.companies.signup_form import read_signup

SITE: dict[str, Any] = {"door": "site"}
WHILE_CLOSED: dict[str, Any] = {"while_closed": True}
HOUR = 3600


@get("/accueil", guards=[anyone], opt=SITE)
async def landing(request: Request) -> Page:
    return render(request, "companies/landing.html")


@get("/inscription", guards=[anyone], opt=SITE)
async def signup_form(request: Request) -> Page:
    return render(request, "companies/signup.html", form={}, errors={}, base_host=settings().base_host)


@post("/inscription", guards=[anyone], opt=SITE)
async def sign_up(request: Request) -> Response[Any]:
    form, wanted = read_signup(dict(await request.form()))
    if wanted is not None:
        await limit("signup", tx_of(request).state.get("ip", ""), count=10, seconds=HOUR)
        await limit("signup.address", wanted.email, count=3, seconds=HOUR)
        try:
            link = await begin_signup(wanted)
        except FieldError as error:
            form.refuse("slug", error)
        else:
            return see_other(request, f"/inscription/envoyee?a={_told(wanted.email, link)}")
    raw = shown_again(form.raw | {"password": ""})
    return refused(request, "companies/signup.html", form.errors, form=raw, base_host=settings().base_host)


def _told(email: str, link: str) -> str:
    """What the next page says; the link itself only where mail stays inside the installation."""
    return sign("signup", {"email": email, "link": link if settings().mode == "demo" else ""})


@get("/inscription/envoyee", guards=[anyone], opt=SITE)
async def sent(request: Request) -> Page:
    told = unsign("signup", request.query_params.get("a", "")) or {"email": "", "link": ""}
    return render(request, "companies/signup_sent.html", **told)


@get("/inscription/confirmer/{token:str}", guards=[anyone], opt=WHILE_CLOSED)
async def confirm_form(request: Request, token: FromPath[str]) -> Page:
    data = await waiting_signup(tx_of(request), token)
    return render(request, "companies/signup_confirm.html", token=token, person=data["first_name"])


@post("/inscription/confirmer/{token:str}", guards=[anyone], opt=WHILE_CLOSED)
async def confirm(request: Request, token: FromPath[str]) -> Response[None]:
    tx = tx_of(request)
    owner = await open_company(tx, token)
    answer = see_other(request, "/bienvenue", await _session(request, tx, owner))
    forget_places()
    return answer


async def _session(request: Request, tx: TenantTransaction, membership: UUID) -> Cookie:
    ip, agent = tx.state.get("ip", ""), request.headers.get("user-agent", "")
    return session_cookie(await open_session(tx, membership, ip, agent), remember=True)


ROUTES = [landing, signup_form, sign_up, sent, confirm_form, confirm]
