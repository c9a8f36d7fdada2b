"""What goes out comes in again unchanged, and no spreadsheet runs anything of it (CASE-039)."""

import io
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import load_workbook

from odissee.platform import clock
from odissee.platform.db import db
from odissee.tenants.imports.lines import raw_of
from odissee.tenants.imports.reading import read_sheet
from odissee.tenants.imports.writing import csv_bytes, xlsx_bytes
from tests.browser_client import Visitor, logged_in
from tests.companies import Company, hire
from tests.tenants.contacts.book import written
from tests.tenants.imports.test_importing import book, counts, imported

HOSTILE = ('=HYPERLINK("http://x")', "+33639980123", "-2+3", "@SUM(A1)", "\t=1")


@pytest.mark.quick
@pytest.mark.feature("TEN-07")
def test_texts_are_shielded_and_amounts_stay_numbers() -> None:
    rows = [[text, Decimal("-5.00"), Decimal("-1234.50")] for text in HOSTILE]
    text = csv_bytes(["Nom", "A", "B"], rows).decode("utf-8-sig")
    lines = text.split("\r\n")[1:-1]
    assert all(line.lstrip('"').startswith("'") for line in lines)
    assert all(line.endswith(";-5,00;-1234,50") for line in lines)
    back = [
        raw_of(record.cells, {0: "note"})["note"]
        for record in read_sheet(csv_bytes(["Note", "A", "B"], rows)).rows
    ]
    assert back == list(HOSTILE)


@pytest.mark.quick
def test_a_spreadsheet_holds_texts_as_texts_and_numbers_as_numbers() -> None:
    data = xlsx_bytes(
        "Contacts", ["Nom", "CP", "Montant"], [[text, "01220", Decimal("-5.00")] for text in HOSTILE]
    )
    sheet: Any = load_workbook(io.BytesIO(data)).active
    for (name, code, amount), text in zip(sheet.iter_rows(min_row=2), HOSTILE, strict=True):
        assert name.data_type == "s" and name.value == text and code.value == "01220"
        assert amount.data_type == "n" and amount.value == -5


@pytest.fixture
async def admin(app: Any, pau: Company) -> Visitor:
    """Paul, who may export, his identity just proved."""
    paul = await hire(pau, "Paul", "Durand", "admin")
    visitor = await logged_in(app, pau, paul)
    async with db.tenant(pau.tenant_id) as tx:
        await tx.execute(
            "update session set fresh_until = $2 where membership_id = $1", paul.membership_id,
            clock.now().replace(year=clock.now().year + 1),
        )  # fmt: skip
    return visitor


@pytest.mark.feature("TEN-07")
@pytest.mark.parametrize("format_", ["csv", "xlsx"])
async def test_the_book_goes_out_and_comes_in_unchanged(admin: Visitor, pau: Company, format_: str) -> None:
    main = await written(
        pau, "Ossau Immobilier", type="agence", email="contact@ossau.exemple.fr", mobile="0639981240", postcode="01220",
        city="Divonne-les-Bains", siret="73282932000074", network="Pyrénées Habitat", discount="5,5", website="ossau.fr",
    )  # fmt: skip
    await written(
        pau,
        "Ossau Gestion",
        type="agence",
        parent_id=str(main.id),
        parent_name="Ossau Immobilier",
        phone="0536491422",
    )
    await written(
        pau,
        "=Bordenave",
        first_name="Anne",
        mobile="0639986177",
        note="-2+3",
        discount="",
        never_lock_reports="1",
    )
    assert "3 contacts" in (await admin.get("/contacts/exporter")).text.replace("\xa0", " ").replace(
        "&nbsp;", " "
    )
    answer = await admin.post("/contacts/exporter", {"format": format_})
    assert answer.status_code == 200 and f".{format_}" in answer.headers["content-disposition"]
    before = {name: {**row, "updated_at": None} for name, row in (await book(pau)).items()}
    assert await imported(pau, answer.content, f"contacts.{format_}", replaces=True) == counts(unchanged=3)
    assert {name: {**row, "updated_at": None} for name, row in (await book(pau)).items()} == before
    async with db.tenant(pau.tenant_id) as tx:
        assert (
            await tx.fetchval("select after ->> 'count' from journal_entry where verb = 'contacts.exported'")
            == "3"
        )


async def test_the_filters_of_the_list_hold_and_who_may_not_export_is_refused(
    admin: Visitor, office: Visitor, pau: Company
) -> None:
    await written(pau, "Ossau", type="agence")
    await written(pau, "Bordenave")
    data = (await admin.post("/contacts/exporter", {"format": "csv", "type": "agence"})).content.decode(
        "utf-8-sig"
    )
    assert "Ossau" in data and "Bordenave" not in data
    assert (await office.get("/contacts/exporter")).status_code == 403
    assert (await office.post("/contacts/exporter", {"format": "csv"})).status_code == 403
