"""One marked row in every table of a company: a word that exists nowhere else in every text and JSON column.

Found again in an answer to another company's people, a word says from which column it leaked.
"""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg

from odissee.platform.db import new_id
from tests.factories.schema import Column, CompanyTable, company_tables

WORDY = ("text", "jsonb", "json", "text[]", "character varying")
GIVEN: dict[str, Any] = {
    # a value that the code knows, where a free word would stop the page before it shows the others
    "annex.kind": "cellar", "certification.domain": "dpe_without_mention", "contact.type": "particulier",
    "dossier.status": "quoted", "dossier.nature": "sale", "dossier.status_before_cancel": None,
    "job.state": "dead",  # nothing may run it
    "list_value.list": "origin", "membership.profiles": ["office"], "permission_grant.profile": "office",
    "permission_grant.permission": "contact.edit", "price_scale.property_type": "flat",
    "property.type": "flat", "quote_version.snapshot": None, "rule_override.rule_key": "dpe.sale",
    "search_card.kind": "dossier", "search_document.kind": "dossier", "template.key": "mail.quote_sent",
    # columns that a CHECK ties to others
    "special_price.network_id": None, "unit_price.measure": None, "pack.measure": None,
    "journal_entry.seq": 9_000_001, "sms_stop.phone": "+33639980011",
    "capability.scope": "quote",
}  # fmt: skip
"""Columns that do not hold a marked word, each on purpose."""


def canary(table: str, column: str) -> str:
    """The word of a column: letters and figures only, so that no escaping or folding changes it."""
    return "canari" + hashlib.sha256(f"{table}.{column}".encode()).hexdigest()[:12]


@dataclass(slots=True)
class Planted:
    """`words`: word → table.column; `ids`: table → the marked row; `skipped`: columns without a word."""

    words: dict[str, str] = field(default_factory=dict)
    ids: dict[str, UUID] = field(default_factory=dict)
    rows: dict[str, dict[str, Any]] = field(default_factory=dict)
    skipped: list[str] = field(default_factory=list)


async def plant(owner_url: str, tenant: UUID) -> Planted:
    """Mark a company, as the owner of the tables behind the same policies."""
    connection = await asyncpg.connect(owner_url)
    try:
        await connection.set_type_codec("jsonb", encoder=json.dumps, decoder=json.loads, schema="pg_catalog")
        await connection.execute("select set_config('app.tenant', $1, false)", str(tenant))
        planted, waiting = Planted(), await company_tables(connection)
        while waiting:
            ready = [table for table in waiting.values() if _is_ready(table, waiting)]
            for table in ready or list(waiting.values()):
                await _plant_row(connection, table, planted)
                del waiting[table.name]
        await _mark_global(connection, tenant, planted)
        return planted
    finally:
        await connection.close()


def _is_ready(table: CompanyTable, waiting: dict[str, CompanyTable]) -> bool:
    targets = {column.refers[0] for column in table.columns if column.refers}
    return not any(target in waiting for target in targets - {table.name})


async def _plant_row(connection: Any, table: CompanyTable, planted: Planted) -> None:
    values = {column.name: _value(table.name, column, planted) for column in table.columns
              if column.name != "tenant_id" and not _left_alone(table, column)}  # fmt: skip
    names = list(values)
    places = ", ".join(f"${n}" for n in range(1, len(names) + 1))
    sql = f"insert into {table.name} ({', '.join(names)}) values ({places})"  # noqa: S608 - names of the catalogue
    if table.single and names:
        sql += f" on conflict ({await _key(connection, table.name)}) do update set " + ", ".join(
            f"{name} = excluded.{name}" for name in names
        )
    await connection.execute(sql if names else "select 1", *values.values())
    planted.rows[table.name] = values
    if "id" in values:
        planted.ids[table.name] = values["id"]


async def _key(connection: Any, table: str) -> str:
    rows = await connection.fetch(
        """select a.attname from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
            where i.indrelid = $1::text::regclass and i.indisprimary""",
        table,
    )
    return ", ".join(row["attname"] for row in rows)


def _left_alone(table: CompanyTable, column: Column) -> bool:
    """Dates that end a row, and defaults that are not words, stay as the product leaves them."""
    if column.generated or (table.name == "journal_head"):
        return True
    given = f"{table.name}.{column.name}" in GIVEN
    if column.type in WORDY or column.refers:
        return False
    return not given and (column.has_default or not column.needed)


def _value(table: str, column: Column, planted: Planted) -> Any:
    name = f"{table}.{column.name}"
    if name in GIVEN and (GIVEN[name] is not None or not column.needed):
        planted.skipped.append(name)
        return GIVEN[name]
    if column.refers:
        target, key = column.refers
        return planted.rows.get(target, {}).get(key)
    if column.allowed is not None:
        planted.skipped.append(name)
        return column.allowed
    if column.type in WORDY:
        word = canary(table, column.name)
        planted.words[word] = name
        return _worded(column, word)
    return _plain(column)


def _worded(column: Column, word: str) -> Any:
    if column.type in ("jsonb", "json"):
        return (
            [{"name": word, "label": word}]
            if column.default.startswith("'[]'")
            else {"name": word, word: word}
        )
    return [word] if column.type == "text[]" else word


def _plain(column: Column) -> Any:
    now = datetime.now(UTC)
    values: dict[str, Any] = {
        "uuid": new_id(), "bytea": new_id().bytes, "date": now.date(), "timestamp with time zone": now,
        "boolean": False, "tstzrange": asyncpg.Range(now, now + timedelta(hours=1)),
    }  # fmt: skip
    return values.get(column.type, 900_001)


async def _mark_global(connection: Any, tenant: UUID, planted: Planted) -> None:
    """The company's own row among the global ones: only its host may tell its name."""
    words = {
        column: canary("tenant", column) for column in ("name", "siren", "suspended_reason", "logo_sha256")
    }
    planted.words.update({word: f"tenant.{column}" for column, word in words.items()})
    await connection.execute(
        "update tenant set name = $2, siren = $3, suspended_reason = $4, logo_sha256 = $5 where id = $1",
        tenant, *words.values(),
    )  # fmt: skip
