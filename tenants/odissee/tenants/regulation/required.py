from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from zoneinfo import ZoneInfo

from .catalogue import catalogue
from .conditions import AllOf, Truth
from .context import Context
from .facts import Facts, Words, facts_of
from .period import french_date
from .phrases import raised
from .refusals import refusal
from .rule import Override, Rule, Status, Verdict
from .rulebook import RuleBook

_PARIS = ZoneInfo("Europe/Paris")


@dataclass(frozen=True, slots=True)
class Requirement:
    """Whether a diagnostic must be in this file, and why. `questions` are what to ask when it is to check.

    `rule_key` is None when no rule is in force; `decision` is the company's own, where one decided.
    """

    diagnostic: str
    verdict: Verdict
    why: str
    source: str
    status: Status
    questions: tuple[str, ...] = ()
    rule_key: str | None = None
    decision: Override | None = None


class Vote(NamedTuple):
    """What one rule says of one context: a verdict, or None when it has nothing to say.

    `held`: how many parts of its condition come before the first false one.
    """

    rule: Rule
    condition: AllOf
    truth: Truth
    held: int
    verdict: Verdict | None
    decision: Override | None


def required(context: Context, on_date: date, rules: RuleBook) -> list[Requirement]:
    """One requirement per diagnostic of the catalogue, for a file dated `on_date`. Pure.

    A fact that is unknown or contradictory gives « to check », never « not required ».
    """
    facts = facts_of(context, on_date)
    found = []
    for code in catalogue():
        requirement = judge(code, rules, facts)
        if requirement.verdict is not Verdict.TO_CHECK:
            facts.values[f"needs_{code}"] = requirement.verdict is Verdict.REQUIRED
        found.append(requirement)
    return found


def judge(code: str, rules: RuleBook, facts: Facts) -> Requirement:
    """Obligations first; then what exempts from the strongest of them; a doubt on either side is to check."""
    votes = [
        _vote(rule, rules.overrides.get(rule.key), facts) for rule in rules.concerning(code, facts.on_date)
    ]
    duties = [vote for vote in votes if not vote.rule.exempts]
    duty = _first(duties, Verdict.REQUIRED) or _first(duties, Verdict.TO_CHECK)
    if duty is None:
        return _not_required(code, duties, facts)
    exemptions = [vote for vote in votes if vote.rule.exempts]
    deciding = _first(exemptions, Verdict.NOT_REQUIRED) or _first(exemptions, Verdict.TO_CHECK) or duty
    if duty.verdict is Verdict.TO_CHECK and deciding.verdict is Verdict.TO_CHECK:
        deciding = duty
    return _spoken(code, _with_decision(deciding, votes), facts)


def _with_decision(vote: Vote, votes: Sequence[Vote]) -> Vote:
    """A verdict that stands because the company set another rule aside says so too."""
    aside = next((other for other in votes if other.decision and other.verdict is None and other.truth), None)
    return vote._replace(decision=vote.decision or aside.decision) if aside else vote


def _first(votes: Sequence[Vote], verdict: Verdict) -> Vote | None:
    return next((vote for vote in votes if vote.verdict is verdict), None)


def _vote(rule: Rule, decision: Override | None, facts: Facts) -> Vote:
    settled = decision if decision and decision.verdict is not Verdict.TO_CHECK else None
    condition = rule.in_detail if settled else rule.when
    truth, held = condition.weigh(facts)
    return Vote(rule, condition, truth, held, _verdict(rule, truth, settled), settled)


def _verdict(rule: Rule, truth: Truth, decision: Override | None) -> Verdict | None:
    if truth is False or _set_aside(rule, decision):
        return None
    if truth is None:
        return None if rule.stands_if_unknown and not decision else Verdict.TO_CHECK
    return rule.verdict if rule.verified or decision else Verdict.TO_CHECK


def _set_aside(rule: Rule, decision: Override | None) -> bool:
    """The company said the contrary of what the rule says: the rule has no effect on its files."""
    return decision is not None and decision.verdict is not rule.verdict


def _spoken(code: str, vote: Vote, facts: Facts) -> Requirement:
    rule, verdict = vote.rule, vote.verdict or Verdict.TO_CHECK
    doubts = (
        list(dict.fromkeys(clause.fact for clause in vote.condition.blame(facts)))
        if vote.truth is None
        else []
    )
    questions = [facts.question(fact) for fact in doubts]
    if verdict is Verdict.TO_CHECK and not doubts:
        questions = [rule.question]
    why = _doubt_words(doubts, facts) if doubts else raised(rule.why.format_map(Words(facts)))
    return _requirement(code, verdict, why, vote, tuple(dict.fromkeys(questions)))


def _doubt_words(doubts: Sequence[str], facts: Facts) -> str:
    if facts.contradictory and "permit" not in facts.values:
        return "Les dates du permis et de la construction se contredisent"
    return raised(f"à préciser\u00a0: {', '.join(facts.doubt(fact) for fact in doubts)}")


def _not_required(code: str, duties: Sequence[Vote], facts: Facts) -> Requirement:
    if not duties:
        why = "Aucune règle en vigueur à cette date"
        return Requirement(code, Verdict.NOT_REQUIRED, why, "Règles datées du logiciel", Status.VERIFIED)
    aside = next((vote for vote in duties if vote.truth is not False), None)
    if aside:
        return _requirement(code, Verdict.NOT_REQUIRED, raised(aside.rule.title), aside)
    # The rule of which the most held explains best.
    furthest = max(vote.held for vote in duties)
    nearest = [vote for vote in duties if vote.held == furthest]
    why = refusal([vote.condition.parts[furthest] for vote in nearest], facts)
    return _requirement(code, Verdict.NOT_REQUIRED, why, nearest[0])


def _requirement(
    code: str, verdict: Verdict, why: str, vote: Vote, questions: tuple[str, ...] = ()
) -> Requirement:
    decision = vote.decision
    if decision:
        on = french_date(decision.decided_at.astimezone(_PARIS).date())
        why = f"{why}. Décidé par {decision.decided_by} le {on}\u00a0: {decision.reason}"
    rule = vote.rule
    return Requirement(code, verdict, why, rule.source, rule.status, questions, rule.key, decision)
