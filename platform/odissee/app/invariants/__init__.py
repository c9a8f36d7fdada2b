"""What must hold in a live database whatever happened to it: `./odissee check` scans every company for it.

An invariant reads one company (the connection is the owner's, under row-level security, `app.tenant` set) and
returns how much it looked at and one French sentence for each breach. `@of_the_schema` ones read the catalogue
once. Nothing here mends: a breach is a fault of the program or of somebody's hand in the database.
"""

from odissee.app.invariants import (  # noqa: F401 - each module declares its own
    appointments,
    documents,
    dossiers,
    files,
    journal,
    messages,
    numbers,
    people,
    proofs,
    quotes,
    references,
    searching,
    walls,
)
from odissee.app.invariants.declared import COMPANY, SCHEMA, Finding, Invariant
from odissee.app.invariants.scan import Result, scan

__all__ = ["COMPANY", "SCHEMA", "Finding", "Invariant", "Result", "scan"]
