"""The property that is inspected: its address, what is known of it, its annexes.

Invariants: what was typed stays as typed, beside what was matched (label, exactness, score, date); only the
city is ever needed; a property whose address nobody knows still lies somewhere, at its commune (CREA-25);
a place on the map never claims to be more exact than its `match_kind`.
"""

from odissee.tenants.properties.address import Address, read_address
from odissee.tenants.properties.city import check_city, commune_of
from odissee.tenants.properties.describe import describe, missing
from odissee.tenants.properties.geocoder import geocoder
from odissee.tenants.properties.kinds import ANNEX_KINDS, PROPERTY_TYPES
from odissee.tenants.properties.queries import annexes_of, property_of
from odissee.tenants.properties.reading import read_annexes, read_property
from odissee.tenants.properties.save import locate_later, save_property
from odissee.tenants.properties.tables import Annex, Property

__all__ = [
    "ANNEX_KINDS",
    "PROPERTY_TYPES",
    "Address",
    "Annex",
    "Property",
    "annexes_of",
    "check_city",
    "commune_of",
    "describe",
    "geocoder",
    "locate_later",
    "missing",
    "property_of",
    "read_address",
    "read_annexes",
    "read_property",
    "save_property",
]
