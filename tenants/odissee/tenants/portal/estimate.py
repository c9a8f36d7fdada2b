"""What a request would cost by the company's tariff, before it is sent: told, never promised."""

from dataclasses import dataclass
from typing import Any

from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.fields import Form
from odissee.platform.french import amount, count
from odissee.tenants.orders import Draft, compute
from odissee.tenants.portal.options import buyer_kind
from odissee.tenants.portal.typed import MODES, facts_of

OPERATIONS = {"building": "common_parts"}
PLACE = (
    "type", "surface", "rooms", "built_year", "address", "complement", "postcode", "city", "typed_address", "insee", "lat",
    "lon", "match_label", "match_kind", "match_score",
)  # fmt: skip
LAST = """
select d.nature, p.type from dossier_contact k join dossier d on d.id = k.dossier_id join property p on p.id = d.property_id
 where k.contact_id = $1 and 'requester' = any(k.roles) order by d.created_at desc, d.id desc limit 1"""


@dataclass(frozen=True, slots=True)
class Estimate:
    """`price` empty: the tariff does not say, and a person will."""

    diagnostics: tuple[str, ...]
    price: str = ""
    discount: str = ""

    @property
    def lead(self) -> str:
        """« 5 diagnostics, 302,10 € TTC, remise de 15,90 € déduite »."""
        words = count(len(self.diagnostics), "diagnostic")
        if self.price:
            words += f", {self.price} TTC" + (f", remise de {self.discount} déduite" if self.discount else "")
        return words


async def estimate(tx: TenantTransaction, account: Any, form: Form) -> Estimate:
    """The diagnostics that the law asks for with what is known, at this client's own terms. Writes nothing."""
    nature = form.raw.get("nature", "sale")
    data = {name: form.raw.get(name, "") for name in PLACE}
    data |= facts_of(form) | {
        "transaction": OPERATIONS.get(nature, nature), "requester_id": str(account["id"]),
        "requester_name": account["name"],
        "requester_is_prescriber": "1" if buyer_kind(account) == "agency" else "",
    }  # fmt: skip
    draft = Draft(new_id(), MODES.get(nature, "ddt"), None, data, 1)
    order = await compute(tx, tx.state["actor"], draft)
    totals = order.price.totals
    names = tuple(line.diagnostic.short_label for line in order.ticked)
    if totals is None:
        return Estimate(names)
    return Estimate(names, amount(totals.incl), amount(totals.discount) if totals.discount else "")


async def like_last_time(tx: TenantTransaction, account: Any) -> dict[str, str]:
    """What this client asked for the last time: the mission and the kind of property."""
    row = await tx.fetchrow(LAST, account["id"])
    return {"nature": row["nature"], "type": row["type"]} if row is not None else {}
