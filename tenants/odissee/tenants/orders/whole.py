"""A part of a request that happens whole or not at all, while what was typed before it is kept."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from odissee.platform.db import TenantTransaction


@asynccontextmanager
async def whole(tx: TenantTransaction) -> AsyncIterator[None]:
    """Take back rows, journal entries and messages of the block when it fails, and keep the rest of the request."""
    entries, first = list(tx.state.get("journal", [])), "journal" not in tx.state
    before, after = list(tx.before_commit), list(tx.after_commit)
    await tx.execute("savepoint whole")
    try:
        yield
    except Exception:
        await tx.execute("rollback to savepoint whole")
        tx.before_commit[:], tx.after_commit[:] = before, after
        if first:
            tx.state.pop("journal", None)
        else:
            tx.state["journal"][:] = entries
        tx.state["keep"] = True
        raise
    await tx.execute("release savepoint whole")
