"""Routes of missing documents; importing it declares the block and listens to deposits."""

from odissee.tenants.missing import block  # noqa: F401 - declares the block of the dossier's page
from odissee.tenants.missing.pages_ask import ASK
from odissee.tenants.missing.pages_deposit import DEPOSIT
from odissee.tenants.missing.pages_inbound import INBOUND

ROUTES = [*ASK, *DEPOSIT, *INBOUND]
