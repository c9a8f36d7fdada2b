"""M. Durand takes the dossiers of a filter out as a table; nobody else, and never a formula."""

import csv
import io
from typing import Any

import openpyxl
import pytest

from odissee.platform.db import db
from tests.browser_client import Visitor, logged_in
from tests.companies import Company
from tests.tenants.dossiers.test_moving import albert


@pytest.fixture(scope="module")
async def three(durand: Company) -> None:
    async with db.tenant(durand.tenant_id) as tx:
        for n, reference in enumerate(("=1+1", "Étage 2 ; porte B", "Réf. 3")):
            dossier = await albert(tx, durand, nature="rental" if n == 2 else "sale")
            await tx.execute(
                "update dossier set internal_ref = $2, amount_cents = $3, archived_at = case when $4 then now() end where id = $1",
                dossier.id, reference, 456_50 + n, n == 1,
            )  # fmt: skip


async def taken(who: Visitor, query: str = "", format_: str = "csv") -> bytes:
    answer = await who.post(f"/dossiers/exporter{query}", {"format": format_})
    assert answer.status_code == 200 and f".{format_}" in answer.headers["content-disposition"]
    return answer.content


def read(data: bytes) -> list[dict[str, str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))


@pytest.mark.feature("LIST-07")
async def test_the_filter_of_the_list_goes_out_as_a_table(
    three: None, paul: Visitor, durand: Company
) -> None:
    assert "Exporter ces dossiers" in (await paul.get("/dossiers")).text
    page = (await paul.get("/dossiers/exporter?nature=rental")).text
    assert "1 dossier" in page.replace("\xa0", " ")
    rows = read(await taken(paul))
    assert len(rows) == 2 and {row["Réf. interne"] for row in rows} == {"'=1+1", "Réf. 3"}
    assert {row["Montant"] for row in rows} == {"456,50", "456,52"} and rows[0]["Urgent"] == "non"
    assert [row["Réf. interne"] for row in read(await taken(paul, "?nature=rental"))] == ["Réf. 3"]
    assert [row["Réf. interne"] for row in read(await taken(paul, "?vue=archives"))] == ["Étage 2 ; porte B"]
    sheet: Any = openpyxl.load_workbook(io.BytesIO(await taken(paul, "", "xlsx"))).active
    assert sheet.cell(1, 1).value == "N°" and sheet.max_row == 3
    async with db.tenant(durand.tenant_id) as tx:
        last = await tx.fetchval(
            "select after from journal_entry where verb = 'dossiers.exported' order by seq desc"
        )
    assert last["count"] == 2 and last["format"] == "xlsx"
    assert "Aucun dossier à exporter" in (await paul.get("/dossiers/exporter?q=zzzz")).text


async def test_who_may_not_export_does_not(
    three: None, app: Any, sophie: Visitor, luc: Visitor, durand: Company
) -> None:
    ines = await logged_in(app, durand, durand.people["Inès"])
    for who in (sophie, ines):
        assert (await who.get("/dossiers/exporter")).status_code == 403
        assert (await who.post("/dossiers/exporter", {"format": "csv"})).status_code == 403
        assert "Exporter ces dossiers" not in (await who.get("/dossiers")).text
    assert "Aucun dossier à exporter" in (await luc.get("/dossiers/exporter")).text
