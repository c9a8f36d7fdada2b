"""What a company chose for its reports: how a hand-over is acknowledged, and whether payment opens them."""

from dataclasses import asdict, dataclass
from typing import Literal

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.journal import record

Method = Literal["mail", "sms", "ip"]
METHODS: dict[str, str] = {"ip": "Adresse IP", "mail": "Lien par mail", "sms": "Code par SMS"}
LOCKS: dict[str, str] = {"never": "Ne rien bloquer d’office", "payment": "Bloquer jusqu’au paiement"}
KEY = "reports"
ASBESTOS = ("ASBESTOS", "DAPP", "DTA", "RAAT", "DEMO_ASBESTOS")


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """`asbestos` is apart: its hand-over asks for an acknowledgement (R.1334-29-7 CSP), by code for want of a letter."""

    acknowledge: str = "ip"
    asbestos: str = "sms"
    lock: str = "never"

    def method(self, kind: str, own: str | None) -> str:
        """The method of one report: its own, or the company's."""
        return own or (self.asbestos if kind in ASBESTOS else self.acknowledge)


async def options_of(tx: TenantTransaction) -> ReportOptions:
    """As they stand now."""
    value = await tx.fetchval(
        "select value from setting where key = $1 and valid_from <= $2 order by valid_from desc limit 1",
        KEY, clock.now(),
    )  # fmt: skip
    known = {name: value[name] for name in ("acknowledge", "asbestos", "lock") if name in (value or {})}
    return ReportOptions(**known)


async def choose(tx: TenantTransaction, options: ReportOptions) -> None:
    """Keep a new choice beside the older ones."""
    before = await options_of(tx)
    await tx.execute(
        "insert into setting (key, value, valid_from) values ($1, $2, $3)", KEY, asdict(options), clock.now()
    )
    record(tx, "setting", tx.tenant, "reports.options", before=asdict(before), after=asdict(options))
