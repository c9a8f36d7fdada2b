import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from odissee.platform.texts.errors import UnknownText

Audience = Literal["consumer", "business"]
FOLDER = Path(__file__).parent / "defaults"


@dataclass(frozen=True, slots=True)
class Text:
    """A default text: `text` serves both audiences, or `consumer` and `business` differ.

    `to`, `channel`, `when`, `rule` and `about` are words for the settings page.
    """

    key: str
    title: str = ""
    to: str = ""
    channel: str = ""
    when: str = ""
    rule: str = ""
    about: str = ""
    subject: str | None = None
    text: str | None = None
    consumer: str | None = None
    business: str | None = None
    septets: int | None = None
    septets_max: int | None = None

    @property
    def variants(self) -> dict[str, str]:
        """Variant → source, in the order of the editor."""
        found = {"text": self.text, "consumer": self.consumer, "business": self.business}
        return {name: body for name, body in found.items() if body is not None}

    def variant_for(self, audience: Audience | None) -> str:
        """The variant that this audience reads; the only one when there is only one."""
        variants = self.variants
        for name in (audience, "text", "consumer"):
            if name in variants:
                return name
        return next(iter(variants))

    @property
    def to_check(self) -> bool:
        """A sentence of law in it is still « à vérifier »."""
        return any("[à vérifier]" in source for source in (self.subject or "", *self.variants.values()))


@cache
def defaults() -> dict[str, Text]:
    """All default texts by key, in the order of the files."""
    entries: dict[str, dict[str, Any]] = {}
    for file in sorted(FOLDER.glob("*.toml")):
        entries |= tomllib.loads(file.read_text())
    return {key: Text(key, **entry) for key, entry in entries.items()}


def default_text(key: str) -> Text:
    """Raises `UnknownText`."""
    try:
        return defaults()[key]
    except KeyError:
        raise UnknownText from None
