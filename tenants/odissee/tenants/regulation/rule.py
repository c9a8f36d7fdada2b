from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from .conditions import AllOf
from .phrases import raised


class Verdict(StrEnum):
    REQUIRED = "required"
    NOT_REQUIRED = "not_required"
    TO_CHECK = "to_check"


class Status(StrEnum):
    """`VERIFIED`: its source was read. `TO_VERIFY`: it was not, so it never decides alone."""

    VERIFIED = "verified"
    TO_VERIFY = "to_verify"


@dataclass(frozen=True, slots=True)
class Rule:
    """One dated row: when `when` holds, `diagnostic` is required, or (an exemption) not required.

    `valid_from` None: the start is older than any file and its day was not noted. `detail` narrows a rule to verify
    once a company has settled it. `read_on`: the day on which the source was read, None when it was not. `stands_if_unknown`: an unsure exemption whose facts are unknown changes nothing.
    """

    key: str
    diagnostic: str
    title: str
    verdict: Verdict
    when: AllOf
    detail: AllOf
    why: str
    question: str
    source: str
    status: Status
    valid_from: date | None
    valid_to: date | None
    read_on: date | None = None
    stands_if_unknown: bool = False

    @property
    def exempts(self) -> bool:
        return self.verdict is Verdict.NOT_REQUIRED

    @property
    def verified(self) -> bool:
        return self.status is Status.VERIFIED

    def in_force(self, on_date: date) -> bool:
        return (self.valid_from or date.min) <= on_date <= (self.valid_to or date.max)

    @property
    def in_detail(self) -> AllOf:
        """The condition with its detail, as a company's decision makes it apply."""
        return AllOf([*self.when.parts, *self.detail.parts])

    @property
    def condition_words(self) -> str:
        """The condition in French, for the page « Réglementation »."""
        text = ", ".join(words for words in (self.when.words(), self.detail.words()) if words)
        return raised(text)


@dataclass(frozen=True, slots=True)
class Override:
    """A company's own answer to a rule to verify.

    REQUIRED: apply the rule as it is written. NOT_REQUIRED: what the rule describes is never required here.
    TO_CHECK: keep asking. `decided_at` is an aware instant.
    """

    rule_key: str
    verdict: Verdict
    reason: str
    decided_by: str
    decided_at: datetime
