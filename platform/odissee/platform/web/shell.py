"""The menu around staff pages: features are listed by the assembly, shown by right."""

from dataclasses import dataclass, field
from typing import Any

from odissee.platform.rights import Actor


@dataclass(frozen=True, slots=True)
class NavItem:
    """One entry; `key` names its counter in the request's `counts`, `permissions` who sees it."""

    label: str
    href: str
    icon: str
    permissions: tuple[str, ...] = ()
    key: str = ""


@dataclass(frozen=True, slots=True)
class NavGroup:
    items: tuple[NavItem, ...] = field(default=())


MENU: list[NavGroup] = []
"""Filled once by `odissee.app`."""


def navigation(actor: Actor | None, path: str, counts: dict[str, int]) -> list[list[dict[str, Any]]]:
    """The groups of the menu that this person may use, as the templates want them."""
    if actor is None or actor.kind == "client":
        return []
    groups = [[_entry(item, path, counts) for item in group.items if _may(actor, item)] for group in MENU]
    return [group for group in groups if group]


def _may(actor: Actor, item: NavItem) -> bool:
    return not item.permissions or any(actor.may(permission) for permission in item.permissions)


def _entry(item: NavItem, path: str, counts: dict[str, int]) -> dict[str, Any]:
    current = path == item.href or path.startswith(item.href.rstrip("/") + "/")
    return {
        "label": item.label, "href": item.href, "icon": item.icon,
        "count": counts.get(item.key), "current": current,
    }  # fmt: skip
