import re

from odissee.platform.fields.errors import FieldError
from odissee.platform.fields.text import parse_text
from odissee.platform.french import fold

RESERVED = frozenset(
    [
        "www",
        "api",
        "app",
        "admin",
        "mail",
        "smtp",
        "imap",
        "ftp",
        "ns1",
        "ns2",
        "dns",
        "status",
        "aide",
        "help",
        "support",
        "blog",
        "docs",
        "demo",
        "test",
        "dev",
        "staging",
        "static",
        "assets",
        "cdn",
        "auth",
        "login",
        "sso",
        "compte",
        "odissee",
        "root",
        "webmail",
        "autodiscover",
        "autoconfig",
    ]
)


def parse_subdomain(raw: str) -> str:
    """The company's word before the domain: « Durand & fils » becomes « durand-fils », 3 to 40 characters."""
    text = re.sub(r"^https?://|\.odissee\.fr/?$", "", parse_text(raw, maximum=100), flags=re.IGNORECASE)
    label = re.sub(r"[\s&_]+", "-", fold(text)).strip("-")
    if not re.fullmatch(r"[a-z0-9](?:[a-z0-9-]{1,38})[a-z0-9]", label) or "xn--" in text.lower():
        raise FieldError("error.subdomain")
    if label in RESERVED:
        raise FieldError("error.subdomain_reserved", subdomain=label)
    return label
