"""Three-valued conditions (Kleene): True, False, or None when the facts do not decide."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from .clauses import Clause
from .facts import Facts
from .phrases import listed

type Truth = bool | None


class Condition(Protocol):
    def evaluate(self, facts: Facts) -> Truth:
        """Whether the condition holds; None when a missing fact could change the answer."""

    def blame(self, facts: Facts) -> Iterator[Clause]:
        """The clauses that keep this condition from holding: the first false one, or every undecided one."""

    def words(self) -> str:
        """The condition in French."""


@dataclass(frozen=True, slots=True)
class AllOf:
    parts: Sequence[Condition]
    label: str = ""

    def evaluate(self, facts: Facts) -> Truth:
        return self.weigh(facts)[0]

    def weigh(self, facts: Facts) -> tuple[Truth, int]:
        """The truth, and how many parts come before the first false one."""
        result: Truth = True
        for place, part in enumerate(self.parts):
            truth = part.evaluate(facts)
            if truth is False:
                return False, place
            if truth is None:
                result = None
        return result, len(self.parts)

    def blame(self, facts: Facts) -> Iterator[Clause]:
        return _blame(self, self.parts, facts)

    def words(self) -> str:
        return self.label or ", ".join(part.words() for part in self.parts)


@dataclass(frozen=True, slots=True)
class AnyOf:
    parts: Sequence[Condition]

    def evaluate(self, facts: Facts) -> Truth:
        result: Truth = False
        for part in self.parts:
            truth = part.evaluate(facts)
            if truth:
                return True
            if truth is None:
                result = None
        return result

    def blame(self, facts: Facts) -> Iterator[Clause]:
        return _blame(self, self.parts, facts)

    def words(self) -> str:
        return listed([_grouped(part) for part in self.parts])


@dataclass(frozen=True, slots=True)
class Not:
    part: Condition

    def evaluate(self, facts: Facts) -> Truth:
        truth = self.part.evaluate(facts)
        return None if truth is None else not truth

    def blame(self, facts: Facts) -> Iterator[Clause]:
        return self.part.blame(facts)

    def words(self) -> str:
        return f"hors {self.part.words()}"


def _grouped(part: Condition) -> str:
    return f"({part.words()})" if isinstance(part, AllOf) and not part.label else part.words()


def _blame(whole: Condition, parts: Sequence[Condition], facts: Facts) -> Iterator[Clause]:
    truth = whole.evaluate(facts)
    guilty = (part for part in parts if part.evaluate(facts) is truth)
    if truth is None:
        for part in guilty:
            yield from part.blame(facts)
    elif truth is False:
        yield from next(guilty).blame(facts)
