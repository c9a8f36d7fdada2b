"""Rows gathered table by table, then written with few statements: COPY refuses tables under row-level security."""

import json
from collections import defaultdict
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction

ORDER = (
    "company", "site", "staff_member", "agency_network", "contact", "membership", "certification", "property",
    "annex", "dossier", "dossier_contact", "dossier_service", "order_sheet", "comment", "task", "appointment",
    "quote", "quote_version", "quote_answer", "stored_file", "document", "finding", "report_lock", "capability", "sent_mail", "sent_sms", "job", "search_card",
    "search_document", "search_word", "counter", "journal_head", "journal_entry",
)  # fmt: skip
CHUNK = 4_000


class Rows(defaultdict[str, list[dict[str, Any]]]):
    """Table → rows; every row of a table has the same columns."""

    def __init__(self) -> None:
        super().__init__(list)
        self.written: set[str] = set()

    def add(self, table: str, **columns: Any) -> None:
        self[table].append(columns)

    async def write(self, tx: TenantTransaction) -> None:
        """Insert everything, parents first; column defaults (the company's id among them) apply."""
        unknown = set(self) - set(ORDER)
        if unknown:
            raise ValueError(f"where do these come in the order? {unknown}")
        for table in ORDER:
            if table not in self.written:
                await self.write_now(tx, table)

    async def write_now(self, tx: TenantTransaction, table: str) -> None:
        """Insert one table before the others."""
        self.written.add(table)
        rows = self[table]
        for start in range(0, len(rows), CHUNK):
            await tx.execute(_insert(table, rows[0]), dumps(rows[start : start + CHUNK]))


def _insert(table: str, row: dict[str, Any]) -> str:
    names = ", ".join(f'"{name}"' for name in row)
    source = f'jsonb_populate_recordset(null::"{table}", $1::text::jsonb)'
    return f'insert into "{table}" ({names}) select {names} from {source}'  # noqa: S608 - names of our own code


def dumps(value: Any) -> str:
    """JSON that `jsonb_populate_recordset` reads back into every type of ours."""
    return json.dumps(value, default=_plain, ensure_ascii=False)


def _plain(value: Any) -> Any:
    match value:
        case bytes():
            return "\\x" + value.hex()
        case datetime():
            return value.isoformat()
        case UUID() | Decimal():
            return str(value)
    return value.isoformat()
