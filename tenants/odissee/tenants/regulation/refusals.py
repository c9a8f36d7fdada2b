"""Why a diagnostic is not required: the fact that rules it out, in a few words."""

from collections.abc import Sequence

from .clauses import Clause
from .conditions import Condition
from .context import Installation
from .facts import Facts
from .facts_catalogue import fact_kinds
from .phrases import listed, lowered


def refusal(conditions: Sequence[Condition], facts: Facts) -> str:
    """The words of the false conditions that came nearest to asking for the diagnostic: « Construction de 1998, pas avant 1949 »."""
    first = next(conditions[0].blame(facts))
    said = facts.words(first.fact)
    if first.fact in _UNFORESEEN:
        return f"Non prévu pour {_UNFORESEEN[first.fact]}\u00a0: {lowered(said)}"
    clauses = [clause for condition in conditions for clause in condition.blame(facts)]
    return said + _limit(first, [clause for clause in clauses if clause.fact == first.fact], facts)


_UNFORESEEN = {"transaction": "cette opération", "property": "ce type de bien"}


def _limit(first: Clause, clauses: Sequence[Clause], facts: Facts) -> str:
    if first.operator == "before":
        return f", pas avant {first.choices()}"
    if first.operator == "older":
        absent = facts.values.get(first.fact) is Installation.ABSENT
        return "" if absent else f", pas plus de {first.choices()}\u00a0ans"
    if first.fact == "letter":
        letters = sorted({str(letter) for clause in clauses for letter in clause.operands})
        return f", la règle vise {listed(letters)}"
    if fact_kinds()[first.fact].values:
        return ""
    # Of several thresholds in force, the one that is nearest to being crossed.
    nearest = min(clauses, key=lambda clause: abs(_gap(clause, facts)))
    return f", la règle vise {nearest.words()}"


def _gap(clause: Clause, facts: Facts) -> float:
    value, limit = facts.values.get(clause.fact), clause.operands[0]
    return float(value) - limit if isinstance(value, int | float) and isinstance(limit, float) else 0.0
