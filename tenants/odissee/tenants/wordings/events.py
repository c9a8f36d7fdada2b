"""The events whose words a company may change: those that the product really sends or prints."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from odissee.platform.errors import NotFound
from odissee.platform.texts import Audience, Text, default_text, names_in

FAMILIES = {"mail": "Courriels", "sms": "SMS", "doc": "Documents"}
VARIANTS: dict[str, tuple[str, Audience | None]] = {
    "text": ("Tous", None),
    "consumer": ("Particuliers", "consumer"),
    "business": ("Professionnels", "business"),
}
VITAL = frozenset(
    {"code", "link", "short_link", "optout_link", "amount_sms", "quote_number", "total_incl_vat", "total_excl_vat"}
)  # fmt: skip
"""Where our text names one of these, a wording without it would be a message without a point."""


@dataclass(frozen=True, slots=True)
class Event:
    """`fixed`: cannot be switched off."""

    key: str
    label: str
    group: str
    fixed: bool = False

    @property
    def family(self) -> str:
        return self.key.split(".", 1)[0]

    @property
    def text(self) -> Text:
        return default_text(self.key)

    def variants(self) -> list[tuple[str, str]]:
        """(variant, whom it is for), in the order of the editor."""
        return [(name, VARIANTS[name][0]) for name in self.text.variants]

    def must_keep(self, variant: str) -> frozenset[str]:
        """The variables that a wording of this variant may not lose."""
        return names_in(self.text.variants[variant]) & VITAL


EVENTS = {
    key: Event(key, **entry)
    for key, entry in tomllib.loads((Path(__file__).parent / "events.toml").read_text("utf-8")).items()
}


def event_of(key: str) -> Event:
    """Raises `NotFound`."""
    if key not in EVENTS:
        raise NotFound
    return EVENTS[key]


def groups_of(family: str) -> list[tuple[str, list[Event]]]:
    """The events of a family by group, in the order of the file."""
    mine = [event for event in EVENTS.values() if event.family == family]
    return [(name, [e for e in mine if e.group == name]) for name in dict.fromkeys(e.group for e in mine)]
