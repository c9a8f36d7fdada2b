"""Certifications: one domain each, with its dates; after its end nothing is assigned on it."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.platform.errors import NotFound
from odissee.platform.journal import Entry, record, reversible
from odissee.tenants.companies import differences, put_back
from odissee.tenants.staff.tables import Certification

DOMAINS = {
    "dpe": "DPE", "audit": "Audit énergétique", "asbestos": "Amiante", "lead": "Plomb", "gas": "Gaz",
    "electricity": "Électricité", "termites": "Termites",
}  # fmt: skip
WITH_MENTION = frozenset({"dpe", "asbestos"})
SOON_DAYS = 30

CERTIFIED = """select exists (select from certification where staff_id = $1 and domain = $2 and (mention or not $4)
                  and valid_from <= $3 and valid_to >= $3)"""


async def certified(
    tx: TenantTransaction, staff_id: UUID, domain: str, on_date: date, mention: bool = False
) -> bool:
    """Whether this person (`staff_member.id`) holds a certification of `DOMAINS` that is valid that day.

    A certification « avec mention » also serves where none is asked; both bounds are included.
    """
    found: bool = await tx.fetchval(CERTIFIED, staff_id, domain, on_date, mention)
    return found


def state_of(valid_to: date, today: date) -> tuple[str, str]:
    """(tone, words) of the badge: expired, soon (30 days), or valid."""
    days = (valid_to - today).days
    if days < 0:
        return "bad", "Expirée"
    if days == 0:
        return "warn", "Expire aujourd’hui"
    if days <= SOON_DAYS:
        return "warn", f"Expire dans {days} jour{'s' if days > 1 else ''}"
    return "ok", "Valable"


async def certifications_of(tx: TenantTransaction, staff_id: UUID) -> list[Any]:
    return await tx.fetch(
        "select * from certification where staff_id = $1 order by domain, valid_to desc", staff_id
    )


async def certification_row(tx: TenantTransaction, staff_id: UUID, id: UUID) -> dict[str, Any]:
    row = await tx.fetchrow("select * from certification where id = $1 and staff_id = $2", id, staff_id)
    if row is None:
        raise NotFound
    return dict(row)


async def add_certification(tx: TenantTransaction, staff_id: UUID, values: Mapping[str, Any]) -> Entry:
    certification = Certification(staff_id=staff_id, **values)
    await certification.save()
    after = {"domain": values["domain"], "valid_to": values["valid_to"].isoformat()}
    return record(tx, "certification", certification.id, "certification.added", after=after)


async def change_certification(
    tx: TenantTransaction, staff_id: UUID, id: UUID, values: Mapping[str, Any]
) -> Entry | None:
    old, new = differences(await certification_row(tx, staff_id, id), values)
    if not new:
        return None
    await Certification.update({name: values[name] for name in new}, force=True).where(Certification.id == id)
    return record(tx, "certification", id, "certification.changed", before=old, after=new)


async def remove_certification(tx: TenantTransaction, staff_id: UUID, id: UUID) -> Entry:
    """Take away one typed by mistake; the toast brings it back."""
    row = await certification_row(tx, staff_id, id)
    if await tx.fetchval("delete from certification where id = $1 returning id", id) is None:
        raise NotFound  # somebody else, or a second click, took it away meanwhile
    kept, _ = differences(row, dict.fromkeys(row))
    return record(tx, "certification", id, "certification.removed", before=kept)


@reversible("certification.removed", "staff.manage")
async def removal_back(tx: TenantTransaction, row: Any) -> None:
    kept = row["before"]
    values: dict[str, Any] = {name: kept.get(name, False) for name in ("domain", "mention", "body", "number")}
    values |= {name: date.fromisoformat(kept[name]) for name in ("valid_from", "valid_to")}
    values |= {name: UUID(kept[name]) for name in ("id", "staff_id", "file_id") if kept.get(name)}
    await Certification(**values).save()


@reversible("certification.changed", "staff.manage")
async def certification_back(tx: TenantTransaction, row: Any) -> None:
    await put_back(Certification, Certification.id, row["subject_id"], row)
