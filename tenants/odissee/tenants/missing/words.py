"""Words of the requests of documents: lists, and the place they are about."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.platform.french import count
from odissee.tenants.documents import address_of
from odissee.tenants.missing.kinds import BY_CODE

PLACE = """
select d.number, p.address, p.typed_address, p.complement, p.postcode, p.city, p.lot from dossier d
  join property p on p.id = d.property_id where d.id = $1"""


NO_LOT = "concerné"
"""« du lot concerné »: without a word the whole line of the request would go, tantièmes included."""


def lowered(label: str) -> str:
    """« titre de propriété et plans », in the middle of a sentence."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def listed(labels: Iterable[str]) -> str:
    """One line a document."""
    return "\n".join(f"- {lowered(label)}" for label in labels)


def short_list(codes: Iterable[str]) -> str:
    """« titre, plans, règlement »: for a subject."""
    return ", ".join(BY_CODE[code].short for code in codes if code in BY_CODE)


def in_a_line(labels: Iterable[str]) -> str:
    """« titre de propriété et plans, étude thermique »."""
    return ", ".join(lowered(label) for label in labels)


def together(files: Sequence[str]) -> str:
    """« a.pdf », « b.pdf », between the quotes of the text; past twelve the number of the others."""
    shown = " », « ".join(files[:12])
    return f"{shown} » et {count(len(files) - 12, 'autre')} « …" if len(files) > 12 else shown


async def place_words(tx: TenantTransaction, dossier_id: UUID) -> dict[str, Any]:
    """The property as these texts name it."""
    row = await tx.fetchrow(PLACE, dossier_id)
    assert row is not None  # noqa: S101 - a dossier has a property
    address = address_of(row)
    return {
        "property_address": address, "building_address": address, "property_city": row["city"],
        "dossier_number": str(row["number"]), "lot_numbers": row["lot"] or NO_LOT,
    }  # fmt: skip
