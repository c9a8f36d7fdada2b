"""The seam of the sample data: the assembly gives the acts, the first-steps page the buttons."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from odissee.platform.db import TenantTransaction

Act = Callable[[TenantTransaction], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Going:
    """What removing takes (« 12 dossiers », « 9 contacts »…) and the names that stay because real work uses them."""

    gone: tuple[str, ...] = field(default=())
    kept: tuple[str, ...] = field(default=())


async def _nothing(_: TenantTransaction) -> Going:
    return Going()


@dataclass(frozen=True, slots=True)
class DemoData:
    """`remove` leaves no row behind; `present` says whether the company holds any; `preview` what would go."""

    load: Act
    remove: Act
    present: Callable[[TenantTransaction], Awaitable[bool]]
    preview: Callable[[TenantTransaction], Awaitable[Going]] = _nothing


DEMO: list[DemoData] = []
"""Empty until a feature registers itself: then the buttons do not show."""


async def demo_present(tx: TenantTransaction) -> bool:
    for demo in DEMO:
        if await demo.present(tx):
            return True
    return False


async def demo_going(tx: TenantTransaction) -> Going:
    """What all of them would take, together."""
    found = [await demo.preview(tx) for demo in DEMO]
    return Going(
        tuple(word for one in found for word in one.gone), tuple(name for one in found for name in one.kept)
    )
