"""Paul erases a person: what is free goes, what law or proof keeps stays out of sight, a certificate says both."""

import json
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pikepdf
import pytest

from odissee.platform.db import db
from odissee.platform.files import read
from tests.browser_client import Visitor, logged_in
from tests.companies import Company
from tests.factories.client import client_of
from tests.tenants.privacy.conftest import rows, someone, work
from tests.tenants.quotes.test_chain import sent


@pytest.mark.feature("SET-18")
async def test_somebody_whom_nothing_keeps_goes_entirely(
    app: Any, durand: Company, proved_paul: Visitor, sophie: Visitor
) -> None:
    leo = await someone(durand)
    theirs = await client_of(app, durand, leo)
    await rows(durand, "insert into phone_call (id, phone, contact_id, at) values (uuidv7(), '+33639984455', $1, now()) returning id", leo)  # fmt: skip
    assert (await theirs.get("/espace")).status_code == 200
    page = (await proved_paul.get(f"/contacts/{leo}/effacer")).text
    assert "La fiche entière sera supprimée." in page and "appel" in page and "Effacer Léo Passant" in page
    answer = await proved_paul.post(f"/contacts/{leo}/effacer")
    assert answer.status_code == 303
    assert await rows(durand, "select id from contact where id = $1", leo) == []
    assert await rows(durand, "select id from phone_call where phone = '+33639984455'") == []
    assert (await theirs.get("/espace")).status_code == 303, "the session has ended"
    assert "Passant" not in (await sophie.get("/contacts?q=passant")).text.partition("<tbody")[2]
    told = await rows(durand, "select before, after from journal_entry where subject_id = $1 and verb = 'contact.created'", leo)  # fmt: skip
    assert [tuple(one) for one in told] == [(None, None)], "the line stays, what it said is gone"


@pytest.mark.feature("SET-18")
async def test_a_client_with_a_quote_is_hidden_and_the_certificate_says_why(
    durand: Company, proved_paul: Visitor, sophie: Visitor
) -> None:
    dossier, _, _ = await sent(durand)
    anne = (await rows(durand, "select contact_id from dossier_contact where dossier_id = $1", dossier))[0][0]
    await rows(durand, "update contact set iban = 'FR76', note = 'secret' where id = $1 returning id", anne)
    page = (await proved_paul.get(f"/contacts/{anne}/effacer")).text
    assert "la loi ou une preuve la garde" in page and "un devis numéroté à ce nom" in page.replace("\u202f", " ")  # fmt: skip
    await proved_paul.post(f"/contacts/{anne}/effacer")
    kept = (await rows(durand, "select * from contact where id = $1", anne))[0]
    assert (kept["last_name"], kept["email"], kept["mobile"], kept["iban"], kept["note"]) == ("Bordenave", "", "", "", "")  # fmt: skip
    assert kept["restricted_at"] is not None
    for path in ("/contacts?q=bordenave", "/contacts?q=bordenave&etat=corbeille"):
        assert f"/contacts/{anne}" not in (await sophie.get(path)).text, path
    assert "Bordenave" in (await sophie.get(f"/dossiers/{dossier}")).text, "the quote keeps its name"
    sheet = (await sophie.get(f"/contacts/{anne}")).text
    assert "Ce contact a été effacé" in sheet and "Restaurer" not in sheet
    assert (await sophie.post(f"/contacts/{anne}/restaurer")).status_code == 404
    assert (await proved_paul.get(f"/contacts/{anne}/effacer")).status_code == 409
    await work(durand, "privacy.certificate")
    erasure = (await rows(durand, "select * from erasure where subject_id = $1", anne))[0]
    async with db.tenant(durand.tenant_id) as tx:
        pdf = pikepdf.open(BytesIO(await read(tx, erasure["file_id"])))
    assert len(pdf.pages) == 1 and erasure["outcome"] == "restricted"
    listed = (await proved_paul.get("/parametres/donnees-personnelles")).text
    assert f"/attestations/{erasure['id']}" in listed
    got = await proved_paul.get(f"/parametres/donnees-personnelles/attestations/{erasure['id']}")
    assert got.content.startswith(b"%PDF")


async def test_a_dossier_that_nothing_keeps_loses_the_name(durand: Company, proved_paul: Visitor) -> None:
    from tests.tenants.portal.agency import dossier_for

    leo = await someone(durand, "Sansuite")
    dossier = await dossier_for(durand, leo, "Sansuite Léo", roles="{requester,owner}", status="cancelled")
    await rows(
        durand, "insert into order_sheet (id, dossier_id, data) values (uuidv7(), $1, $2) returning id", dossier,
        {"requester_id": str(leo), "requester_name": "Léo Sansuite", "surface": "62"},
    )  # fmt: skip
    await proved_paul.post(f"/contacts/{leo}/effacer")
    assert await rows(durand, "select id from contact where id = $1", leo) == []
    row = (await rows(durand, "select d.owner_name, s.data from dossier d join order_sheet s on s.dossier_id = d.id where d.id = $1", dossier))[0]  # fmt: skip
    assert (row["owner_name"], row["data"]) == ("", {"surface": "62"})
    found = await rows(durand, "select id from search_document where id = $1 and text like '%sansuite%'", dossier)  # fmt: skip
    assert found == []


async def test_a_password_is_asked_and_a_wrong_one_changes_nothing(
    app: Any, durand: Company, paul: Visitor
) -> None:
    leo = await someone(durand, "Prudent")
    await rows(durand, "update session set fresh_until = null returning id")
    answer = await paul.post(f"/contacts/{leo}/effacer", {"password": "autre chose"})
    assert answer.status_code >= 400 and "Effacer Léo Prudent" in answer.text
    assert len(await rows(durand, "select id from contact where id = $1", leo)) == 1


async def test_nobody_but_the_owner_erases_or_exports(
    app: Any, durand: Company, sophie: Visitor, luc: Visitor, proved_paul: Visitor
) -> None:
    leo = await someone(durand, "Gardé")
    anne = await logged_in(app, durand, durand.people["Anne"])
    await rows(durand, "update session set fresh_until = now() + interval '10 minutes' returning id")
    for person, status in ((sophie, 403), (anne, 403), (luc, 404)):
        assert (await person.get(f"/contacts/{leo}/effacer")).status_code == status
        assert (await person.post(f"/contacts/{leo}/effacer")).status_code == status
    assert (await anne.post(f"/contacts/{leo}/donnees-personnelles")).status_code == 403
    assert "Effacer…" not in (await sophie.get(f"/contacts/{leo}")).text
    assert "Effacer…" in (await proved_paul.get(f"/contacts/{leo}")).text


async def test_a_main_account_is_not_erased_over_its_agencies(durand: Company, proved_paul: Visitor) -> None:
    main = await someone(durand, "Réseau", type="agence")
    await rows(durand, "insert into contact (id, last_name, parent_id) values (uuidv7(), 'Réseau Pau', $1) returning id", main)  # fmt: skip
    answer = await proved_paul.get(f"/contacts/{main}/effacer")
    assert answer.status_code == 409 and "sous-comptes" in answer.text


@pytest.mark.feature("SET-18")
async def test_a_person_is_given_their_data_and_nobody_elses(durand: Company, proved_paul: Visitor) -> None:
    dossier, _, _ = await sent(durand, email="anne.export@exemple.fr")
    anne = (await rows(durand, "select contact_id from dossier_contact where dossier_id = $1", dossier))[0][0]
    answer = await proved_paul.post(f"/contacts/{anne}/donnees-personnelles")
    assert answer.status_code == 200 and answer.headers["content-type"] == "application/zip"
    archive = ZipFile(BytesIO(answer.content))
    data = json.loads(archive.read("donnees.json"))
    assert data["contact"][0]["email"] == "anne.export@exemple.fr" and data["dossiers"][0]["city"] == "Pau"
    assert len(data["sent_mail"]) >= 1 and "token_hash" not in json.dumps(data)
    assert [name for name in archive.namelist() if name.startswith("devis/")] != []
    others = await rows(durand, "select id from contact where id <> $1", anne)
    assert not any(str(row["id"]) in json.dumps(data["contact"]) for row in others)
