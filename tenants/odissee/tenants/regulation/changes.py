from dataclasses import dataclass
from datetime import date

from .context import Context
from .required import Requirement, required
from .rulebook import RuleBook


@dataclass(frozen=True, slots=True)
class Change:
    """One diagnostic whose verdict differs between two days for the same file."""

    before: Requirement
    after: Requirement


def changed(context: Context, before: date, after: date, rules: RuleBook) -> list[Change]:
    """What two days change for one file (OUR-01): the lead of the list of quotes and dossiers that a new rule touches.

    A change may come from a rule that starts or ends, or from the mere age of an installation.
    """
    pairs = zip(required(context, before, rules), required(context, after, rules), strict=True)
    return [Change(old, new) for old, new in pairs if old.verdict is not new.verdict]
