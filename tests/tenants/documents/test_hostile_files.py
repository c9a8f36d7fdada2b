"""What must not enter, and what it must not take with it."""

from collections.abc import AsyncIterator

import pytest

from odissee.platform.files import FileTooBig, received
from tests.browser_client import Visitor
from tests.tenants.documents.conftest import Drop, House
from tests.tenants.documents.papers import DPE, pdf
from tests.tenants.documents.test_deposit import words

pytestmark = pytest.mark.feature("DOSS-10")
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
HOSTILE = {
    "vide": ("DPE.pdf", b"", "est vide (0 octet)"),
    "mot de passe": ("DPE.pdf", pdf(DPE, password="2024"), "est protégé par un mot de passe"),
    "page puis PDF": ("DPE.pdf", b"<html><script>alert(1)</script>" + pdf(DPE), "contient une page ou un script"),
    "PDF puis page": ("DPE.pdf", pdf(DPE, pages=20) + b"<html><script>alert(1)</script>", "est un PDF suivi d’une page"),
    "PDF et page": ("DPE.pdf", b"%PDF-1.7\n<html><script>alert(1)</script>\n" + pdf(DPE), "contient une page ou un script"),
    "SVG": ("plan.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "contient une page ou un script"),
    "SVG en XML": ("plan.xml", b"<?xml version='1.0'?>" + b" " * 5000 + b"<svg onload='alert(1)'/>", "contient une page ou un script"),
    "virus d’essai": ("DPE.pdf", EICAR, "contient une signature de virus"),
    "virus dans un PDF": ("DPE.pdf", pdf(DPE) + EICAR, "contient une signature de virus"),
    "programme": ("DPE.exe", b"MZ\x90\x00" + b"\x00" * 60, "n’est pas d’un type accepté"),
    "faux PDF": ("DPE.pdf", b"\xff\xd8\xff\xe0" + b"\x00" * 60, "n’en est pas un"),
    "PDF abîmé": ("DPE.pdf", b"%PDF-1.7\n" + b"rien " * 50, "est un PDF abîmé"),
    "PDF coupé": ("DPE.pdf", pdf(DPE, pages=3)[:300], "est un PDF abîmé"),
    "photo comme rapport": ("photo.jpg", b"\xff\xd8\xff\xe0" + b"\x00" * 60, "Un rapport se dépose en PDF"),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
async def test_what_must_not_enter_is_refused_with_words(
    sophie: Visitor, house: House, drop: Drop, case: str
) -> None:
    name, data, sentence = HOSTILE[case]
    answer = await drop(sophie, name, data)
    assert answer.status_code == 422
    assert sentence in words(answer.json()["detail"]) and f"« {name} »" in words(answer.json()["detail"])
    assert await house.documents() == []
    assert await house.rows("select * from document where dossier_id = $1", house.dossier) == []


async def test_the_others_of_the_same_drop_are_kept(sophie: Visitor, house: House) -> None:
    files = [("files", ("DPE.pdf", pdf(DPE), "application/pdf")), ("files", ("vide.pdf", b"", "application/pdf")),
             ("files", ("AMI.pdf", pdf("Amiante"), "application/pdf")), ("files", ("x.pdf", EICAR, "application/pdf"))]  # fmt: skip
    answer = await sophie.post(f"{house.page}/documents", {"section": "report"}, files=files)
    page = words(answer.text)
    assert (
        answer.status_code == 422
        and "« vide.pdf » est vide" in page
        and "« x.pdf » contient une signature" in page
    )
    assert {x["title"] for x in await house.documents()} == {
        "Diagnostic de performance énergétique",
        "État amiante",
    }


async def test_too_big_is_refused_by_its_own_word_before_it_comes(
    sophie: Visitor, house: House, drop: Drop
) -> None:
    answer = await drop(sophie, "gros.pdf", b"%PDF-", **{"Content-Length": str(400 * 1024 * 1024)})
    assert answer.status_code == 413 and "300 Mo" in words(answer.json()["detail"])
    assert await house.documents() == []


async def test_too_big_is_refused_while_it_comes() -> None:
    async def endless() -> AsyncIterator[bytes]:
        while True:
            yield b"x" * 1024

    with pytest.raises(FileTooBig):
        async with received(endless(), limit=10 * 1024):
            pass


async def test_a_path_is_never_a_name(sophie: Visitor, house: House, drop: Drop) -> None:
    await drop(sophie, "../../../../etc/cron.d/DPE.pdf", pdf(DPE))
    names = await house.rows(
        "select f.name from document x join stored_file f on f.id = x.file_id where x.dossier_id = $1",
        house.dossier,
    )
    assert [row["name"] for row in names] == ["DPE.pdf"]


async def test_a_file_is_handed_over_never_shown(sophie: Visitor, house: House, drop: Drop) -> None:
    await drop(sophie, 'Évaluation "périodique" – lot 3.pdf', pdf(DPE))
    x = (await house.documents())[0]
    headers = (await sophie.get(f"/documents/{x['id']}/fichier")).headers
    assert headers["content-disposition"].startswith("attachment; filename*=UTF-8''%C3%89valuation%20")
    assert '"' not in headers["content-disposition"]
    assert headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert headers["x-content-type-options"] == "nosniff"


async def test_nothing_chosen_says_so(sophie: Visitor, house: House) -> None:
    answer = await sophie.post(
        f"{house.page}/documents", {"section": "report"}, files=[("files", ("", b"", "application/pdf"))]
    )
    assert answer.status_code == 422 and "Choisissez au moins un fichier" in answer.text
