"""Routes of quotes: the public page of the client, and the acts of staff."""

from odissee.tenants.quotes import block  # noqa: F401 - declares the block of the dossier page
from odissee.tenants.quotes.outside.pages import OUTSIDE
from odissee.tenants.quotes.pages_public import PUBLIC
from odissee.tenants.quotes.pages_staff import STAFF

ROUTES = [*PUBLIC, *STAFF, *OUTSIDE]
