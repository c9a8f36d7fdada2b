"""Routes of personal data; importing it declares the card of the contact's sheet and the settings page."""

from odissee.tenants.privacy.pages_person import PERSON
from odissee.tenants.privacy.pages_rules import RULE_PAGES

ROUTES = [*PERSON, *RULE_PAGES]
