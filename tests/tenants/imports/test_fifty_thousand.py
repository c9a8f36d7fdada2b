"""Fifty thousand lines with a broken one in the middle: clear words, everything else enters once and is taken back."""

import random
from typing import Any

import pytest

from odissee.platform.db import db
from odissee.platform.journal import undo
from tests.companies import Company
from tests.tenants.imports.test_importing import began, counts, imported, passed

LAST = (
    "Martin",
    "Bernard",
    "Thomas",
    "Petit",
    "Robert",
    "Richard",
    "Dubois",
    "Moreau",
    "Laurent",
    "Simon",
    "Michel",
)
FIRST = ("Jean", "Marie", "Paul", "Anne", "Luc", "Claire", "Hugo", "Inès", "Sophie", "Bruno")


def fifty_thousand() -> bytes:
    chance = random.Random(1)
    lines = ["Nom;Prénom;Mobile;Email;Adresse;CP;Ville"]
    for n in range(50_000):
        last = chance.choice(LAST) + chr(97 + n % 26) + chr(97 + n // 26 % 26)
        first = chance.choice(FIRST)
        lines.append(f"{last};{first};06{n + 10_000_000:08};{n}@exemple.fr;{n % 200} rue des Lilas;64000;Pau")
    lines[25_000] = '"cassée;Jean;0612;x;y;z'
    return "\n".join(lines).encode()


@pytest.mark.long
@pytest.mark.feature("TEN-06")
async def test_all_but_the_broken_line_enter_and_leave(pau: Company) -> None:
    data = fifty_thousand()
    run_id = await began(pau, data)
    row = await passed(pau, run_id, "trying")
    assert row["counts"] == counts(created=49_999, refused=1)
    row = await passed(pau, run_id, "importing")
    assert (row["state"], row["counts"]) == ("done", counts(created=49_999, refused=1))
    assert await imported(pau, data) == counts(unchanged=49_999, refused=1)
    async with db.tenant(pau.tenant_id) as tx:
        line: Any = await tx.fetchrow(
            "select line, problems from import_line where import_id = $1 and outcome = 'refused'", run_id
        )
        entry = await tx.fetchval(
            "select id from journal_entry where verb = 'import.done' order by seq limit 1"
        )
        await undo(tx, entry, lambda _: True)
        left = await tx.fetchval("select count(*) from contact where trashed_at is null")
    assert line["line"] == 25_001 and "guillemet" in line["problems"][0][2]
    assert left == 0
