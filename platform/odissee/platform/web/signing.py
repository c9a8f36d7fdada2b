"""Short signed values that leave the server and come back: toasts, anonymous CSRF, unsubscribe links."""

import base64
import hashlib
import hmac
import json
from typing import Any

from odissee.platform.settings import settings


def _mac(purpose: str, payload: bytes) -> bytes:
    return hmac.new(settings().secret, purpose.encode() + b":" + payload, hashlib.sha256).digest()[:18]


def sign(purpose: str, value: Any) -> str:
    """`value` as URL-safe text that only this installation can make, for one purpose."""
    payload = json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()
    return f"{base64.urlsafe_b64encode(payload).decode()}.{base64.urlsafe_b64encode(_mac(purpose, payload)).decode()}"


def unsign(purpose: str, text: str) -> Any | None:
    """The value back, or None when it is not ours or for another purpose."""
    head, _, mac = text.partition(".")
    try:
        payload, given = base64.urlsafe_b64decode(head), base64.urlsafe_b64decode(mac)
    except ValueError:
        return None
    if not hmac.compare_digest(given, _mac(purpose, payload)):
        return None
    return json.loads(payload)


def keyed(purpose: str, value: str) -> str:
    """A keyed fingerprint of a value, in hexadecimal."""
    return _mac(purpose, value.encode()).hex()
