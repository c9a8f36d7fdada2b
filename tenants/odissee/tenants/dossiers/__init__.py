"""A dossier is one job, from the first call to the last payment.

Invariants: its status changes only along the table of `lifecycle.py`; archived and trashed are
flags, not statuses; nothing is deleted but from the bin.
"""

from odissee.tenants.dossiers.lifecycle import DossierStatus, Transition, Trigger, automatic, transitions_from

__all__ = ["DossierStatus", "Transition", "Trigger", "automatic", "transitions_from"]
