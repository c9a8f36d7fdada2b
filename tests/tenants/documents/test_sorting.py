"""A file is sorted by its name, then by its words; a scan is not read, never empty of findings."""

import unicodedata
from pathlib import Path

import pytest

from odissee.tenants.documents.names import clean_name, same_name
from odissee.tenants.documents.reading import read_pdf
from odissee.tenants.documents.sorting import kind_of_name, sort_by_words
from tests.tenants.documents.papers import ASBESTOS, DPE, TERMITES, pdf, scan

pytestmark = [pytest.mark.quick, pytest.mark.feature("DOSS-10")]


@pytest.mark.parametrize(("name", "kind"), [
    ("CREP_18427_v1.pdf", "CREP"), ("AMI_18427.pdf", "ASBESTOS"), ("Rapport Amiante.PDF", "ASBESTOS"),
    ("TER 18427 (2).pdf", "TERMITES"), ("État des risques - Lasserre.pdf", "ERP"), ("ERNMT.pdf", "ERP"),
    ("DPE-2664E2032917C.pdf", "DPE"), ("Électricité.pdf", "ELECTRICITY"), ("gaz.pdf", "GAS"),
    ("Loi Carrez lot 12.pdf", "CARREZ"), ("Amiante avant travaux.pdf", "RAAT"), ("RAAT_cuisine.pdf", "RAAT"),
    ("DPE collectif.pdf", "DPE_COLLECTIVE"), ("audit énergétique DPE.pdf", "AUDIT"),
    ("scan0001.pdf", ""), ("DPE et amiante.pdf", ""), ("DDT complet DPE.pdf", ""), ("terrasse.pdf", ""),
    ("adepte.pdf", ""), ("Organza.pdf", ""),
])  # fmt: skip
def test_a_name_tells_one_kind_or_none(name: str, kind: str) -> None:
    assert kind_of_name(name) == kind
    assert kind_of_name(unicodedata.normalize("NFD", name)) == kind


def test_the_first_pages_tell_the_kind_numbers_and_dates() -> None:
    told = sort_by_words(DPE)
    assert told.kind == "DPE"
    assert told.anchors == {
        "ademe": "2664E2032917C", "dossier": "18427", "established_on": "2026-06-19", "valid_until": "2036-06-18",
    }  # fmt: skip
    assert sort_by_words(ASBESTOS).kind == "ASBESTOS"
    assert sort_by_words(ASBESTOS).anchors["visited_on"] == "2026-11-24"
    assert sort_by_words(TERMITES).kind == "TERMITES"
    assert sort_by_words("Bonjour\nVeuillez trouver ci-joint").kind == ""
    assert "established_on" not in sort_by_words("Etabli le : 31/02/2026").anchors


@pytest.mark.parametrize(("raw", "clean"), [
    ("../../etc/passwd.pdf", "passwd.pdf"), ("C:\\Users\\Inès\\DPE.PDF", "DPE.pdf"), ("a\x00b\u202efdp.pdf", "a b fdp.pdf"),
    ("..", "document"), ("", "document"), ("  .pdf ", "document.pdf"), ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
])  # fmt: skip
def test_a_name_is_no_path(raw: str, clean: str) -> None:
    assert clean_name(raw) == clean


def test_two_writings_of_an_accent_are_one_name() -> None:
    twins = [unicodedata.normalize(form, "État termites.pdf") for form in ("NFC", "NFD")]
    assert twins[0] != twins[1] and clean_name(twins[0]) == clean_name(twins[1])
    assert same_name("État termites v2.pdf", "etat termites (1).pdf")
    assert not same_name("Carrez lot 1.pdf", "Carrez lot 2.pdf")


async def test_words_pages_and_first_page_are_read_apart(tmp_path: Path) -> None:
    (tmp_path / "dpe.pdf").write_bytes(pdf(DPE, pages=3))
    reading = await read_pdf(tmp_path / "dpe.pdf")
    assert (reading.state, reading.pages) == ("read", 3)
    assert "séchoir" in reading.text and reading.preview.startswith(b"\xff\xd8")


async def test_a_scan_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(scan())
    reading = await read_pdf(tmp_path / "scan.pdf")
    assert (reading.state, reading.text.strip()) == ("unread", "")


async def test_a_reader_that_crashes_or_never_ends_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "not.pdf").write_bytes(b"%PDF-1.7 nothing")
    assert (await read_pdf(tmp_path / "not.pdf")).state == "damaged"
    (tmp_path / "greedy.py").write_text("import time\ntime.sleep(60)")
    assert (await read_pdf(tmp_path / "not.pdf", tmp_path / "greedy.py", seconds=0.5)).state == "too_long"
    (tmp_path / "memory.py").write_text(
        "import resource\nresource.setrlimit(resource.RLIMIT_CPU, (1, 1))\nwhile True: pass"
    )
    assert (await read_pdf(tmp_path / "not.pdf", tmp_path / "memory.py")).state == "too_long"
