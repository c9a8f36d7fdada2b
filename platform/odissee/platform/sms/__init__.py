"""Text messages: how long they are, their plain letters, who sends them and who wants no more.

Invariant: what the composer counts is what leaves, sign for sign. `write_sms` renders the company's wording in
GSM-7, inserts `sent_sms` and enqueues `sms.send`; the same key never leaves twice. The provider (`ovh`, `smsfactor`)
is the company's choice; without one, and in a demonstration, messages stay in the outbox page.
"""

from odissee.platform.sms.gateway import Fate, Gateway, GatewayBusy, NoCredit, Outgoing, Receipt, SmsRefused
from odissee.platform.sms.hours import allowed_from
from odissee.platform.sms.provider import choose_provider, chosen, key_names, stays_inside
from odissee.platform.sms.segments import Encoding, Segments, count, fit, to_gsm7
from odissee.platform.sms.stop import has_stopped, stop
from odissee.platform.sms.write import words_of, write_sms

__all__ = [
    "Encoding",
    "Fate",
    "Gateway",
    "GatewayBusy",
    "NoCredit",
    "Outgoing",
    "Receipt",
    "Segments",
    "SmsRefused",
    "allowed_from",
    "choose_provider",
    "chosen",
    "count",
    "fit",
    "has_stopped",
    "key_names",
    "stays_inside",
    "stop",
    "to_gsm7",
    "words_of",
    "write_sms",
]
