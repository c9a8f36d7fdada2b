"""One transaction of one company, with what must happen just before and just after its COMMIT."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from piccolo.engine.exceptions import TransactionError
from piccolo.engine.postgres import PostgresTransaction

if TYPE_CHECKING:
    from asyncpg import Record

    from odissee.platform.db.engine import TenantEngine

Hook = Callable[[], Awaitable[None]]


class TenantTransaction(PostgresTransaction):
    """BEGIN and the company's setting in one round trip; rows of other companies do not exist in it.

    Opening one inside another of the same company joins it; of another company raises.
    """

    __slots__ = ("_apart", "_open", "after_commit", "before_commit", "queries", "state", "tenant")
    connection: Any
    engine: TenantEngine

    def __init__(self, engine: TenantEngine, tenant: UUID, *, apart: bool = False) -> None:
        if not isinstance(tenant, UUID):
            raise TypeError("tenant must be a UUID")  # so that the literal below is safe
        current = engine.current()
        if current is not None and current._open and current.tenant != tenant and not apart:
            raise TransactionError("another company's transaction is open")
        super().__init__(engine)
        self._apart = apart
        if apart:
            self._parent = None
        self.tenant: UUID = tenant
        self._open: bool = False
        self.queries: int = 0
        self.before_commit: list[Hook] = []
        self.after_commit: list[Hook] = []
        self.state: dict[str, Any] = {}  # what the edge knows of the request: actor, request id
        if current is not None and not current._open:
            self._parent = None  # a dead one, inherited by a child task

    async def __aenter__(self) -> Self:
        if self._parent is not None:
            return self._parent  # type: ignore[return-value]
        self.connection = await self.engine.borrow(apart=self._apart)
        try:
            await self.connection.execute(f"BEGIN; SET LOCAL app.tenant = '{self.tenant}'")
        except BaseException:
            self.connection.terminate()
            await self.engine.give_back(self.connection, apart=self._apart)
            raise
        self._open = True
        self.context = self.engine.current_transaction.set(self)
        return self

    async def commit(self) -> None:
        """COMMIT; an aborted transaction, which Postgres rolls back silently, raises."""
        for hook in self.before_commit:
            await hook()
        tag = await self.connection.execute("COMMIT")
        self._committed = True
        if tag != "COMMIT":
            raise TransactionError("aborted transaction was rolled back at COMMIT")

    async def rollback(self) -> None:
        await self.connection.execute("ROLLBACK")
        self._rolled_back = True

    async def __aexit__(self, exc_type: object, exc: BaseException | None, tb: object) -> bool:
        if self._parent is not None:
            return False
        try:
            if not (self._committed or self._rolled_back):
                await (self.rollback() if exc is not None else self.commit())
        except BaseException:  # COMMIT or ROLLBACK failed or was cancelled
            if not self.connection.is_closed() and self.connection.is_in_transaction():
                self.connection.terminate()
            raise
        finally:
            await self._close()
        if self._committed:
            await self._tell()
        return False

    async def _close(self) -> None:
        self._open = False
        try:
            self.engine.current_transaction.reset(self.context)
        finally:
            await self.engine.give_back(self.connection, apart=self._apart)

    async def _tell(self) -> None:
        for hook in self.after_commit:
            await hook()

    # -- queries -------------------------------------------------------------------------------

    async def fetch(self, sql: str, *args: Any) -> list[Record]:
        self.queries += 1
        rows: list[Record] = await self.connection.fetch(sql, *args)
        return rows

    async def fetchrow(self, sql: str, *args: Any) -> Record | None:
        self.queries += 1
        row: Record | None = await self.connection.fetchrow(sql, *args)
        return row

    async def fetchval(self, sql: str, *args: Any) -> Any:
        self.queries += 1
        return await self.connection.fetchval(sql, *args)

    async def execute(self, sql: str, *args: Any) -> str:
        self.queries += 1
        tag: str = await self.connection.execute(sql, *args)
        return tag

    async def executemany(self, sql: str, rows: list[tuple[Any, ...]]) -> None:
        self.queries += 1
        await self.connection.executemany(sql, rows)
