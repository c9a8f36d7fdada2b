"""Documents that are missing (DOSS-50, OUR-10): asked by mail with a text that a person may edit, reminded until they
come, deposited without a login, or sent by mail to the address of the dossier.

A request is a row a document and contact; it is asked, reminded, received, absent (« je ne l’ai pas ») or cancelled.
Reminders read the state when they leave. A file answers what its sender said, else what its name, else what its first
pages say; what names none or several waits for a person. Mail goes where its address says and never where its words
do: without a known address it waits on « Courrier non classé ». The same Message-ID twice changes nothing; machines
are not answered.
"""

from odissee.tenants.missing.ask import Letter, ask
from odissee.tenants.missing.kinds import KINDS, MissingKind, label_of
from odissee.tenants.missing.mailbox import address_of_dossier
from odissee.tenants.missing.received import open_requests

__all__ = ["KINDS", "Letter", "MissingKind", "address_of_dossier", "ask", "label_of", "open_requests"]
