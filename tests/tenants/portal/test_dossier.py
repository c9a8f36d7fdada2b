"""The page of a dossier before its client: in their words, with what their role sees and nothing else."""

from itertools import product
from typing import Any
from uuid import UUID

import pytest

from odissee.platform.db import db, new_id
from odissee.platform.files import store
from odissee.tenants.dossiers import Role
from odissee.tenants.portal.options import DEFAULT_SEES, THINGS, PortalOptions, choose
from tests.browser_client import Visitor
from tests.tenants.documents.papers import pdf
from tests.tenants.portal.agency import Agency, dossier_for

DPE = "Diagnostic de performance énergétique"


async def report(agency: Agency, dossier: UUID, title: str = DPE, *, locked_for: UUID | None = None) -> UUID:
    """A report of the dossier, blocked for one contact or for nobody."""
    id = new_id()
    async with db.tenant(agency.company.tenant_id) as tx:
        file = await store(
            tx, pdf(title), name=f"{title}.pdf", media_type="application/pdf", kind="document.report"
        )
        await tx.execute(
            """insert into document (id, dossier_id, section, kind, title, series_id, file_id, reading)
               values ($1, $2, 'report', 'DPE', $3, $1, $4, 'read')""",
            id, dossier, title, file.id,
        )  # fmt: skip
        if locked_for:
            await tx.execute(
                "insert into report_lock (id, dossier_id, document_series_id, contact_id, reason) values ($1, $2, $3, $4, 'hand')",
                new_id(), dossier, id, locked_for,
            )  # fmt: skip
        await tx.execute("update dossier set report_state = 'open' where id = $1", dossier)
    return id


async def test_maylis_reads_where_her_dossier_stands(agency: Agency) -> None:
    dossier = await dossier_for(agency.company, agency.main, "Lasserre Hélène", status="to_schedule")
    page = (await agency.maylis.get(f"/espace/dossiers/{dossier}")).text
    for words in ("Lasserre Hélène", "Rendez-vous à fixer", "27 avenue de Buros", "62", "Appartement"):
        assert words in page
    assert "456,00" in page, "who orders sees the price"
    prescribed = await dossier_for(agency.company, agency.main, "Duclos", roles="{prescriber}")
    assert "456,00" not in (await agency.maylis.get(f"/espace/dossiers/{prescribed}")).text


@pytest.mark.feature("DOSS-15")
async def test_a_blocked_report_is_greyed_with_a_padlock_and_no_button(agency: Agency) -> None:
    dossier = await dossier_for(agency.company, agency.main, "Lasserre", status="visited")
    await report(agency, dossier, "État amiante", locked_for=agency.main)
    await report(agency, dossier)
    page = (await agency.maylis.get(f"/espace/dossiers/{dossier}")).text
    locked = page.partition("État amiante")[0].rpartition('<li class="rep')[2] + page.partition("État amiante")[2].partition("</li>")[0]  # fmt: skip
    assert "rep--locked" in locked and 'aria-disabled="true"' in locked and "Bloqué" in locked
    assert "<button" not in locked and "<a " not in locked and "#lock" in locked
    assert f"Ouvrir {DPE}" in page
    answer = await agency.maylis.post(f"/espace/dossiers/{dossier}/rapports")
    assert answer.headers["location"].startswith("/r/")
    listed = (await agency.maylis.get(answer.headers["location"])).text
    assert "rep--locked" in listed and listed.count("/telecharger") == 1


async def test_the_main_account_does_not_go_around_the_lock_of_its_agency(agency: Agency) -> None:
    dossier = await dossier_for(agency.company, agency.pau, "Lasserre", status="visited")
    held = await report(agency, dossier, locked_for=agency.pau)
    page = (await agency.maylis.get(f"/espace/dossiers/{dossier}")).text
    assert "rep--locked" in page and f"Ouvrir {DPE}" not in page
    path = (await agency.maylis.post(f"/espace/dossiers/{dossier}/rapports")).headers["location"]
    assert (await agency.maylis.post(f"{path}/{held}/telecharger")).status_code == 403
    await agency.rows("update report_lock set lifted_at = now() where dossier_id = $1 returning id", dossier)
    taken = await agency.maylis.post(f"{path}/{held}/telecharger")
    assert taken.content.startswith(b"%PDF")
    who = await agency.row("select contact_id from document_download where dossier_id = $1", dossier)
    assert who["contact_id"] == agency.main, "the proof names who took it"


async def test_a_file_sent_by_the_client_joins_the_dossier_and_a_bad_one_is_said(agency: Agency) -> None:
    dossier = await dossier_for(agency.company, agency.main, "Duclos", status="incomplete")
    path = f"/espace/dossiers/{dossier}/documents"
    nothing = await agency.maylis.post(path, {"kind": ""})
    assert nothing.status_code == 422 and "Choisissez au moins un fichier." in nothing.text
    good = ("files", ("règlement.pdf", pdf("Règlement de copropriété"), "application/pdf"))
    bad = ("files", ("virus.exe", b"MZ\x90\x00" * 40, "application/octet-stream"))
    both = await agency.maylis.post(path, {"kind": ""}, files=[good, bad])
    assert both.status_code == 422 and "virus.exe" in both.text
    kept = await agency.rows("select section, contact_id, title from document where dossier_id = $1", dossier)
    assert [(row["section"], row["contact_id"]) for row in kept] == [("received", agency.main)]
    assert kept[0]["title"] in (await agency.maylis.get(f"/espace/dossiers/{dossier}")).text
    foreign = await dossier_for(agency.company, agency.lons, "Ailleurs")
    refused = await agency.at_pau.post(f"/espace/dossiers/{foreign}/documents", {"kind": ""}, files=[good])
    assert refused.status_code in (404, 422)
    assert await agency.rows("select id from document where dossier_id = $1", foreign) == []


@pytest.mark.feature("COM-15")
async def test_what_is_asked_of_her_is_ticked_off_when_it_comes(agency: Agency) -> None:
    dossier = await dossier_for(agency.company, agency.main, "Duclos", status="incomplete")
    await agency.rows(
        """insert into missing_document (id, dossier_id, contact_id, kind, label, round, asked_at)
           values (uuidv7(), $1, $2, 'DOC_COPRO_RULES', 'Règlement de copropriété', uuidv7(), now()) returning id""",
        dossier, agency.main,
    )  # fmt: skip
    page = (await agency.maylis.get(f"/espace/dossiers/{dossier}")).text
    assert 'value="DOC_COPRO_RULES"' in page and "reçu</span>" not in page
    paper = ("files", ("scan.pdf", pdf("Règlement"), "application/pdf"))
    await agency.maylis.post(f"/espace/dossiers/{dossier}/documents", {"kind": "DOC_COPRO_RULES"}, files=[paper])  # fmt: skip
    state = await agency.row("select state from missing_document where dossier_id = $1", dossier)
    assert state["state"] == "received"
    page = (await agency.maylis.get(f"/espace/dossiers/{dossier}")).text
    assert 'value="DOC_COPRO_RULES"' not in page and "reçu</span>" in page


MARKS = {"reports": 'id="rp"', "quotes": 'id="dv"', "price": "<dt>Montant</dt>", "invoices": "<dt>Facture</dt>"}  # fmt: skip


@pytest.mark.feature("SET-19")
async def test_each_role_sees_what_the_company_lets_it_see(agency: Agency) -> None:
    """Every role × every thing, shown alone and hidden alone."""
    from tests.tenants.quotes.test_chain import sent

    dossier, _, _ = await sent(agency.company)
    async with db.tenant(agency.company.tenant_id) as tx:
        await tx.execute("update dossier set invoice_state = 'unpaid' where id = $1", dossier)
        await tx.execute(
            "insert into dossier_contact (id, dossier_id, contact_id, roles, report_access, invoice_access) "
            "values ($1, $2, $3, '{}', true, true)", new_id(), dossier, agency.pau)  # fmt: skip
    await report(agency, dossier)
    wrong: list[tuple[Any, ...]] = []
    for role, thing, shown in product(Role, THINGS, (True, False)):
        sees = {one: frozenset({thing} if shown == (one is role) else ()) for one in Role}
        async with db.tenant(agency.company.tenant_id) as tx:
            await choose(tx, PortalOptions(sees))
            await tx.execute(
                "update dossier_contact set roles = $2 where contact_id = $1", agency.pau, [role.value]
            )
        page = (await agency.at_pau.get(f"/espace/dossiers/{dossier}")).text
        findings = (await agency.at_pau.get(f"/espace/dossiers/{dossier}/prestations")).status_code == 200
        if findings != (thing == "reports" and shown):
            wrong.append((role, "prestations", shown))
        if {key for key, mark in MARKS.items() if mark in page} != ({thing} if shown else set()):
            wrong.append((role, thing, shown))
    assert wrong == []


@pytest.mark.feature("SET-19")
async def test_paul_sets_the_grid_and_takes_it_back(agency: Agency, paul: Visitor, sophie: Visitor) -> None:
    page = (await paul.get("/parametres/espace-client")).text
    assert page.count('name="sees"') == len(Role) * len(THINGS) and "Agences" in page
    await paul.post("/parametres/espace-client", {"sees": ["owner:reports", "owner:price"], "orders": []})
    async with db.tenant(agency.company.tenant_id) as tx:
        value = await tx.fetchval(
            "select value from setting where key = 'portal' order by valid_from desc limit 1"
        )
        entry = await tx.fetchval(
            "select id from journal_entry where verb = 'portal.options' order by seq desc limit 1"
        )
    assert value["orders"] == [] and value["sees"]["owner"] == ["price", "reports"]
    assert value["sees"]["requester"] == []
    refused = await agency.maylis.get("/espace/demande")
    assert refused.status_code == 403 and "Demandez à être rappelé" in refused.text
    assert (await agency.maylis.get("/espace/demande?quoi=callback")).status_code == 200
    assert "Commander" not in (await agency.maylis.get("/espace")).text
    await paul.post(f"/annuler/{entry}")
    assert (await agency.maylis.get("/espace/demande")).status_code == 200
    assert (await sophie.get("/parametres/espace-client")).status_code == 403


@pytest.mark.quick
def test_an_occupant_sees_no_paper_by_default_and_an_old_choice_stays_readable() -> None:
    from odissee.tenants.portal.options import read_options

    assert DEFAULT_SEES[Role.OCCUPANT] == frozenset()
    told = read_options({"sees": {"owner": ["reports", "gold"]}, "orders": ["agency", "robots"]})
    assert told.sees[Role.OWNER] == {"reports"} and told.orders == {"agency"}
    assert told.sees[Role.NOTARY] == DEFAULT_SEES[Role.NOTARY]
