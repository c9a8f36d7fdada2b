"""Documents that the order asks the client for: proposed by rule, chosen by a person, printed on the quote."""

import re
from uuid import UUID

import pytest

from odissee.platform.db import db
from odissee.tenants.quotes.printing import quote_html
from odissee.tenants.quotes.queries import version_of
from odissee.tenants.quotes.words import words_of
from tests.browser_client import Visitor
from tests.companies import Company
from tests.tenants.contacts.book import written
from tests.tenants.orders.desk import HOUSE, PLACE, Desk, open_order, row, words
from tests.tenants.orders.test_saving import ready, reopened

BILLS, COLLECTIVE, COPRO = "DOC_BILLS", "DOC_COLLECTIVE_HEATING", "DOC_COPRO_RULES"
FLAT = {**HOUSE, "type": "flat", "surface": "62", "rooms": "3", "co_owned": "yes", "heating": "collective"}


def asked(page: str) -> set[str]:
    return set(re.findall(r'name="ask_([A-Z_]+)"[^>]* checked', page))


@pytest.mark.feature("CREA-33")
async def test_the_rules_propose_the_documents_and_say_why(office: Visitor) -> None:
    desk = await open_order(office)
    await desk.type(**FLAT)
    page = await desk.see("planning")
    assert "Documents à demander" in page and asked(page) == {BILLS, COLLECTIVE, COPRO}
    assert "le DPE s’appuie sur les factures" in page and "Bien en copropriété" in page
    await desk.type(built_year="1998", co_owned="no", heating="individual_gas")
    assert asked(await desk.see("planning")) == set()


@pytest.mark.feature("CREA-33")
async def test_a_doubt_is_said_with_its_question_and_not_ticked(office: Visitor) -> None:
    desk = await open_order(office)
    await desk.type(**FLAT | {"heating": "district", "co_owned": "unknown"})
    page = await desk.see("planning")
    assert asked(page) == {BILLS} and "2 à vérifier" in page
    assert "Le réseau de chaleur dessert-il l’immeuble ou le seul logement ?" in page


@pytest.mark.feature("CREA-33")
async def test_a_person_s_choice_stays_and_untouched_boxes_follow_the_context(
    office: Visitor, pau: Company
) -> None:
    desk = await open_order(office)
    await desk.type(**FLAT)
    await desk.type(ask_DOC_COPRO_RULES="", ask_DOC_BILLS="DOC_BILLS")
    page = await desk.see("planning")
    assert asked(page) == {BILLS, COLLECTIVE} and "décoché à la main" in page
    shown, listed = (re.search(rf'name="{name}" value="([^"]*)"', page) for name in ("shown", "listed"))
    assert shown and listed
    sent = {"shown": shown[1], "listed": listed[1], "ask_DOC_BILLS": BILLS}
    assert (await desk.send("planning", **sent)).status_code == 303, "without script: one box was unticked"
    await desk.type(built_year="1998")
    assert asked(await desk.see("planning")) == {BILLS}, "chosen by hand, whatever the year"
    await desk.type(**PLACE)
    dossier = (await desk.save()).headers["location"]
    assert (await row(pau, "select documents from order_sheet"))["documents"] == [BILLS]
    assert asked(await (await reopened(office, dossier)).see("planning")) == {BILLS}


@pytest.mark.feature("CREA-33")
async def test_the_quote_asks_for_them_in_what_to_prepare(office: Visitor, pau: Company) -> None:
    anne = await written(pau, "Bordenave", first_name="Anne", email="anne@exemple.fr")
    desk = await open_order(office)
    await desk.type(**FLAT, **PLACE, requester_id=str(anne.id), requester_name="Anne", price_amount="900")
    await desk.type(ask_DOC_COLLECTIVE_HEATING="")
    answer = await office.post(f"{desk.path}/devis", {"send_mail": "1"})
    assert answer.status_code == 303, words(answer.text)
    async with db.tenant(pau.tenant_id) as tx:
        version = await version_of(tx, await tx.fetchval("select id from quote_version"))
        printed = words(await quote_html(tx, version, "https://exemple.fr/d/x", buttons=True))
    assert [one["code"] for one in version["snapshot"]["documents"]] == [BILLS, COPRO]
    sentence = "factures de chauffage et d’eau chaude, règlement de copropriété, titre de propriété et plans"
    assert sentence in printed and "tantièmes" not in printed
    assert words_of(version)["preparation_list"] == sentence


@pytest.mark.feature("CREA-33")
async def test_without_a_document_only_what_is_always_useful_is_printed(
    office: Visitor, pau: Company
) -> None:
    desk: Desk = await ready(office, pau)
    await desk.type(built_year="1998", price_amount="900")
    assert (await office.post(f"{desk.path}/devis", {})).status_code == 303
    async with db.tenant(pau.tenant_id) as tx:
        version = await version_of(tx, UUID(str(await tx.fetchval("select id from quote_version"))))
    assert version["snapshot"]["documents"] == []
    assert words_of(version)["preparation_list"] == "titre de propriété et plans"
