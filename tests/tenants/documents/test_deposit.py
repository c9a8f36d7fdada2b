"""DOSS-10: Sophie drops the reports of the day; each is filed by what it is."""

import unicodedata
from typing import Any

import pytest

from tests.browser_client import Visitor
from tests.tenants.documents.conftest import Drop, House
from tests.tenants.documents.papers import ASBESTOS, DPE, TERMITES, pdf, scan

pytestmark = pytest.mark.feature("DOSS-10")


def words(page: str) -> str:
    return page.replace("\xa0", " ").replace("\u202f", " ")


async def test_many_files_at_once_are_filed_and_the_page_shows_them(sophie: Visitor, house: House) -> None:
    """Without script: one form, many files."""
    files = [("files", (name, data, "application/pdf")) for name, data in (
        ("CREP_18427_v1.pdf", pdf("Constat")), ("AMI_18427.pdf", pdf(ASBESTOS)), ("scan0001.pdf", pdf(TERMITES)),
    )]  # fmt: skip
    answer = await sophie.post(f"{house.page}/documents", {"section": "report"}, files=files)
    assert answer.status_code == 303
    await house.work("document.read")
    page = words((await sophie.get(house.page)).text)
    for title in ("Constat de risque d’exposition au plomb", "État amiante", "État relatif aux termites"):
        assert title in page
    assert "3 fichiers déposés" in words((await sophie.get(house.page)).text) or "déposés" in page
    termites = await house.named("État relatif aux termites")
    assert (termites["kind"], termites["kind_from"], termites["reading"]) == ("TERMITES", "text", "read")
    state = await house.rows("select report_state, downloads from dossier where id = $1", house.dossier)
    assert [tuple(row) for row in state] == [("open", 0)]


async def test_the_same_report_again_is_version_2_and_the_old_one_stays(
    sophie: Visitor, house: House, drop: Drop
) -> None:
    await drop(sophie, "DPE.pdf", pdf(DPE))
    second = await drop(sophie, "DPE corrigé.pdf", pdf(DPE + "\nSurface corrigée"))
    assert second.json()["version"] == 2
    old, new = await house.documents()
    assert old["superseded_at"] and not new["superseded_at"] and old["series_id"] == new["series_id"]
    page = (await sophie.get(f"/documents/{new['id']}")).text
    assert f'href="/documents/{old["id"]}"' in page and "Remplacée" in page
    assert (await sophie.get(f"/documents/{old['id']}/fichier")).content == pdf(DPE)


async def test_the_very_same_bytes_again_add_nothing(sophie: Visitor, house: House, drop: Drop) -> None:
    await drop(sophie, "DPE.pdf", pdf(DPE))
    again = await drop(sophie, "DPE (1).pdf", pdf(DPE))
    assert again.status_code == 409 and "déjà dans le dossier" in again.json()["detail"]
    assert len(await house.documents()) == 1


async def test_a_kind_read_in_the_words_makes_a_version_too(
    sophie: Visitor, house: House, drop: Drop
) -> None:
    await drop(sophie, "DPE.pdf", pdf(DPE))
    await drop(sophie, "numérisation.pdf", pdf(DPE + "\nVersion du soir"))
    await house.work("document.read")
    assert [(x["version"], x["kind_from"]) for x in await house.documents()] == [(1, "name"), (2, "text")]


async def test_a_scan_is_said_not_read(sophie: Visitor, house: House, drop: Drop) -> None:
    await drop(sophie, "scan du copieur.pdf", scan())
    await house.work("document.read")
    page = words((await sophie.get(house.page)).text)
    assert "non lu : scan sans texte" in page and "type inconnu" in page
    assert "anomalie" not in page.lower()


async def test_name_and_words_that_disagree_are_said(sophie: Visitor, house: House, drop: Drop) -> None:
    await drop(sophie, "DPE.pdf", pdf(TERMITES))
    await house.work("document.read")
    assert "type à vérifier" in words((await sophie.get(house.page)).text)


async def test_sophie_corrects_kind_and_title_and_takes_it_back(
    sophie: Visitor, house: House, drop: Drop
) -> None:
    await drop(sophie, "scan.pdf", scan())
    x = await house.named("scan")
    answer = await sophie.post(f"/documents/{x['id']}", {"kind": "GAS", "title": "Gaz de la cave"})
    assert answer.status_code == 303
    gas = await house.named("Gaz de la cave")
    assert (gas["kind"], gas["kind_from"]) == ("GAS", "hand")
    await house.work("document.read")
    assert (await house.named("Gaz de la cave"))["kind"] == "GAS", "what a hand said is not overruled"
    entry = (
        await house.rows(
            "select id from journal_entry where verb = 'document.renamed' and dossier_id = $1", house.dossier
        )
    )[0]["id"]
    await sophie.post(f"/annuler/{entry}")
    assert (await house.named("scan"))["kind"] == ""


async def test_two_reports_of_one_kind_can_be_set_apart(sophie: Visitor, house: House, drop: Drop) -> None:
    await drop(sophie, "Carrez lot 1.pdf", pdf("lot 1"))
    await drop(sophie, "Carrez lot 2.pdf", pdf("lot 2"))
    second = (await house.documents())[1]
    await sophie.post(f"/documents/{second['id']}/separer")
    assert [(x["version"], x["superseded_at"]) for x in await house.documents()] == [(1, None), (1, None)]


async def test_the_bin_gives_back_what_it_took(sophie: Visitor, house: House, drop: Drop) -> None:
    await drop(sophie, "DPE.pdf", pdf(DPE))
    await drop(sophie, "DPE.pdf", pdf(DPE + "\nv2"))
    old, new = await house.documents()
    await sophie.post(f"/documents/{new['id']}/corbeille")
    old, new = await house.documents()
    assert new["trashed_at"] and old["superseded_at"] is None, "the version before is current again"
    entry = (
        await house.rows(
            "select id from journal_entry where verb = 'document.trashed' and dossier_id = $1", house.dossier
        )
    )[0]["id"]
    await sophie.post(f"/annuler/{entry}")
    old, new = await house.documents()
    assert not new["trashed_at"] and new["superseded_at"] is None and old["superseded_at"]


async def test_the_other_sections(sophie: Visitor, house: House, drop: Drop) -> None:
    await drop(sophie, "titre de propriété.pdf", pdf("Titre"), "received")
    await drop(sophie, "fiche.xml", b"<?xml version='1.0'?><bien/>", "notary")
    page = words((await sophie.get(house.page)).text)
    assert "titre de propriété" in page and "fiche.xml" in page
    state = await house.rows("select report_state from dossier where id = $1", house.dossier)
    assert state[0]["report_state"] == "none", "no report among them"


@pytest.mark.feature("LIST-24")
async def test_the_list_shows_the_state_of_reports(sophie: Visitor, house: House, drop: Drop) -> None:
    number = (await house.rows("select number from dossier where id = $1", house.dossier))[0]["number"]

    async def column() -> str:
        return (await sophie.get(f"/dossiers?q={number}")).text

    assert "Aucun rapport" in await column()
    await drop(sophie, "DPE.pdf", pdf(DPE))
    assert "Rapports ouverts" in await column()
    await sophie.post(f"{house.page}/documents/bloquer")
    assert "Rapport bloqué pour un contact au moins" in await column()
    await sophie.post(f"{house.page}/documents/ouvrir")
    assert "Rapports ouverts" in await column()


async def test_the_page_asks_as_many_questions_for_one_report_as_for_twenty(
    sophie: Visitor, house: House, drop: Drop, queries: Any
) -> None:
    await drop(sophie, "a1.pdf", pdf("un"))
    with queries() as few:
        await sophie.get(house.page)
    for n in range(19):
        await drop(sophie, f"b{n}x.pdf", pdf(f"rapport {n}"))
    with queries() as many:
        await sophie.get(house.page)
    assert few.count == many.count


async def test_a_stranger_finds_nothing(luc: Visitor, sophie: Visitor, house: House, drop: Drop) -> None:
    await drop(sophie, "DPE.pdf", pdf(DPE))
    x = (await house.documents())[0]
    for path in (f"/documents/{x['id']}", f"/documents/{x['id']}/fichier", f"/documents/{x['id']}/apercu"):
        assert (await luc.get(path)).status_code == 404
    assert (await drop(luc, "DPE.pdf", pdf(DPE + "\nLuc"))).status_code == 404
    assert (await luc.post(f"/documents/{x['id']}/corbeille")).status_code == 404
    assert len(await house.documents()) == 1


async def test_nfc_and_nfd_twins_are_one_document(sophie: Visitor, house: House, drop: Drop) -> None:
    for form, more in (("NFC", ""), ("NFD", "\nv2")):
        await drop(sophie, unicodedata.normalize(form, "Relevé.pdf"), pdf("relevé" + more))
    assert [x["version"] for x in await house.documents()] == [1, 2]
