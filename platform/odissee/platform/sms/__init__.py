"""Text messages: how long they are, and their plain letters.

Invariant: what the composer counts is what leaves, sign for sign.
"""

from odissee.platform.sms.segments import Encoding, Segments, count, fit, to_gsm7

__all__ = ["Encoding", "Segments", "count", "fit", "to_gsm7"]
