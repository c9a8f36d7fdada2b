"""Blocks of the page, declared by the features that own them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from odissee.platform.db import TenantTransaction
from odissee.platform.rights import Actor

Reader = Callable[[TenantTransaction, Any], Awaitable[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Block:
    """`read` gets the dossier's row and gives the template its context; `order` places it on the page."""

    key: str
    order: int
    template: str
    permissions: tuple[str, ...]
    read: Reader

    def for_whom(self, actor: Actor) -> bool:
        return any(actor.may(permission) for permission in self.permissions)


BLOCKS: dict[str, Block] = {}


def block(key: str, order: int, template: str, *permissions: str) -> Callable[[Reader], Reader]:
    """Declare a block; a key declared twice is a programming error."""

    def register(read: Reader) -> Reader:
        if key in BLOCKS:
            raise ValueError(f"two blocks named {key}")
        BLOCKS[key] = Block(key, order, template, permissions, read)
        return read

    return register


def blocks_for(actor: Actor) -> list[Block]:
    """What this person sees, in order."""
    return sorted((b for b in BLOCKS.values() if b.for_whom(actor)), key=lambda b: b.order)
