"""Tables as Python declares them are those of the database; jobs and journal verbs are known on both sides."""

import ast
import re
from typing import Any

import asyncpg
import pytest
from piccolo.table import TABLE_REGISTRY, Table

from odissee.app.features import load_jobs, routes
from odissee.platform.jobs import HANDLERS
from odissee.platform.journal import INVERSES
from tests.architecture.sources import sources


def _tables() -> list[type[Table]]:
    routes()
    return [table for table in TABLE_REGISTRY if table.__module__.startswith("odissee.")]


async def test_each_declared_column_exists(database: str) -> None:
    connection = await asyncpg.connect(database)
    rows = await connection.fetch(
        "select table_name, column_name from information_schema.columns where table_schema = 'public'"
    )
    await connection.close()
    real: dict[str, set[str]] = {}
    for row in rows:
        real.setdefault(row["table_name"], set()).add(row["column_name"])
    wrong = {
        table._meta.tablename: missing
        for table in _tables()
        if (
            missing := {column._meta.db_column_name for column in table._meta.columns}
            - real.get(table._meta.tablename, set())
        )
    }
    assert len(_tables()) > 5 and wrong == {}


def _first_words(function: str) -> dict[str, str]:
    """Constant kinds that calls of this name are given, with where."""
    found = {}
    for source in sources():
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == function and len(node.args) > 1:
                word = node.args[3] if function == "record" and len(node.args) > 3 else node.args[1]
                if isinstance(word, ast.Constant) and isinstance(word.value, str):
                    found[word.value] = f"{source}:{node.lineno}"
    return found


@pytest.mark.quick
def test_each_job_that_is_written_has_its_handler() -> None:
    load_jobs()
    written = _first_words("enqueue") | _first_words("enqueue_many")
    assert len(written) >= 5
    assert {kind: where for kind, where in written.items() if kind not in HANDLERS} == {}


@pytest.mark.quick
def test_each_inverse_takes_back_a_verb_that_somebody_records() -> None:
    routes()
    text = "\n".join(source.text for source in sources())
    verbs = [verb for verb in INVERSES if text.count(f'"{verb}"') < 2 and not _made(verb, text)]
    assert len(INVERSES) > 10 and verbs == []


def _made(verb: str, text: str) -> bool:
    """A verb put together of its subject and what was done: `f"{kind}.added"`, or of one subject: `f"dossiers.{act}"`."""
    if len(re.findall(rf'f"{verb.partition(".")[0]}\.\{{[\w.]+\}}"', text)) >= 2:
        return True
    return bool(re.search(r'f"\{?[\w.]+\}?\.' + re.escape(verb.rpartition(".")[2]) + '"', text))


@pytest.mark.quick
def test_each_inverse_asks_for_a_permission_of_the_matrix() -> None:
    from odissee.platform.rights import DEFAULTS

    routes()
    known: Any = DEFAULTS
    assert [verb for verb, (permission, _) in INVERSES.items() if permission not in known] == []


def _of_dossiers() -> set[str]:
    """Verbs recorded with a dossier, messages apart: a message has its own line in the thread."""
    calls = [node for source in sources() for node in ast.walk(source.tree) if isinstance(node, ast.Call)]
    return {
        call.args[3].value
        for call in calls
        if getattr(call.func, "id", "") == "record" and any(one.arg == "dossier_id" for one in call.keywords)
        and len(call.args) > 3 and isinstance(call.args[3], ast.Constant) and isinstance(call.args[3].value, str)
        and isinstance(call.args[1], ast.Constant) and call.args[1].value not in ("mail", "sms")
    }  # fmt: skip


SILENT = {
    "order.discarded": "a draft that belongs to no dossier yet",
}
"""Verbs of acts that no thread tells, each with its reason. The list may only shrink."""


@pytest.mark.quick
def test_each_act_on_a_dossier_has_its_sentence() -> None:
    from odissee.tenants.dossiers.page.sentences import SENTENCES

    routes()
    told = set(SENTENCES) | set(SILENT)
    of_dossiers = _of_dossiers()
    recorded = {
        verb: where
        for verb, where in _first_words("record").items()
        if verb.startswith(("dossier.", "quote.", "order.")) or verb in of_dossiers
    }
    assert len(recorded) >= 8
    assert {verb: where for verb, where in recorded.items() if verb not in told} == {}
    assert [verb for verb in SILENT if verb not in recorded or verb in SENTENCES] == []
