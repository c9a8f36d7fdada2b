"""What the database itself says of its company tables: nothing is listed by hand, a new table is there at once."""

import re
from dataclasses import dataclass, field
from typing import Any

from odissee.platform.db import GLOBAL_TABLES

COLUMNS = """
select c.relname as table, a.attname as name, format_type(a.atttypid, null) as type, a.attnotnull as needed,
       d.oid is not null as has_default, pg_get_expr(d.adbin, d.adrelid) as default, a.attgenerated <> '' as generated
  from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
  left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
 where n.nspname = 'public' and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
 order by c.relname, a.attnum"""
REFERENCES = """
select c.conrelid::regclass::text as table, c.confrelid::regclass::text as target,
       array(select attname::text from unnest(c.conkey) with ordinality k (num, pos)
               join pg_attribute on attrelid = c.conrelid and attnum = num order by pos) as columns,
       array(select attname::text from unnest(c.confkey) with ordinality k (num, pos)
               join pg_attribute on attrelid = c.confrelid and attnum = num order by pos) as targets
  from pg_constraint c join pg_namespace n on n.oid = c.connamespace
 where n.nspname = 'public' and c.contype = 'f'"""
CHECKS = """
select c.conrelid::regclass::text as table, pg_get_constraintdef(c.oid) as words from pg_constraint c
  join pg_namespace n on n.oid = c.connamespace where n.nspname = 'public' and c.contype = 'c'"""
ENUM = re.compile(r"\(\(?(\w+) = (?:ANY \(ARRAY\[)?'([^']+)'")


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `allowed`: a value that its CHECK admits, `refers`: (table, column) of its foreign key."""

    name: str
    type: str
    needed: bool
    has_default: bool
    default: str
    generated: bool
    allowed: str | None = None
    refers: tuple[str, str] | None = None


@dataclass(slots=True)
class CompanyTable:
    """A table that is not on the list of global ones."""

    name: str
    columns: list[Column] = field(default_factory=list)

    @property
    def single(self) -> bool:
        """One row a company: there is nothing but the company in its key."""
        return not any(column.name == "id" for column in self.columns)


async def company_tables(connection: Any) -> dict[str, CompanyTable]:
    """Every company table of the catalogue with its columns."""
    allowed = {(row["table"], found[0]): found[1] for row in await connection.fetch(CHECKS)
               for found in ENUM.findall(row["words"])}  # fmt: skip
    refers = {}
    for row in await connection.fetch(REFERENCES):
        pairs = zip(row["columns"], row["targets"], strict=True)
        refers.update(
            {(row["table"], mine): (row["target"], its) for mine, its in pairs if mine != "tenant_id"}
        )
    tables: dict[str, CompanyTable] = {}
    for row in await connection.fetch(COLUMNS):
        if row["table"] in GLOBAL_TABLES:
            continue
        key = (row["table"], row["name"])
        tables.setdefault(row["table"], CompanyTable(row["table"])).columns.append(
            Column(row["name"], row["type"], row["needed"], row["has_default"], row["default"] or "",
                   row["generated"], allowed.get(key), refers.get(key))
        )  # fmt: skip
    return tables
