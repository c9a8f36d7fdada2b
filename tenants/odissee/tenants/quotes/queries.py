"""Reading quotes."""

from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.platform.errors import NotFound

VERSION = """
select v.*, q.number, q.state, q.current_version, q.dossier_id, q.site_id, f.sha256 as pdf_sha256
  from quote_version v join quote q on q.id = v.quote_id left join stored_file f on f.id = v.pdf_file_id
 where v.id = $1"""
OF_DOSSIER = """
select v.id, v.version, v.total_ttc_cents, v.valid_until, v.sent_at, v.viewed_at, v.created_at, v.rendered_at,
       v.pdf_file_id, v.statement_file_id, v.accepted_pdf_file_id, v.private_comment, v.public_comment,
       q.id as quote_id, q.number, q.state, q.current_version, a.kind as answer, a.answered_at, a.name as answered_by,
       a.channel, a.reason, a.callback, a.by_hand
  from quote q join quote_version v on v.quote_id = q.id
  left join quote_answer a on a.quote_version_id = v.id and a.kind <> 'withdrawn'
 where q.dossier_id = $1 order by v.created_at desc, v.version desc"""

ACCEPTED = """
select q.number, v.total_ttc_cents as incl
  from quote q join quote_version v on v.quote_id = q.id
  join quote_answer a on a.quote_version_id = v.id and a.kind = 'accepted'
 where q.dossier_id = $1 and q.state = 'accepted' order by a.answered_at desc limit 1"""


async def version_of(tx: TenantTransaction, version_id: UUID) -> Any:
    """A version with its quote; raises `NotFound`."""
    row = await tx.fetchrow(VERSION, version_id)
    if row is None:
        raise NotFound
    return row


async def quotes_of(tx: TenantTransaction, dossier_id: UUID) -> list[Any]:
    """Every version of every quote of a dossier, newest first, with its answer."""
    return await tx.fetch(OF_DOSSIER, dossier_id)


async def accepted_quote(tx: TenantTransaction, dossier_id: UUID) -> Any | None:
    """`number` and `incl` (cents) of the quote that holds the client: the last one accepted; None without any."""
    return await tx.fetchrow(ACCEPTED, dossier_id)
