"""The dated rules of the trade."""

from .catalogue import Diagnostic, catalogue
from .context import (
    Context,
    ErpZone,
    Heating,
    Installation,
    PreviousDocument,
    PropertyType,
    Sewer,
    Transaction,
    Use,
    Zones,
)
from .errors import LabelOutOfScope, RegulationError, UnknownRule, UnreadableDate, VerifiedRule
from .labels import Label, dpe_label, label_tables
from .period import Period
from .required import Requirement, required
from .rule import Override, Rule, Status, Verdict
from .rulebook import RuleBook, all_rows
from .validity import Term, Validity, validity, validity_rows

__all__ = [
    "Context",
    "Diagnostic",
    "ErpZone",
    "Heating",
    "Installation",
    "Label",
    "LabelOutOfScope",
    "Override",
    "Period",
    "PreviousDocument",
    "PropertyType",
    "RegulationError",
    "Requirement",
    "Rule",
    "RuleBook",
    "Sewer",
    "Status",
    "Term",
    "Transaction",
    "UnknownRule",
    "UnreadableDate",
    "Use",
    "Validity",
    "Verdict",
    "VerifiedRule",
    "Zones",
    "all_rows",
    "catalogue",
    "dpe_label",
    "label_tables",
    "required",
    "validity",
    "validity_rows",
]
