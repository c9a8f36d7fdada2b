"""Networks, systematic discount, the two flags and the invitation of a contact."""

import html
from datetime import date
from typing import Any

import pytest

from odissee.platform.db import db, new_id
from odissee.tenants.catalogue import special_terms
from tests.browser_client import Visitor
from tests.companies import Company
from tests.factories.client import client_of
from tests.tenants.contacts.book import stored, written
from tests.tenants.contacts.conftest import dossier_of


def plain(text: str) -> str:
    return html.unescape(text).replace("\u202f", " ").replace("\xa0", " ")


@pytest.mark.feature("CONT-04")
async def test_an_agency_belongs_to_a_network_whose_dossiers_are_counted(
    office: Visitor, paul_of: Visitor, pau: Company
) -> None:
    for name, number in (("Ossau", 301), ("Halles", 302)):
        sheet = (
            await office.post(
                "/contacts", {"type": "agence", "last_name": name, "network": "Pyrénées Habitat"}
            )
        ).headers["location"]
        id = sheet.rsplit("/", 1)[1]
        dossier = await dossier_of(pau, id, number=number)
        async with db.tenant(pau.tenant_id) as tx:
            await tx.execute(
                "update dossier_contact set roles = '{prescriber}' where dossier_id = $1", dossier
            )
    network = (await stored(pau, id))["network_id"]
    page = plain((await office.get(f"/contacts?reseau={network}")).text)
    assert "Ossau" in page and "Halles" in page and "Pyrénées Habitat" in page
    listed = plain((await paul_of.get("/parametres/listes/network")).text)
    assert "Pyrénées Habitat" in listed and "2 agences" in listed and '<td class="num">2</td>' in listed
    await paul_of.post(
        f"/parametres/listes/valeurs/{network}", {"label": "Pyrénées Habitat", "national": "1"}
    )
    assert "National" in (await paul_of.get("/parametres/listes/network")).text
    await paul_of.post(f"/parametres/listes/valeurs/{network}/desactiver")
    assert "Pyrénées Habitat" not in (await office.get("/contacts/nouveau?type=agence")).text
    assert (await stored(pau, id))["network_id"] == network


@pytest.mark.feature("CONT-06")
async def test_the_discount_of_the_sheet_is_the_prescribers_and_of_his_sub_accounts(pau: Company) -> None:
    main = await written(pau, "Ossau", type="agence", discount="5,5")
    sub = await written(
        pau, "Errecart", type="agence", parent_id=str(main.id), parent_name="Ossau", discount=""
    )
    async with db.tenant(pau.tenant_id) as tx:
        for contact in (main, sub):
            terms = await special_terms(tx, [contact.id], date(2026, 11, 25))
            assert [rule.percent for rule in terms.discounts] == [550]


@pytest.mark.feature("CONT-07")
@pytest.mark.feature("AUTH-08")
async def test_a_contact_is_invited_by_mail_and_sms_and_nobody_types_a_password(
    office: Visitor, pau: Company
) -> None:
    sent = {"last_name": "Bordenave", "email": "anne@exemple.fr", "mobile": "0639986177", "discount": "",
            "never_lock_reports": "1", "notify_on_appointment": "1"}  # fmt: skip
    sheet = (await office.post("/contacts", sent)).headers["location"]
    page = plain((await office.get(sheet)).text)
    assert "Jamais bloqués" in page and "Prévenu à chaque date" in page and 'type="password"' not in page
    assert (await office.post(f"{sheet}/inviter", {"sms": "1"})).status_code == 303
    async with db.tenant(pau.tenant_id) as tx:
        kinds: Any = {row["kind"] for row in await tx.fetch("select kind from job")}
        assert (
            await tx.fetchval(
                "select count(*) from membership where contact_id = $1 and login_id is null",
                sheet.rsplit("/", 1)[1],
            )
            == 1
        )
        assert await tx.fetchval("select count(*) from sent_mail where to_email = 'anne@exemple.fr'") == 1
        assert await tx.fetchval("select count(*) from sent_sms where to_phone = '+33639986177'") == 1
    assert {"mail.send", "sms.send"} <= kinds
    assert "Invité, pas encore venu" in plain((await office.get(sheet)).text)


@pytest.mark.feature("AUTH-09")
@pytest.mark.feature("CONT-08")
async def test_the_sheet_says_when_and_whence_the_contact_came_and_when_it_changed(
    app: Any, office: Visitor, pau: Company
) -> None:
    anne = await written(pau, "Bordenave", email="anne@exemple.fr")
    assert "jamais" in (await office.get(f"/contacts/{anne.id}")).text
    visitor = await client_of(app, pau, anne.id)
    login = new_id()
    async with db.commons() as tx:
        await tx.execute("insert into login (id, email_hash) values ($1, $2)", login, login.bytes)
    async with db.tenant(pau.tenant_id) as tx:
        await tx.execute("update membership set login_id = $2 where contact_id = $1", anne.id, login)
    assert (await visitor.get("/espace")).status_code == 200
    page = plain((await office.get(f"/contacts/{anne.id}")).text)
    assert "Fiche modifiée le" in page and "203.0.113.7" in page and "jamais" not in page
