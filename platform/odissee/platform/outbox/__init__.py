"""The outbox: every mail and SMS of the company, newest first, as it left or would have left.

In a demonstration everybody of the company sees everything, since nothing leaves this server. Otherwise who
sees only their own dossiers sees only what they wrote, and messages that open a door (passwords, codes) never
show their words: a link in them would be worth its addressee's rights.
"""

from odissee.platform.outbox.resend import resend
from odissee.platform.outbox.rows import PAGE_SIZE, Message, Reader, opened, page

__all__ = ["PAGE_SIZE", "Message", "Reader", "opened", "page", "resend"]
