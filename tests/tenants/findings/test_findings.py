"""« Informations prestations » on the dossier's page: stated, seen, taken back, shown to the client."""

from typing import Any

import pypdfium2
import pytest

from odissee.platform.db import db
from odissee.tenants.documents import lock_reports, unlock_reports
from odissee.tenants.findings import (
    NotOnDossier,
    Stated,
    UnknownConclusion,
    expiries,
    save_finding,
    shown_to_client,
)
from tests.browser_client import Visitor, logged_in
from tests.companies import Company
from tests.factories.client import client_of
from tests.factories.furnish import furnish
from tests.tenants.findings.conftest import Job, words

DATES = {"performed_on": "24/11/2026", "established_on": "25/11/2026"}


@pytest.mark.feature("DOSS-60")
async def test_sophie_concludes_and_reads_two_validities(sophie: Visitor, job: Job) -> None:
    before = await job.block(sophie)
    assert "Pas encore saisie" in before and "Dépend de la conclusion" in before
    assert "ne se substituent en aucun cas aux rapports" in before
    answer = await job.state(
        sophie, "CREP", codes=["class_1", "class_3"], summary="Volets de la chambre.", **DATES
    )
    assert answer.status_code == 303, words(answer.text)
    page = await job.block(sophie)
    for said in ("Présence, classe 1 · Présence, classe 3", "mer. 24 nov. 2027", "Un an pour la vente",
                 "Six ans pour la location", "Travaux à la charge du propriétaire", "Volets de la chambre.",
                 "Bureau Sophie Martin"):  # fmt: skip
        assert said in page, said


@pytest.mark.feature("DOSS-60")
async def test_the_short_report_is_a_pdf_with_the_warning(sophie: Visitor, job: Job) -> None:
    await job.state(sophie, "GAS", codes=["A2"], **DATES)
    sheet = await sophie.get(f"{job.page}/prestations/GAS/fiche")
    assert sheet.status_code == 200 and sheet.content.startswith(b"%PDF")
    text = " ".join(pypdfium2.PdfDocument(sheet.content)[0].get_textpage().get_text_range().split())
    assert "Anomalie A2" in text and "en aucun cas" in text


@pytest.mark.feature("DOSS-62")
async def test_a_conclusion_says_where_it_comes_from(
    sophie: Visitor, durand: Company, job: Job, app: Any
) -> None:
    await job.state(sophie, "GAS", codes=["no_anomaly"], source="software", software="LICIEL", **DATES)
    assert "LICIEL Sophie Martin" in await job.block(sophie)
    async with db.tenant(durand.tenant_id) as tx:
        await tx.execute(
            "update dossier set technician_id = $2 where id = $1", job.dossier, durand.people["Inès"].staff_id
        )
    ines = await logged_in(app, durand, durand.people["Inès"])
    await job.state(ines, "ASBESTOS", codes=["negative"], source="phone", **DATES)
    assert "Sans limite" in await job.block(ines) and "Téléphone Inès Haddad" in await job.block(ines)
    async with db.tenant(durand.tenant_id) as tx:
        with pytest.raises(UnknownConclusion):
            await save_finding(tx, job.dossier, "GAS", Stated(("Sans anomalie",), source="software"))
        with pytest.raises(NotOnDossier):
            await save_finding(tx, job.dossier, "TERMITES", Stated(("absence",)))


async def test_dates_read_in_the_report_are_proposed_and_not_kept(
    sophie: Visitor, durand: Company, job: Job
) -> None:
    from urllib.parse import quote

    from odissee.platform.jobs.claim import run_job
    from tests.tenants.documents.papers import ASBESTOS, pdf

    path = f"{job.page}/documents/fichier?section=report&nom={quote('Amiante.pdf')}"
    headers = {"Content-Type": "application/octet-stream", "Accept": "application/json"}
    await sophie.request("POST", path, content=pdf(ASBESTOS), headers=headers)
    for row in await job.rows("select id from job where kind = 'document.read' and state = 'ready'"):
        await run_job(durand.tenant_id, row["id"])
    page = (await sophie.get(f"{job.page}/prestations/ASBESTOS")).text
    assert 'value="24/11/2026"' in page and 'value="25/11/2026"' in page
    assert await job.rows("select id from finding where dossier_id = $1", job.dossier) == []


async def test_what_is_refused_stays_on_the_screen(sophie: Visitor, job: Job) -> None:
    answer = await job.state(sophie, "CREP", codes=["class_0", "class_3"], summary="Chambre", performed_on="25/11/2026",
                             established_on="24/11/2026")  # fmt: skip
    page = words(answer.text)
    assert answer.status_code == 422 and "Inversez les deux dates" in page and "Chambre" in page
    answer = await job.state(sophie, "CREP", codes=["class_0", "class_3"], **DATES)
    assert answer.status_code == 422 and "ne va avec aucune autre" in words(answer.text)
    answer = await job.state(sophie, "CREP", codes=["<b>"], **DATES)
    assert answer.status_code == 422 and "n’est pas une conclusion connue" in words(answer.text)
    assert await job.rows("select id from finding where dossier_id = $1", job.dossier) == []
    assert (await sophie.get(f"{job.page}/prestations/INCONNU")).status_code == 404


async def test_sophie_takes_back_a_conclusion_and_its_removal(sophie: Visitor, job: Job) -> None:
    await job.state(sophie, "CARREZ", measure="62,1", **DATES)
    assert "62,10 m²" in await job.block(sophie)
    await job.state(sophie, "CARREZ", measure="64", **DATES)
    await _undo_last(sophie, job)
    assert "62,10 m²" in await job.block(sophie)
    await sophie.post(f"{job.page}/prestations/CARREZ/retirer")
    assert "m²" not in await job.block(sophie)
    await _undo_last(sophie, job)
    assert "62,10 m²" in await job.block(sophie)


async def _undo_last(person: Visitor, job: Job) -> None:
    last = await job.rows("select id from journal_entry where verb = 'finding.stated' and dossier_id = $1 "
                          "order by seq desc limit 1", job.dossier)  # fmt: skip
    assert (await person.post(f"/annuler/{last[0]['id']}")).status_code in (200, 303)


async def test_the_client_reads_what_the_report_allows(
    sophie: Visitor, visitor: Visitor, durand: Company, job: Job
) -> None:
    await job.state(sophie, "GAS", codes=["DGI"], **DATES)
    link = await job.link()
    page = await visitor.get(f"{link}/prestations")
    said = words(page.text)
    assert (
        "Danger grave et immédiat" in said
        and "Valable jusqu’au sam. 24 nov. 2029" in said
        and "ne se substituent en aucun cas" in said
    )
    async with db.tenant(durand.tenant_id) as tx:
        await lock_reports(tx, job.dossier, None, None)
    said = words((await visitor.get(f"{link}/prestations")).text)
    assert "Danger grave" not in said and "Gaz" in said and "visible avec le rapport" in said
    async with db.tenant(durand.tenant_id) as tx:
        await unlock_reports(tx, job.dossier, None, None)
        assert (await shown_to_client(tx, job.dossier, None)).lines == ()
        assert len((await shown_to_client(tx, job.dossier, job.anne)).lines) == 2
        await tx.execute(
            "update dossier_contact set report_access = false where dossier_id = $1", job.dossier
        )
        assert (await shown_to_client(tx, job.dossier, job.anne)).lines == ()


async def test_a_client_who_is_logged_in_reads_them_in_the_space(
    app: Any, sophie: Visitor, durand: Company, job: Job
) -> None:
    await job.state(sophie, "GAS", codes=["DGI"], **DATES)
    anne = await client_of(app, durand, job.anne)
    page = await anne.get(f"/espace/dossiers/{job.dossier}/prestations")
    assert "Danger grave et immédiat" in page.text and "ne se substituent en aucun cas" in words(page.text)
    assert (await anne.get(f"/espace/dossiers/{job.dossier}/etiquette.png")).status_code == 404
    other = await furnish(durand, "Lasserre")
    assert (await anne.get(f"/espace/dossiers/{other.ids['dossier']}/prestations")).status_code == 404
    assert (await sophie.get(f"/espace/dossiers/{job.dossier}/prestations")).status_code == 404


async def test_reminders_get_the_last_day_of_the_dossiers_purpose(
    sophie: Visitor, durand: Company, job: Job
) -> None:
    from datetime import date

    await job.state(sophie, "GAS", codes=["A1"], **DATES)
    async with db.tenant(durand.tenant_id) as tx:
        assert (job.dossier, "GAS", date(2029, 11, 24), date(2026, 11, 25)) in await expiries(tx)
        await tx.execute("update dossier set nature = 'rental' where id = $1", job.dossier)
        assert (job.dossier, "GAS", date(2032, 11, 24), date(2026, 11, 25)) in await expiries(tx)
        await tx.execute("update dossier set sold_at = now() where id = $1", job.dossier)
        assert [one for one in await expiries(tx) if one[0] == job.dossier] == []


async def test_the_score_of_list_a_reaches_the_report_that_the_prefect_gets(
    sophie: Visitor, durand: Company, job: Job
) -> None:
    from urllib.parse import quote

    from odissee.platform.jobs.claim import run_job
    from tests.tenants.documents.papers import ASBESTOS, pdf

    await job.state(sophie, "ASBESTOS", codes=["N3"], **DATES)
    path = f"{job.page}/documents/fichier?section=report&nom={quote('Amiante.pdf')}"
    headers = {"Content-Type": "application/octet-stream", "Accept": "application/json"}
    await sophie.request("POST", path, content=pdf(ASBESTOS), headers=headers)
    for row in await job.rows("select id from job where kind = 'document.read' and state = 'ready'"):
        await run_job(durand.tenant_id, row["id"])
    asked = "select list_a_score from document where dossier_id = $1"
    assert [row["list_a_score"] for row in await job.rows(asked, job.dossier)] == ["N3"]
    await job.state(sophie, "ASBESTOS", codes=["negative"], **DATES)
    assert [row["list_a_score"] for row in await job.rows(asked, job.dossier)] == [None]


async def test_only_those_who_may_and_only_at_home(app: Any, durand: Company, luc: Visitor, job: Job) -> None:
    claire = await logged_in(app, durand, durand.people["Claire"])
    assert (await claire.get(f"{job.page}/prestations/GAS")).status_code == 200
    assert (await job.state(claire, "GAS", codes=["A1"])).status_code == 403
    assert (await job.state(luc, "GAS", codes=["A1"])).status_code == 404


async def test_the_block_costs_the_same_for_many_samples(sophie: Visitor, job: Job, queries: Any) -> None:
    await sophie.post(f"{job.page}/prelevements", {"reference": "P999", "result": "awaited"})
    await job.block(sophie)  # what is noted once a session, such as when she was last seen, is then noted
    with queries() as few:
        await job.block(sophie)
    lines = "\n".join(f"P{n:03};Cuisine;Dalle;Labo;;" for n in range(40))
    await sophie.post(f"{job.page}/prelevements", {"lines": lines})
    with queries() as many:
        assert "P039" in await job.block(sophie)
    assert few.count == many.count
