"""Piccolo's engine with one door: no query, DDL or connection outside a company's transaction."""

from __future__ import annotations

import json
from typing import Any, cast
from uuid import UUID

import asyncpg
from piccolo.engine.postgres import PostgresEngine

from odissee.platform.db.transaction import TenantTransaction

NOBODY = UUID(int=0)
"""The company that does not exist: under it every company table is empty and refuses rows."""


class NoTenant(RuntimeError):
    """A query was tried outside a company's transaction: a programming error, never a user's."""


RESERVED = 3
"""Connections for transactions apart; each is held for one or two statements."""


async def prepare(connection: Any) -> None:
    for kind in ("json", "jsonb"):
        await connection.set_type_codec(kind, encoder=json.dumps, decoder=json.loads, schema="pg_catalog")


async def _keep(connection: Any) -> None:
    """Skip RESET ALL between uses: only SET LOCAL is ever used; asyncpg rolls back an open transaction."""


class TenantEngine(PostgresEngine):
    """Refuses everything that Piccolo would run outside `tenant()` or `commons()`.

    Transactions apart have connections of their own: a request that holds one of the pool and asks for a
    second could otherwise wait for ever on others that do the same.
    """

    __slots__ = ("reserve",)
    reserve: Any

    async def connect(self, url: str, *, minimum: int = 2, maximum: int = 12) -> None:
        """Open the pool, then check that the role cannot pass row-level security."""
        await self.start_connection_pool(
            dsn=url, min_size=minimum, max_size=maximum, init=prepare, reset=_keep
        )
        self.reserve = await asyncpg.create_pool(
            dsn=url, min_size=1, max_size=RESERVED, init=prepare, reset=_keep
        )
        async with self.commons() as tx:
            await refuse_strong_role(tx)

    async def disconnect(self) -> None:
        if self.pool is not None:
            await self.close_connection_pool()
            await self.reserve.close()

    async def borrow(self, *, apart: bool = False) -> Any:
        if self.pool is None:
            raise NoTenant("the database is not connected")
        return await (self.reserve if apart else self.pool).acquire()

    async def give_back(self, connection: Any, *, apart: bool = False) -> None:
        if self.pool is not None:
            await (self.reserve if apart else self.pool).release(connection)

    def tenant(self, tenant: UUID) -> TenantTransaction:
        """A transaction that sees the rows of one company only."""
        return TenantTransaction(self, tenant)

    def commons(self) -> TenantTransaction:
        """A transaction that sees global tables only."""
        return TenantTransaction(self, NOBODY)

    def apart(self, tenant: UUID = NOBODY) -> TenantTransaction:
        """One that lives beside the open one and is kept whatever becomes of it (failure counters)."""
        return TenantTransaction(self, tenant, apart=True)

    def current(self) -> TenantTransaction | None:
        """The last transaction that this task knows of, open or not."""
        return cast("TenantTransaction | None", self.current_transaction.get())

    def here(self) -> TenantTransaction:
        """The open transaction of this task; raises `NoTenant` when there is none."""
        tx = self.current()
        if tx is None or not tx._open:
            raise NoTenant("query outside a company's transaction")
        return tx

    async def run_querystring(self, querystring: Any, in_pool: bool = True) -> Any:
        sql, args = querystring.compile_string(engine_type=self.engine_type)
        return await self.here().fetch(sql, *args)

    async def run_ddl(self, ddl: str, in_pool: bool = True) -> Any:
        raise NoTenant("no DDL at run time")

    def transaction(self, allow_nested: bool = True) -> Any:
        return TenantTransaction(self, self.here().tenant)

    def atomic(self) -> Any:
        raise NoTenant("use db.tenant()")

    async def batch(self, *args: Any, **kwargs: Any) -> Any:
        raise NoTenant("batch opens its own connection")

    async def get_new_connection(self) -> Any:
        raise NoTenant("no connection outside the pool")

    async def _run_in_pool(self, query: str, args: Any = None) -> Any:
        raise NoTenant("query outside a company's transaction")

    _run_in_new_connection = _run_in_pool

    async def get_version(self) -> float:
        return 18.0

    async def prep_database(self) -> None:
        return None


class StrongRole(RuntimeError):
    """The database role could read other companies' rows: the program does not start with it."""


async def refuse_strong_role(tx: TenantTransaction) -> None:
    """Raise unless the role is neither superuser, nor BYPASSRLS, nor owner of a table."""
    row = await tx.fetchrow(
        """select rolsuper or rolbypassrls as strong,
                  exists (select from pg_class c where c.relowner = r.oid and c.relkind in ('r', 'p')) as owns
             from pg_roles r where rolname = current_user"""
    )
    if row is None or row["strong"] or row["owns"]:
        raise StrongRole(
            "Le rôle de DATABASE_URL peut contourner l’isolation des sociétés : "
            "donnez un rôle sans SUPERUSER ni BYPASSRLS, qui ne possède aucune table."
        )


DB = TenantEngine(config={})

__all__ = ["DB", "NOBODY", "NoTenant", "StrongRole", "TenantEngine", "TenantTransaction"]
