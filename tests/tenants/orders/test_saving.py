"""Saving, reopening, quoting, giving up; two people on one draft; strangers."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from odissee.platform import clock
from odissee.platform.db import db
from odissee.tenants.orders.fields import POINTS
from tests.browser_client import Visitor, logged_in
from tests.companies import Company
from tests.tenants.contacts.book import written
from tests.tenants.orders.desk import HOUSE, PLACE, Desk, open_order, row, rows, words

ANNE = {"first_name": "Anne", "civility": "Mme", "email": "anne@exemple.fr", "mobile": "0639986177"}


async def ready(office: Visitor, pau: Company, **contact: str) -> Desk:
    """An order that may be quoted."""
    anne = await written(pau, "Bordenave", **(contact or ANNE))
    desk = await open_order(office)
    await desk.type(
        **HOUSE, **PLACE, requester_id=str(anne.id), requester_name="Mme Anne Bordenave", requester_pays="1"
    )
    await desk.see("mission")
    return desk


async def reopened(visitor: Visitor, dossier: str) -> Desk:
    answer = await visitor.get(f"{dossier}/commande")
    assert answer.status_code == 303
    return Desk(visitor, answer.headers["location"].rpartition("/")[0])


@pytest.mark.feature("CREA-11")
async def test_the_quote_waits_for_four_things_and_names_them(office: Visitor, pau: Company) -> None:
    desk = await open_order(office)
    page = await desk.see()
    for missing in ("Il manque le demandeur", "Aucun diagnostic n’est coché", "Il manque la ville du bien"):
        assert missing in page
    assert 'data-dialog="devis"' not in page
    await desk.type(d_DPE="DPE")
    assert "Il manque un prix" in await desk.see("planning")
    refused = await office.post(f"{desk.path}/devis", {"send_mail": "1"})
    assert refused.status_code == 422 and "Il manque le demandeur" in words(refused.text)
    assert await row(pau, "select 1 from dossier") is None
    whole = await ready(office, pau)
    for point in POINTS:
        assert 'data-dialog="devis"' in await whole.see(point)


@pytest.mark.feature("CREA-12", "CREA-13", "CREA-14", "CREA-15")
async def test_the_quote_leaves_and_the_dossier_is_quoted(office: Visitor, pau: Company) -> None:
    desk = await ready(office, pau)
    dialog = words((await office.get(f"{desk.path}/devis")).text)
    assert "anne@exemple.fr" in dialog and "06 39 98 61 77" in dialog and "Bonjour Madame Bordenave" in dialog
    with clock.at(datetime(2026, 11, 25, 9, tzinfo=UTC)):
        answer = await office.post(
            f"{desk.path}/devis",
            {"private_comment": "De la part de Maylis", "public_comment": "Accès au garage", "send_mail": "1",
             "send_sms": "1", "remind_date": "01/12/2026", "remind_hour": "10h"},
        )  # fmt: skip
    assert answer.status_code == 303, answer.text
    version = await row(
        pau,
        "select v.*, d.status, d.amount_cents from quote_version v join quote q on q.id = v.quote_id join dossier d on d.id = q.dossier_id",
    )
    assert (version["status"], version["amount_cents"], version["total_ttc_cents"]) == (
        "quoted",
        490_00,
        490_00,
    )
    assert (version["private_comment"], version["public_comment"]) == (
        "De la part de Maylis",
        "Accès au garage",
    )
    assert version["send_mail"] and version["send_sms"]
    assert version["remind_at"] == datetime(2026, 12, 1, 9, tzinfo=UTC)


@pytest.mark.feature("CREA-13")
async def test_channels_are_offered_only_where_the_requester_can_be_reached(
    office: Visitor, pau: Company
) -> None:
    desk = await ready(office, pau, first_name="Anne", mobile="0639986177")
    dialog = words((await office.get(f"{desk.path}/devis")).text)
    assert 'name="send_sms"' in dialog and 'name="send_mail"' not in dialog
    answer = await office.post(f"{desk.path}/devis", {"send_mail": "1", "send_sms": "1"})
    assert answer.status_code == 303
    version = await row(pau, "select send_mail, send_sms from quote_version")
    assert not version["send_mail"] and version["send_sms"]


@pytest.mark.feature("CREA-14")
@pytest.mark.parametrize(
    ("day", "hour"), [("31/02/2027", ""), ("01/12/2020", "10:00"), ("", "10:00"), ("demain matin", "9")]
)
async def test_a_wrong_reminder_keeps_the_comments_and_writes_nothing(
    office: Visitor, pau: Company, day: str, hour: str
) -> None:
    desk = await ready(office, pau)
    sent = {"public_comment": "Accès au garage", "remind_date": day, "remind_hour": hour, "send_mail": "1"}
    answer = await office.post(f"{desk.path}/devis", sent)
    assert answer.status_code == 422 and "Accès au garage" in answer.text
    assert await row(pau, "select 1 from dossier") is None and await row(pau, "select 1 from quote") is None
    assert await desk.see(), "the draft is still open"


@pytest.mark.feature("CREA-03")
async def test_an_order_taken_up_shows_the_same_and_saves_its_changes(office: Visitor, pau: Company) -> None:
    desk = await ready(office, pau)
    await desk.type(d_GAS="", d_ENSA="ENSA", price="units", discount_value="5", discount_kind="percent",
                    annex_0_kind="cellar", annex_0_lot="7", keys_place="Ossau", access="keys", urgent="1")  # fmt: skip
    dossier = (await desk.save()).headers["location"]
    before = [
        one["diagnostic"]
        for one in await rows(pau, "select diagnostic from dossier_service order by diagnostic")
    ]
    amount = (await row(pau, "select amount_cents from dossier"))["amount_cents"]
    again = await reopened(office, dossier)
    page = await again.see()
    assert re.search(r'id="d-ENSA"[^>]* checked', page) and not re.search(r'id="d-GAS"[^>]* checked', page)
    assert 'value="118"' in page and "Commande 180" in page
    assert "Ossau" in await again.see("planning") and 'value="7"' in await again.see("bien")
    assert (await again.save()).headers["location"] == dossier
    after = [
        one["diagnostic"]
        for one in await rows(pau, "select diagnostic from dossier_service order by diagnostic")
    ]
    assert after == before and (await row(pau, "select amount_cents from dossier"))["amount_cents"] == amount
    once_more = await reopened(office, dossier)
    await once_more.type(surface="120", price="typed", price_amount="740")
    await once_more.save()
    dossiers = await rows(pau, "select * from dossier")
    assert len(dossiers) == 1 and dossiers[0]["amount_cents"] == 703_00 and dossiers[0]["urgent_at"]
    assert str((await row(pau, "select surface from property"))["surface"]) == "120.00"


@pytest.mark.feature("CREA-30", "CREA-31")
async def test_a_plain_appointment_is_written_and_an_overlap_refused(office: Visitor, pau: Company) -> None:
    visit = {"visit_date": "26/11/2026", "visit_hour": "14h", "visit_staff": str(pau.people["Inès"].staff_id)}
    desk = await ready(office, pau)
    await desk.type(**visit, urgent="1", payment_on_site="1", access="keys", keys_place="Ossau Immobilier")
    assert (await desk.save()).status_code == 303
    found = await row(pau, "select lower(during) as at, upper(during) as until from appointment")
    assert (
        found["at"] == datetime(2026, 11, 26, 13, tzinfo=UTC)
        and (found["until"] - found["at"]).seconds == 165 * 60
    )
    sheet = await row(pau, "select * from order_sheet")
    assert (sheet["access"], sheet["keys_place"], sheet["payment_on_site"]) == (
        "keys",
        "Ossau Immobilier",
        True,
    )
    other = await open_order(office)
    await other.type(**HOUSE, **PLACE, **{**visit, "visit_hour": "15:00"})
    await other.see("planning")
    answer = await other.send("planning", **visit | {"visit_hour": "15:00"}, go="fermer")
    assert answer.status_code == 409
    assert "Inès Haddad est déjà pris de 14 h à 16 h 45 (Pau). Choisissez une autre heure." in words(
        answer.text
    )
    assert (
        len(await rows(pau, "select 1 from dossier")) == 1
        and len(await rows(pau, "select 1 from property")) == 1
    )
    assert "15:00" in await other.see("planning"), "nothing typed is lost"


async def test_who_does_not_plan_writes_no_appointment(app: Any, pau: Company) -> None:
    karim = await logged_in(app, pau, pau.people["Karim"])
    desk = await open_order(karim)
    await desk.type(
        **PLACE, visit_date="26/11/2026", visit_hour="14h", visit_staff=str(pau.people["Inès"].staff_id)
    )
    answer = await desk.save()
    assert answer.status_code == 403 and "ne permet pas de planifier" in words(answer.text)
    assert await row(pau, "select 1 from dossier") is None
    await desk.type(visit_date="", visit_hour="", visit_staff="")
    assert (await desk.save()).status_code == 303


@pytest.mark.feature("CREA-03")
async def test_an_order_taken_up_and_left_follows_the_dossier(office: Visitor, pau: Company) -> None:
    dossier = (await (await ready(office, pau)).save()).headers["location"]
    await reopened(office, dossier)
    async with db.tenant(pau.tenant_id) as tx:
        await tx.execute("update property set surface = 131")
    assert 'value="131"' in await (await reopened(office, dossier)).see()


@pytest.mark.feature("CREA-02")
async def test_two_people_on_one_draft_are_told_and_choose(
    office: Visitor, boss: Visitor, pau: Company
) -> None:
    sophie = await open_order(office)
    await sophie.type(surface="60")
    paul = Desk(boss, sophie.path)
    page = await paul.see()
    assert "Sophie Martin modifie aussi cette commande depuis" in page
    await sophie.see()
    assert (await paul.type(surface="65", rooms="4")).status_code == 200
    clash = await sophie.type(surface="62", built_year="1938")
    assert clash.status_code == 409
    notice = words(clash.text)
    assert "Paul Durand a changé" in notice and "« 62 »" in notice and "« 65 »" in notice
    assert (await row(pau, "select data from order_draft"))["data"] == {
        "surface": "65",
        "rooms": "4",
        "built_year": "1938",
    }
    chosen = await office.post(
        f"{sophie.path}/arbitrer", {"point": "mission", "keep": "mine", "m_surface": "62"}
    )
    assert chosen.headers["location"] == f"{sophie.path}/mission"
    assert (await row(pau, "select data from order_draft"))["data"]["surface"] == "62"


@pytest.mark.feature("CREA-02")
async def test_a_page_sent_whole_does_not_erase_a_colleague_s_value(
    office: Visitor, boss: Visitor, pau: Company
) -> None:
    sophie = await open_order(office)
    await sophie.type(surface="60")
    await sophie.see()
    paul = Desk(boss, sophie.path)
    await paul.see()
    await paul.type(surface="65")
    answer = await sophie.send("mission", surface="60", rooms="4", go="demandeur")
    assert answer.status_code == 409 and "Paul Durand a changé" in words(answer.text)
    data = (await row(pau, "select data from order_draft"))["data"]
    assert data["surface"] == "65" and data["rooms"] == "4"


@pytest.mark.feature("CREA-02")
async def test_an_unsaved_order_is_put_aside_and_comes_back(office: Visitor, pau: Company) -> None:
    desk = await open_order(office)
    await desk.type(surface="62")
    answer = await office.post(f"{desk.path}/annuler")
    assert answer.status_code == 303
    undo = re.search(r'action="(/annuler/[^"]+)"', (await office.get("/dossiers")).text)
    assert (await office.get(f"{desk.path}/mission")).status_code == 404
    assert undo and (await office.post(undo[1])).status_code == 303
    assert 'value="62"' in await desk.see()


@pytest.mark.feature("CREA-02")
async def test_a_dossier_is_cancelled_with_its_reason(office: Visitor, pau: Company) -> None:
    desk = await ready(office, pau)
    dossier = (await desk.save()).headers["location"]
    again = await reopened(office, dossier)
    assert "Prix trop élevé" in await again.see()
    assert (await office.post(f"{again.path}/annuler", {"reason": " "})).status_code == 409
    answer = await office.post(f"{again.path}/annuler", {"reason": "Prix trop élevé"})
    assert answer.headers["location"] == dossier
    found = await row(pau, "select status, cancel_reason from dossier")
    assert (found["status"], found["cancel_reason"]) == ("cancelled", "Prix trop élevé")


async def test_two_pages_opened_together_never_share_a_draft_and_an_abandoned_one_serves_again(
    office: Visitor, pau: Company
) -> None:
    """Two calls in two tabs: the surface of one house would be saved with the address of the other."""
    first, second = await open_order(office), await open_order(office)
    assert first.id != second.id
    with clock.at(clock.now() + timedelta(hours=13)):
        assert (await open_order(office)).id in {first.id, second.id}
    assert len(await rows(pau, "select 1 from order_draft")) == 2


async def test_a_full_plan_writes_nothing(
    office: Visitor, pau: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    from odissee.tenants.companies.plans import PlanLimit

    async def full(*_: Any) -> None:
        raise PlanLimit("60 dossiers par mois")

    monkeypatch.setattr("odissee.tenants.orders.save.within_plan", full)
    desk = await ready(office, pau)
    answer = await desk.save()
    assert answer.status_code == 403 and "60 dossiers par mois" in words(answer.text)
    assert (
        await row(pau, "select 1 from property") is None and await row(pau, "select 1 from dossier") is None
    )
    assert await row(pau, "select 1 from journal_entry where verb = 'property.created'") is None


ROUTES = [("GET", f"/{point}") for point in POINTS] + [
    ("GET", "/vivant"), ("GET", "/devis"), ("PATCH", "/champs"), ("POST", "/mission"), ("POST", "/devis"),
    ("POST", "/annuler"), ("POST", "/arbitrer"),
]  # fmt: skip


@pytest.mark.parametrize(("method", "path"), ROUTES)
async def test_morel_opens_no_draft_of_durand_by_any_route(
    office: Visitor, pau: Company, luc: Visitor, method: str, path: str
) -> None:
    desk = await open_order(office)
    await desk.type(surface="62", access_notes="Secret de Pau")
    answer = await luc.request(method, desk.path + path, data={"changed": "surface", "surface": "1"})
    assert answer.status_code == 404 and "Secret" not in answer.text
    assert (await row(pau, "select data from order_draft"))["data"]["surface"] == "62"
    same = await office.request(method, desk.path + path, data={"changed": "surface", "surface": "62"})
    assert same.status_code != 404, "the same route answers Sophie"


async def test_morel_takes_up_no_order_of_durand(office: Visitor, pau: Company, luc: Visitor) -> None:
    dossier = (await (await ready(office, pau)).save()).headers["location"]
    assert (await luc.get(f"{dossier}/commande")).status_code == 404


async def test_a_lead_worker_opens_only_what_he_began(app: Any, office: Visitor, pau: Company) -> None:
    hugo = await logged_in(app, pau, pau.people["Hugo"])
    desk = await open_order(office)
    await desk.type(surface="62")
    assert (await hugo.get(f"{desk.path}/mission")).status_code == 404
    own = await open_order(hugo)
    assert await own.see()
    ines = await logged_in(app, pau, pau.people["Inès"])
    assert (await ines.get("/commandes/nouvelle")).status_code == 403


async def test_the_journal_says_what_an_order_changed(office: Visitor, pau: Company) -> None:
    desk = await ready(office, pau)
    dossier = UUID((await desk.save()).headers["location"].rpartition("/")[2])
    async with db.tenant(pau.tenant_id) as tx:
        verbs = await tx.fetch("select verb from journal_entry where dossier_id = $1", dossier)
    assert {"dossier.opened", "dossier.contact_attached", "order.saved"} <= {one["verb"] for one in verbs}
