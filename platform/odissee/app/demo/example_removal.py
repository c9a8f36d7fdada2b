"""Taking the examples away: the preview, the removal, the files; wired to the page of first steps by `offer_examples`."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from odissee.app.demo.example import load_examples
from odissee.platform.db import TenantTransaction
from odissee.platform.files import discard_after_commit
from odissee.platform.french import count
from odissee.tenants.companies import DEMO, DemoData, Going

NAMES = """
select trim(last_name || ' ' || first_name) as name from contact where id = any($1)
union all select coalesce(nullif(trim(address || ' ' || city), ''), typed_address) from property where id = any($1)
union all select name from agency_network where id = any($1) order by 1"""
SAID = (
    ("dossier", "dossier", None), ("contact", "contact", None), ("property", "bien", None), ("quote", "devis", "devis"),
    ("quote_answer", "réponse de client", "réponses de clients"), ("appointment", "rendez-vous", "rendez-vous"),
    ("sent_mail", "mail", None), ("sent_sms", "SMS", "SMS"), ("stored_file", "fichier", None),
    ("comment", "commentaire", None), ("task", "tâche à faire", "tâches à faire"),
    ("journal_entry", "ligne de journal", "lignes de journal"),
)  # fmt: skip
"""Table, then its noun; what is told by none of these goes with what is."""


@dataclass(frozen=True, slots=True)
class Extent:
    """How many rows of each table, which marked rows real work uses, which bytes nobody names afterwards."""

    counts: dict[str, int]
    kept: list[UUID]
    files: list[str]


async def extent(tx: TenantTransaction, *, removing: bool = False) -> Extent:
    """Ask the owner's function; with `removing` the rows are gone when it answers."""
    found: dict[str, Any] = await tx.fetchval("select example_data($1)", removing)
    return Extent(found["counts"], [UUID(id) for id in found["kept"]], found["files"])


async def preview(tx: TenantTransaction) -> Going:
    """What goes, counted in words, and the names of what stays."""
    there = await extent(tx)
    words = [count(there.counts[table], one, many) for table, one, many in SAID if table in there.counts]
    names = [row["name"] for row in await tx.fetch(NAMES, there.kept)]
    return Going(tuple(words), tuple(names))


async def remove_examples(tx: TenantTransaction) -> None:
    """Rows in this transaction; bytes once it is committed, so that a failure loses nothing."""
    gone = await extent(tx, removing=True)
    discard_after_commit(tx, gone.files)


async def examples_present(tx: TenantTransaction) -> bool:
    return bool(await tx.fetchval("select exists (select from example_row)"))


def offer_examples() -> None:
    """Give the page of first steps its buttons, once."""
    if not any(one.load is load_examples for one in DEMO):
        DEMO.append(DemoData(load_examples, remove_examples, examples_present, preview))
