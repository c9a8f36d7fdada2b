"""Asbestos samples (DOSS-64): typed, pasted, resulted, seen by the client; the dossier follows the laboratory."""

import pytest

from odissee.platform.db import db
from odissee.tenants.documents import lock_reports
from odissee.tenants.findings.sample_lines import read_lines
from tests.browser_client import Visitor
from tests.companies import Company
from tests.tenants.findings.conftest import Job, words

PASTE = (
    "Référence\tLocalisation\tMatériau\tLaboratoire\tRésultat\tDate\n"
    "P001\tCuisine, sol\tDalle vinyle\tITGA\tPrésence\t24/11/2026\n"
    "P002\tCave; conduit\tFibres-ciment\tITGA\t\t24/11/2026\n"
)


@pytest.mark.quick
def test_a_paste_is_read_whole_or_its_lines_are_named() -> None:
    samples, faults = read_lines(PASTE)
    assert faults == [] and [(one.reference, one.result) for one in samples] == [
        ("P001", "asbestos"),
        ("P002", "awaited"),
    ]
    assert samples[1].place == "Cave; conduit"
    bare, _ = read_lines("P1;Salon;Plâtre;;Sans amiante;;")
    assert (bare[0].reference, bare[0].result) == ("P1", "none")
    _, faults = read_lines("P1;Salon;Plâtre;ITGA;peut-être;31/02/2026\n;Cave\nP1;Salle")
    assert [fault[:8] for fault in faults[:3]] == [
        "Ligne 1 ",
        "Ligne 1 ",
        "Ligne 2 ",
    ] and "deux fois" in faults[-1]
    assert read_lines("  \n ")[1] and "au plus" in read_lines("\n".join(f"P{n}" for n in range(301)))[1][0]


@pytest.mark.feature("DOSS-64")
async def test_sophie_pastes_samples_and_the_dossier_waits_for_the_laboratory(
    sophie: Visitor, durand: Company, job: Job
) -> None:
    async with db.tenant(durand.tenant_id) as tx:
        await tx.execute("update dossier set status = 'visited' where id = $1", job.dossier)
    assert (await sophie.post(f"{job.page}/prelevements", {"lines": PASTE})).status_code == 303
    page = await job.block(sophie)
    assert "P001" in page and "Dalle vinyle" in page and "Résultat attendu" in page
    assert await _status(job) == "lab_pending"
    second = (
        await job.rows(
            "select id from asbestos_sample where dossier_id = $1 and reference = 'P002'", job.dossier
        )
    )[0]["id"]
    given = {
        "reference": "P002",
        "place": "Cave",
        "material": "Fibres-ciment",
        "result": "none",
        "result_on": "02/12/2026",
    }
    assert (await sophie.post(f"/prelevements/{second}", given)).status_code == 303
    assert await _status(job) == "visited" and "Sans amiante" in await job.block(sophie)


async def _status(job: Job) -> str:
    return str((await job.rows("select status from dossier where id = $1", job.dossier))[0]["status"])


async def test_one_fault_keeps_nothing_and_loses_no_letter(sophie: Visitor, job: Job) -> None:
    await sophie.post(f"{job.page}/prelevements", {"reference": "P002", "result": "awaited"})
    answer = await sophie.post(f"{job.page}/prelevements", {"lines": PASTE})
    assert (
        answer.status_code == 422
        and "déjà dans ce dossier" in words(answer.text)
        and "Cave; conduit" in answer.text
    )
    known = await job.rows("select reference from asbestos_sample where dossier_id = $1", job.dossier)
    assert [row["reference"] for row in known] == ["P002"]
    answer = await sophie.post(f"{job.page}/prelevements", {"place": "Grenier", "result": "awaited"})
    assert answer.status_code == 422 and "Grenier" in answer.text


async def test_adding_changing_and_dropping_are_taken_back(sophie: Visitor, job: Job) -> None:
    asked = "select id, reference, result from asbestos_sample where dossier_id = $1"
    await sophie.post(f"{job.page}/prelevements", {"reference": "P9", "result": "awaited"})
    sample = (await job.rows(asked, job.dossier))[0]["id"]
    await sophie.post(f"/prelevements/{sample}", {"reference": "P9", "result": "asbestos"})
    await sophie.post(f"/prelevements/{sample}/retirer")
    entries = await job.rows("select id from journal_entry where verb like 'sample.%' and dossier_id = $1 "
                             "order by seq desc", job.dossier)  # fmt: skip
    seen = []
    for entry in entries:
        assert (await sophie.post(f"/annuler/{entry['id']}")).status_code in (200, 303)
        seen.append([(row["reference"], row["result"]) for row in await job.rows(asked, job.dossier)])
    assert seen == [[("P9", "asbestos")], [("P9", "awaited")], []]


@pytest.mark.feature("DOSS-64")
async def test_the_client_sees_them_with_the_report_and_not_before(
    sophie: Visitor, visitor: Visitor, luc: Visitor, durand: Company, job: Job
) -> None:
    await sophie.post(f"{job.page}/prelevements", {"lines": PASTE})
    link = await job.link()
    assert "Fibres-ciment" in (await visitor.get(f"{link}/prestations")).text
    async with db.tenant(durand.tenant_id) as tx:
        await lock_reports(tx, job.dossier, None, None)
    assert "Fibres-ciment" not in (await visitor.get(f"{link}/prestations")).text
    sample = (await job.rows("select id from asbestos_sample where dossier_id = $1", job.dossier))[0]["id"]
    assert (await luc.get(f"/prelevements/{sample}")).status_code == 404
