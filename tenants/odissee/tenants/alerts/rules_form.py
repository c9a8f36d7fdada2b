"""The form of the automatic rules: tolerant, and every fault said beside its field."""

from typing import Any

from odissee.platform.fields import Form, parse_integer
from odissee.tenants.alerts.rules import AutomaticRules

SWITCHES = (
    "reminder_d2", "reminder_d1", "tell_occupant", "appointment_sms", "quote", "quote_stop_viewed", "expiry", "expiry_sms",
    "similar",
)  # fmt: skip
GROWS = "Chaque relance part après la précédente : écrivez des jours qui augmentent."
SHRINKS = "Chaque alerte est plus près de la fin que la précédente : écrivez des jours qui diminuent."


def read_rules(form: Form) -> AutomaticRules:
    """Raises `FormErrors`."""
    quote, expiry = _days(form, "quote_days", 90), _days(form, "expiry_days", 365)
    if not form.errors and sorted(set(quote)) != quote:
        form.errors["quote_days_0"] = GROWS
    if "quote_days_0" not in form.errors and not form.errors and sorted(set(expiry), reverse=True) != expiry:
        form.errors["expiry_days_0"] = SHRINKS
    form.raise_if_errors()
    switches: dict[str, Any] = {name: form.checked(name) for name in SWITCHES}
    return AutomaticRules(
        **switches, quote_days=(quote[0], quote[1], quote[2]), expiry_days=(expiry[0], expiry[1], expiry[2])
    )


def _days(form: Form, name: str, most: int) -> list[int]:
    def parse(raw: str) -> int:
        bare = raw.lower().strip().removeprefix("j").removesuffix("jours").strip("+- ")
        return parse_integer(bare, minimum=1, maximum=most)

    return [form.read(f"{name}_{n}", parse, required=True) or 0 for n in range(3)]


def typed_rules(rules: AutomaticRules) -> dict[str, Any]:
    """The rules as the form shows them."""
    shown: dict[str, Any] = {name: "1" if getattr(rules, name) else "" for name in SWITCHES}
    for name in ("quote_days", "expiry_days"):
        shown |= {f"{name}_{n}": str(days) for n, days in enumerate(getattr(rules, name))}
    return shown
