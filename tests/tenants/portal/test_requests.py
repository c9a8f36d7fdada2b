"""What a client asks from their space becomes a « Précommande » that the office reads again (LIST-10)."""

import re
from typing import Any
from uuid import uuid4

import pytest

from odissee.platform.db import db
from odissee.tenants.catalogue import install_defaults
from odissee.tenants.portal.options import DEFAULT_SEES, PortalOptions, choose
from tests.browser_client import Visitor
from tests.companies import Company
from tests.factories.client import client_of
from tests.tenants.portal.agency import Agency, dossier_for

FLAT = {
    "nature": "sale", "type": "flat", "address": "15 rue Carnot", "postcode": "64000", "city": "Pau", "surface": "62",
    "rooms": "3", "built_year": "1965", "owner_last_name": "Etchart", "owner_mobile": "06 39 98 72 05",
    "wanted": "jeudi après-midi", "co_owned": "yes", "electricity": "old", "gas": "", "message": "Les clés sont à l’agence.", "phone": "05 59 27 00 10",
}  # fmt: skip


async def send(agency: Agency, kind: str, **fields: str) -> Any:
    return await agency.maylis.post("/espace/demande", {"request": str(uuid4()), "go": kind, **fields})


def dossier_in(answer: Any) -> str:
    return re.sub(r".*/espace/dossiers/([0-9a-f-]{36})$", r"\1", answer.headers["location"])


@pytest.mark.feature("LIST-10")
@pytest.mark.parametrize("kind", ["order", "quote"])
async def test_maylis_orders_for_an_owner_she_names(agency: Agency, kind: str) -> None:
    answer = await send(agency, kind, **FLAT)
    assert answer.status_code == 303
    dossier = await agency.row("select * from dossier where id = $1", dossier_in(answer))
    assert (dossier["status"], dossier["nature"], dossier["origin"]) == ("pre_order", "sale", "Espace client")
    people = await agency.rows(
        "select c.last_name, k.roles from dossier_contact k join contact c on c.id = k.contact_id where k.dossier_id = $1 "
        "order by 1", dossier["id"])  # fmt: skip
    assert [(one["last_name"], one["roles"]) for one in people] == [
        ("Etchart", ["owner"]), ("Ossau Immobilier", ["prescriber", "requester"]),
    ]  # fmt: skip
    task = await agency.row("select label, kind, done_at from task where dossier_id = $1", dossier["id"])
    assert task["kind"] == "reread" and "Ossau Immobilier" in task["label"]
    mails = await agency.rows(
        "select event, to_email, text_body from sent_mail where dossier_id = $1 order by event", dossier["id"]
    )
    assert [one["event"] for one in mails] == ["mail.portal_request_client", "mail.portal_request_company"]
    assert (
        "jeudi après-midi" in mails[1]["text_body"] and "Les clés sont à l’agence." in mails[1]["text_body"]
    )
    assert mails[1]["to_email"] == "contact@durand.example"


@pytest.mark.feature("LIST-10")
async def test_sophie_reads_it_again_with_everything_filled_in(agency: Agency, sophie: Visitor) -> None:
    dossier = dossier_in(await send(agency, "order", **FLAT))
    page = (await sophie.get(f"/dossiers/{dossier}")).text
    assert "Commande à relire" in page and "Relire et compléter" in page and "jeudi après-midi" in page
    assert "Relire la précommande de Ossau Immobilier" in (await sophie.get("/notifications")).text
    draft = (await sophie.get(f"/dossiers/{dossier}/commande")).headers["location"].rpartition("/")[0]
    facts = await agency.row("select p.context from property p join dossier d on d.property_id = p.id where d.id = $1", dossier)  # fmt: skip
    assert facts["context"] == {"co_owned": "yes", "electricity": "old"}
    mission, place = (await sophie.get(f"{draft}/mission")).text, (await sophie.get(f"{draft}/bien")).text
    assert 'value="1965"' in mission and "15 rue Carnot" in place and "Etchart" in place
    saved = await sophie.post(f"{draft}/mission", {"go": "fermer", "transaction": "sale", "type": "flat"})
    assert saved.status_code == 303, saved.text[-3000:]
    assert "Commande relue" in (await sophie.get(f"/dossiers/{dossier}")).text
    done = await agency.row("select done_at from task where dossier_id = $1 and kind = 'reread'", dossier)
    assert done["done_at"] is not None


async def test_marking_it_as_read_is_taken_back_by_undo(agency: Agency, sophie: Visitor) -> None:
    dossier = dossier_in(await send(agency, "quote", **FLAT))
    await sophie.post(f"/dossiers/{dossier}/demande-relue")
    assert "Demande de devis relue" in (await sophie.get(f"/dossiers/{dossier}")).text
    entry = await agency.row(
        "select id from journal_entry where verb = 'dossier.request_reread' and dossier_id = $1", dossier
    )
    await sophie.post(f"/annuler/{entry['id']}")
    assert "Demande de devis à relire" in (await sophie.get(f"/dossiers/{dossier}")).text


@pytest.mark.feature("LIST-10")
async def test_a_renewal_begins_with_the_former_dossier_and_leaves_it_alone(agency: Agency, sophie: Visitor) -> None:  # fmt: skip
    former = await dossier_for(agency.company, agency.main, "Pées", status="finalized", address="2 rue Tran")
    await agency.rows(
        """insert into dossier_service (id, dossier_id, diagnostic, label) values (uuidv7(), $1, 'TERMITES', 'Termites')
           returning id""", former)  # fmt: skip
    assert "À refaire" in (await agency.maylis.get(f"/espace/dossiers/{former}/renouveler")).text
    renewed = dossier_in(await send(agency, "renewal", dossier=str(former), message="Vente en janvier"))
    both = await agency.rows("select property_id, status from dossier where id = any($1) order by created_at", [former, renewed])  # fmt: skip
    assert both[0]["property_id"] != both[1]["property_id"] and both[1]["status"] == "pre_order"
    place = await agency.row("select address, surface, built_year from property where id = $1", both[1]["property_id"])  # fmt: skip
    assert tuple(place) == ("2 rue Tran", 62, 1965)
    services = await agency.rows("select diagnostic from dossier_service where dossier_id = $1", renewed)
    assert [one["diagnostic"] for one in services] == ["TERMITES"]
    page = (await sophie.get(f"/dossiers/{renewed}")).text
    assert "Renouvellement à relire" in page and "Renouvelle" in page


@pytest.mark.feature("LIST-10")
async def test_she_is_called_back_even_where_orders_are_closed(agency: Agency, sophie: Visitor) -> None:
    await with_options(agency, PortalOptions(orders=frozenset()))
    about = await dossier_for(agency.company, agency.main, "Duclos")
    nobody = await send(agency, "callback", dossier=str(about), wanted="ce soir", phone="")
    assert nobody.status_code == 422 and "Indiquez un numéro" in nobody.text and "ce soir" in nobody.text
    dossier = dossier_in(await send(agency, "callback", dossier=str(about), wanted="ce soir", phone="0639987205"))  # fmt: skip
    row = await agency.row("select status, callback_wanted_at from dossier where id = $1", dossier)
    assert row["status"] == "pre_order" and row["callback_wanted_at"] is not None
    assert "Rappeler Ossau Immobilier" in (await sophie.get("/notifications")).text
    assert (await send(agency, "order", **FLAT)).status_code == 403
    await with_options(agency, PortalOptions())


@pytest.mark.feature("SET-19")
async def test_she_sees_the_price_before_she_orders_when_the_company_shows_it(
    agency: Agency, durand: Company
) -> None:
    async with db.tenant(durand.tenant_id) as tx:
        await install_defaults(tx)
    shown = await send(agency, "estimate", **FLAT)
    assert shown.status_code == 200 and "diagnostic" in shown.text and "15 rue Carnot" in shown.text
    assert re.search(r"\d+,\d\d\s€ TTC", shown.text), shown.text[shown.text.find('id="prix"') :][:600]
    assert await agency.rows("select id from portal_request where contact_id = $1", agency.main) == []
    hidden = {role: things - {"price"} for role, things in DEFAULT_SEES.items()}
    await with_options(agency, PortalOptions(hidden))
    assert "Voir le prix" not in (await agency.maylis.get("/espace/demande")).text
    assert (await send(agency, "estimate", **FLAT)).status_code == 403
    await with_options(agency, PortalOptions())


async def test_addresses_are_completed_for_who_has_a_space_and_for_nobody_else(
    agency: Agency, sophie: Visitor
) -> None:
    found = (await agency.maylis.get("/espace/adresses?q=64000 pau")).json()["results"]
    assert found[0]["fill"]["city"] == "Pau"
    assert (await sophie.get("/espace/adresses?q=pau")).status_code == 404
    assert (await agency.maylis.get("/adresses/chercher?q=pau")).status_code == 404


async def test_the_form_begins_like_the_last_time(agency: Agency) -> None:
    await send(agency, "order", **FLAT | {"nature": "rental", "type": "house"})
    page = (await agency.maylis.get("/espace/demande")).text
    assert '<option value="rental" selected>' in page and '<option value="house" selected>' in page


async def test_a_form_sent_twice_is_one_dossier(agency: Agency) -> None:
    same = {"request": str(uuid4()), "go": "order", **FLAT}
    first, again = [await agency.maylis.post("/espace/demande", same) for _ in range(2)]
    assert first.headers["location"] == again.headers["location"]
    found = await agency.rows("select id from portal_request where contact_id = $1", agency.main)
    assert len(found) == 1


async def test_a_fault_keeps_everything_that_was_typed_and_writes_nothing(agency: Agency) -> None:
    wrong = FLAT | {"city": "", "postcode": "", "address": "", "owner_mobile": "12", "rooms": "trois"}
    answer = await send(agency, "order", **wrong)
    assert answer.status_code == 422
    for words in ("Indiquez au moins la ville du bien.", "Les clés sont à l’agence.", "Etchart", "3 points à corriger"):  # fmt: skip
        assert words in answer.text.replace("\u202f", " "), words
    assert await agency.rows("select id from portal_request where contact_id = $1", agency.main) == []


async def test_the_owner_she_names_is_never_a_sheet_that_she_may_not_know(app: Any, agency: Agency) -> None:
    known = await agency.row(
        "insert into contact (id, last_name, mobile, email) values (uuidv7(), 'Secret', '+33639987205', 's@exemple.fr') returning id"
    )
    dossier = dossier_in(await send(agency, "order", **FLAT))
    page = (await agency.maylis.get(f"/espace/dossiers/{dossier}")).text
    assert "Secret" not in page and "Etchart" in page
    on_it = await agency.rows("select contact_id from dossier_contact where dossier_id = $1", dossier)
    assert known["id"] not in {one["contact_id"] for one in on_it}


async def test_an_owner_alone_is_owner_and_payer_and_sees_another_clients_dossier_nowhere(
    app: Any, durand: Company, agency: Agency
) -> None:
    helene = await client_of(app, durand)
    answer = await helene.post(
        "/espace/demande", {"request": str(uuid4()), "go": "quote", "city": "Pau", "type": "house"}
    )
    row = await agency.row("select roles from dossier_contact where dossier_id = $1", dossier_in(answer))
    assert row["roles"] == ["owner", "payer", "requester"]
    foreign = await dossier_for(durand, agency.main, "Ailleurs", status="finalized")
    assert (await helene.get(f"/espace/dossiers/{foreign}/renouveler")).status_code == 404
    stolen = {"request": str(uuid4()), "go": "renewal", "dossier": str(foreign)}
    assert (await helene.post("/espace/demande", stolen)).status_code == 404


async def test_luc_marks_nothing_as_read(agency: Agency, luc: Visitor) -> None:
    dossier = dossier_in(await send(agency, "quote", **FLAT))
    assert (await luc.post(f"/dossiers/{dossier}/demande-relue")).status_code == 404


async def with_options(agency: Agency, options: PortalOptions) -> None:
    async with db.tenant(agency.company.tenant_id) as tx:
        await choose(tx, options)
