"""A company's sending domain: chosen, published by its registrar, verified, and only then used."""

import re
from dataclasses import asdict
from typing import Any

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.errors import NotFound, OdisseeError
from odissee.platform.fields import FieldError
from odissee.platform.journal import Entry, record
from odissee.platform.mail.dns_checks import Finding, Txt, check_domain
from odissee.platform.mail.keys import new_key, seal
from odissee.platform.settings import settings

NAME = re.compile(r"(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{1,62}")
LOCAL = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?")
SELECTOR = "odissee"
SHARED = frozenset(
    {"gmail.com", "orange.fr", "wanadoo.fr", "free.fr", "sfr.fr", "laposte.net", "yahoo.fr", "hotmail.fr",
     "hotmail.com", "outlook.fr", "outlook.com", "icloud.com", "yahoo.com", "live.fr"}
)  # fmt: skip


def parse_domain(raw: str) -> str:
    """« durand-diagnostics.fr » from what was pasted, an address or a web page included; ASCII (IDNA)."""
    name = (
        re.sub(r"^(?:https?://)?(?:www\.)?", "", raw.strip().lower()).split("/")[0].split("@")[-1].rstrip(".")
    )
    try:
        name = name.encode("idna").decode() if not name.isascii() else name
    except UnicodeError:
        name = ""
    if not NAME.fullmatch(name):
        raise DomainRefused("Ce domaine n’est pas complet. Écrivez-le comme « durand-diagnostics.fr ».")
    if name in SHARED:
        raise DomainRefused("Ce domaine appartient à votre messagerie, pas à votre société. Donnez le vôtre.")
    return name


def parse_local_part(raw: str) -> str:
    """What stands before « @ »."""
    text = raw.strip().lower().split("@")[0]
    if not LOCAL.fullmatch(text):
        raise DomainRefused("Écrivez des lettres sans accent, des chiffres, un point ou un tiret.")
    return text


class DomainRefused(FieldError):
    """What was typed cannot be a sending address; the sentence says why."""

    def __init__(self, sentence: str) -> None:
        OdisseeError.__init__(self, sentence)
        self.key, self.values = "", {}


async def domain_of(tx: TenantTransaction) -> Any | None:
    """The row, or None."""
    return await tx.fetchrow("select * from sending_domain")


async def choose_domain(tx: TenantTransaction, domain: str, local_part: str) -> Entry:
    """Choose or change; another domain gets a new key and waits for its verification."""
    now = await domain_of(tx)
    if now is not None and now["domain"] == domain:
        await tx.execute("update sending_domain set local_part = $1", local_part)
    else:
        private, public = new_key()
        await tx.execute(
            """insert into sending_domain (domain, local_part, selector, public_key, private_key) values ($1, $2, $3, $4, $5)
               on conflict (tenant_id) do update set domain = $1, local_part = $2, selector = $3, public_key = $4,
                 private_key = $5, checked_at = null, findings = '[]', verified_at = null""",
            domain, local_part, SELECTOR, public, seal("dkim", tx.tenant, private),
        )  # fmt: skip
    before = {"address": f"{now['local_part']}@{now['domain']}"} if now else None
    return record(
        tx,
        "sending_domain",
        tx.tenant,
        "sending_domain.chosen",
        before=before,
        after={"address": f"{local_part}@{domain}"},
    )


async def verify_domain(tx: TenantTransaction, txt: Txt) -> list[Finding]:
    """Look at the DNS now; a domain that no longer says what it must is no longer used. Raises `NotFound`."""
    row = await domain_of(tx)
    if row is None:
        raise NotFound
    found = await check_domain(row["domain"], row["selector"], row["public_key"], settings().base_host, txt)
    good = all(finding.good for finding in found if finding.required)
    now = clock.now()
    await tx.execute(
        "update sending_domain set checked_at = $1, findings = $2, verified_at = $3",
        now, [asdict(finding) for finding in found], (row["verified_at"] or now) if good else None,
    )  # fmt: skip
    if good != (row["verified_at"] is not None):
        verb = "sending_domain.verified" if good else "sending_domain.lost"
        record(tx, "sending_domain", tx.tenant, verb, after={"domain": row["domain"]})
    return found


async def remove_domain(tx: TenantTransaction) -> None:
    """Back to the installation's own address; the key is destroyed."""
    row = await tx.fetchrow("delete from sending_domain returning domain")
    if row is not None:
        record(tx, "sending_domain", tx.tenant, "sending_domain.removed", before={"domain": row["domain"]})
