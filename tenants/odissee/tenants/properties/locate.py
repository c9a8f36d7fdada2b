"""Looking up an address that nobody chose among suggestions: better than the commune, never over what was typed."""

from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.live import tell
from odissee.routing.geocoding import Kind, Match, Trust
from odissee.tenants.properties.geocoder import geocoder

_PLACE = """
update property set lat = $3, lon = $4, match_label = $5, match_kind = $6, match_score = $7, matched_at = $8,
       insee = coalesce(insee, $9)
 where id = $1 and concat_ws(' ', address, postcode, city) = $2 and match_kind in ('none', 'municipality')
returning id"""


async def locate(tx: TenantTransaction, property_id: UUID, text: str) -> Match | None:
    """Place the property where the service finds `text`; None when nothing is worth believing.

    A match in another commune or below 0.5 is left to a person; one below 0.8 is kept and shown as doubtful.
    """
    insee = await tx.fetchval("select insee from property where id = $1", property_id)
    found = await geocoder().search(text, limit=5, near_insee=insee, session=tx.tenant)
    best = next((one for one in found if _believable(one, insee)), None)
    if best is None:
        return None
    placed = await tx.fetchval(
        _PLACE,
        property_id,
        text,
        best.lat,
        best.lon,
        best.label,
        best.kind.value,
        best.score,
        clock.now(),
        best.insee,
    )
    if placed is None:
        return None
    tell(tx, "property", property_id)
    return best


def _believable(match: Match, insee: str | None) -> bool:
    return (
        match.kind is not Kind.MUNICIPALITY and match.trust is not Trust.ASK and insee in (None, match.insee)
    )
