"""The dossier: one job from the first call to the payment.

Its status moves only by `move` (an event of the table in `lifecycle.py`) or `set_status` (a person's choice);
its number is unique in the company and never used again; the columns that the list shows (owner, prescriber,
city, states of papers) are kept on the row by `refresh`. Who may see which dossier is said once, in `visible.py`.
"""

from odissee.tenants.dossiers import guards  # noqa: F401 - answers the guards of the table
from odissee.tenants.dossiers.contacts import Role, attach, detach, people_of
from odissee.tenants.dossiers.flags import archive, set_urgent, trash
from odissee.tenants.dossiers.lifecycle import DossierStatus, Trigger
from odissee.tenants.dossiers.move import StatusRefused, guard_check, move, set_status
from odissee.tenants.dossiers.opening import open_dossier
from odissee.tenants.dossiers.refresh import refresh
from odissee.tenants.dossiers.sold import set_sold
from odissee.tenants.dossiers.tables import Dossier, DossierContact, DossierService
from odissee.tenants.dossiers.visible import OF_CLIENT, client_dossiers, seen_dossier, visible_ids
from odissee.tenants.dossiers.visits import ON_VISIT_CHANGED, visit_changed

__all__ = [
    "OF_CLIENT",
    "ON_VISIT_CHANGED",
    "Dossier",
    "DossierContact",
    "DossierService",
    "DossierStatus",
    "Role",
    "StatusRefused",
    "Trigger",
    "archive",
    "attach",
    "client_dossiers",
    "detach",
    "guard_check",
    "move",
    "open_dossier",
    "people_of",
    "refresh",
    "seen_dossier",
    "set_sold",
    "set_status",
    "set_urgent",
    "trash",
    "visible_ids",
    "visit_changed",
]
