"""What costs a pass over the company's dossiers and holds until somebody acts: kept until the journal moves.

Every act writes the journal, so the number of its last entry is the version of everything that a company knows:
the same number, the same counts.
"""

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Any

from odissee.platform import clock
from odissee.platform.db import TenantTransaction

MOST = 2_000
HEAD = "select seq + closed_up * 1000000000000 from journal_head"
_kept: OrderedDict[tuple[Any, ...], Any] = OrderedDict()


async def last_act(tx: TenantTransaction) -> int:
    """The number of the company's last journal entry when the request began; 0 before any."""
    if "last_act" not in tx.state:  # the session brings it
        tx.state["last_act"] = await tx.fetchval(HEAD) or 0
    seq: int = tx.state["last_act"]
    return seq


async def until_an_act[T](
    tx: TenantTransaction, act: int, key: tuple[Any, ...], make: Callable[[], Awaitable[T]]
) -> T:
    """What `make` found when the journal stood at `act`, on this day; treat it as read-only."""
    whole = (tx.tenant, act, clock.today(), *key)
    if whole in _kept:
        _kept.move_to_end(whole)
        found: T = _kept[whole]
        return found
    found = _kept[whole] = await make()
    if len(_kept) > MOST:
        _kept.popitem(last=False)
    return found


def forget() -> None:
    """Drop all that this process keeps: the database is another one."""
    _kept.clear()
