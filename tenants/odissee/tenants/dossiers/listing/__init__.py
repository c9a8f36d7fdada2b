"""The list, home page of staff: filter-counters, filters in the address, keyset paging, acts in the row.

An address holds the whole state of the list, so that it can be shared and the back button restores it.
A page costs two queries whatever its length: who asks, the rows. After an act, two more: counters, names for
the filters.
"""

from odissee.tenants.dossiers.listing.filters import Filters
from odissee.tenants.dossiers.listing.outgoing import HEADINGS, dossiers_out, how_many

__all__ = ["HEADINGS", "Filters", "dossiers_out", "how_many"]
