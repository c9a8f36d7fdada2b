from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .catalogue import catalogue
from .conditions import Truth
from .context import Context
from .facts import Facts, Words, facts_of
from .rule import Override, Rule, Status, Verdict
from .rulebook import RuleBook


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


@dataclass(frozen=True, slots=True)
class Vote:
    """What one rule says of one context: a verdict, or None when it has nothing to say."""

    rule: Rule
    truth: Truth
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
    return _spoken(code, deciding, facts)


def _first(votes: Sequence[Vote], verdict: Verdict) -> Vote | None:
    return next((vote for vote in votes if vote.verdict is verdict), None)


def _vote(rule: Rule, decision: Override | None, facts: Facts) -> Vote:
    settled = decision is not None and decision.verdict is not Verdict.TO_CHECK
    truth = rule.when.evaluate(facts)
    if settled and truth is not False:
        truth = _narrowed(truth, rule.detail.evaluate(facts))
    verdict = _verdict(rule, truth, decision if settled else None)
    return Vote(rule, truth, verdict, decision if settled else None)


def _narrowed(truth: Truth, detail: Truth) -> Truth:
    return False if detail is False else truth and detail


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
        list(dict.fromkeys(clause.fact for clause in rule.when.blame(facts))) if vote.truth is None else []
    )
    questions = [facts.question(fact) for fact in doubts]
    if verdict is Verdict.TO_CHECK and not doubts:
        questions = [rule.question]
    why = _doubt_words(doubts, rule, facts) if doubts else _sentence(rule.why.format_map(Words(facts)))
    return _requirement(code, verdict, why, vote, tuple(dict.fromkeys(questions)))


def _doubt_words(doubts: Sequence[str], rule: Rule, facts: Facts) -> str:
    if facts.contradictory:
        return f"{rule.title}\u00a0: les dates du permis et de la construction se contredisent"
    return f"{rule.title}\u00a0: {', '.join(facts.label(fact) for fact in doubts)} à préciser"


def _not_required(code: str, duties: Sequence[Vote], facts: Facts) -> Requirement:
    if not duties:
        why = "Aucune règle en vigueur à cette date"
        return Requirement(code, Verdict.NOT_REQUIRED, why, "Règles datées du logiciel", Status.VERIFIED)
    vote = max(duties, key=lambda vote: (vote.truth is not False, _progress(vote.rule, facts)))
    if vote.truth is False:
        return _requirement(code, Verdict.NOT_REQUIRED, _refusal(vote.rule, facts), vote)
    return _requirement(code, Verdict.NOT_REQUIRED, _sentence(vote.rule.title), vote)


def _progress(rule: Rule, facts: Facts) -> int:
    """How many parts of the condition hold before the first false one: the rule that came nearest explains best."""
    parts = getattr(rule.when, "parts", ())
    return next((place for place, part in enumerate(parts) if part.evaluate(facts) is False), len(parts))


def _refusal(rule: Rule, facts: Facts) -> str:
    clause = next(iter(rule.when.blame(facts)), None)
    if clause is None:
        return _sentence(rule.title)
    return _sentence(f"{facts.words(clause.fact)}\u202f; la règle vise\u00a0: {clause.words()}")


def _requirement(
    code: str, verdict: Verdict, why: str, vote: Vote, questions: tuple[str, ...] = ()
) -> Requirement:
    decision = vote.decision
    if decision:
        on = f"{decision.decided_at:%d/%m/%Y}"
        why = f"{why}. Décidé par {decision.decided_by} le {on}\u00a0: {decision.reason}"
    rule = vote.rule
    return Requirement(code, verdict, why, rule.source, rule.status, questions, rule.key, decision)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
