"""Quotes: versions that never change once sent, answered on the web without a login, with proof.

`send_quote` freezes every word and figure in a snapshot and enqueues the printing and the sending; a new
quote on a dossier whose quote is still open is its next version, and the older links say so. Accepting,
refusing and withdrawing are append-only rows chained by hash (`quote_answer`). A quote moves its dossier by
the lifecycle table only; what is to be sent later (reminders, expiry) reads the state at that moment.
"""

from odissee.tenants.quotes.announce import QuoteNotAnnounced, announce_quote, open_quote, preparation_of
from odissee.tenants.quotes.by_hand import accept_by_hand, refuse_by_hand
from odissee.tenants.quotes.cadence import CADENCE_OF, Cadence
from odissee.tenants.quotes.errors import QuoteAnswered, QuoteExpired, QuoteIncomplete
from odissee.tenants.quotes.links import client_link
from odissee.tenants.quotes.options import QuoteOptions
from odissee.tenants.quotes.queries import accepted_quote, quotes_of
from odissee.tenants.quotes.send import send_quote
from odissee.tenants.quotes.words import newest_quote_words

__all__ = [
    "CADENCE_OF",
    "Cadence",
    "QuoteAnswered",
    "QuoteExpired",
    "QuoteIncomplete",
    "QuoteNotAnnounced",
    "QuoteOptions",
    "accept_by_hand",
    "accepted_quote",
    "announce_quote",
    "client_link",
    "newest_quote_words",
    "open_quote",
    "preparation_of",
    "quotes_of",
    "refuse_by_hand",
    "send_quote",
]
