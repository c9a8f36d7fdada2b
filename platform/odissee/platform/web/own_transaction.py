"""A transaction opened late: by a handler whose body is read first (`opt={"stream": True}`)."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from odissee.platform.db import TenantTransaction, db
from odissee.platform.web.pages import Request, actor_in, place_in


@asynccontextmanager
async def own_transaction(request: Request, via: str = "web") -> AsyncIterator[TenantTransaction]:
    """Of one file once its body is here, as the person of the request and by the way `via` of the journal; committed when the block ends."""
    async with db.tenant(place_in(request).tenant_id) as tx:
        tx.state.update(actor=actor_in(request), request_id=request.scope["state"]["request_id"], via=via)
        yield tx
