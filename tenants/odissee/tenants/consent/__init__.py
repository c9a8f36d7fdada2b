"""What people allow: consent by contact, channel and purpose, with its proof (rules §13).

Invariants: a line is never changed, the newest one counts; a refusal outlives everything but a new consent; what a
contract needs (quote, appointment, reports, invoice) asks for none and never comes here. `may_send` is asked at the
moment a message leaves, not when it is planned. The link of a mail withdraws with one POST, without login or cookie.
"""

from odissee.tenants.consent.decide import Decision
from odissee.tenants.consent.link import optout_link
from odissee.tenants.consent.options import ConsentOptions, consent_options, relying_on_similar
from odissee.tenants.consent.queries import all_decisions, decisions, may_send
from odissee.tenants.consent.record import record_consent
from odissee.tenants.consent.words import CHANNELS, PURPOSES

__all__ = [
    "CHANNELS",
    "PURPOSES",
    "ConsentOptions",
    "Decision",
    "all_decisions",
    "consent_options",
    "decisions",
    "may_send",
    "optout_link",
    "record_consent",
    "relying_on_similar",
]
