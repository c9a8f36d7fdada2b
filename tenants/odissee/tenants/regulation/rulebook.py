from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

from .errors import UnknownRule, VerifiedRule
from .reading import bundled_rules
from .rule import Override, Rule


@dataclass(frozen=True, slots=True)
class RuleBook:
    """The dated rules, with what one company decided on those to verify. Immutable."""

    rules: Sequence[Rule]
    overrides: Mapping[str, Override] = field(default_factory=dict)
    _by_diagnostic: dict[str, list[Rule]] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        for rule in self.rules:
            self._by_diagnostic.setdefault(rule.diagnostic, []).append(rule)

    @classmethod
    def bundled(cls) -> "RuleBook":
        """The rules that ship with the product, without any company's decision."""
        return _bundled()

    def with_overrides(self, overrides: Iterable[Override]) -> "RuleBook":
        """A book where these decisions hold too; raises UnknownRule, or VerifiedRule for a rule whose source was read."""
        rules = {rule.key: rule for rule in self.rules}
        added = {override.rule_key: override for override in overrides}
        for key in added:
            if key not in rules:
                raise UnknownRule(key)
            if rules[key].verified:
                raise VerifiedRule(key)
        return replace(self, overrides={**self.overrides, **added})

    def concerning(self, diagnostic: str, on_date: date) -> list[Rule]:
        """The rules on one diagnostic that are in force on a day."""
        return [rule for rule in self._by_diagnostic.get(diagnostic, ()) if rule.in_force(on_date)]

    def changes(self, after: date, until: date) -> list[tuple[date, Rule]]:
        """Rules that start or stop applying in `]after, until]`, with the first day of the new state, in order."""
        days = [(rule.valid_from, rule) for rule in self.rules if rule.valid_from]
        days += [
            (date.fromordinal(rule.valid_to.toordinal() + 1), rule) for rule in self.rules if rule.valid_to
        ]
        return sorted(
            ((day, rule) for day, rule in days if after < day <= until),
            key=lambda pair: (pair[0], pair[1].key),
        )


@cache
def _bundled() -> RuleBook:
    return RuleBook(bundled_rules())


def all_rows() -> Sequence[Rule]:
    """Every bundled row, past and future ones included, for the page « Réglementation »."""
    return RuleBook.bundled().rules
