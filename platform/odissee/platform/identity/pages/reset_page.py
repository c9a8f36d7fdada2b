"""A forgotten password (AUTH-04): the request, and the page behind the link. Opening changes nothing (CASE-059)."""

from typing import Any

from litestar import Response, get, post
from litestar.params import FromPath

from odissee.platform.errors import Gone, TooMany
from odissee.platform.fields import Form, parse_email
from odissee.platform.identity.accounts import account_of
from odissee.platform.identity.pages.entering import after_password
from odissee.platform.identity.pages.typed import form_of, ip_of
from odissee.platform.identity.password_change import read_new_password
from odissee.platform.identity.password_reset import ask_reset, reset_password, who_resets
from odissee.platform.rights import anyone
from odissee.platform.web import Request, render, tx_of
from odissee.platform.web.pages import Page


@get("/mot-de-passe-oublie", guards=[anyone])
async def forgotten_page(request: Request) -> Page:
    return render(request, "identity/forgotten.html", form=Form({}), errors=None, sent=False)


@post("/mot-de-passe-oublie", guards=[anyone])
async def ask(request: Request) -> Page:
    """The same answer for every address that can be one."""
    form = await form_of(request)
    form.read("email", parse_email, required=True)
    try:
        if not form.errors:
            await ask_reset(tx_of(request), form.raw["email"], ip_of(request))
    except TooMany as error:
        errors = {"email": error.sentence}
        return render(
            request, "identity/forgotten.html", status_code=429, headers={"Retry-After": str(error.wait_seconds)},
            form=form, errors=errors, sent=False,
        )  # fmt: skip
    status = 422 if form.errors else 200
    return render(
        request,
        "identity/forgotten.html",
        status_code=status,
        form=form,
        errors=form.errors or None,
        sent=not form.errors,
    )


def gone(request: Request, words: str) -> Page:
    """A link that no longer serves, and where to get another."""
    return render(request, "identity/gone.html", status_code=410, words=words)


DEAD = "Ce lien n’est plus valable : il a servi, il a expiré, ou un autre l’a remplacé."


@get("/nouveau-mot-de-passe/{token:str}", guards=[anyone])
async def choose_page(request: Request, token: FromPath[str]) -> Page:
    try:
        account = await who_resets(tx_of(request), token)
    except Gone:
        return gone(request, DEAD)
    return render(request, "identity/new_password.html", account=account, errors=None)


@post("/nouveau-mot-de-passe/{token:str}", guards=[anyone])
async def choose(request: Request, token: FromPath[str]) -> Response[Any]:
    """Change it and get in, through the second step when there is one."""
    tx, form = tx_of(request), await form_of(request)
    try:
        account = await who_resets(tx, token)
        password = read_new_password(form, account.email, account.name)
        if form.errors:
            return render(
                request, "identity/new_password.html", status_code=422, account=account, errors=form.errors
            )
        await reset_password(tx, token, password)
    except Gone:
        return gone(request, DEAD)
    changed = await account_of(tx, account.membership_id)
    return await after_password(request, changed or account, "", remember=False)


ROUTES = [forgotten_page, ask, choose_page, choose]
