"""Acting on a company from the console: a transaction of that company, signed by the operator."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

from odissee.platform.db import TenantTransaction, db
from odissee.platform.errors import NotFound
from odissee.platform.identity.operators import Operator


def signature(operator: Operator) -> str:
    """How the company's journal names an operator."""
    return f"Assistance Odissée ({operator.name})"


@asynccontextmanager
async def acting(
    operator: Operator, tenant_id: UUID, request_id: str = ""
) -> AsyncIterator[TenantTransaction]:
    """Opened beside the console's own transaction, committed by itself; `NotFound` for no company."""
    async with db.apart(tenant_id) as tx:
        tx.state.update(actor_name=signature(operator), via="console", request_id=request_id)
        if not await tx.fetchval("select exists (select from tenant where id = $1)", tenant_id):
            raise NotFound
        yield tx
