"""Routes of the requests for a quote; importing it declares the settings page."""

from odissee.tenants.leads.pages_api import API
from odissee.tenants.leads.pages_public import PUBLIC
from odissee.tenants.leads.pages_settings import SETTINGS

ROUTES = [*PUBLIC, *API, *SETTINGS]
