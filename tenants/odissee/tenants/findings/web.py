"""Routes of the findings; importing it declares the block of the dossier's page."""

from odissee.tenants.findings import block  # noqa: F401 - declares the block, the guards and the sentences
from odissee.tenants.findings.pages_client import CLIENT
from odissee.tenants.findings.pages_finding import FINDING
from odissee.tenants.findings.pages_label import LABEL
from odissee.tenants.findings.pages_samples import SAMPLES

ROUTES = [*FINDING, *LABEL, *SAMPLES, *CLIENT]
