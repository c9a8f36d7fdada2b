from collections.abc import Mapping
from typing import Any

from odissee.platform.texts.defaults import Audience, Text, default_text, defaults
from odissee.platform.texts.sandbox import names_in
from odissee.platform.texts.variables import COMMON, VARIABLES, Variable


def catalogue(family: str = "") -> list[tuple[Text, list[Variable]]]:
    """Every text of a family (« mail », « sms », « doc », « letter », « bell », « terms », all) with its variables."""
    found = [text for key, text in defaults().items() if not family or key.split(".")[0] == family]
    return [(text, [VARIABLES[name] for name in sorted(variables_of(text.key))]) for text in found]


def variables_of(key: str) -> frozenset[str]:
    """What a wording of this text may name: what our text names, in any variant, and the common ones.

    An SMS knows only the variables that have a longest length, so that its count can be promised.
    """
    text = default_text(key)
    own = frozenset[str]().union(*(names_in(s) for s in (text.subject or "", *text.variants.values())))
    if key.startswith("sms."):
        return own | {name for name in ("company_sms", "company_phone_sms")}
    return own | COMMON


def missing_variables(
    key: str, variables: Mapping[str, Any], audience: Audience | None = None
) -> frozenset[str]:
    """What our text names and `variables` lacks: for the tests of whoever sends it."""
    text = default_text(key)
    source = text.variants[text.variant_for(audience)]
    filled = {"greeting", "signature", "today", *(n for n in VARIABLES if n.startswith("company_"))}
    return (names_in(source) | names_in(text.subject or "")) - variables.keys() - filled
