"""The addresses of messages and of the bell."""

from odissee.tenants.messaging import mentions  # noqa: F401 - listens to the notes of dossiers
from odissee.tenants.messaging.bell import ROUTES as BELL
from odissee.tenants.messaging.pages import ROUTES as MESSAGES

ROUTES = [*MESSAGES, *BELL]
