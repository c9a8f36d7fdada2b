"""`/connexion`, `/deconnexion` and the door `/` (AUTH-01)."""

from typing import Any

from litestar import Response, get, post

from odissee.platform.errors import OdisseeError, TooMany
from odissee.platform.fields import Form
from odissee.platform.identity.local_path import local_path
from odissee.platform.identity.operators import end_operator_session
from odissee.platform.identity.pages import cookies
from odissee.platform.identity.pages.console_login import operator_password
from odissee.platform.identity.pages.entering import after_password
from odissee.platform.identity.pages.typed import form_of, ip_of
from odissee.platform.identity.proof import prove_password
from odissee.platform.identity.sessions import end_session, session_cookie_name
from odissee.platform.rights import anyone
from odissee.platform.web import Request, render, see_other, tx_of
from odissee.platform.web.pages import Page, place_in

HINT = "entree"
HOMES = {"site": "/accueil", "console": "/console"}


def home_of(request: Request) -> str:
    """Where somebody who is inside belongs."""
    actor = request.scope["state"].get("actor")
    if actor is None:
        return HOMES.get(place_in(request).kind, "/connexion")
    return "/espace" if actor.kind == "client" else "/dossiers"


@get("/", guards=[anyone], opt={"door": "any"})
async def root(request: Request) -> Response[Any]:
    return see_other(request, home_of(request))


@get("/connexion", guards=[anyone], opt={"door": "any"})
async def login_page(request: Request) -> Response[Any]:
    back = local_path(request.query_params.get("suite"), "")
    if request.scope["state"].get("actor") is not None:
        return see_other(request, back or home_of(request))
    if place_in(request).kind == "site":
        return render(request, "identity/which_company.html", errors=None, slug="")
    hint = cookies.read_kept(request, HINT) or {}
    errors = {"": hint["sentence"]} if hint.get("sentence") else None
    answer = _page(request, Form({"email": hint.get("email", ""), "remember": "1", "suite": back}), errors)
    if hint:
        answer.set_cookie(cookies.forgotten(HINT))
    return answer


def _page(
    request: Request, form: Form, errors: dict[str, str] | None, status: int = 200, wait: int = 0
) -> Page:
    headers = {"Retry-After": str(wait)} if wait else {}
    return render(
        request, "identity/login.html", status_code=status, headers=headers, errors=errors, form=form,
        console=place_in(request).kind == "console",
    )  # fmt: skip


def refused_login(request: Request, form: Form, error: OdisseeError) -> Page:
    """The page again, the address kept, the password never."""
    wait = error.wait_seconds if isinstance(error, TooMany) else 0
    return _page(request, form, {"": error.sentence}, error.status, wait)


@post("/connexion", guards=[anyone], opt={"door": "any"})
async def log_in(request: Request) -> Response[Any]:
    form, kind = await form_of(request), place_in(request).kind
    if kind == "site":
        return await _to_company(request, form)
    if missing := _missing(form):
        return _page(request, form, missing, 422)
    try:
        if kind == "console":
            return await operator_password(request, form.raw["email"], form.raw["password"])
        account = await prove_password(
            tx_of(request), form.raw["email"], form.raw["password"], ip_of(request)
        )
    except OdisseeError as error:
        return refused_login(request, form, error)
    return await after_password(request, account, form.raw.get("suite", ""), form.checked("remember"))


def _missing(form: Form) -> dict[str, str]:
    wanted = {"email": "Tapez votre adresse électronique.", "password": "Tapez votre mot de passe."}
    return {name: words for name, words in wanted.items() if not form.raw.get(name, "").strip()}


async def _to_company(request: Request, form: Form) -> Response[Any]:
    from odissee.platform.identity.company_address import host_of
    from odissee.platform.settings import settings

    slug = form.raw.get("slug", "").strip().lower().removeprefix("https://").split(".")[0]
    row = await tx_of(request).fetchrow("select slug, custom_host from tenant where slug = $1", slug)
    if row is None:
        words = {"slug": "Aucune société n’a cette adresse. Vérifiez-la dans un mail de votre société."}
        return render(request, "identity/which_company.html", status_code=422, errors=words, slug=slug)
    return see_other(request, f"{settings().origin(host_of(row['slug'], row['custom_host']))}/connexion")


@post("/deconnexion", guards=[anyone], opt={"door": "any"})
async def log_out(request: Request) -> Response[Any]:
    """End this session only; doing it twice is the same."""
    tx, state = tx_of(request), request.scope["state"]
    if state.get("actor") is not None:
        await end_session(tx, state["actor"].session_id)
    if state.get("operator") is not None:
        await end_operator_session(tx, request.cookies.get(session_cookie_name()))
    answer = see_other(request, "/connexion")
    answer.set_cookie(cookies.no_session())
    return answer


ROUTES = [root, login_page, log_in, log_out]
