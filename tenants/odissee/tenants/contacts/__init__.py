"""People and organisations outside the company: who orders, owns, pays, recommends.

Invariants: only the name is mandatory; what was typed as a phone number stays beside its E.164 form; the
folded column is kept by the act that writes, so that « elodie coeur » finds « Cœur-de-Lion Élodie »; a
contact in the bin is found by nothing and comes back whole; every change is in the journal and can be undone.
Nobody reads or types a contact's password: an access is opened by invitation.
"""

from odissee.tenants.contacts.bulk import (
    COMPARED,
    MADE,
    BulkLine,
    put_back_many,
    stored_contacts,
    take_out_many,
    write_many,
)
from odissee.tenants.contacts.cards import sheet_card
from odissee.tenants.contacts.create import create_contact
from odissee.tenants.contacts.duplicates import Duplicate, duplicates, duplicates_typed
from odissee.tenants.contacts.export_query import contacts_matching
from odissee.tenants.contacts.find import ContactHit, find_contacts
from odissee.tenants.contacts.history import FIELDS as FIELD_WORDS
from odissee.tenants.contacts.indexing import ON_CONTACT_CHANGED, contact_changed
from odissee.tenants.contacts.listing import ACCESS, Filters
from odissee.tenants.contacts.queries import contact_of
from odissee.tenants.contacts.reach import Reach, reach_of
from odissee.tenants.contacts.reading import read_contact
from odissee.tenants.contacts.searchable import name_key, searchable_text
from odissee.tenants.contacts.tables import AgencyNetwork, Contact
from odissee.tenants.contacts.trash import restore, trash
from odissee.tenants.contacts.typed import form_of
from odissee.tenants.contacts.types import CIVILITIES, TYPES, ContactType, type_of
from odissee.tenants.contacts.update import update_contact

__all__ = [
    "ACCESS",
    "CIVILITIES",
    "COMPARED",
    "FIELD_WORDS",
    "MADE",
    "ON_CONTACT_CHANGED",
    "TYPES",
    "AgencyNetwork",
    "BulkLine",
    "Contact",
    "ContactHit",
    "ContactType",
    "Duplicate",
    "Filters",
    "Reach",
    "contact_changed",
    "contact_of",
    "contacts_matching",
    "create_contact",
    "duplicates",
    "duplicates_typed",
    "find_contacts",
    "form_of",
    "name_key",
    "put_back_many",
    "reach_of",
    "read_contact",
    "restore",
    "searchable_text",
    "sheet_card",
    "stored_contacts",
    "take_out_many",
    "trash",
    "type_of",
    "update_contact",
    "write_many",
]
