"""Guards, written in the decorator of each handler: `@get("/dossiers", guards=[allow("dossier.see")])`.

A foreign row is not the guard's business: row-level security makes it absent. A guard only asks who is
there and what their profile allows. They are `async` although they await nothing: Litestar would run a plain
function in a thread of its own, once per guard and request.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from litestar.connection import ASGIConnection
from litestar.handlers.base import BaseRouteHandler

from odissee.platform.errors import Forbidden, FreshProofNeeded, LoginNeeded, NotFound, ReadOnly
from odissee.platform.rights.actor import Actor

Guard = Callable[[ASGIConnection[Any, Any, Any, Any], BaseRouteHandler], Awaitable[None]]


def _actor(connection: ASGIConnection[Any, Any, Any, Any]) -> Actor:
    actor: Actor | None = connection.scope["state"].get("actor")
    if actor is None:
        raise LoginNeeded
    if actor.kind == "support" and connection.scope["method"] not in ("GET", "HEAD"):  # type: ignore[typeddict-item]
        raise ReadOnly
    return actor


def allow(*permissions: str) -> Guard:
    """A member of staff whose profile gives at least one of these permissions."""

    async def guard(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
        actor = _actor(connection)
        if actor.kind == "client":
            raise NotFound
        if not any(actor.may(permission) for permission in permissions):
            raise Forbidden

    guard.permissions = permissions  # type: ignore[attr-defined]
    return guard


async def staff(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    """Any member of staff."""
    if _actor(connection).kind == "client":
        raise NotFound


async def client(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    """A contact with a login."""
    if _actor(connection).kind != "client":
        raise NotFound


async def signed_in(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    """Staff or client."""
    _actor(connection)


async def fresh(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    """A sensitive act: identity proved in the last minutes."""
    if not _actor(connection).is_fresh:
        raise FreshProofNeeded


async def operator(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    """One of the people who run Odissée, on the console's host."""
    if connection.scope["state"].get("operator") is None:
        raise LoginNeeded


async def anyone(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    """Public on purpose: said in the decorator, so that no route is public by oversight."""
