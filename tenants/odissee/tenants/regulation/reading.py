"""The rows of the data folder, read and checked once: a misspelt fact or value never reaches a judgement."""

import tomllib
from datetime import date
from functools import cache
from typing import Any

from .clauses import OPERATORS, Clause, Operand
from .conditions import AllOf, AnyOf, Condition, Not
from .errors import MisshapenRule
from .facts_catalogue import DATA, fact_kinds
from .rule import Rule, Status, Verdict


@cache
def bundled_rules() -> tuple[Rule, ...]:
    """Every row of `data/rules/*.toml`, in force or not."""
    files = [_load(file) for file in sorted((DATA / "rules").glob("*.toml"))]
    rules = [_rule(row, file["read_on"]) for file in files for row in file["rule"]]
    if len({rule.key for rule in rules}) != len(rules):
        raise MisshapenRule("two rules bear the same key")
    return tuple(rules)


def _load(file: Any) -> dict[str, Any]:
    with file.open("rb") as opened:
        return tomllib.load(opened)


def _rule(row: dict[str, Any], read_on: date) -> Rule:
    status = Status(row["status"])
    if status is Status.TO_VERIFY and not row.get("question"):
        raise MisshapenRule(f"{row['key']}: a rule to verify asks a question")
    return Rule(
        key=row["key"],
        diagnostic=row["diagnostic"],
        title=row["title"],
        verdict=Verdict(row.get("verdict", "required")),
        when=AllOf([read_condition(item) for item in row["when"]]),
        detail=AllOf([read_condition(item) for item in row.get("detail", [])]),
        why=row["why"],
        question=row.get("question", ""),
        source=row["source"],
        status=status,
        read_on=read_on if status is Status.VERIFIED else None,
        valid_from=row.get("valid_from"),
        valid_to=row.get("valid_to"),
        stands_if_unknown=row.get("if_unknown") == "stands",
    )


def read_condition(item: Any) -> Condition:
    """A clause as a string, the name of a shared condition, or a table `any`, `all`, `not`."""
    if isinstance(item, str):
        return _clause(item) if " " in item else _named(item)
    ((word, inner),) = item.items()
    if word == "not":
        return Not(read_condition(inner))
    parts = [read_condition(part) for part in inner]
    return AnyOf(parts) if word == "any" else AllOf(parts)


@cache
def _named(name: str) -> Condition:
    row = _load(DATA / "conditions.toml")["condition"].get(name)
    if row is None:
        raise MisshapenRule(f"no condition is called {name}")
    return AllOf([read_condition(item) for item in row["when"]], row["label"])


def _clause(text: str) -> Clause:
    fact, operator, *operands = text.split()
    kind = fact_kinds().get(fact)
    if kind is None or operator not in OPERATORS or not operands:
        raise MisshapenRule(text)
    if operator in ("in", "=", "has") and kind.values and not set(operands) <= set(kind.values):
        raise MisshapenRule(f"{text}: {fact} knows {sorted(kind.values)}")
    return Clause(fact, operator, tuple(_operand(operand) for operand in operands))


def _operand(text: str) -> Operand:
    if text[:1].isdigit():
        return date.fromisoformat(text) if "-" in text else float(text)
    return text
