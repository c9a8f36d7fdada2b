"""Sophie pastes a request: a draft with its sources, nobody merged, nothing guessed."""

from pathlib import Path

import pytest

from odissee.platform.db import db
from tests.browser_client import Visitor
from tests.companies import Company
from tests.tenants.contacts.book import written
from tests.tenants.orders.desk import Desk, row, rows, words

MAILS = Path(__file__).parent / "reading" / "mails"
AGENCY = (
    "Bonjour,\nPouvez-vous passer chez M. Albert, T3 de 62 m², 12 rue des Lilas, 64000 Pau, vente, construit en 1965."
    " Chauffage gaz, copropriété. Les clés sont à l'agence. Visite jeudi 3 décembre. Il y a un perroquet bavard.\n"
    "Merci, Claire Aubertin\nAgence Horizon – 4 place Clemenceau, 64000 Pau – 06 00 00 00 11"
)


async def pasted(office: Visitor, text: str) -> Desk:
    answer = await office.post("/commandes/lire", {"text": text})
    assert answer.status_code == 303, answer.text
    return Desk(office, answer.headers["location"].removesuffix("/lecture"))


@pytest.mark.feature("OUR-15")
async def test_a_pasted_text_becomes_a_draft_that_shows_its_sources(office: Visitor, pau: Company) -> None:
    desk = await pasted(office, AGENCY)
    page = words((await office.get(f"{desk.path}/lecture")).text)
    for shown in ("« T3 »", "« 62 m² »", "« construit en 1965 »", "Claire Aubertin", "perroquet bavard"):
        assert shown in page, shown
    assert "Gaz, mais individuel ou collectif n’est pas dit." in page and "à vérifier" in page
    draft = await row(pau, "select mode, data from order_draft where data <> '{}'")
    data = draft["data"]
    assert (data["address"], data["postcode"], data["city"]) == ("12 rue des Lilas", "64000", "Pau")
    assert (data["transaction"], data["type"], data["rooms"], data["surface"]) == ("sale", "flat", "3", "62")
    assert data["keys_place"] == "à l’agence" and "jeudi 3 décembre" in data["private_comment"]
    assert "heating" not in data and "requester_id" not in data and "owner_id" not in data
    mission = await desk.see()
    assert 'value="62"' in mission and 'value="1965"' in mission


@pytest.mark.feature("OUR-15")
async def test_a_known_contact_is_proposed_and_never_chosen_alone(office: Visitor, pau: Company) -> None:
    claire = await written(pau, "Aubertin", first_name="Claire", mobile="0600000011")
    desk = await pasted(office, AGENCY)
    page = words((await office.get(f"{desk.path}/lecture")).text)
    assert "même téléphone" in page
    before = len(await rows(pau, "select 1 from contact"))
    await office.post(f"{desk.path}/lecture", {"surface": "63", "pick_requester": "", "pick_owner": ""})
    data = (await row(pau, "select data from order_draft where id = $1::uuid", desk.id))["data"]
    assert data["surface"] == "63" and "requester_id" not in data
    answer = await office.post(
        f"{desk.path}/lecture", {"pick_requester": str(claire.id), "pick_owner": "new"}
    )
    assert answer.status_code == 303 and answer.headers["location"].endswith("/mission")
    data = (await row(pau, "select data from order_draft where id = $1::uuid", desk.id))["data"]
    assert data["requester_id"] == str(claire.id) and data["owner_name"] == "M. Albert"
    assert len(await rows(pau, "select 1 from contact")) == before + 1


@pytest.mark.feature("OUR-15")
async def test_a_mail_of_two_properties_opens_two_drafts(office: Visitor, pau: Company) -> None:
    mail = (MAILS / "07_deux_biens.eml").read_bytes()
    page = (await office.get("/commandes/lire")).text
    assert 'accept=".eml' in page
    answer = await office.request(
        "POST", "/commandes/lire", data={"text": ""}, files={"mail": ("deux.eml", mail, "message/rfc822")}
    )
    assert answer.status_code == 303, answer.text
    first = words((await office.get(answer.headers["location"])).text)
    assert "bien 1 sur 2" in first and "Bien suivant" in first
    found = await rows(pau, "select data from order_draft where data <> '{}' order by id")
    assert sorted(one["data"]["city"] for one in found) == ["Brest", "Gouesnou"]
    assert "surface" not in next(one["data"] for one in found if one["data"]["city"] == "Gouesnou")


@pytest.mark.feature("OUR-15")
@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Collez le texte de la demande"),
        ("Profitez de -30 % sur vos panneaux solaires ! Offre valable jusqu’au 12/12.", "rien n’est créé"),
        ("Finalement la vente est annulée, merci d’annuler le rendez-vous.", "annule une mission"),
    ],
)
async def test_what_is_no_order_creates_nothing_and_keeps_the_text(
    office: Visitor, pau: Company, typed: str, sentence: str
) -> None:
    answer = await office.post("/commandes/lire", {"text": typed})
    assert answer.status_code == 422 and sentence in words(answer.text)
    assert typed[:20] in words(answer.text)
    assert await rows(pau, "select 1 from order_draft") == []


@pytest.mark.feature("OUR-15")
async def test_a_stranger_reads_nothing_of_it(
    office: Visitor, pau: Company, luc: Visitor, morel: Company
) -> None:
    desk = await pasted(office, AGENCY)
    assert (await luc.get(f"{desk.path}/lecture")).status_code == 404
    assert (await luc.post(f"{desk.path}/lecture", {"surface": "1"})).status_code == 404
    async with db.tenant(morel.tenant_id) as tx:
        assert await tx.fetch("select 1 from order_reading") == []
