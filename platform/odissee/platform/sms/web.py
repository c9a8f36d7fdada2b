"""Where SMS providers call back: the address holds a signed secret of the company."""

from typing import Any

from litestar import get, post
from litestar.params import FromPath

from odissee.platform.errors import NotFound
from odissee.platform.fields import FieldError, parse_phone
from odissee.platform.rights import anyone
from odissee.platform.sms import ovh, settings_page, smsfactor
from odissee.platform.sms.callbacks import company_of
from odissee.platform.sms.receipts import note
from odissee.platform.sms.stop import stop
from odissee.platform.web import Request, tx_of

MACHINE = {"csrf": False}
READERS = {"ovh": ovh.receipt, "smsfactor": smsfactor.receipt}


def _check(request: Request, secret: str) -> None:
    if company_of(secret) != str(tx_of(request).tenant):
        raise NotFound


async def _said(request: Request) -> dict[str, Any]:
    """The query (OVH) and the body, JSON or form (SMSFactor)."""
    if request.method == "GET":
        return dict(request.query_params)
    if request.content_type[0] == "application/json":
        body = await request.json()
        return body if isinstance(body, dict) else {}
    return dict(request.query_params) | dict(await request.form())


async def _receipt(request: Request, provider: str, secret: str) -> dict[str, str]:
    _check(request, secret)
    reader = READERS.get(provider)
    found = reader(await _said(request)) if reader else None
    if found is not None:
        await note(tx_of(request), provider, found)
    return {"status": "ok"}


async def _stop(request: Request, secret: str) -> dict[str, str]:
    _check(request, secret)
    said = await _said(request)
    number = str(said.get("sender") or said.get("number") or said.get("from") or "")
    try:
        await stop(tx_of(request), parse_phone(number if number.startswith(("+", "0")) else f"+{number}"))
    except FieldError:
        return {"status": "ignored"}
    return {"status": "ok"}


@get("/entrants/sms/{provider:str}/{secret:str}", guards=[anyone], opt=MACHINE, status_code=200)
async def receipt_by_get(request: Request, provider: FromPath[str], secret: FromPath[str]) -> dict[str, str]:
    return await _receipt(request, provider, secret)


@post("/entrants/sms/{provider:str}/{secret:str}", guards=[anyone], opt=MACHINE, status_code=200)
async def receipt_by_post(request: Request, provider: FromPath[str], secret: FromPath[str]) -> dict[str, str]:
    return await _receipt(request, provider, secret)


@get("/entrants/stop/{provider:str}/{secret:str}", guards=[anyone], opt=MACHINE, status_code=200)
async def stop_by_get(request: Request, provider: FromPath[str], secret: FromPath[str]) -> dict[str, str]:
    return await _stop(request, secret)


@post("/entrants/stop/{provider:str}/{secret:str}", guards=[anyone], opt=MACHINE, status_code=200)
async def stop_by_post(request: Request, provider: FromPath[str], secret: FromPath[str]) -> dict[str, str]:
    return await _stop(request, secret)


ROUTES = [receipt_by_get, receipt_by_post, stop_by_get, stop_by_post, *settings_page.ROUTES]
