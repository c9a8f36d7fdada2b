"""What the worker needs of the findings: the score of list A follows a report just read, guards answer to moves, alerts
learn which validities end."""

from odissee.tenants.alerts import EXPIRIES
from odissee.tenants.findings import guards, list_a  # noqa: F401 - both register by being imported
from odissee.tenants.findings.expiries import expiries

EXPIRIES.append(expiries)
