"""Which diagnostics a file needs, why, for how long a report holds, and which letter a DPE bears. Pure;
only `overrides.py` and the pages read the company's own decisions.

The law is in dated rows (`data/*.toml`), each with its source and its status; the code only knows how to evaluate
three-valued conditions over a `Context`. Invariants:

- None in a context is « je ne sais pas »: it leads to « to check » with the question to ask, never to « not required »;
- a row to verify never decides alone; a company may settle it (`RuleBook.with_overrides`), and the answer says who did;
- a permit later than the construction is ignorance, not knowledge;
- a report has one validity per purpose, counted from its establishment.

A flat of 1938 sold in Pau, whose gas installation nobody knows:

>>> from datetime import date
>>> flat = Context(
...     transaction=Transaction.SALE, property_type=PropertyType.FLAT, co_owned=True, insee="64445", surface=62,
...     permit_on=Period.year(1938), heating=Heating.INDIVIDUAL_GAS, sewer=Sewer.PUBLIC,
...     electricity_installation=Installation.OLD, zones=Zones(erp=ErpZone.YES, peb=False, merule=False, termites=True),
... )
>>> found = {each.diagnostic: each for each in required(flat, date(2026, 11, 24), RuleBook.bundled())}
>>> [code for code, each in found.items() if each.verdict is Verdict.REQUIRED]
['DPE', 'CREP', 'ASBESTOS', 'TERMITES', 'ELECTRICITY', 'ERP', 'CARREZ', 'DOC_BILLS', 'DOC_COPRO_RULES']
>>> found["ASBESTOS"].why.replace("\\xa0", " ")
'Permis de construire de 1938, avant le 1er juillet 1997'
>>> found["TERMITES"].why
'Pau est en zone définie par arrêté préfectoral'
>>> found["GAS"].verdict.value, found["GAS"].questions[0].replace("\\xa0", " ").replace("\\u202f", " ")
('to_check', 'L’installation de gaz a-t-elle plus de 15 ans ?')

One report, two validities; and the worse of two letters:

>>> validity("GAS", "sale", date(2026, 3, 2), date(2026, 3, 3)).valid_until
datetime.date(2029, 3, 2)
>>> validity("GAS", "rental", date(2026, 3, 2), date(2026, 3, 3)).valid_until
datetime.date(2032, 3, 2)
>>> dpe_label(60, 179, 30, 40, "H2c", date(2026, 11, 24)).label
'D'
"""

from .catalogue import Diagnostic, catalogue
from .changes import Change, changed
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
from .overrides import Decision, company_rulebook, decide
from .period import Period
from .required import Requirement, required
from .rule import Override, Rule, Status, Verdict
from .rulebook import RuleBook, all_rows
from .validity import Term, Validity, validity, validity_rows

__all__ = [
    "Change",
    "Context",
    "Decision",
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
    "changed",
    "company_rulebook",
    "decide",
    "dpe_label",
    "label_tables",
    "required",
    "validity",
    "validity_rows",
]
