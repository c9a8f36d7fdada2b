"""What happened, who did it, and how to take it back.

One write path: `record` keeps the entry until just before COMMIT, then gives it the company's next number,
so that the sequence has no gap and the counter's lock is short. The journal feeds the dossier's timeline,
the modification history and undo: an act is reversible when its verb has an inverse (`reversible`).
"""

from odissee.platform.journal.entries import Entry, record
from odissee.platform.journal.undo import INVERSES, NothingToUndo, reversible, undo

__all__ = ["INVERSES", "Entry", "NothingToUndo", "record", "reversible", "undo"]
