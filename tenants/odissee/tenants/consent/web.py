"""The addresses of consent, and its card on the sheet of a contact."""

from odissee.tenants.consent import card  # noqa: F401 - declares the card
from odissee.tenants.consent.pages import ROUTES as STAFF
from odissee.tenants.consent.pages_optout import ROUTES as PUBLIC

ROUTES = [*STAFF, *PUBLIC]
