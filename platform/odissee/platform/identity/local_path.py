"""The way back after a login: a path of this host, or home."""

import re
from urllib.parse import urlsplit

_ALLOWED = re.compile(r"/(?![/\\])[!-~]*")


def local_path(raw: str | None, default: str = "/") -> str:
    """`raw` when it is a path on this very host; `default` for anything that a browser could take elsewhere."""
    if not raw or len(raw) > 1000 or "\\" in raw or not _ALLOWED.fullmatch(raw):
        return default
    parts = urlsplit(raw)
    return raw if not parts.scheme and not parts.netloc else default
