"""A stranger asks for a quote on Durand's page or on its own site; robots get nothing but thanks (LEAD-03)."""

from datetime import timedelta
from typing import Any

import pytest

from odissee.platform import clock
from odissee.tenants.leads.options import BadSite, read_sites
from tests.browser_client import Visitor
from tests.companies import Company
from tests.tenants.leads.conftest import Stranger, rows

NEWEST = """select l.*, d.status, d.origin, d.nature, c.last_name, c.email, c.kind from lead l join dossier d on d.id = l.dossier_id
  join contact c on c.id = l.contact_id order by l.received_at desc limit 1"""


@pytest.mark.feature("LEAD-03")
@pytest.mark.feature("LIST-09")
async def test_helenes_request_is_a_dossier_to_quote_and_everybody_is_told(
    stranger: Stranger, durand: Company, sophie: Visitor
) -> None:
    answer = await stranger.fill_in(email="h.lasserre@exemple.fr")
    assert answer.headers["location"] == "/devis-en-ligne/merci"
    assert "Merci, votre demande est envoyée" in (await stranger.visitor.get("/devis-en-ligne/merci")).text
    lead = (await rows(durand, NEWEST))[0]
    assert (lead["status"], lead["origin"], lead["source"], lead["nature"]) == ("to_quote", "Site internet", "form", "sale")  # fmt: skip
    mails = await rows(
        durand,
        "select event, to_email, text_body from sent_mail where dossier_id = $1 order by event",
        lead["dossier_id"],
    )
    assert [(one["event"], one["to_email"]) for one in mails] == [
        ("mail.lead_received_client", "h.lasserre@exemple.fr"),
        ("mail.lead_received_company", "contact@durand.example"),
    ]
    assert "gratuit et ne vous engage à rien" in mails[0]["text_body"]
    page = (await sophie.get(f"/dossiers/{lead['dossier_id']}")).text
    assert "Compromis prévu en janvier." in page and "Lasserre" in page
    assert "Préparer le devis de Hélène Lasserre" in (await sophie.get("/notifications")).text


@pytest.mark.feature("LEAD-02")
async def test_what_is_ticked_is_kept_with_its_words_and_nothing_is_ticked_beforehand(
    stranger: Stranger, durand: Company
) -> None:
    page = (await stranger.visitor.get("/devis-en-ligne")).text
    assert page.count('name="consents"') == 3 and " checked" not in page.partition('name="consents"')[2]
    await stranger.fill_in(consents=["mail:renewal", "carrier:pigeon"])
    lead = (await rows(durand, NEWEST))[0]
    kept = await rows(durand, "select channel, purpose, source, wording from consent where contact_id = $1", lead["contact_id"])  # fmt: skip
    assert [(one["channel"], one["purpose"], one["source"]) for one in kept] == [("mail", "renewal", "web")]
    assert "avant la fin de validité" in kept[0]["wording"] and "case cochée" in kept[0]["wording"]


async def test_a_business_is_answered_as_one(stranger: Stranger, durand: Company) -> None:
    await stranger.fill_in(
        kind="pro", last_name="SCI des Gaves", first_name="", person_name="M. Paillé", siret="732829320 00074"
    )
    lead = (await rows(durand, NEWEST))[0]
    assert (lead["kind"], lead["last_name"]) == ("pro", "SCI des Gaves")
    mail = await rows(durand, "select text_body from sent_mail where dossier_id = $1 and event = 'mail.lead_received_client'", lead["dossier_id"])  # fmt: skip
    assert "prix HT" in mail[0]["text_body"] and "gratuit" not in mail[0]["text_body"]


async def test_asking_again_joins_the_dossier_and_changes_nothing_of_whom_the_book_knows(
    stranger: Stranger, durand: Company
) -> None:
    for phone, boxes in (("06 39 98 61 77", []), ("06 39 98 61 78", ["phone:renewal"])):
        await stranger.fill_in(email="deux.fois@exemple.fr", mobile=phone, consents=boxes)
    leads = await rows(durand, "select l.*, c.mobile from lead l join contact c on c.id = l.contact_id where c.email = 'deux.fois@exemple.fr' order by received_at")  # fmt: skip
    assert len(leads) == 2 and len({one["dossier_id"] for one in leads}) == 1 and leads[1]["merged"]
    assert {one["mobile"] for one in leads} == {"+33639986177"}
    assert await rows(durand, "select id from consent where contact_id = $1", leads[0]["contact_id"]) == [], (
        "nobody has proved who they are"
    )


async def test_a_form_sent_twice_is_one_request(stranger: Stranger, durand: Company) -> None:
    page = (await stranger.visitor.get("/devis-en-ligne")).text
    stamp = page.partition('name="stamp" value="')[2].partition('"')[0]
    before = len(await rows(durand, "select id from lead"))
    for _ in range(2):
        answer = await stranger.fill_in(stamp=stamp)
        assert answer.status_code == 303
    assert len(await rows(durand, "select id from lead")) == before + 1


@pytest.mark.feature("LEAD-03")
@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"seconds": 1}, 422),
        ({"seconds": 13 * 3600}, 422),
        ({"stamp": "inventé.là"}, 422),
        ({"site_web": "http://casino.example"}, 303),
    ],
)
async def test_a_robot_writes_nothing(
    stranger: Stranger, durand: Company, fields: dict[str, Any], status: int
) -> None:
    before = len(await rows(durand, "select id from lead"))
    answer = await stranger.fill_in(**fields)
    assert answer.status_code == status
    assert len(await rows(durand, "select id from lead")) == before
    if status == 422:
        assert "Compromis prévu en janvier." in answer.text, "what was typed is kept"


async def test_an_address_that_insists_waits_and_is_told(stranger: Stranger) -> None:
    answers = [await stranger.fill_in() for _ in range(7)]
    assert [one.status_code for one in answers] == [303] * 6 + [422]
    assert "Trop de demandes" in answers[-1].text and "Lasserre" in answers[-1].text


async def test_faults_are_said_beside_their_fields(stranger: Stranger) -> None:
    answer = await stranger.fill_in(email="", mobile="12", city="", postcode="", address="", last_name="")
    text = answer.text.replace("\u202f", " ").replace("\xa0", " ")
    assert answer.status_code == 422 and "3 points à corriger" in text
    nothing = await stranger.fill_in(email="", mobile="")
    assert "nous devons pouvoir vous répondre" in nothing.text


@pytest.mark.feature("TEN-09")
async def test_the_box_stands_on_the_companys_site_and_on_no_other(
    stranger: Stranger, durand: Company
) -> None:
    frame = await stranger.visitor.get("/devis-en-ligne/cadre")
    policy = frame.headers["content-security-policy"]
    assert "frame-ancestors 'self' https://www.durand-diagnostics.fr;" in policy
    alone = await stranger.visitor.get("/devis-en-ligne")
    assert "frame-ancestors 'none'" in alone.headers["content-security-policy"]
    answer = await stranger.fill_in(framed=True, page="https://www.durand-diagnostics.fr/contact")
    assert answer.headers["location"].endswith("?cadre=1")
    lead = (await rows(durand, NEWEST))[0]
    assert (lead["source"], lead["page"]) == ("box", "https://www.durand-diagnostics.fr/contact")
    foreign = await stranger.visitor.http.post("/devis-en-ligne", data={}, headers={"Origin": "https://ailleurs.example"})  # fmt: skip
    assert foreign.status_code == 403


async def test_a_closed_form_says_whom_to_call(durand: Company, stranger: Stranger, paul: Visitor) -> None:
    await paul.post("/parametres/devis-en-ligne", {"sites": ""})
    page = await stranger.visitor.get("/devis-en-ligne")
    assert page.status_code == 404 and "Pas de demande en ligne" in page.text and "tel:" in page.text
    before = len(await rows(durand, "select id from lead"))
    assert (await stranger.fill_in()).status_code in (404, 422)
    assert len(await rows(durand, "select id from lead")) == before


@pytest.mark.quick
def test_a_site_is_an_https_origin() -> None:
    assert read_sites("https://www.durand.fr/contact\n\nhttps://www.durand.fr") == ("https://www.durand.fr",)
    for wrong in ("http://www.durand.fr", "durand", "\n".join(f"https://a{n}.fr" for n in range(11))):
        with pytest.raises(BadSite):
            read_sites(wrong)


@pytest.mark.quick
def test_a_page_left_open_is_of_no_use_to_another_company() -> None:
    from uuid import uuid4

    from odissee.tenants.leads.stamp import TooOld, new_stamp, read_stamp

    durand, morel = uuid4(), uuid4()
    stamp = new_stamp(durand)
    with clock.at(clock.now() + timedelta(minutes=1)):
        assert read_stamp(stamp, durand)
        with pytest.raises(TooOld):
            read_stamp(stamp, morel)
