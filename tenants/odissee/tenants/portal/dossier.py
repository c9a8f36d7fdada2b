"""One dossier before its client: what they may know of it, in a constant number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.platform.errors import NotFound
from odissee.tenants.documents import Shown, client_reports
from odissee.tenants.dossiers import DossierStatus
from odissee.tenants.portal.listing import MINE
from odissee.tenants.portal.options import PortalOptions

DOSSIER = f"""{MINE}
select d.*, p.type, p.address, p.typed_address, p.complement, p.postcode, p.surface, p.rooms, p.built_year,
       m.roles, m.invoice_access, case when m.own then '' else m.via end as via,
       st.first_name || ' ' || st.last_name as technician,
       array(select distinct kind from missing_document q where q.dossier_id = d.id and q.state in ('asked', 'reminded')
              and q.contact_id in (select id from contact where id = $1 or parent_id = $1)) as requested,
       array(select label from dossier_service s where s.dossier_id = d.id order by position, label) as services,
       r.kind as request_kind, r.message as request_message, r.reread_at
  from mine m join dossier d on d.id = m.dossier_id and d.trashed_at is null
  join property p on p.id = d.property_id
  left join staff_member st on st.id = d.technician_id
  left join portal_request r on r.dossier_id = d.id
 where d.id = $3"""  # noqa: S608 - constants
QUOTES = """
select q.number, q.state, v.id, v.total_ttc_cents, v.valid_until,
       v.requester_contact_id in (select id from contact where id = $2 or parent_id = $2) as mine
  from quote q join quote_version v on v.quote_id = q.id and v.version = q.current_version
 where q.dossier_id = $1 and q.state not in ('draft', 'withdrawn') order by q.created_at desc, q.id"""
DEPOSITED = """
select x.title, x.created_at from document x
 where x.dossier_id = $1 and x.section = 'received' and x.superseded_at is null and x.trashed_at is null
   and x.contact_id = any($2) order by x.created_at desc limit 60"""
AWAITED = """
select kind, min(label) as label, bool_or(state = 'received') as came from missing_document
 where dossier_id = $1 and contact_id = any($2) and state in ('asked', 'reminded', 'received')
 group by kind order by came, min(asked_at), kind"""
ACCOUNTS = "select array_agg(id) from contact where id = $1 or parent_id = $1"
STAGES = ("Demande", "Rendez-vous", "Visite", "Rapports")
_STAGE = {
    DossierStatus.TO_SCHEDULE: 1, DossierStatus.SCHEDULED: 2, DossierStatus.VISITED: 3,
    DossierStatus.LAB_PENDING: 3, DossierStatus.INCOMPLETE: 3, DossierStatus.FINALIZED: 4,
}  # fmt: skip
RENEWING = frozenset({"requester", "principal", "prescriber", "owner", "payer", "property_manager"})
"""Who had it made, and who owns it, may have it made again."""


@dataclass(frozen=True, slots=True)
class ClientDossier:
    """`asked`: (code, label, received) of the documents that were asked of this client."""

    row: Any
    sees: frozenset[str]
    quotes: Sequence[Any]
    reports: Sequence[Shown]
    asked: Sequence[tuple[str, str, bool]]
    deposited: Sequence[Any]
    may_renew: bool

    @property
    def stage(self) -> int:
        """How many of `STAGES` are behind."""
        return _STAGE.get(DossierStatus(self.row["status"]), 0)


async def client_dossier(
    tx: TenantTransaction, contact_id: UUID | None, dossier_id: UUID, options: PortalOptions
) -> ClientDossier:
    """Raises `NotFound` for a dossier where neither the contact nor a sub-account stands."""
    row = await tx.fetchrow(DOSSIER, contact_id, None, dossier_id)
    if row is None or contact_id is None:
        raise NotFound
    roles = frozenset(row["roles"] or ())
    sees = options.visible(roles)
    quotes = await tx.fetch(QUOTES, dossier_id, contact_id) if "quotes" in sees else []
    reports = await client_reports(tx, dossier_id, contact_id) if "reports" in sees else ()
    accounts = await tx.fetchval(ACCOUNTS, contact_id)
    deposited = await tx.fetch(DEPOSITED, dossier_id, accounts)
    asked = [
        (one["kind"], one["label"], one["came"]) for one in await tx.fetch(AWAITED, dossier_id, accounts)
    ]
    return ClientDossier(row, sees, quotes, reports, asked, deposited, bool(roles & RENEWING))
