"""Alerts: what contacts are told of a dossier, by a person's choice or by the company's rules.

`plan_alert` writes one row (who, what, channel, when); its job reads everything again at the moment it leaves: a visit
that moved is told with its new hour, a dossier that was cancelled or a contact who left is told nothing. One key, one
message, whoever asks and however often. Prospecting (end of validity) asks `consent` before it leaves. Seams:
`announcement` adds something that may be announced, `EXPIRIES` is filled by whoever knows how long a report holds.
"""

from odissee.tenants.alerts.announcements import Announcement, NotToSend, Sent, announcement
from odissee.tenants.alerts.at_validation import (
    CreationChoice,
    creation_choices,
    read_creation,
    tell_creation,
)
from odissee.tenants.alerts.expiry import EXPIRIES, Expiry
from odissee.tenants.alerts.plan import plan_alert
from odissee.tenants.alerts.rules import AutomaticRules, rules_of

__all__ = [
    "EXPIRIES",
    "Announcement",
    "AutomaticRules",
    "CreationChoice",
    "Expiry",
    "NotToSend",
    "Sent",
    "announcement",
    "creation_choices",
    "plan_alert",
    "read_creation",
    "rules_of",
    "tell_creation",
]
