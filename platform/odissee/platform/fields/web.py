import re
from urllib.parse import urlsplit, urlunsplit

import idna

from odissee.platform.fields.errors import FieldError
from odissee.platform.fields.text import parse_text

_HEX = re.compile(r"#?([0-9a-f]{3}|[0-9a-f]{6})")
_RGB = re.compile(r"rgb\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*\)")


def parse_colour(raw: str) -> str:
    """« #1f6f5c » from « 1F6F5C », « #abc » or « rgb(31, 111, 92) »."""
    text = parse_text(raw, maximum=40).lower()
    if found := _HEX.fullmatch(text):
        digits = found[1] if len(found[1]) == 6 else "".join(char * 2 for char in found[1])
        return f"#{digits}"
    channels = [int(part) for part in found.groups()] if (found := _RGB.fullmatch(text)) else [256]
    if max(channels) > 255:
        raise FieldError("error.colour")
    return "#" + "".join(f"{channel:02x}" for channel in channels)


def parse_url(raw: str) -> str:
    """An http(s) address with its host in ASCII; « www.exemple.fr » gains « https:// », user names are refused."""
    text = parse_text(raw, maximum=2000)
    if "://" not in text:
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        host = idna.encode(parts.hostname or "", uts46=True).decode()
        port = f":{parts.port}" if parts.port else ""
    except (ValueError, idna.IDNAError):
        raise FieldError("error.url") from None
    wrong = parts.scheme not in ("http", "https") or "." not in host or "@" in parts.netloc or " " in text
    if wrong or not re.search(r"\.[a-z0-9-]{2,}$", host) or host.replace(".", "").isdigit():
        raise FieldError("error.url")
    return urlunsplit((parts.scheme, host + port, parts.path, parts.query, parts.fragment))
