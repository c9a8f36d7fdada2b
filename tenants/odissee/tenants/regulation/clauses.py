"""The atoms of a condition: `permit < 1997-07-01`, `letter in F G`, `gas_installation older 15`."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from .context import Installation
from .errors import MisshapenRule
from .facts import Facts, Value
from .facts_catalogue import fact_kinds
from .period import Period, add_months, french_date

type Operand = str | float | date
type Operator = Callable[[Value, tuple[Operand, ...], date], bool | None]


@dataclass(frozen=True, slots=True)
class Clause:
    fact: str
    operator: str
    operands: tuple[Operand, ...]

    def evaluate(self, facts: Facts) -> bool | None:
        value = facts.values.get(self.fact)
        return None if value is None else OPERATORS[self.operator](value, self.operands, facts.on_date)

    def blame(self, facts: Facts) -> Iterator["Clause"]:
        yield self

    def words(self) -> str:
        kind = fact_kinds()[self.fact]
        choices = " ou ".join(
            kind.values.get(str(operand), _operand_words(operand)) for operand in self.operands
        )
        if self.operator in ("in", "=", "has"):
            return choices if self.fact in _SAID_BY_VALUE else f"{kind.label}\u00a0: {choices}"
        return f"{kind.label} {_COMPARED[self.operator].format(choices)}"


# « Maison ou appartement » needs no « type de bien : » before it.
_SAID_BY_VALUE = frozenset({"transaction", "property", "use", "overseas", "mono_ownership", "co_owned"})
_COMPARED = {
    "<": "avant {}",
    ">": "de plus de {}",
    "older": "de plus de {}\u00a0ans",
}


def _operand_words(operand: Operand) -> str:
    if isinstance(operand, date):
        return f"le {french_date(operand)}"
    return f"{operand:g}".replace(".", ",") if isinstance(operand, float) else operand


def _one_of(value: Value, operands: tuple[Operand, ...], on: date) -> bool:
    if isinstance(value, bool):
        value = "yes" if value else "no"
    return value in operands


def _below(value: Value, operands: tuple[Operand, ...], on: date) -> bool | None:
    limit = operands[0]
    if isinstance(value, Period) and isinstance(limit, date):
        return _period_before(value, limit)
    return _number(value) < _number(limit)


def _above(value: Value, operands: tuple[Operand, ...], on: date) -> bool:
    return _number(value) > _number(operands[0])


def _number(value: object) -> float:
    if isinstance(value, int | float):
        return float(value)
    raise MisshapenRule(f"{value!r} is not a number")


def _period_before(period: Period, limit: date) -> bool | None:
    if period.latest and period.latest < limit:
        return True
    if period.earliest and period.earliest >= limit:
        return False
    return None


def _older(value: Value, operands: tuple[Operand, ...], on: date) -> bool | None:
    """More than n years on that day: the anniversary itself is not more; 29 February counts as 28."""
    if isinstance(value, Installation):
        return value is Installation.OLD
    if not isinstance(value, Period):
        raise MisshapenRule(f"{value!r} has no age")
    return _aged(value, int(_number(operands[0])) * 12, on)


def _aged(period: Period, months: int, on: date) -> bool | None:
    if period.latest and _anniversary(period.latest, months) < on:
        return True
    if period.earliest and _anniversary(period.earliest, months) >= on:
        return False
    return None


def _anniversary(on: date, months: int) -> date:
    return add_months(on, months) if on.year + months // 12 < date.max.year else date.max


def _has(value: Value, operands: tuple[Operand, ...], on: date) -> bool:
    return isinstance(value, frozenset) and not value.isdisjoint(map(str, operands))


OPERATORS: dict[str, Operator] = {
    "in": _one_of,
    "=": _one_of,
    "has": _has,
    "<": _below,
    ">": _above,
    "older": _older,
}
