"""One act on many dossiers: chosen in the list, looked at before, taken back at once.

Invariants: an act touches only dossiers that the person sees and that the act may change; those that it may not are
told with their reason and stay as they are; each changed dossier has its line in the journal, and one undo takes the
whole act back, leaving alone what somebody has changed since. 500 dossiers at most.
"""

from odissee.tenants.dossiers.bulk.acts import ACTS, Act
from odissee.tenants.dossiers.bulk.apply import apply_to_many
from odissee.tenants.dossiers.bulk.chosen import chosen_dossiers
from odissee.tenants.dossiers.bulk.plan import MOST, Plan, plan_for

__all__ = ["ACTS", "MOST", "Act", "Plan", "apply_to_many", "chosen_dossiers", "plan_for"]
