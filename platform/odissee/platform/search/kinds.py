"""What may be found, by whom: each kind says its permission and which of the found ids a person may see."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.platform.rights import Actor

Visible = Callable[[TenantTransaction, Actor, list[UUID]], Awaitable[list[UUID]]]


@dataclass(frozen=True, slots=True)
class SearchKind:
    """`label` and `icon` are shown beside a result; `visible` narrows ids to those of an « own » scope."""

    kind: str
    label: str
    icon: str
    permissions: tuple[str, ...]
    visible: Visible


KINDS: dict[str, SearchKind] = {}


async def everything(tx: TenantTransaction, actor: Actor, ids: list[UUID]) -> list[UUID]:
    """For kinds whose permission knows no « own »."""
    return ids


def searchable_kind(
    kind: str, label: str, icon: str, permissions: tuple[str, ...], visible: Visible = everything
) -> None:
    """Declare a kind; a feature does it once, in its `web.py`."""
    KINDS[kind] = SearchKind(kind, label, icon, permissions, visible)


def kinds_for(actor: Actor) -> tuple[str, ...]:
    """The kinds that this person may find."""
    return tuple(k.kind for k in KINDS.values() if any(actor.may(p) for p in k.permissions))
