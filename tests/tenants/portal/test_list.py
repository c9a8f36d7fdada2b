"""An agency with hundreds of dossiers finds the right one; each account sees its own and no other."""

from typing import Any
from uuid import UUID

import pytest

from odissee.platform.db import db
from tests.browser_client import Visitor
from tests.companies import Company
from tests.tenants.portal.agency import Agency, dossier_for


@pytest.mark.feature("LIST-33")
@pytest.mark.feature("DOSS-61")
async def test_maylis_ticks_bien_vendu_from_her_list_and_takes_it_off(agency: Agency) -> None:
    dossier = await dossier_for(agency.company, agency.main, "Lasserre Hélène", status="finalized")
    page = await agency.maylis.get("/espace")
    assert page.status_code == 200 and "Lasserre Hélène" in page.text and 'aria-pressed="false"' in page.text
    answer = await agency.maylis.post(f"/espace/dossiers/{dossier}/vendu", {"sold": "1", "retour": "/espace"})
    assert answer.headers["location"] == "/espace"
    assert 'aria-pressed="true"' in (await agency.maylis.get("/espace")).text
    thread = await agency.rows(
        "select verb, via, actor_name from journal_entry where dossier_id = $1", dossier
    )
    assert [(row["verb"], row["actor_name"]) for row in thread] == [("dossier.sold", "Anne Bordenave")]
    await agency.maylis.post(f"/espace/dossiers/{dossier}/vendu", {"retour": "https://ailleurs.example"})
    assert (await agency.row("select sold_at from dossier where id = $1", dossier))["sold_at"] is None


@pytest.mark.feature("CONT-03")
async def test_the_main_account_sees_its_agencies_and_each_agency_only_itself(agency: Agency) -> None:
    await dossier_for(agency.company, agency.pau, "Cazenave Luc")
    lons = await dossier_for(agency.company, agency.lons, "Duclos Marie")
    everything = (await agency.maylis.get("/espace")).text
    assert "Cazenave Luc" in everything and "Duclos Marie" in everything and "Ossau Lons" in everything
    only_pau = (await agency.maylis.get(f"/espace?compte={agency.pau}")).text
    assert "Cazenave Luc" in only_pau and "Duclos Marie" not in only_pau
    own = (await agency.at_pau.get("/espace")).text
    assert "Cazenave Luc" in own and "Duclos Marie" not in own and 'name="compte"' not in own
    assert (await agency.at_pau.get(f"/espace/dossiers/{lons}")).status_code == 404
    assert (await agency.at_pau.post(f"/espace/dossiers/{lons}/vendu", {"sold": "1"})).status_code == 404
    assert (await agency.at_pau.get(f"/espace?compte={agency.lons}")).text.count("Duclos") == 0


async def test_she_finds_by_name_address_or_number_without_accents(agency: Agency) -> None:
    dossier = await dossier_for(agency.company, agency.main, "Pées Rémi", address="2 rue de l’Église")
    await dossier_for(agency.company, agency.main, "Sarthou Jean", address="7 rue Tran", status="finalized")
    number = (await agency.row("select number from dossier where id = $1", dossier))["number"]
    for words in ("pees", "eglise pau", f"{number}", "RÉMI 64000", "l'eglise"):
        page = (await agency.maylis.get("/espace", params={"q": words})).text
        assert "Pées Rémi" in page and "Sarthou" not in page, words
    assert "Aucun dossier ne correspond" in (await agency.maylis.get("/espace?q=100%25")).text
    done = (await agency.maylis.get("/espace?etat=termines")).text
    assert "Sarthou" in done and "Pées" not in done


async def test_hundreds_of_dossiers_come_page_by_page_at_the_same_cost(agency: Agency, queries: Any) -> None:
    await dossier_for(agency.company, agency.main, "Premier Paul")
    await agency.maylis.get("/espace")
    with queries() as few:
        await agency.maylis.get("/espace")
    async with db.tenant(agency.company.tenant_id) as tx:
        await tx.execute(
            """with p as (insert into property (id, city) select uuidv7(), 'Pau' from generate_series(1, 70) returning id),
                 d as (insert into dossier (id, number, status, site_id, property_id, owner_name, active_at)
                   select uuidv7(), 90000 + row_number() over (), 'finalized', $1, p.id,
                          'Nom' || row_number() over (), now() from p returning id)
               insert into dossier_contact (id, dossier_id, contact_id, roles) select uuidv7(), d.id, $2, '{requester}' from d""",
            agency.company.site_id, agency.main,
        )  # fmt: skip
    with queries() as many:
        page = await agency.maylis.get("/espace")
    assert few.count == many.count <= 12
    seen: list[str] = []
    path = "/espace"
    while path:
        html = (await agency.maylis.get(path)).text
        seen += [part.partition('"')[0] for part in html.split('<li class="job" id="d-')[1:]]
        path = html.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    assert len(seen) == len(set(seen)) == 71 and page.text.count('<li class="job"') == 30


async def test_an_unreadable_address_is_no_filter(agency: Agency) -> None:
    for asked in ("apres=%00%ff", "compte=moi", "etat=' or 1=1", "q=" + "é" * 500):
        assert (await agency.maylis.get(f"/espace?{asked}")).status_code == 200


async def test_a_new_client_reads_what_to_do_first(agency: Agency) -> None:
    page = (await agency.maylis.get("/espace")).text
    assert "Vos demandes et rapports s’afficheront ici." in page and "Demander un devis" in page


async def test_luc_of_another_company_has_no_space_here(
    durand: Company, luc: Visitor, agency: Agency
) -> None:
    dossier: UUID = await dossier_for(durand, agency.main, "Lasserre")
    for path in ("/espace", f"/espace/dossiers/{dossier}", "/espace/demande"):
        assert (await luc.get(path)).status_code == 404
