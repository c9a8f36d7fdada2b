"""LIST-03: a dossier is found by the name of a file and by the words inside its reports."""

import pytest

from tests.browser_client import Visitor
from tests.tenants.documents.conftest import Drop, House
from tests.tenants.documents.papers import DPE, pdf, scan

pytestmark = pytest.mark.feature("LIST-03")


async def found(sophie: Visitor, query: str) -> set[str]:
    answer = await sophie.get("/recherche", params={"q": query})
    return {result["href"] for result in answer.json()["results"]}


async def test_by_the_name_of_a_file(sophie: Visitor, house: House, drop: Drop) -> None:
    await drop(sophie, "relevé-géomètre-Peyrehorade.pdf", pdf("plan"), "received")
    assert house.page in await found(sophie, "geometre peyrehorade")
    assert house.page in await found(sophie, "peyreh")


async def test_by_words_inside_a_report_with_words_of_the_dossier(
    sophie: Visitor, house: House, drop: Drop
) -> None:
    await drop(sophie, "DPE.pdf", pdf(DPE + "\nPigeonnier ouest en torchis"))
    assert house.page not in await found(sophie, "pigeonnier torchis")
    await house.work("document.read")
    assert house.page in await found(sophie, "pigeonnier torchis")
    assert house.page in await found(sophie, "bordenave pigeonn")
    assert house.page in await found(sophie, "2664E2032917C")
    assert house.page not in await found(sophie, "pigeonnier martinique")
    number = (await house.rows("select number from dossier where id = $1", house.dossier))[0]["number"]
    page = (await sophie.get("/dossiers?q=pigeonnier torchis")).text
    assert str(number) in page


async def test_a_document_in_the_bin_is_found_no_more_and_again_once_back(
    sophie: Visitor, house: House, drop: Drop
) -> None:
    await drop(sophie, "DPE.pdf", pdf(DPE + "\nGirouette en zinc"))
    await house.work("document.read")
    x = (await house.documents())[0]
    assert house.page in await found(sophie, "girouette")
    await sophie.post(f"/documents/{x['id']}/corbeille")
    assert house.page not in await found(sophie, "girouette")
    entry = (
        await house.rows(
            "select id from journal_entry where verb = 'document.trashed' and subject_id = $1", x["id"]
        )
    )[0]["id"]
    await sophie.post(f"/annuler/{entry}")
    await house.work("document.read")
    assert house.page in await found(sophie, "girouette")


async def test_a_stranger_does_not_find_it(sophie: Visitor, luc: Visitor, house: House, drop: Drop) -> None:
    await drop(sophie, "DPE.pdf", pdf(DPE + "\nTomettes hexagonales"))
    await house.work("document.read")
    assert house.page in await found(sophie, "tomettes")
    assert await found(luc, "tomettes") == set()


async def test_of_a_scan_only_the_name_is_found(sophie: Visitor, house: House, drop: Drop) -> None:
    await drop(sophie, "vieux cadastre.pdf", scan())
    await house.work("document.read")
    assert house.page in await found(sophie, "cadastre")
