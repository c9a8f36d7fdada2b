from dataclasses import dataclass
from functools import cache

import msgspec

from .facts_catalogue import DATA


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A document that the rules may ask for. `kind`: diagnostic, duty (of the building), document, information."""

    code: str
    label: str
    short_label: str
    kind: str


@cache
def catalogue() -> dict[str, Diagnostic]:
    """The diagnostics by code, in the order in which pages show them."""
    text = (DATA / "catalogue.toml").read_bytes()
    rows = msgspec.toml.decode(text, type=dict[str, tuple[Diagnostic, ...]])["diagnostic"]
    return {row.code: row for row in rows}
