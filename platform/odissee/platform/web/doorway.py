"""The door of every request: its company, its transaction, its person; commit at the edge.

A route says with `opt` which door it uses: `door="company"` (default), `"site"`, `"console"`, `"app"` or
`"any"`; `stream=True` closes the transaction before the handler runs (live pages); `while_closed=True`
answers before a company has opened (its confirmation link).
"""

import logging
import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from odissee.platform.db import TenantTransaction, db, new_id
from odissee.platform.errors import NotFound, OdisseeError
from odissee.platform.identity.operators import operator_of
from odissee.platform.identity.sessions import actor_of, session_cookie_name
from odissee.platform.journal import record
from odissee.platform.observability import measured, span
from odissee.platform.settings import settings
from odissee.platform.tenancy import Place, place_of

log = logging.getLogger("odissee.requests")
REQUEST_ID = re.compile(rb"^[A-Za-z0-9-]{8,64}$")


class Suspended(OdisseeError):
    """The operators have closed the company's access for a time."""

    status = 403
    title = "L’accès de cette société est suspendu. Contactez le support d’Odissée."


class Doorway:
    """ASGI middleware that runs after routing, so that it knows the route's `opt`."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] is not ScopeType.HTTP and str(scope["type"]) != "http":
            await self.app(scope, receive, send)
            return
        opt = scope["route_handler"].opt
        headers = dict(scope["headers"])
        scope["state"]["request_id"] = _request_id(headers)
        send = measured(scope, send, _noted(scope))
        with span("request", route=scope.get("path_template", ""), request_id=scope["state"]["request_id"]):
            await self._open(scope, receive, send, headers, opt)

    async def _open(
        self, scope: Scope, receive: Receive, send: Send, headers: dict[bytes, bytes], opt: dict[str, Any]
    ) -> None:
        if opt.get("door") == "none":
            await self.app(scope, receive, send)
            return
        place = await _place(headers, opt)
        scope["state"]["place"] = place
        if opt.get("stream"):
            async with db.tenant(place.tenant_id) as tx:
                await _recognise(scope, headers, place, tx)
            await self.app(scope, receive, send)
            return
        await self._in_transaction(scope, receive, send, headers, place)

    async def _in_transaction(
        self, scope: Scope, receive: Receive, send: Send, headers: dict[bytes, bytes], place: Place
    ) -> None:
        async with db.tenant(place.tenant_id) as tx:
            scope["state"]["tx"] = tx
            await _recognise(scope, headers, place, tx)
            await self.app(scope, receive, _settling(tx, send))


def _settling(tx: TenantTransaction, send: Send) -> Send:
    """Commit before the status line of a good answer leaves, roll back before that of an error."""

    async def settle(message: Message) -> None:
        if message["type"] == "http.response.start" and not (tx._committed or tx._rolled_back):
            keep = message["status"] < 400 or tx.state.get("keep", False)
            await (tx.commit() if keep else tx.rollback())
        await send(message)

    return settle


def _noted(scope: Scope) -> Callable[[str, int, float], None]:
    """One line a request: its route as declared, never its address, which may hold a client's link."""

    def note(route: str, status: int, seconds: float) -> None:
        extra = {"request_id": scope["state"].get("request_id"), "route": route, "status": status,
                 "milliseconds": round(seconds * 1000, 1)}  # fmt: skip
        log.info("request", extra=extra)

    return note


def _request_id(headers: dict[bytes, bytes]) -> str:
    given = headers.get(b"x-request-id", b"")
    return given.decode() if REQUEST_ID.match(given) else str(new_id())


async def _place(headers: dict[bytes, bytes], opt: dict[str, Any]) -> Place:
    place = await place_of(headers.get(b"host", b"").decode("latin-1"))
    if place is None or opt.get("door", "company") not in ("any", place.kind):
        raise NotFound
    if place.status != "active" and not (place.status == "closed" and opt.get("while_closed")):
        raise Suspended
    return place


async def _recognise(scope: Scope, headers: dict[bytes, bytes], place: Place, tx: TenantTransaction) -> None:
    state: dict[str, Any] = scope["state"]
    cookies = _cookies(headers)
    token = cookies.get(session_cookie_name())
    tx.state.update(request_id=state["request_id"], via="web", ip=_ip(scope, headers))
    if place.kind == "company":
        state["actor"] = tx.state["actor"] = actor = await actor_of(tx, token)
        if actor is not None and actor.kind == "support" and not scope["route_handler"].opt.get("stream"):
            record(tx, "support", actor.membership_id, "support.read", after={"path": scope["path"]})
    elif place.kind == "console":
        state["operator"] = await operator_of(tx, token)


def _cookies(headers: dict[bytes, bytes]) -> dict[str, str]:
    pairs = (part.partition("=") for part in headers.get(b"cookie", b"").decode("latin-1").split(";"))
    return {name.strip(): value.strip() for name, _, value in pairs}


def _ip(scope: Scope, headers: dict[bytes, bytes]) -> str:
    """The person's address: the last hop that is not one of our own proxies."""
    client = scope.get("client")
    peer = client[0] if client else ""
    if peer not in settings().proxies:
        return peer
    hops = [hop.strip() for hop in headers.get(b"x-forwarded-for", b"").decode("latin-1").split(",")]
    return next((hop for hop in reversed(hops) if hop and hop not in settings().proxies), peer)


def tenant_of(scope: Scope) -> UUID:
    """The company of the request, `NOBODY` outside one."""
    place: Place = scope["state"]["place"]
    return place.tenant_id
