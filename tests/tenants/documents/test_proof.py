"""OUR-07: what happened in a dossier leaves the house whole, and is checked there without us."""

import json
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest

from odissee.platform.db import db
from odissee.tenants.quotes import accept_by_hand
from tests.browser_client import Visitor
from tests.tenants.documents.conftest import Drop, House
from tests.tenants.documents.papers import DPE, pdf
from tests.tenants.documents.test_deposit import words
from tests.tenants.documents.test_hand_over import announced

pytestmark = pytest.mark.feature("OUR-07")


def verified(folder: Path, *files: str) -> tuple[int, str]:
    """Run the verifier that was in the ZIP, as a clerk would."""
    told = subprocess.run(  # noqa: S603
        [sys.executable, "-I", "verifier.py", "chaine.json", *files],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return told.returncode, words(told.stdout)


async def test_the_vault_holds_everything_and_is_checked_without_us(
    sophie: Visitor, visitor: Visitor, house: House, drop: Drop, tmp_path: Path
) -> None:
    async with db.tenant(house.company.tenant_id) as tx:
        await accept_by_hand(tx, house.furnished.ids["quote_version"], "Anne Bordenave", "téléphone")
    await drop(sophie, "DPE.pdf", pdf(DPE))
    link = await announced(sophie, house)
    await visitor.post(f"{link}/{(await house.documents())[0]['id']}/telecharger")
    assert (await sophie.post(f"{house.page}/documents/preuves")).status_code == 303
    assert await house.work("document.proof") == 1
    page = (await sophie.get(f"{house.page}/documents/remises")).text
    kept = await house.named("Dossier de preuves")
    assert f"/documents/{kept['id']}/fichier" in page
    with ZipFile(BytesIO((await sophie.get(f"/documents/{kept['id']}/fichier")).content)) as archive:
        assert archive.namelist() == ["preuves.pdf", "chaine.json", "verifier.py", "LISEZ-MOI.txt"]
        archive.extractall(tmp_path)
    with pikepdf.open(tmp_path / "preuves.pdf") as printed:
        assert len(printed.pages) >= 1
    (tmp_path / "rapport.pdf").write_bytes(pdf(DPE))
    (tmp_path / "autre.pdf").write_bytes(pdf("autre"))
    code, said = verified(tmp_path, "rapport.pdf")
    assert (code, "Chaîne intacte : 3 preuves" in said, "identique à celui des preuves n° 2, 3" in said) == (
        0,
        True,
        True,
    )
    assert verified(tmp_path, "autre.pdf")[0] == 1


async def test_the_verifier_sees_a_change_a_lack_and_a_cut(
    sophie: Visitor, visitor: Visitor, house: House, drop: Drop, tmp_path: Path
) -> None:
    await drop(sophie, "DPE.pdf", pdf(DPE))
    link = await announced(sophie, house)
    for _ in range(2):
        await visitor.post(f"{link}/{(await house.documents())[0]['id']}/telecharger")
    await sophie.post(f"{house.page}/documents/preuves")
    await house.work("document.proof")
    kept = await house.named("Dossier de preuves")
    with ZipFile(BytesIO((await sophie.get(f"/documents/{kept['id']}/fichier")).content)) as archive:
        archive.extractall(tmp_path)
    sound = (tmp_path / "chaine.json").read_text(encoding="utf-8")

    def after(change: str) -> tuple[int, str]:
        chain = json.loads(sound)
        if change == "name":
            chain["records"][1]["body"]["facts"]["contact_name"] = "Quelqu’un"
        elif change == "lack":
            del chain["records"][1]
        elif change == "cut":
            del chain["records"][-1]
        (tmp_path / "chaine.json").write_text(json.dumps(chain), encoding="utf-8")
        return verified(tmp_path)

    assert after("nothing")[0] == 0
    assert after("name") == (1, "preuve n° 2 : son contenu a changé\n")
    assert "une preuve manque" in after("lack")[1] and "ne suit pas celle d’avant" in after("lack")[1]
    assert after("cut") == (1, "la fin de la chaîne manque\n")


async def test_a_dossier_without_proof_says_so(sophie: Visitor, house: House) -> None:
    answer = await sophie.post(f"{house.page}/documents/preuves")
    assert answer.status_code == 422 and "aucune preuve" in words(answer.text)
