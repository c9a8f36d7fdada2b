"""Every variable that a text may name: what it means, an example, and its longest length in an SMS."""

import tomllib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Variable:
    """`sms_max` in characters: values are cut there before they enter an SMS."""

    name: str
    means: str
    example: str
    sms_max: int | None = None


VARIABLES: dict[str, Variable] = {
    name: Variable(name, **entry)
    for name, entry in tomllib.loads((Path(__file__).parent / "variables.toml").read_text()).items()
}

COMMON = frozenset(
    {
        "greeting", "salutation", "salutation_inline", "signature", "sender_name", "sender_phone",
        "recipient_name", "recipient_email", "recipient_role_label", "today", "current_year", "privacy_link",
        "link", "dossier_number", "property_address", "property_city",
        *(name for name in VARIABLES if name.startswith("company_")),
    }
)  # fmt: skip
"""Usable in every text of a company."""
