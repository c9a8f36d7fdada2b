"""Whether the company relies on the exception for services like those it already sold (art. L.34-5 CPCE)."""

from dataclasses import asdict, dataclass

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.journal import Entry, record

KEY = "consent"
NEWEST = "select value from setting where key = $1 and valid_from <= $2 order by valid_from desc limit 1"


@dataclass(frozen=True, slots=True)
class ConsentOptions:
    """Off at first: the exception is to be checked by the company's own counsel."""

    similar: bool = False


async def consent_options(tx: TenantTransaction) -> ConsentOptions:
    """As they stand now."""
    value = await tx.fetchval(NEWEST, KEY, clock.now()) or {}
    return ConsentOptions(bool(value.get("similar")))


async def relying_on_similar(tx: TenantTransaction, similar: bool) -> Entry | None:
    """Keep the choice beside the older ones; None when it is the same."""
    before, after = await consent_options(tx), ConsentOptions(similar)
    if before == after:
        return None
    await tx.execute(
        "insert into setting (key, value, valid_from) values ($1, $2, $3)", KEY, asdict(after), clock.now()
    )
    return record(tx, "setting", tx.tenant, "consent.options", before=asdict(before), after=asdict(after))
