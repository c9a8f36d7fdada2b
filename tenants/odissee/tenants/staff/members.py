"""Hiring, changing, leaving. A company keeps one owner at least, and only an owner makes or unmakes one."""

from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.errors import Conflict, Forbidden
from odissee.platform.identity import invite, restore_access, revoke_access
from odissee.platform.journal import Entry, record, reversible
from odissee.tenants.companies import FieldRefused, differences, put_back, within_plan
from odissee.tenants.staff.member_form import Member
from odissee.tenants.staff.people import staff_row
from odissee.tenants.staff.tables import Place, StaffMember

OTHER_OWNERS = """select id from membership where kind = 'staff' and 'owner' = any(profiles) and revoked_at is null
                     and id <> $1 and coalesce(active_from <= $2, true) and active_until is null
                     and login_id is not null for update"""


class LastOwner(Conflict):
    """Nobody could settle rights any more."""

    title = "C’est le dernier super administrateur. Donnez d’abord ce profil à quelqu’un d’autre."


class OwnersOnly(Forbidden):
    """An administrator cannot rise above their own rank."""

    title = "Seul un super administrateur donne ou retire ce profil. Demandez-le-lui."


async def hire(tx: TenantTransaction, member: Member) -> UUID:
    """A new person with a place in the company and an invitation; returns the membership.

    Raises `PlanLimit`, `OwnersOnly`, `FieldRefused` (initials, address) or `AlreadyIn`.
    """
    await within_plan(tx, "staff")
    _check_rank(tx, [], member.profiles)
    await _refuse_taken(tx, member, None)
    person = StaffMember(**member.person)
    await person.save()
    place = Place(kind="staff", staff_id=person.id, email=member.person["email"] or None, **member.place)
    await place.save()
    membership: UUID = place.id
    record(tx, "staff", membership, "staff.added", after={"name": member.name, "profiles": member.profiles})
    if member.person["email"]:
        await invite(tx, membership, _name(tx))
    return membership


async def change(tx: TenantTransaction, membership: UUID, member: Member) -> Entry | None:
    """Write what differs; raises `LastOwner`, `OwnersOnly` or `FieldRefused`. The address of a login stays."""
    before = await staff_row(tx, membership)
    _check_rank(tx, before["profiles"], member.profiles)
    await _refuse_taken(tx, member, membership)
    if "owner" in before["profiles"] and (
        "owner" not in member.profiles or member.person["active_until"] or member.person["active_from"]
    ):
        await _keep_an_owner(tx, membership)
    person = member.person if not before["has_login"] else member.person | {"email": before["email"]}
    place = member.place if before["has_login"] else member.place | {"email": member.person["email"] or None}
    return await _write(tx, before, person, place)


async def _write(
    tx: TenantTransaction, before: dict[str, Any], person: dict[str, Any], place: dict[str, Any]
) -> Entry | None:
    old_person, new_person = differences(before, person)
    old_place, new_place = differences(before | {"display_name": before["name"]}, place)
    if not new_person and not new_place:
        return None
    if new_person:
        values: dict[Any, Any] = {name: person[name] for name in new_person}
        await StaffMember.update(values, force=True).where(StaffMember.id == before["staff_id"])
    if new_place:
        values = {name: place[name] for name in new_place}
        await Place.update(values, force=True).where(Place.id == before["id"])
    return record(
        tx, "staff", before["id"], "staff.changed",
        before={"staff_id": str(before["staff_id"]), "person": old_person, "place": old_place},
        after={"staff_id": str(before["staff_id"]), "person": new_person, "place": new_place},
    )  # fmt: skip


async def leave(tx: TenantTransaction, membership: UUID) -> Any:
    """Close the access: sessions end at once, what they did stays theirs. Raises `LastOwner`, `OwnersOnly`."""
    before = await staff_row(tx, membership)
    _check_rank(tx, before["profiles"], [])
    if "owner" in before["profiles"]:
        await _keep_an_owner(tx, membership)
    return await revoke_access(tx, membership)


async def come_back(tx: TenantTransaction, membership: UUID) -> None:
    """Open the access again; raises `PlanLimit` or `OwnersOnly`."""
    before = await staff_row(tx, membership)
    _check_rank(tx, before["profiles"], [])
    await within_plan(tx, "staff")
    await restore_access(tx, membership)
    record(tx, "staff", membership, "staff.reactivated")


async def _keep_an_owner(tx: TenantTransaction, membership: UUID) -> None:
    if not await tx.fetch(OTHER_OWNERS, membership, clock.today()):
        raise LastOwner


def _check_rank(tx: TenantTransaction, before: list[str], after: list[str]) -> None:
    actor = tx.state.get("actor")
    touches_owner = ("owner" in before) or ("owner" in after)
    if touches_owner and actor is not None and "owner" not in actor.profiles:
        raise OwnersOnly


async def _refuse_taken(tx: TenantTransaction, member: Member, but: UUID | None) -> None:
    await tx.execute("select pg_advisory_xact_lock(hashtextextended($1, 0))", f"initials:{tx.tenant}")
    taken = await tx.fetchval(
        """select display_name from membership where kind = 'staff' and upper(initials) = $1
              and revoked_at is null and id is distinct from $2""",
        member.person["initials"],
        but,
    )
    if taken:
        raise FieldRefused(f"{taken} porte déjà ces initiales. Ajoutez une lettre.")


def _name(tx: TenantTransaction) -> str:
    actor = tx.state.get("actor")
    return actor.name if actor else ""


@reversible("staff.changed", "staff.manage")
async def change_back(tx: TenantTransaction, row: Any) -> None:
    """Refused when it would take away the last owner, or make one without being one."""
    old, new = row["before"]["place"], row["after"]["place"]
    _check_rank(tx, old.get("profiles", []), new.get("profiles", []))
    if "owner" in new.get("profiles", []) and "owner" not in old.get("profiles", []):
        await _keep_an_owner(tx, row["subject_id"])
    for table, key, id, part in (
        (StaffMember, StaffMember.id, UUID(row["before"]["staff_id"]), "person"),
        (Place, Place.id, row["subject_id"], "place"),
    ):
        if row["before"][part]:
            await put_back(table, key, id, {"before": row["before"][part], "after": row["after"][part]})
