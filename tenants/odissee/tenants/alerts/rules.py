"""The automatic rules of a company (SET-13): dated choices, the newest counts, each change can be taken back."""

from dataclasses import asdict, dataclass, fields
from typing import Any

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.journal import Entry, NothingToUndo, record, reversible
from odissee.tenants.consent import consent_options, relying_on_similar
from odissee.tenants.quotes import CADENCE_OF, Cadence

KEY = "automatic_rules"
NEWEST = "select value from setting where key = $1 and valid_from <= $2 order by valid_from desc limit 1"
INSERT = "insert into setting (key, value, valid_from) values ($1, $2, $3)"


@dataclass(frozen=True, slots=True)
class AutomaticRules:
    """`quote_days` count from the sending, `expiry_days` back from the last day of validity."""

    reminder_d2: bool = True
    reminder_d1: bool = True
    tell_occupant: bool = True
    appointment_sms: bool = False
    quote: bool = True
    quote_days: tuple[int, int, int] = (3, 7, 15)
    quote_stop_viewed: bool = False
    expiry: bool = True
    expiry_days: tuple[int, int, int] = (60, 30, 7)
    expiry_sms: bool = False
    similar: bool = False


async def rules_of(tx: TenantTransaction) -> AutomaticRules:
    """As they stand now."""
    rules = from_json(await tx.fetchval(NEWEST, KEY, clock.now()) or {})
    similar = (await consent_options(tx)).similar
    return AutomaticRules(**{**asdict(rules), "similar": similar})


def from_json(value: dict[str, Any]) -> AutomaticRules:
    """Rules as they were stored; a rule that came later has its default."""
    names = {field.name for field in fields(AutomaticRules)}
    known: dict[str, Any] = {name: _frozen(kept) for name, kept in value.items() if name in names}
    return AutomaticRules(**known)


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


async def choose_rules(tx: TenantTransaction, rules: AutomaticRules) -> Entry | None:
    """Keep a new choice beside the older ones; None when nothing changes."""
    before = await rules_of(tx)
    if before == rules:
        return None
    await _keep(tx, rules)
    was, now = _json(before), _json(rules)
    changed = [name for name in now if was[name] != now[name]]
    return record(
        tx, "setting", tx.tenant, "rules.changed",
        before={name: was[name] for name in changed}, after={name: now[name] for name in changed},
    )  # fmt: skip


async def _keep(tx: TenantTransaction, rules: AutomaticRules) -> None:
    await tx.execute(INSERT, KEY, _json(rules), clock.now())
    await relying_on_similar(tx, rules.similar)


def _json(rules: AutomaticRules) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(rules).items()}


@reversible("rules.changed", "company.settings")
async def take_back(tx: TenantTransaction, entry: Any) -> None:
    """The rules as they were, unless they were changed again."""
    now = _json(await rules_of(tx))
    if any(now[name] != value for name, value in entry["after"].items()):
        raise NothingToUndo
    await _keep(tx, from_json(now | entry["before"]))


async def quote_cadence(tx: TenantTransaction) -> Cadence:
    """What the quotes ask: whether, when and how long their reminders leave."""
    rules = await rules_of(tx)
    return Cadence(rules.quote, rules.quote_days, rules.quote_stop_viewed)


CADENCE_OF.append(quote_cadence)
