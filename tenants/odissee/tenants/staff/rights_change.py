"""The company's changes over the default matrix (A8): only the cells that differ are stored."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.journal import Entry, NothingToUndo, record, reversible
from odissee.platform.rights import GRANTS, FixedRight, Permission, Profile, Scope, check_editable
from odissee.platform.rights.matrix import Overrides, default_scope

Cell = tuple[Profile, Permission]
EDITABLE = (Profile.ACCOUNTANT, Profile.SALES, Profile.TECHNICIAN, Profile.OFFICE, Profile.LEAD_WORKER)


def choices(permission: Permission) -> tuple[Scope, ...]:
    """« Les siens » only where some profile has it by default: elsewhere the act knows no owner."""
    owned = Scope.OWN in GRANTS[permission].scopes.values()
    return (Scope.ALL, Scope.OWN, Scope.NONE) if owned else (Scope.ALL, Scope.NONE)


async def overrides(tx: TenantTransaction) -> dict[Cell, Scope]:
    """The cells that this company has changed; one that a newer version no longer knows is left out."""
    rows = await tx.fetch("select profile, permission, scope from permission_grant")
    return {
        (Profile(row["profile"]), Permission(row["permission"])): Scope(row["scope"])
        for row in rows
        if row["profile"] in set(Profile) and row["permission"] in set(Permission)
    }


def scope_in(changed: Overrides, cell: Cell) -> Scope:
    """What the cell says now."""
    return changed.get(cell, default_scope(*cell))


def read_cell(text: str) -> tuple[Cell, Scope] | None:
    """« technician:report.add:none », as it travels in an address; None for anything that may not be set."""
    profile, _, rest = text.partition(":")
    permission, _, scope = rest.partition(":")
    try:
        cell = Profile(profile), Permission(permission)
        check_editable(*cell)
        wanted = Scope(scope)
    except (ValueError, FixedRight):
        return None
    return (cell, wanted) if wanted in choices(cell[1]) else None


def write_cell(cell: Cell, scope: Scope) -> str:
    return f"{cell[0]}:{cell[1]}:{scope}"


def wanted_changes(current: Overrides, cells: Iterable[str]) -> dict[Cell, Scope]:
    """Of all cells sent, those that would change something."""
    read = [found for found in map(read_cell, cells) if found]
    return {cell: scope for cell, scope in read if scope is not scope_in(current, cell)}


async def apply_changes(tx: TenantTransaction, changes: Mapping[Cell, Scope]) -> Entry | None:
    """Store the cells; they hold from the next request of each person."""
    current = await overrides(tx)
    changes = {cell: scope for cell, scope in changes.items() if scope is not scope_in(current, cell)}
    if not changes:
        return None
    before = {cell: scope_in(current, cell) for cell in changes}
    await _store(tx, changes)
    return record(
        tx, "rights", _matrix_id(tx), "rights.changed", before=_plain(before), after=_plain(changes)
    )  # fmt: skip


async def reset(tx: TenantTransaction) -> Entry | None:
    """Back to the defaults, as one change that can be taken back."""
    return await apply_changes(tx, {cell: default_scope(*cell) for cell in await overrides(tx)})


async def _store(tx: TenantTransaction, changes: Mapping[Cell, Scope]) -> None:
    actor = tx.state.get("actor")
    for (profile, permission), scope in changes.items():
        if scope is default_scope(profile, permission):
            await tx.execute(
                "delete from permission_grant where profile = $1 and permission = $2", profile, permission
            )
            continue
        await tx.execute(
            """insert into permission_grant (profile, permission, scope, changed_at, changed_by)
               values ($1, $2, $3, $4, $5) on conflict (tenant_id, profile, permission)
               do update set scope = $3, changed_at = $4, changed_by = $5""",
            profile, permission, scope, clock.now(), actor.membership_id if actor else None,
        )  # fmt: skip


def _plain(cells: Mapping[Cell, Scope]) -> dict[str, str]:
    return {f"{profile}:{permission}": str(scope) for (profile, permission), scope in cells.items()}


def _matrix_id(tx: TenantTransaction) -> Any:
    return uuid5(NAMESPACE_URL, f"rights:{tx.tenant}")


@reversible("rights.changed", "rights.edit")
async def rights_back(tx: TenantTransaction, row: Any) -> None:
    current = await overrides(tx)
    after = [read_cell(f"{name}:{scope}") for name, scope in row["after"].items()]
    if any(found is None or scope_in(current, found[0]) is not found[1] for found in after):
        raise NothingToUndo
    before = [read_cell(f"{name}:{scope}") for name, scope in row["before"].items()]
    await _store(tx, dict(found for found in before if found))
