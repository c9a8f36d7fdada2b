import re

from email_validator import EmailNotValidError, validate_email

from odissee.platform.fields.errors import FieldError
from odissee.platform.fields.text import parse_text

_WRAPPED = re.compile(r"^(?:mailto:|.*<)\s*|>\s*$|[.;,\s]+$", re.IGNORECASE)
_SEVERAL = re.compile(r"@[^@]*[\s;,/][^@]*@")

_TYPOS = {
    "gmail.com": ("gmial.com", "gmai.com", "gamil.com", "gmail.co", "gmail.cm", "gmal.com", "gmaill.com",
                  "gmail.fr", "gnail.com", "g-mail.com"),
    "orange.fr": ("orange.com.fr", "ornage.fr", "orang.fr", "oragne.fr", "orange.ft", "orange.r"),
    "wanadoo.fr": ("wanado.fr", "wandoo.fr", "wanadoo.com", "wannadoo.fr", "wanadou.fr"),
    "hotmail.com": ("hotmial.com", "hotmai.com", "hotmal.com", "hotmail.co", "hotmil.com"),
    "hotmail.fr": ("hotmial.fr", "hotmai.fr", "hotmal.fr"),
    "outlook.fr": ("outlok.fr", "outloo.fr", "oulook.fr"),
    "outlook.com": ("outlok.com", "outloo.com", "oulook.com"),
    "yahoo.fr": ("yaho.fr", "yahou.fr", "yhaoo.fr", "yahho.fr"),
    "laposte.net": ("laposte.fr.net", "lapost.net", "laposte.ne", "la-poste.net", "laposte.com"),
    "free.fr": ("fre.fr", "freee.fr", "free.com.fr"),
    "sfr.fr": ("srf.fr", "sffr.fr"),
    "icloud.com": ("iclou.com", "icloud.fr", "icoud.com"),
}  # fmt: skip
_MEANT = {typo: domain for domain, typos in _TYPOS.items() for typo in typos}
_ENDINGS = {"con": "com", "cmo": "com", "comm": "com", "vom": "com", "frr": "fr", "ffr": "fr"}
"""Endings that no registry has, so that refusing them wrongs nobody."""


def parse_email(raw: str) -> str:
    """One address in lower case, its domain in ASCII (IDNA); « Claire <c@x.fr> » and « mailto: » are unwrapped.

    Accents before « @ » are kept, never dropped: `email_warning` speaks of them. The address is not
    tried: it may still not exist.
    """
    text = parse_text(raw, maximum=400)
    if _SEVERAL.search(text):
        raise FieldError("error.email_several")
    text = _WRAPPED.sub("", _WRAPPED.sub("", text)).replace(" ", "")
    try:
        found = validate_email(text, check_deliverability=False)
    except EmailNotValidError:
        raise FieldError("error.email") from None
    domain = (found.ascii_domain or found.domain).lower()
    _refuse_typo(found.local_part, domain)
    return f"{found.local_part.lower()}@{domain}"


def _refuse_typo(local: str, domain: str) -> None:
    name, _, ending = domain.rpartition(".")
    meant = f"{name}.{_ENDINGS[ending]}" if ending in _ENDINGS else domain
    meant = _MEANT.get(meant, meant)
    if meant != domain:
        raise FieldError("error.email_typo", suggestion=f"{local.lower()}@{meant}")


def email_warning(address: str) -> str | None:
    """What to say of an address that is valid yet may not be delivered; None when there is nothing to say."""
    return None if address.isascii() else str(FieldError("error.email_accents"))
