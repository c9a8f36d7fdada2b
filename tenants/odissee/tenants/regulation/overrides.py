"""What a company decides where the law is « à vérifier »: kept with who and why, taken back at will."""

from dataclasses import dataclass
from typing import Any

from odissee.platform import clock
from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.errors import Conflict, NotFound
from odissee.platform.journal import Entry, NothingToUndo, record, reversible

from .rule import Override, Rule, Verdict
from .rulebook import RuleBook

ACTIVE = "select * from rule_override where revoked_at is null"
HISTORY = "select * from rule_override where rule_key = $1 order by created_at desc"
REVOKE = "update rule_override set revoked_at = $2 where rule_key = $1 and revoked_at is null returning id"
DECIDE = """
insert into rule_override (id, rule_key, verdict, reason, decided_by_name, created_at, created_by)
values ($1, $2, $3, $4, $5, $6, $7)"""
RESTORE = "update rule_override set revoked_at = null where id = $1"


class VerifiedStands(Conflict):
    """A rule whose source was read holds for every company."""

    title = "Cette règle est vérifiée : elle s’applique telle quelle. Signalez sa source si elle vous paraît fausse."


@dataclass(frozen=True, slots=True)
class Decision:
    """A reason is asked: whoever reads the order later must understand it."""

    verdict: Verdict
    reason: str


async def overrides_of(tx: TenantTransaction) -> dict[str, Override]:
    """The decisions in force by rule; those on a rule that has since gone, or been verified, no longer count."""
    rules = {rule.key: rule for rule in RuleBook.bundled().rules}
    found = [_override(row) for row in await tx.fetch(ACTIVE)]
    return {
        each.rule_key: each for each in found if each.rule_key in rules and not rules[each.rule_key].verified
    }


async def company_rulebook(tx: TenantTransaction) -> RuleBook:
    """The rules of law with this company's decisions: what its orders use. One query."""
    return RuleBook.bundled().with_overrides((await overrides_of(tx)).values())


def rule_named(key: str) -> Rule:
    """The bundled rule; `NotFound` when nothing bears the key."""
    rule = next((rule for rule in RuleBook.bundled().rules if rule.key == key), None)
    if rule is None:
        raise NotFound
    return rule


async def history_of(tx: TenantTransaction, key: str) -> list[Any]:
    """Every decision ever made on a rule, the last first."""
    return await tx.fetch(HISTORY, key)


async def decide(tx: TenantTransaction, key: str, decision: Decision) -> Entry:
    """Replaces the decision in force, which stays in the history; raises `VerifiedStands`."""
    if rule_named(key).verified:
        raise VerifiedStands
    actor = tx.state.get("actor")
    former = await tx.fetchval(REVOKE, key, clock.now())
    id = new_id()
    await tx.execute(
        DECIDE, id, key, decision.verdict.value, decision.reason, actor.name if actor else "Odissée", clock.now(),
        actor.membership_id if actor else None,
    )  # fmt: skip
    before = {"rule": key, "decision": str(former) if former else None}
    after = {"rule": key, "verdict": decision.verdict.value, "reason": decision.reason}
    return record(tx, "rule", id, "rule.decided", before=before, after=after)


async def take_back(tx: TenantTransaction, key: str) -> Entry:
    """The rule is « à vérifier » again; `NotFound` when nothing was decided."""
    id = await tx.fetchval(REVOKE, rule_named(key).key, clock.now())
    if id is None:
        raise NotFound
    return record(tx, "rule", id, "rule.reverted", before={"rule": key}, after={"rule": key})


@reversible("rule.decided", "catalogue.manage")
async def decision_back(tx: TenantTransaction, row: Any) -> None:
    if await tx.fetchval(REVOKE, row["before"]["rule"], clock.now()) != row["subject_id"]:
        raise NothingToUndo
    if row["before"]["decision"]:
        await tx.execute(RESTORE, row["before"]["decision"])


@reversible("rule.reverted", "catalogue.manage")
async def reversal_back(tx: TenantTransaction, row: Any) -> None:
    taken = await tx.fetchval(
        "select exists (select from rule_override where rule_key = $1 and revoked_at is null)",
        row["before"]["rule"],
    )
    if taken:
        raise NothingToUndo
    await tx.execute(RESTORE, row["subject_id"])


def _override(row: Any) -> Override:
    return Override(
        row["rule_key"], Verdict(row["verdict"]), row["reason"], row["decided_by_name"], row["created_at"]
    )
