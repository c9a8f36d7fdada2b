"""Numbered SQL files, one folder per top-level package, applied once each, in order, as the owner.

Two runners may start together: the second waits by trying the advisory lock in a loop (waiting inside
`pg_advisory_lock` would block CREATE INDEX CONCURRENTLY). A file that changed after it was applied stops
everything: write a new one.
"""

import asyncio
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import asyncpg

LOCK = 4_719_230_011


class MigrationChanged(Exception):
    """An applied migration file was edited."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One SQL file; `package` orders the folders (platform first)."""

    package: str
    path: Path

    @property
    def name(self) -> str:
        return f"{self.package}/{self.path.name}"

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.path.read_bytes()).hexdigest()


def files(folders: dict[str, Path]) -> list[Migration]:
    """All migrations in the order in which they must run."""
    return [
        Migration(name, path) for name, folder in folders.items() for path in sorted(folder.glob("*.sql"))
    ]


async def migrate(url: str, folders: dict[str, Path]) -> list[str]:
    """Apply what is missing; returns the names applied. One transaction per file."""
    connection = await asyncpg.connect(url)
    try:
        await _lock(connection)
        await connection.execute("set lock_timeout = '5s'")
        await connection.execute(
            "set app.tenant = '00000000-0000-0000-0000-000000000000'"
        )  # policies need one
        await connection.execute(
            """create table if not exists schema_migration (
                 name text primary key, digest text not null, applied_at timestamptz not null default now())"""
        )
        done = {r["name"]: r["digest"] for r in await connection.fetch("select * from schema_migration")}
        return [m.name for m in files(folders) if await _apply(connection, m, done)]
    finally:
        await connection.close()


async def _lock(connection: Any) -> None:
    while not await connection.fetchval("select pg_try_advisory_lock($1)", LOCK):  # noqa: ASYNC110 - another process
        await asyncio.sleep(0.2)


async def _apply(connection: Any, migration: Migration, done: dict[str, str]) -> bool:
    known = done.get(migration.name)
    if known == migration.digest:
        return False
    if known is not None:
        raise MigrationChanged(
            f"{migration.name} a changé après avoir été appliquée : écrivez-en une nouvelle."
        )
    async with connection.transaction():
        await connection.execute(migration.path.read_text(encoding="utf-8"))
        await connection.execute(
            "insert into schema_migration (name, digest) values ($1, $2)", migration.name, migration.digest
        )
    return True
