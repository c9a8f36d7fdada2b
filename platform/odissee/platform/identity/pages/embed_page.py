"""The login box on the company's own web site (AUTH-01 to AUTH-03): the lines to paste, and where they lead."""

from typing import Any

from litestar import Response, get, post

from odissee.platform.errors import OdisseeError
from odissee.platform.identity.embed import (
    BadOrigin,
    keep_origins,
    origins_of,
    read_origins,
    refuse_foreign_site,
    snippet,
)
from odissee.platform.identity.pages import cookies
from odissee.platform.identity.pages.entering import after_password
from odissee.platform.identity.pages.login_page import HINT
from odissee.platform.identity.pages.typed import form_of, ip_of
from odissee.platform.identity.proof import prove_password
from odissee.platform.rights import allow, anyone
from odissee.platform.web import Request, refused, render, see_other, toast, tx_of
from odissee.platform.web.pages import Page, place_in

PAGE = "/integration/connexion"


@get(PAGE, guards=[allow("company.settings")])
async def login_box(request: Request) -> Page:
    lines = "\n".join(await origins_of(tx_of(request)))
    return render(
        request, "identity/embed.html", snippet=snippet(place_in(request).origin), typed=lines, errors=None
    )


@post(PAGE, guards=[allow("company.settings")])
async def keep_sites(request: Request) -> Response[Any]:
    typed = (await form_of(request)).raw.get("sites", "")
    try:
        origins = read_origins(typed)
    except BadOrigin as error:
        lines = snippet(place_in(request).origin)
        return refused(request, "identity/embed.html", {"sites": str(error)}, snippet=lines, typed=typed)
    await keep_origins(tx_of(request), origins)
    return see_other(request, PAGE, toast("Sites enregistrés"))


@post("/entrer", guards=[anyone], opt={"csrf": False})
async def enter_from_site(request: Request) -> Response[Any]:
    """Right: into the application, at once. Wrong: to our login page, with the address and what to do."""
    await refuse_foreign_site(tx_of(request), request.headers.get("origin"))
    form = await form_of(request)
    email = form.raw.get("email", "")[:400]
    try:
        account = await prove_password(tx_of(request), email, form.raw.get("password", ""), ip_of(request))
    except OdisseeError as error:
        answer = see_other(request, "/connexion")
        answer.set_cookie(cookies.kept(HINT, {"email": email, "sentence": error.sentence}))
        return answer
    return await after_password(request, account, "", remember=False)


ROUTES = [login_box, keep_sites, enter_from_site]
