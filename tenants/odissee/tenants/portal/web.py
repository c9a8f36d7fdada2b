"""Routes of the client's space; importing it declares the block of the dossier's page and the settings page."""

from odissee.tenants.portal import block, reread  # noqa: F401 - declare the block, the sentence and the seam
from odissee.tenants.portal.pages_deposit import DEPOSIT
from odissee.tenants.portal.pages_request import REQUESTS
from odissee.tenants.portal.pages_settings import SETTINGS
from odissee.tenants.portal.pages_space import SPACE
from odissee.tenants.portal.pages_staff import STAFF

ROUTES = [*SPACE, *REQUESTS, *DEPOSIT, *SETTINGS, *STAFF]
