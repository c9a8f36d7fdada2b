"""Mails: written as rows in the transaction that wants them, sent by a job, never twice for one key.

`write_mail` renders the company's wording, inserts `sent_mail` and enqueues `mail.send`. In a demonstration, or
without SMTP_URL, a mail is marked sent and stays in the outbox page. With SMTP_URL it leaves as
multipart/alternative, signed with the company's DKIM key once its sending domain is verified. A refusal for
good (5xx) or a bounce marks the row and says why; a refusal for now (4xx) comes back later. The Message-ID
belongs to the row: a mail sent again after a crash bears the same.
"""

from odissee.platform.mail.bounces import Bounce, address_problem, mark_bounced, parse_bounce
from odissee.platform.mail.inside import stays_inside
from odissee.platform.mail.keys import seal, unseal
from odissee.platform.mail.message import assemble
from odissee.platform.mail.write import write_mail

__all__ = [
    "Bounce",
    "address_problem",
    "assemble",
    "mark_bounced",
    "parse_bounce",
    "seal",
    "stays_inside",
    "unseal",
    "write_mail",
]
