"""Headers of every answer: CSP with a nonce, no sniffing, no framing, the browser's anonymous cookie."""

from typing import Any

from litestar.datastructures import Cookie

from odissee.platform.settings import settings
from odissee.platform.web.csrf import COOKIE

YEAR = 365 * 24 * 3600


def policy(nonce: str, ancestors: str = "'none'") -> str:
    """The content policy of a page; `ancestors`: the sites that may hold it in a frame."""
    return (
        "default-src 'none'; connect-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
        f"manifest-src 'self'; worker-src 'self'; form-action 'self'; frame-ancestors {ancestors}; base-uri 'none'; "
        f"style-src 'self' 'nonce-{nonce}'; style-src-attr 'unsafe-inline'; "
        f"script-src 'nonce-{nonce}' 'strict-dynamic'"
    )


async def dress(message: Any, scope: Any) -> None:
    """Litestar's before_send hook: on whatever answers, a page, a redirect or an error."""
    if message["type"] == "http.response.start":
        message["headers"] = [*message.get("headers", []), *_extra(scope["state"], message)]


def _extra(state: dict[str, Any], message: Any) -> list[tuple[bytes, bytes]]:
    present = {name.lower() for name, _ in message.get("headers", [])}
    extra = {
        b"x-content-type-options": b"nosniff",
        b"referrer-policy": b"same-origin",
        b"cross-origin-opener-policy": b"same-origin",
        b"content-security-policy": policy(state.get("csp_nonce", "none")).encode(),
        b"x-request-id": str(state.get("request_id", "")).encode(),
    }
    if settings().secure:
        extra[b"strict-transport-security"] = f"max-age={YEAR}; includeSubDomains".encode()
    pairs = [(name, value) for name, value in extra.items() if name not in present]
    if b"cache-control" not in present:
        pairs.append((b"cache-control", b"no-store"))
    if state.get("new_visit"):
        cookie = Cookie(COOKIE, value=state["new_visit"], path="/", max_age=YEAR, httponly=True, samesite="lax",
                        secure=settings().secure)  # fmt: skip
        pairs.append((b"set-cookie", cookie.to_header(header="").strip().encode()))
    return pairs
