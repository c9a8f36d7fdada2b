"""What a domain publishes, against what it must: SPF, DKIM and DMARC, said in French."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import dns.asyncresolver
import dns.exception
import dns.resolver

from odissee.platform.errors import OutsideFailure

Txt = Callable[[str], Awaitable[list[str]]]
"""Host name → its TXT records; an absent name has none. Raises `DnsAway`."""


class DnsAway(OutsideFailure):
    """No answer: nothing is known, nothing changes."""

    title = "Le service de noms ne répond pas. Réessayez dans quelques minutes."


@dataclass(frozen=True, slots=True)
class Record:
    """A TXT record to publish."""

    kind: str
    host: str
    value: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found for one record; `required` ones decide whether the domain may send."""

    kind: str
    good: bool
    sentence: str
    required: bool = True


def records(domain: str, selector: str, public_key: str, base_host: str) -> list[Record]:
    """What the company asks its registrar to publish."""
    return [
        Record("SPF", domain, f"v=spf1 include:_spf.{base_host} ~all"),
        Record("DKIM", f"{selector}._domainkey.{domain}", f"v=DKIM1; k=rsa; p={public_key}"),
        Record("DMARC", f"_dmarc.{domain}", "v=DMARC1; p=none"),
    ]


async def check_domain(
    domain: str, selector: str, public_key: str, base_host: str, txt: Txt
) -> list[Finding]:
    """The three findings, in the order of `records`."""
    return [
        spf(await txt(domain), f"include:_spf.{base_host}"),
        dkim(await txt(f"{selector}._domainkey.{domain}"), public_key),
        dmarc(await txt(f"_dmarc.{domain}")),
    ]


def spf(found: list[str], include: str) -> Finding:
    """RFC 7208: exactly one record, ours included; two make both void (section 4.5)."""
    mine = [text for text in found if text.lower().split(" ")[0] == "v=spf1"]
    if not mine:
        return Finding("SPF", False, "Aucun enregistrement SPF n’est publié. Ajoutez celui du tableau.")
    if len(mine) > 1:
        return Finding("SPF", False, "Deux enregistrements SPF s’annulent. Réunissez-les en un seul.")
    if include not in mine[0].lower().split():
        return Finding(
            "SPF", False, f"Le SPF existe mais ne nous nomme pas. Ajoutez-y « {include} » avant « all »."
        )
    return Finding("SPF", True, "SPF en place.")


def dkim(found: list[str], public_key: str) -> Finding:
    """RFC 6376 3.6.1; a registrar may cut the key into pieces or add blanks."""
    keys = [_tags(text) for text in found]
    if not keys:
        return Finding("DKIM", False, "La clé DKIM n’est pas publiée. Ajoutez l’enregistrement du tableau.")
    if not any(tags.get("p", "").replace(" ", "") == public_key for tags in keys):
        return Finding(
            "DKIM", False, "Une autre clé DKIM est publiée. Remplacez sa valeur par celle du tableau."
        )
    return Finding("DKIM", True, "DKIM en place.")


def dmarc(found: list[str]) -> Finding:
    """RFC 7489: advised, since large mailboxes refuse bulk mail without it."""
    mine = [_tags(text) for text in found if text.replace(" ", "").lower().startswith("v=dmarc1")]
    if not mine:
        return Finding(
            "DMARC", False, "DMARC n’est pas publié : conseillé, les grandes messageries le demandent.", False
        )
    if len(mine) > 1 or mine[0].get("p", "").lower() not in ("none", "quarantine", "reject"):
        return Finding(
            "DMARC", False, "DMARC est mal écrit. Gardez un seul enregistrement, avec « p=none ».", False
        )
    return Finding("DMARC", True, "DMARC en place.", False)


def _tags(text: str) -> dict[str, str]:
    pairs = (part.partition("=") for part in text.split(";"))
    return {name.strip().lower(): value.strip() for name, _, value in pairs if name.strip()}


async def look_up(host: str) -> list[str]:
    """The TXT records of a name, by the machine's resolver."""
    try:
        answer = await dns.asyncresolver.resolve(host, "TXT", lifetime=5)
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
        return []
    except dns.exception.DNSException as error:
        raise DnsAway from error
    return [b"".join(record.strings).decode("utf-8", "replace") for record in answer]
