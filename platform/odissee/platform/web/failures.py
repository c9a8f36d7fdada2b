"""One place where errors become pages or problem documents (RFC 9457): never a stack trace, never English."""

import logging
from typing import Any

from litestar import Response
from litestar.exceptions import HTTPException, NotFoundException, ValidationException

from odissee.platform.errors import FreshProofNeeded, LoginNeeded, NotFound, OdisseeError, TooMany
from odissee.platform.web.pages import Request, login_path, proof_path, render

log = logging.getLogger("odissee.web")
SENTENCES = {
    404: NotFound.title,
    405: "Cette adresse ne répond pas à cette demande.",
    413: "Ce fichier est trop gros. Réduisez-le ou coupez-le en deux.",
}


def _wants_json(request: Request) -> bool:
    accept = request.headers.get("accept", "")
    return "application/json" in accept and "text/html" not in accept


def on_known(request: Request, error: OdisseeError) -> Response[Any]:
    """An error that already says what to do."""
    if isinstance(error, LoginNeeded) and not _wants_json(request):
        return _elsewhere(request, login_path(request), 401)
    if isinstance(error, FreshProofNeeded) and not _wants_json(request):
        return _elsewhere(request, proof_path(request), 403)
    headers = {"Retry-After": str(error.wait_seconds)} if isinstance(error, TooMany) else {}
    return _answer(request, error.status, error.sentence, headers)


def _elsewhere(request: Request, path: str, status: int) -> Response[Any]:
    if request.headers.get("HX-Request") == "true":
        return Response(None, status_code=status, headers={"HX-Redirect": path})
    return Response(None, status_code=303, headers={"Location": path})


def on_http(request: Request, error: HTTPException) -> Response[Any]:
    """Errors of the framework: unknown address, wrong method, malformed parameter (absent, for us)."""
    status = 404 if isinstance(error, (NotFoundException, ValidationException)) else error.status_code
    return _answer(request, status, SENTENCES.get(status, OdisseeError.title), {})


def on_crash(request: Request, error: Exception) -> Response[Any]:
    """A fault of ours: logged under its request id, whose end the person can quote."""
    code = str(request.scope["state"].get("request_id", ""))[-6:].upper()
    log.exception("request failed", exc_info=error, extra={"request_id": code})
    sentence = f"Un incident de notre côté a empêché l’enregistrement. Réessayez ; code {code}."
    return _answer(request, 500, sentence, {})


def _answer(request: Request, status: int, sentence: str, headers: dict[str, str]) -> Response[Any]:
    request.scope["state"].setdefault("request_id", "")
    if _wants_json(request):
        body = {"type": "about:blank", "status": status, "title": sentence, "detail": sentence}
        return Response(body, status_code=status, media_type="application/problem+json", headers=headers)
    return render(
        request, "error.html", status_code=status, headers=headers, status=status, sentence=sentence
    )


HANDLERS: Any = {OdisseeError: on_known, HTTPException: on_http, Exception: on_crash}
