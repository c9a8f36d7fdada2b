"""The label of a DPE (DOSS-63): drawn once ADEME has numbered it, with the letters of the law, read back from its pixels."""

import re
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from odissee.platform.db import db
from odissee.platform.fields import FieldError, Form
from odissee.tenants.documents import lock_reports
from odissee.tenants.findings.ademe import parse_ademe
from odissee.tenants.findings.dpe import reading_of
from odissee.tenants.findings.label_drawing import CLIMATE, ENERGY
from odissee.tenants.findings.save_dpe import COLUMNS, read_dpe
from tests.browser_client import Visitor
from tests.companies import Company
from tests.tenants.findings.conftest import Job, words

NUMBER = "2664E2032917C"
GIVEN = {"number": NUMBER, "energy": "170", "ges": "35", "sref": "60", "altitude": "180", "climate_zone": "H2c",
         "established_on": "25/11/2026"}  # fmt: skip


def reading(**typed: str) -> Any:
    """What a page with these fields lets one show."""
    form = Form({"number": NUMBER, "sref": "60", "altitude": "200", "climate_zone": "H2c", **typed})
    values = read_dpe(form)
    assert form.errors == {}
    return reading_of({name: values[name] for name in COLUMNS})


@pytest.mark.quick
@pytest.mark.parametrize(
    ("figures", "letters"),
    [
        ({"energy": "170", "ges": "35"}, "CDD"),
        ({"energy": "200", "ges": "8"}, "DBD"),
        ({"energy": "340", "ges": "60"}, "FEF"),
        ({"energy": "69,9", "ges": "5,9"}, "AAA"),
        ({"energy": "330", "ges": "70", "altitude": "801", "climate_zone": "H1b"}, "EEE"),
        ({"energy": "385", "ges": "12", "sref": "20", "established_on": "15/01/2026"}, "FBF"),
    ],
)
def test_the_letters_are_those_of_the_law(figures: dict[str, str], letters: str) -> None:
    dpe = reading(**figures)
    assert dpe.energy_letter + dpe.ges_letter + dpe.letter == letters and dpe.drawable


@pytest.mark.quick
def test_what_the_tables_do_not_decide_is_copied_from_the_report() -> None:
    dpe = reading(energy="385", ges="12", altitude="", climate_zone="")
    assert not dpe.drawable and "E ou F" in dpe.doubt
    dpe = reading(energy="385", ges="12", altitude="", climate_zone="", energy_letter="E", ges_letter="C")
    assert dpe.drawable and dpe.letter == "E" and dpe.doubt == ""
    dpe = reading(energy="170", ges="35", energy_letter="A", ges_letter="A")
    assert dpe.letter == "A" and "les valeurs donnent C et D" in dpe.doubt, (
        "the report is drawn, the doubt is said"
    )


@pytest.mark.quick
def test_a_number_has_its_form() -> None:
    assert parse_ademe(" 2664 e203 2917c ") == NUMBER
    for wrong in ("266E2032917C", "2664E2032917", "2664E20329170", "ABCDE", "2664É2032917C"):
        with pytest.raises(FieldError, match="13 signes"):
            parse_ademe(wrong)


@pytest.mark.feature("DOSS-63")
async def test_no_label_before_the_number_then_two_files(sophie: Visitor, job: Job) -> None:
    await sophie.post(f"{job.page}/etiquette", GIVEN | {"number": ""})
    assert (await sophie.get(f"{job.page}/etiquette.png")).status_code == 404
    assert "En attente du numéro ADEME" in await job.block(sophie)
    assert (await sophie.post(f"{job.page}/etiquette", GIVEN)).status_code == 303
    assert "Classe D (énergie C, climat D)" in await job.block(sophie)
    svg = (await sophie.get(f"{job.page}/etiquette.svg")).text
    assert re.findall(r'data-(?:current|climate)="(\w)"', svg) == ["D", "D"]
    for said in (">170<", ">35<", f"N° ADEME {NUMBER}"):
        assert said in svg.replace("\xa0", " ")


@pytest.mark.feature("DOSS-63")
async def test_the_picture_shows_the_class_where_it_points(sophie: Visitor, job: Job) -> None:
    await sophie.post(f"{job.page}/etiquette", GIVEN)
    answer = await sophie.get(f"{job.page}/etiquette.png")
    picture = Image.open(BytesIO(answer.content)).convert("RGB")
    assert picture.size == (960, 1320) and "attachment" in answer.headers["content-disposition"]
    assert _seen(picture, 100, 86, 44) == list(ENERGY.values()), "the seven colours of the scale, from A to G"
    assert [_framed(picture, 86 + n * 44) for n in range(7)] == [letter == "D" for letter in ENERGY]
    assert _seen(picture, 70, 470, 22) == list(CLIMATE.values())


def _seen(picture: Any, x: int, top: int, step: int) -> list[str]:
    """Colours at one place of each bar; the drawing is twice as fine as its points."""
    return [
        "#{:02x}{:02x}{:02x}".format(*picture.getpixel((2 * x, 2 * (top + n * step) + 12))) for n in range(7)
    ]


def _framed(picture: Any, top: int) -> bool:
    """Whether the box of the figures stands at this bar: its dark edge is there, and figures inside."""
    edge = picture.getpixel((2 * 336, 2 * top + 40))
    inside = [picture.getpixel((2 * x, 2 * top + 26)) for x in range(340, 400)]
    return edge[0] < 60 and any(sum(pixel) < 200 for pixel in inside)


@pytest.mark.feature("DOSS-63")
async def test_the_attestation_stands_apart(sophie: Visitor, job: Job) -> None:
    await sophie.post(f"{job.page}/etiquette", GIVEN | {"energy": "300", "ges": "9"})
    assert (await sophie.get(f"{job.page}/etiquette.svg?attestation=1")).status_code == 404
    attested = GIVEN | {
        "energy": "300",
        "ges": "9",
        "attested_energy": "248",
        "attested_letter": "D",
        "attested_on": "12/01/2026",
    }
    await sophie.post(f"{job.page}/etiquette", attested)
    first = (await sophie.get(f"{job.page}/etiquette.svg")).text
    new = (await sophie.get(f"{job.page}/etiquette.svg?attestation=1")).text
    assert 'data-current="E"' in first and "attestation" not in first
    assert 'data-current="D"' in new and "d’après l’attestation" in new and ">248<" in new
    assert "Classe E" in await job.block(sophie), "the report's own class does not move"
    page = words((await sophie.get(f"{job.page}/etiquette")).text)
    assert "Étiquette du rapport : E" in page and "Nouvelle étiquette, attestée : D" in page


@pytest.mark.feature("DOSS-63")
async def test_the_client_takes_it_when_the_report_is_theirs_to_see(
    sophie: Visitor, visitor: Visitor, durand: Company, job: Job
) -> None:
    await sophie.post(f"{job.page}/etiquette", GIVEN)
    link = await job.link()
    assert "Image PNG" in (await visitor.get(f"{link}/prestations")).text
    assert (await visitor.get(f"{link}/etiquette.png")).content.startswith(b"\x89PNG")
    async with db.tenant(durand.tenant_id) as tx:
        await lock_reports(tx, job.dossier, None, None)
    for path in ("etiquette.png", "etiquette.svg"):
        assert (await visitor.get(f"{link}/{path}")).status_code == 404
    assert "Classe D" not in (await visitor.get(f"{link}/prestations")).text


async def test_what_cannot_be_read_stays_as_typed(sophie: Visitor, job: Job) -> None:
    answer = await sophie.post(f"{job.page}/etiquette", GIVEN | {"number": "12", "energy": "beaucoup"})
    page = words(answer.text)
    assert answer.status_code == 422 and "13 signes" in page and "beaucoup" in answer.text
    assert await job.rows("select id from dpe_result where dossier_id = $1", job.dossier) == []


async def test_sophie_takes_a_label_back(sophie: Visitor, job: Job) -> None:
    await sophie.post(f"{job.page}/etiquette", GIVEN)
    await sophie.post(f"{job.page}/etiquette", GIVEN | {"energy": "90"})
    asked = "select id from journal_entry where verb = 'dpe.stated' and dossier_id = $1 order by seq desc"
    for row in await job.rows(asked, job.dossier):
        assert (await sophie.post(f"/annuler/{row['id']}")).status_code in (200, 303)
    assert await job.rows("select id from dpe_result where dossier_id = $1", job.dossier) == []
