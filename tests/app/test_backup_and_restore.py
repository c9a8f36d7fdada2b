"""A backup restored elsewhere has the same rows and the same bytes."""

import asyncio
import stat
from pathlib import Path

import asyncpg
import pytest

from odissee.app.supervisor import EmbeddedPostgres
from odissee.app.supervisor.roles import ADMIN
from tests.app.running import Running, odissee

SCHEMA = """
create extension if not exists pg_trgm;
create table sealed (tenant_id uuid not null, serial bigint not null, at timestamptz not null, bytes bytea not null,
  folded text generated always as (lower(encode(bytes, 'hex'))) stored, primary key (tenant_id, serial));
alter table sealed enable row level security;
alter table sealed force row level security;
create policy own on sealed using (tenant_id = current_setting('app.tenant')::uuid);
grant select, insert on sealed to odissee_app;
create function refuse() returns trigger language plpgsql as $$ begin raise exception 'sealed'; end $$;
create trigger never before update or delete on sealed for each row execute function refuse();
"""
ROWS = """
insert into sealed (tenant_id, serial, at, bytes) select gen_random_uuid(), n, now() - n * interval '1 hour', sha256(n::text::bytea)
  from generate_series(1, 500) n;
"""
PHOTO = bytes(range(256)) * 64


async def rows(data: Path) -> list[tuple[object, ...]]:
    """Every company's rows: the administrator is not under row-level security."""
    connection = await asyncpg.connect(EmbeddedPostgres(data).url(ADMIN))
    try:
        return [
            tuple(row) for row in await connection.fetch("select * from sealed order by tenant_id, serial")
        ]
    finally:
        await connection.close()


async def run(data: Path, role: str, statements: str) -> None:
    connection = await asyncpg.connect(EmbeddedPostgres(data).url(role))
    try:
        await connection.execute(statements)
    finally:
        await connection.close()


@pytest.fixture
def other(data: Path) -> Path:
    return data / "ailleurs"


async def test_rows_files_and_secrets_come_back_identical(data: Path, other: Path, port: int) -> None:
    backup = data / "sauvegarde.tar.gz"
    with odissee(data, port) as running:
        await run(data, "odissee_owner", SCHEMA)
        await run(data, ADMIN, ROWS)
        (data / "files" / "durand").mkdir(parents=True)
        (data / "files" / "durand" / "photo.jpg").write_bytes(PHOTO)
        before = await rows(data)
        done = await asyncio.to_thread(running.call, "backup", str(backup))
        assert done.returncode == 0, done.stderr
        assert stat.S_IMODE(backup.stat().st_mode) == 0o600
        secret = (data / "secrets" / "app").read_bytes()
        await asyncio.to_thread(running.call, "stop")

        elsewhere = Running(other, port, running.env)
        done = await asyncio.to_thread(elsewhere.call, "restore", str(backup))
        assert done.returncode == 0, done.stderr
        assert (other / "files" / "durand" / "photo.jpg").read_bytes() == PHOTO
        assert (other / "secrets" / "app").read_bytes() == secret
        try:
            await asyncio.to_thread(elsewhere.start)
            assert len(before) == 500
            assert await rows(other) == before
            with pytest.raises(asyncpg.exceptions.RaiseError, match="sealed"):
                await run(other, ADMIN, "delete from sealed")
        finally:
            elsewhere.kill_everything()


def test_nothing_is_overwritten_unless_asked(data: Path, port: int) -> None:
    running, backup = Running(data, port), data / "sauvegarde.tar.gz"
    (data / "pg").mkdir()
    (data / "pg" / "précieux").write_text("à garder")
    backup.write_text("ancienne")
    assert "existe déjà" in running.call("backup", str(backup)).stderr
    assert "contient déjà des données" in running.call("restore", str(backup)).stderr
    assert backup.read_text() == "ancienne"
    refused = running.call("restore", str(backup), "--force")
    assert refused.returncode == 1
    assert "n’est pas une sauvegarde d’Odissée" in refused.stderr
    assert (data / "pg" / "précieux").read_text() == "à garder"
