"""Opening an access (AUTH-06, AUTH-08, AUTH-09): staff and clients, by mail and SMS, never another's password."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from odissee.platform import clock
from odissee.platform.db import TenantTransaction, db, new_id
from odissee.platform.identity import (
    AlreadyIn,
    NoAddress,
    invite,
    last_connection,
    new_membership,
    revoke_access,
    send_reset,
)
from tests.browser_client import Visitor
from tests.companies import PASSWORD, Company, hire
from tests.platform.identity.mailbox import do_jobs, last_link, mails
from tests.platform.identity.test_login import log_in

NEW = "trois chevaux gris sous la pluie"


async def newcomer(company: Company, email: str, kind: str = "staff", name: str = "Claire Lasserre") -> UUID:
    """A place in the company without login yet; a client has a contact."""
    async with db.tenant(company.tenant_id) as tx:
        if kind == "staff":
            id = await new_membership(tx, "staff", email, name, ["technician"])
        else:
            id = await new_client(tx, email, name)
    return id


async def new_client(tx: TenantTransaction, email: str, name: str) -> UUID:
    contact = new_id()
    await tx.execute("insert into contact (id, last_name, email) values ($1, $2, $3)", contact, name, email)
    return await new_membership(tx, "client", email, name, ["client"], contact_id=contact)


async def invited(company: Company, email: str, kind: str = "staff", by: str = "Paul Durand") -> UUID:
    id = await newcomer(company, email, kind)
    async with db.tenant(company.tenant_id) as tx:
        await invite(tx, id, by)
    return id


@pytest.mark.feature("AUTH-06")
async def test_a_technician_accepts_and_has_the_profile_of_the_invitation(app: Any, durand: Company) -> None:
    await invited(durand, "yann.leroy@durand.example")
    mail = (await mails(durand, "yann.leroy@durand.example", "mail.account_invitation"))[0]
    assert "Paul Durand" in mail["text_body"] and re.search("«.Technicien.»", mail["text_body"])
    link, visitor = await last_link(durand, "yann.leroy@durand.example"), Visitor(app, durand.host)
    assert "Choisissez le mot de passe" in (await visitor.get(link)).text
    assert (await visitor.post(link, {"password": "court"})).status_code == 422
    answer = await visitor.post(link, {"password": NEW})
    assert (answer.status_code, answer.headers["location"]) == (303, "/dossiers")
    assert (await visitor.get("/integration/connexion")).status_code == 403
    assert (await log_in(Visitor(app, durand.host), "yann.leroy@durand.example", NEW)).status_code == 303
    assert (await visitor.get(link)).status_code == 410


@pytest.mark.feature("AUTH-08")
async def test_a_client_is_invited_and_lands_in_her_space(app: Any, durand: Company) -> None:
    await invited(durand, "claire.lasserre@exemple.fr", "client")
    mail = (await mails(durand, "claire.lasserre@exemple.fr", "mail.account_invitation_client"))[0]
    assert "claire.lasserre@exemple.fr" in mail["text_body"]
    visitor = Visitor(app, durand.host)
    answer = await visitor.post(await last_link(durand, "claire.lasserre@exemple.fr"), {"password": NEW})
    assert answer.headers["location"] == "/espace"
    assert (await visitor.get("/")).headers["location"] == "/espace"
    assert "Sécurité du compte" in (await visitor.get("/securite")).text
    assert (await visitor.get("/integration/connexion")).status_code == 404
    assert await mails(durand, "claire.lasserre@exemple.fr", "mail.new_device") == []


@pytest.mark.feature("AUTH-08")
async def test_the_invitation_also_goes_by_sms(durand: Company) -> None:
    id = await newcomer(durand, "sms@exemple.fr", "client")
    async with db.tenant(durand.tenant_id) as tx:
        await invite(tx, id, "Sophie Martin", phone="+33612345678")
        sms = await tx.fetchrow("select * from sent_sms where to_phone = '+33612345678'")
    assert sms is not None and f"{durand.host}:8000/i/" in sms["body"] and sms["segments"] == 1


async def test_a_scanner_opens_nothing(app: Any, durand: Company) -> None:
    await invited(durand, "scan@durand.example")
    link = await last_link(durand, "scan@durand.example")
    for _ in range(3):
        await Visitor(app, durand.host).get(link)
    assert (await Visitor(app, durand.host).post(link, {"password": NEW})).status_code == 303


async def test_marc_of_morel_confirms_with_the_password_he_has(
    app: Any, durand: Company, morel: Company
) -> None:
    marc = await hire(morel, "Marc", "Girard", "office")
    await invited(durand, marc.email)
    link, visitor = await last_link(durand, marc.email), Visitor(app, durand.host)
    assert "Vous avez déjà un mot de passe" in (await visitor.get(link)).text
    wrong = await visitor.post(link, {"password": NEW})
    assert wrong.status_code == 422 and "pas le mot de passe" in wrong.text
    assert (await log_in(Visitor(app, durand.host), marc.email)).status_code == 422
    assert (await visitor.post(link, {"password": PASSWORD})).status_code == 303
    assert (await log_in(Visitor(app, durand.host), marc.email)).status_code == 303
    assert (await log_in(Visitor(app, morel.host), marc.email)).status_code == 303


async def test_a_week_later_the_invitation_is_dead_and_forgetting_sends_it_again(
    app: Any, durand: Company
) -> None:
    await invited(durand, "tard@durand.example")
    link, visitor = await last_link(durand, "tard@durand.example"), Visitor(app, durand.host)
    with clock.at(datetime.now(UTC) + timedelta(days=8)):
        assert (await visitor.get(link)).status_code == 410
    await visitor.post("/mot-de-passe-oublie", {"email": "tard@durand.example"})
    await do_jobs(durand)
    again = await last_link(durand, "tard@durand.example")
    assert again != link and (await visitor.get(link)).status_code == 410
    assert (await visitor.post(again, {"password": NEW})).status_code == 303


async def test_an_access_needs_an_address_that_is_not_taken(durand: Company) -> None:
    nobody = await newcomer(durand, "")
    with pytest.raises(NoAddress):
        async with db.tenant(durand.tenant_id) as tx:
            await invite(tx, nobody, "Paul Durand")
    with pytest.raises(AlreadyIn):
        await newcomer(durand, durand.people["Sophie"].email.upper())
    with pytest.raises(AlreadyIn):
        async with db.tenant(durand.tenant_id) as tx:
            await invite(tx, durand.people["Sophie"].membership_id, "Paul Durand")


@pytest.mark.feature("AUTH-09")
async def test_staff_see_the_last_connection_and_send_a_link(app: Any, durand: Company) -> None:
    email = "suivi@exemple.fr"
    id = await invited(durand, email, "client")
    async with db.tenant(durand.tenant_id) as tx:
        before = await last_connection(tx, id)
    assert (before.open, before.at, before.ip) == (False, None, "") and before.invited_at is not None
    await Visitor(app, durand.host).post(await last_link(durand, email), {"password": NEW})
    async with db.tenant(durand.tenant_id) as tx:
        after = await last_connection(tx, id)
        await send_reset(tx, id, "Sophie Martin")
    assert after.open and after.ip == "127.0.0.1" and after.at is not None
    assert after.password_changed_at is not None and after.password_changed_at <= after.at
    assert len(await mails(durand, email, "mail.password_reset")) == 1


async def test_closing_an_access_kills_its_links(app: Any, durand: Company) -> None:
    id = await invited(durand, "parti@durand.example")
    link = await last_link(durand, "parti@durand.example")
    async with db.tenant(durand.tenant_id) as tx:
        await revoke_access(tx, id)
    assert (await Visitor(app, durand.host).post(link, {"password": NEW})).status_code == 410


async def test_morel_cannot_invite_into_durand(durand: Company, morel: Company) -> None:
    from odissee.platform.errors import NotFound

    id = await newcomer(durand, "cible@durand.example")
    for act in (
        lambda tx: invite(tx, id, "Luc"),
        lambda tx: revoke_access(tx, id),
        lambda tx: last_connection(tx, id),
    ):
        with pytest.raises(NotFound):
            async with db.tenant(morel.tenant_id) as tx:
                await act(tx)
