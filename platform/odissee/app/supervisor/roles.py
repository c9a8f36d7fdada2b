"""The three roles of the program and what each may do.

`odissee_owner` owns the database and runs the migrations; `odissee_app` serves pages and jobs of one company
at a time; `odissee_relay` reads the job queue across companies by its own policy. None is a superuser, none may
pass over row-level security, and the last two own nothing.
"""

from collections.abc import Mapping

import asyncpg

ADMIN = "postgres"
DATABASE = "odissee"


async def create_roles(admin_url: str, passwords: Mapping[str, str]) -> None:
    """Makes the roles that are missing and gives each its password; may be run again."""
    connection = await asyncpg.connect(admin_url)
    try:
        for role, password in passwords.items():
            exists = await connection.fetchval("select 1 from pg_roles where rolname = $1", role)
            await _run(connection, "alter role %I" if exists else "create role %I", role)
            attributes = "alter role %I login nosuperuser nocreatedb nocreaterole nobypassrls password %L"
            await _run(connection, attributes, role, password)
    finally:
        await connection.close()


async def create_database(admin_url: str, name: str, template: str | None = None) -> None:
    """Makes a database that `odissee_owner` owns and only our roles may enter.

    Raises `asyncpg.DuplicateDatabaseError` when it exists.
    """
    connection = await asyncpg.connect(admin_url)
    try:
        statement = "create database %I owner odissee_owner template %I"
        await _run(connection, statement, name, template or "template1")
        await _run(connection, "revoke all on database %I from public", name)
        await _run(connection, "grant connect on database %I to odissee_app, odissee_relay", name)
    finally:
        await connection.close()


async def _run(connection: asyncpg.Connection, statement: str, *values: str) -> None:
    """Lets the server itself quote the names: DDL takes no parameters."""
    quoted = await connection.fetchval("select format($1, variadic $2::text[])", statement, list(values))
    await connection.execute(quoted)
