"""Pages: one Jinja environment over every feature's templates, one context, one way to answer a form."""

import json
from typing import Any
from urllib.parse import quote, urlsplit

from litestar import Request as LitestarRequest
from litestar import Response
from litestar.datastructures import Cookie, State

from odissee.platform.db import TenantTransaction
from odissee.platform.rights import Actor
from odissee.platform.settings import settings
from odissee.platform.tenancy import Place
from odissee.platform.web.csrf import csrf_token
from odissee.platform.web.named_errors import with_names
from odissee.platform.web.shell import navigation
from odissee.platform.web.signing import sign, unsign
from odissee.platform.web.templates_env import environment

Request = LitestarRequest[Any, Any, State]
Page = Response[bytes]
THEMES = ("light", "dark")


def tx_of(request: Request) -> TenantTransaction:
    """The transaction of this request: the only one; it commits after the handler."""
    tx: TenantTransaction = request.scope["state"]["tx"]
    return tx


def actor_in(request: Request) -> Actor:
    """The person behind a guarded route."""
    actor: Actor = request.scope["state"]["actor"]
    return actor


def place_in(request: Request) -> Place:
    place: Place = request.scope["state"]["place"]
    return place


def render(
    request: Request,
    template: str,
    /,
    status_code: int = 200,
    headers: dict[str, str] | None = None,
    **context: Any,
) -> Page:
    """A page or a fragment from `<feature>/<name>.html`, with the shell's context.

    A flash toast left by the previous answer is shown once.
    """
    flash = request.cookies.get("toast")
    cookies = [Cookie("toast", value="", max_age=0, path="/")] if flash else []
    html = environment().get_template(template).render(**_shell(request, flash), **context)
    return Response(
        with_names(html).encode(), media_type="text/html; charset=utf-8", status_code=status_code,
        headers=headers or {}, cookies=cookies,
    )  # fmt: skip


def render_fragment(request: Request, template: str, /, **context: Any) -> Page:
    """A part of a page for htmx: same context, no flash."""
    html = environment().get_template(template).render(**_shell(request, None), **context)
    return Response(with_names(html).encode(), media_type="text/html; charset=utf-8")


def refused(request: Request, template: str, errors: Any, /, **context: Any) -> Page:
    """A form again with what was typed and what to mend: 422, summary on top, words beside each field."""
    return render(request, template, status_code=422, errors=errors, **context)


def see_other(request: Request, path: str, toast: Cookie | None = None) -> Response[None]:
    """Answer of a good POST: the browser goes to `path` (303), htmx too."""
    headers = {"Location": path}
    return Response(None, status_code=303, headers=headers, cookies=[toast] if toast else [])


def toast(text: str, undo: str = "", kind: str = "ok") -> Cookie:
    """A sentence shown once on the next page, with « Annuler » when `undo` is a path to POST to."""
    value = sign("toast", {"text": text, "undo": undo, "kind": kind})
    return Cookie(
        "toast", value=value, max_age=60, path="/", httponly=True, samesite="lax", secure=settings().secure
    )


def done(request: Request, text: str, undo: str = "", body: str = "", path: str = "") -> Response[Any]:
    """Answer of a small act: for htmx the new fragment and a toast event, otherwise back to the page with it."""
    if request.headers.get("HX-Request") != "true":
        return see_other(request, path or back_path(request), toast(text, undo))
    event = json.dumps({"toast": {"text": text, "undo": undo}})
    return Response(body.encode(), media_type="text/html; charset=utf-8", headers={"HX-Trigger": event})


def back_path(request: Request, otherwise: str = "/dossiers") -> str:
    """The page of ours on which the form stood, by its Referer; never another site."""
    referer = request.headers.get("referer", "")
    origin = place_in(request).origin
    return referer.removeprefix(origin) or "/" if referer.startswith(origin + "/") else otherwise


def login_path(request: Request) -> str:
    """Where somebody who is not logged in goes, with the way back."""
    path = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return "/connexion" + (f"?suite={quote(path)}" if request.method == "GET" and path != "/" else "")


def proof_path(request: Request) -> str:
    """Where identity is confirmed; one comes back to the page, or to the page of the form that was sent."""
    page = request.url if request.method == "GET" else urlsplit(request.headers.get("referer", ""))
    path = page.path + (f"?{page.query}" if page.query else "")
    return f"/confirmer-identite?suite={quote(path or '/')}"


def _shell(request: Request, flash: str | None) -> dict[str, Any]:
    state = request.scope["state"]
    actor: Actor | None = state.get("actor")
    theme = request.cookies.get("theme", "")
    return {
        "request": request,
        "path": request.url.path,
        "actor": actor,
        "operator": state.get("operator"),
        "place": state.get("place"),
        "csrf_token": csrf_token(request),
        "csp_nonce": state.setdefault("csp_nonce", sign("nonce", state["request_id"])[-22:]),
        "theme": theme if theme in THEMES else "",
        "toast": unsign("toast", flash) if flash else None,
        "nav": navigation(actor, request.url.path, state.get("counts", {})),
        "demo": settings().mode == "demo",
        "examples": "tx" in state and state["tx"].state.get("examples", False),
        "is_htmx": request.headers.get("HX-Request") == "true",
    }
