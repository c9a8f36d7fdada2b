"""DOSS-11: all reports in one PDF with bookmarks; the export for the notary."""

import csv
import json
from io import BytesIO, StringIO
from zipfile import ZipFile

import pikepdf
import pytest

from odissee.platform.db import db
from odissee.tenants.documents.ddt import bookmarks
from odissee.tenants.documents.notary import as_csv
from tests.browser_client import Visitor
from tests.tenants.documents.conftest import Drop, House
from tests.tenants.documents.papers import ASBESTOS, DPE, TERMITES, pdf
from tests.tenants.documents.test_deposit import words

pytestmark = pytest.mark.feature("DOSS-11")


async def three_reports(sophie: Visitor, house: House, drop: Drop) -> None:
    await drop(sophie, "termites.pdf", pdf(TERMITES, pages=2))
    await drop(sophie, "amiante.pdf", pdf(ASBESTOS, pages=3))
    await drop(sophie, "DPE.pdf", pdf(DPE))
    await house.work("document.read")


async def file_of(sophie: Visitor, house: House, title: str) -> bytes:
    return (await sophie.get(f"/documents/{(await house.named(title))['id']}/fichier")).content


async def test_all_reports_become_one_pdf_with_a_bookmark_each(
    sophie: Visitor, house: House, drop: Drop
) -> None:
    await three_reports(sophie, house, drop)
    answer = await sophie.post(f"{house.page}/documents/reunir")
    assert answer.status_code == 303
    assert await house.work("document.join") == 1
    whole = await file_of(sophie, house, "Dossier de diagnostics réuni")
    assert bookmarks(whole) == [
        ("Diagnostic de performance énergétique", 1), ("État amiante", 2), ("État relatif aux termites", 5),
    ]  # fmt: skip
    with pikepdf.open(BytesIO(whole)) as read:
        assert len(read.pages) == 6
    await sophie.post(f"{house.page}/documents/reunir")
    await house.work("document.join")
    assert (await house.named("Dossier de diagnostics réuni"))["version"] == 2
    assert "Dossier de diagnostics réuni" in words((await sophie.get(house.page)).text)


async def test_the_notary_gets_regular_names_and_an_index(sophie: Visitor, house: House, drop: Drop) -> None:
    await three_reports(sophie, house, drop)
    async with db.tenant(house.company.tenant_id) as tx:
        ines = house.company.people["Inès"]
        await tx.execute("update dossier set technician_id = $2 where id = $1", house.dossier, ines.staff_id)
        await tx.execute(
            """insert into certification (id, staff_id, domain, body, number, valid_from, valid_to)
               values (gen_random_uuid(), $1, 'termites', 'Qualixpert', 'C-7', '2024-01-01', '2031-01-01')""",
            ines.staff_id,
        )
    await sophie.post(f"{house.page}/documents/export-notaire")
    await house.work("document.notary")
    number = (await house.rows("select number from dossier where id = $1", house.dossier))[0]["number"]
    with ZipFile(BytesIO(await file_of(sophie, house, "Export notaire"))) as archive:
        names = archive.namelist()
        index = json.loads(archive.read("index.json"))
        sheet = list(csv.DictReader(StringIO(archive.read("index.csv").decode("utf-8-sig")), delimiter=";"))
        termites = archive.read(f"20261124_TERMITES_{number}.pdf")
    assert names == [
        f"DDT_{number}_8-rue-Bargoin-64000-Pau.pdf", f"20260619_DPE_{number}.pdf", f"20261125_AMIANTE_{number}.pdf",
        f"20261124_TERMITES_{number}.pdf", "index.json", "index.csv",
    ]  # fmt: skip
    assert termites == pdf(TERMITES, pages=2), "byte for byte"
    dpe, asbestos, last = index["reports"]
    assert (dpe["number"], dpe["valid_until"]) == ("2664E2032917C", "2036-06-18")
    assert asbestos["valid_until"] == asbestos["conclusion"] == "", "what is not known is not guessed"
    assert (last["technician"], last["certification_number"]) == ("Inès Haddad", "C-7")
    assert [row["file"] for row in sheet] == names[1:4]


async def test_a_dossier_without_report_says_so(sophie: Visitor, house: House) -> None:
    answer = await sophie.post(f"{house.page}/documents/export-notaire")
    assert answer.status_code == 422 and "aucun rapport en PDF" in words(answer.text)


@pytest.mark.quick
def test_what_begins_like_a_formula_stays_text() -> None:
    assert "'=HYPERLINK" in as_csv([{"file": "x.pdf", "title": '=HYPERLINK("http://x")'}])
