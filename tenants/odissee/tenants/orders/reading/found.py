"""What a reading is made of."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that the text says. `doubt` says why a person must look: then `value` is only a proposal.

    Of two values in the same message the greater `weight` wins; two of equal weight contradict each other.
    """

    field: str
    value: Any
    start: int
    end: int
    why: str
    weight: int = 10
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A field as read. `value` is None when it is to check: nothing is then filled, `doubt` and `words` are shown."""

    field: str
    value: Any
    words: str
    span: tuple[int, int]
    why: str
    doubt: str = ""
    choices: tuple[str, ...] = ()

    @property
    def sure(self) -> bool:
        return not self.doubt


@dataclass(slots=True)
class MessageRead:
    """A message understood: `kind` is order, cancellation or other; no order is made of the two last.

    `shared` holds for every property; `properties` has one entry a property, most often one.
    `question` asks a person what could not be told apart; `remainder` is what no reading used.
    """

    text: str
    kind: str = "order"
    kind_words: str = ""
    shared: dict[str, Reading] = field(default_factory=dict)
    properties: list[dict[str, Reading]] = field(default_factory=list)
    question: str = ""
    remainder: list[str] = field(default_factory=list)

    def of(self, number: int) -> dict[str, Reading]:
        """Every reading of one property, with those of the whole message; a property's own wins."""
        return {**self.shared, **self.properties[number]}
