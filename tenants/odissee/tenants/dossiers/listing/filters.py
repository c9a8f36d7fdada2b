"""The state of the list as its address says it."""

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from odissee.platform.fields import as_uuid
from odissee.tenants.dossiers.lifecycle import DossierStatus

SLUGS = {status.sign.removeprefix("st-"): status for status in DossierStatus}
NATURES = {
    "sale": "Vente", "rental": "Location", "management": "Gestion", "works": "Travaux",
    "demolition": "Démolition", "building": "Bâtiment", "other": "Autre",
}  # fmt: skip
VIEWS = {"": "Dossiers", "archives": "Archives", "corbeille": "Corbeille"}
INVOICING = {"none": "Sans facture", "unpaid": "Impayées", "paid": "Payées"}
ADDRESS = {
    "status": "statut", "nature": "nature", "technician": "technicien", "origin": "origine",
    "month": "creation", "invoicing": "facturation", "query": "q", "sort": "tri", "after": "apres", "place": "vue",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Filters:
    """Values as stored (status `quoted`, month `2026-11`); empty means no filter."""

    status: str = ""
    nature: str = ""
    technician: UUID | None = None
    origin: str = ""
    month: str = ""
    invoicing: str = ""
    query: str = ""
    sort: str = ""
    after: str = ""
    place: str = ""

    @classmethod
    def read(cls, address: Any) -> "Filters":
        """From the address's parameters; what is unreadable is no filter, never an error."""
        status = SLUGS.get(address.get("statut", ""))
        month = address.get("creation", "")
        return cls(
            status=status.value if status else "",
            nature=_known(address.get("nature"), NATURES),
            technician=as_uuid(address.get("technicien")),
            origin=address.get("origine", "")[:100],
            month=month if _is_month(month) else "",
            invoicing=_known(address.get("facturation"), INVOICING),
            query=address.get("q", "")[:200].strip(),
            sort=address.get("tri", ""),
            after=address.get("apres", ""),
            place=_known(address.get("vue"), VIEWS),
        )

    def href(self, **changes: Any) -> str:
        """The address of the list with some values changed; another filter starts again at the top."""
        new = replace(self, **({"after": ""} | changes))
        slug = DossierStatus(new.status).sign.removeprefix("st-") if new.status else ""
        values = {name: getattr(new, field) for field, name in ADDRESS.items()} | {"statut": slug}
        pairs = {name: str(value) for name, value in values.items() if value}
        return "/dossiers" + (f"?{urlencode(pairs)}" if pairs else "")

    @property
    def query_string(self) -> str:
        """The filters without the page, for an act on what they show."""
        return self.href().removeprefix("/dossiers")

    @property
    def bare(self) -> str:
        """The same place without any filter."""
        return Filters(place=self.place).href()

    @property
    def narrowed(self) -> bool:
        """Whether anything hides rows."""
        return any(
            (self.status, self.nature, self.technician, self.origin, self.month, self.invoicing, self.query)
        )


def _known(value: str | None, among: dict[str, str]) -> str:
    return value if value in among else ""


def _is_month(text: str) -> bool:
    year, _, month = text.partition("-")
    return year.isdigit() and len(year) == 4 and month.isdigit() and 1 <= int(month) <= 12
