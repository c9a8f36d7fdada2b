"""People and organisations outside the company: who orders, owns, pays, recommends.

Invariants: only the name is mandatory; what was typed as a phone number stays beside its E.164 form; the
folded column is kept by the act that writes, so that « elodie coeur » finds « Cœur-de-Lion Élodie »; a
contact in the bin is found by nothing and comes back whole; every change is in the journal and can be undone.
Nobody reads or types a contact's password: an access is opened by invitation.
"""

from odissee.tenants.contacts.create import create_contact
from odissee.tenants.contacts.duplicates import Duplicate, duplicates, duplicates_typed
from odissee.tenants.contacts.find import ContactHit, find_contacts
from odissee.tenants.contacts.indexing import ON_CONTACT_CHANGED, contact_changed
from odissee.tenants.contacts.queries import contact_of
from odissee.tenants.contacts.reach import Reach, reach_of
from odissee.tenants.contacts.searchable import searchable_text
from odissee.tenants.contacts.tables import AgencyNetwork, Contact
from odissee.tenants.contacts.trash import restore, trash
from odissee.tenants.contacts.types import TYPES, ContactType
from odissee.tenants.contacts.update import update_contact

__all__ = [
    "ON_CONTACT_CHANGED",
    "TYPES",
    "AgencyNetwork",
    "Contact",
    "ContactHit",
    "ContactType",
    "Duplicate",
    "Reach",
    "contact_changed",
    "contact_of",
    "create_contact",
    "duplicates",
    "duplicates_typed",
    "find_contacts",
    "reach_of",
    "restore",
    "searchable_text",
    "trash",
    "update_contact",
]
