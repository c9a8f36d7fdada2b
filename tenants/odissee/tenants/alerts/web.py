"""The addresses of alerts."""

from odissee.tenants.alerts import hook  # noqa: F401 - listens to visits
from odissee.tenants.alerts.pages import ROUTES as STAFF
from odissee.tenants.alerts.pages_public import ROUTES as PUBLIC
from odissee.tenants.alerts.pages_rules import ROUTES as RULES

ROUTES = [*STAFF, *PUBLIC, *RULES]
