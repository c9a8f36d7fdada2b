"""The atoms of a condition: `permit before 1997-07-01`, `letter in F G`, `gas_installation older 15`."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from .context import Installation
from .errors import MisshapenRule
from .facts import Facts, Value
from .facts_catalogue import fact_kinds
from .period import Period, add_months, french_date
from .phrases import french_number, listed, lowered

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
        """« permis de construire d’avant le 1er juillet 1997 », « plus de 200 lots », « classe F ou G au DPE »."""
        kind = fact_kinds()[self.fact]
        if self.operands == ("yes",) and not kind.alone:
            return kind.label
        text = _COMPARED.get(self.operator, "{}").format(self.choices())
        return text if kind.alone or not kind.said else lowered(kind.said.replace("{}", text))

    def choices(self) -> str:
        values = fact_kinds()[self.fact].values
        return listed([values.get(str(operand), _operand_words(operand)) for operand in self.operands])


_COMPARED = {"before": "d’avant {}", "<": "moins de {}", ">": "plus de {}", "older": "de plus de {}\u00a0ans"}


def _operand_words(operand: Operand) -> str:
    if isinstance(operand, date):
        return f"le {french_date(operand)}"
    return french_number(operand) if isinstance(operand, float) else operand


def _one_of(value: Value, operands: tuple[Operand, ...], on: date) -> bool:
    if isinstance(value, bool):
        value = "yes" if value else "no"
    return value in operands


def _below(value: Value, operands: tuple[Operand, ...], on: date) -> bool:
    return _number(value) < _number(operands[0])


def _above(value: Value, operands: tuple[Operand, ...], on: date) -> bool:
    return _number(value) > _number(operands[0])


def _number(value: object) -> float:
    if isinstance(value, int | float):
        return float(value)
    raise MisshapenRule(f"{value!r} is not a number")


def _before(value: Value, operands: tuple[Operand, ...], on: date) -> bool | None:
    limit = operands[0]
    if not isinstance(value, Period) or not isinstance(limit, date):
        raise MisshapenRule(f"{value!r} is not a date")
    if value.latest and value.latest < limit:
        return True
    if value.earliest and value.earliest >= limit:
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
    "before": _before,
    "<": _below,
    ">": _above,
    "older": _older,
}
