"""The cookies of accounts: host-only, unreadable to scripts, `Secure` and `__Host-` wherever there is TLS."""

from datetime import timedelta
from typing import Any

from litestar.datastructures import Cookie

from odissee.platform import clock
from odissee.platform.identity.sessions import SESSION_LIFE, session_cookie_name
from odissee.platform.settings import settings
from odissee.platform.web import Request
from odissee.platform.web.signing import sign, unsign

DEVICE_LIFE = timedelta(days=730)
STEP_LIFE = timedelta(minutes=10)


def own(name: str) -> str:
    return f"__Host-{name}" if settings().secure else name


def _cookie(name: str, value: str, life: timedelta | None) -> Cookie:
    age = None if life is None else int(life.total_seconds())
    return Cookie(
        name, value=value, max_age=age, path="/", httponly=True, samesite="lax", secure=settings().secure
    )


def session_cookie(token: str, remember: bool) -> Cookie:
    """Without `remember` it goes with the browser's window."""
    return _cookie(session_cookie_name(), token, SESSION_LIFE if remember else None)


def no_session() -> Cookie:
    return _cookie(session_cookie_name(), "", timedelta(0))


def device_cookie(device: str) -> Cookie:
    return _cookie(own("device"), device, DEVICE_LIFE)


def challenge_cookie(token: str) -> Cookie:
    return _cookie(own("challenge"), token, timedelta(minutes=5))


def kept(name: str, value: dict[str, Any], life: timedelta = STEP_LIFE) -> Cookie:
    """A signed value for the next page of this browser; it dies with its hour even when it is copied."""
    until = (clock.now() + life).timestamp()
    return _cookie(own(name), sign(f"cookie:{name}", {**value, "until": until}), life)


def read_kept(request: Request, name: str) -> dict[str, Any] | None:
    value = unsign(f"cookie:{name}", request.cookies.get(own(name), ""))
    alive = isinstance(value, dict) and value["until"] > clock.now().timestamp()
    return value if alive else None


def forgotten(name: str) -> Cookie:
    return _cookie(own(name), "", timedelta(0))
