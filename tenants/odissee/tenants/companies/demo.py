"""The seam of the sample data: the assembly gives the acts, the first-steps page the buttons."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from odissee.platform.db import TenantTransaction

Act = Callable[[TenantTransaction], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class DemoData:
    """`remove` leaves no row behind; `present` says whether the company holds any."""

    load: Act
    remove: Act
    present: Callable[[TenantTransaction], Awaitable[bool]]


DEMO: list[DemoData] = []
"""Empty until a feature registers itself: then the buttons do not show."""


async def demo_present(tx: TenantTransaction) -> bool:
    for demo in DEMO:
        if await demo.present(tx):
            return True
    return False
