"""Routes of the documents; importing it declares the block, the sentences and the settings page."""

from odissee.tenants.documents import block  # noqa: F401 - declares the block of the dossier's page
from odissee.tenants.documents.pages_bundle import BUNDLE
from odissee.tenants.documents.pages_deposit import DEPOSIT
from odissee.tenants.documents.pages_document import DOCUMENT
from odissee.tenants.documents.pages_public import PUBLIC
from odissee.tenants.documents.pages_rights import RIGHTS
from odissee.tenants.documents.pages_settings import SETTINGS
from odissee.tenants.documents.pages_tell import TELL

ROUTES = [*DEPOSIT, *DOCUMENT, *RIGHTS, *TELL, *BUNDLE, *SETTINGS, *PUBLIC]
