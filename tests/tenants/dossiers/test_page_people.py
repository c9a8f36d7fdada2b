"""The contacts of a dossier and what each role changes (DOSS-20 to 28), its address (DOSS-02), its appointment (DOSS-70)."""

import re
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest

from odissee.platform.db import db, new_id
from odissee.tenants.dossiers import DossierStatus
from odissee.tenants.quotes import QuoteOptions, send_quote
from tests.browser_client import Visitor, logged_in
from tests.companies import Company
from tests.factories.furnish import PRICE, furnish
from tests.tenants.findings.conftest import words


@dataclass(frozen=True)
class Desk:
    """One dossier, its first client, and other people to bring in."""

    company: Company
    dossier: UUID
    anne: UUID

    @property
    def page(self) -> str:
        return f"/dossiers/{self.dossier}"

    async def rows(self, sql: str, *args: Any) -> list[Any]:
        async with db.tenant(self.company.tenant_id) as tx:
            return await tx.fetch(sql, *args)

    async def row(self, columns: str = "*") -> Any:
        return (await self.rows(f"select {columns} from dossier where id = $1", self.dossier))[0]  # noqa: S608

    async def contact(self, name: str, type_: str = "particulier", email: str = "") -> UUID:
        id = new_id()
        async with db.tenant(self.company.tenant_id) as tx:
            await tx.execute(
                "insert into contact (id, kind, type, last_name, email, mobile) values ($1, $2, $3, $4, $5, '+33639980055')",
                id, "private" if type_ == "particulier" else "pro", type_, name, email or f"{name.lower()}@exemple.fr",
            )  # fmt: skip
        return id

    async def add(self, person: Visitor, contact: UUID, *roles: str) -> Any:
        return await person.post(f"{self.page}/contacts", {"person_id": str(contact), "role": list(roles)})

    async def roles(self) -> dict[UUID, set[str]]:
        found = await self.rows(
            "select contact_id, roles from dossier_contact where dossier_id = $1", self.dossier
        )
        return {row["contact_id"]: set(row["roles"]) for row in found}

    async def undo(self, person: Visitor, verb: str) -> int:
        entry = (
            await self.rows(
                "select id from journal_entry where dossier_id = $1 and verb = $2 order by seq desc limit 1",
                self.dossier,
                verb,
            )
        )[0]
        return (await person.post(f"/annuler/{entry['id']}")).status_code


@pytest.fixture
async def desk(durand: Company) -> Desk:
    furnished = await furnish(durand)
    return Desk(durand, furnished.ids["dossier"], furnished.ids["contact"])


@pytest.mark.feature("DOSS-20")
async def test_any_number_of_contacts_with_cumulative_roles(sophie: Visitor, desk: Desk) -> None:
    for n in range(12):
        contact = await desk.contact(f"Nom{n}")
        assert (await desk.add(sophie, contact, "buyer", "occupant")).status_code == 303
    await desk.add(sophie, contact, "prescriber")
    assert (await desk.roles())[contact] == {"buyer", "occupant", "prescriber"} and len(
        await desk.roles()
    ) == 13
    page = words((await sophie.get(f"{desk.page}/bloc/contacts")).text)
    assert "Nom11" in page and "Occupant" in page and "Acquéreur" in page
    await sophie.post(f"{desk.page}/contacts/{contact}/roles", {"role": ["notary"]})
    assert (await desk.roles())[contact] == {"notary"}, "roles are interchangeable"
    assert await desk.undo(sophie, "dossier.contact_attached") in (200, 303)
    assert (await desk.roles())[contact] == {"buyer", "occupant", "prescriber"}
    await sophie.post(f"{desk.page}/contacts/{contact}/retirer")
    assert contact not in await desk.roles()
    assert await desk.undo(sophie, "dossier.contact_detached") in (200, 303)
    assert (await desk.roles())[contact] == {"buyer", "occupant", "prescriber"}


async def test_what_is_refused_says_what_to_do_first(
    sophie: Visitor, luc: Visitor, app: Any, desk: Desk
) -> None:
    answer = await sophie.post(f"{desk.page}/contacts", {"person_name": "Personne", "role": ["buyer"]})
    assert (
        answer.status_code == 422
        and "Choisissez un contact" in words(answer.text)
        and "Personne" in answer.text
    )
    answer = await sophie.post(f"{desk.page}/contacts/{desk.anne}/retirer")
    assert answer.status_code == 422 and "est à son nom" in words(answer.text)
    async with db.tenant(desk.company.tenant_id) as tx:
        await tx.execute("update quote set state = 'expired' where dossier_id = $1", desk.dossier)
        await tx.execute("update dossier set status = 'scheduled' where id = $1", desk.dossier)
    answer = await sophie.post(f"{desk.page}/contacts/{desk.anne}/roles", {"role": ["requester"]})
    assert answer.status_code == 422 and "garde un payeur" in words(answer.text)
    answer = await sophie.post(f"{desk.page}/contacts/{desk.anne}/roles", {})
    assert answer.status_code == 422 and "au moins un rôle" in words(answer.text)
    assert (await luc.get(f"{desk.page}/contacts")).status_code == 404
    claire = await logged_in(app, desk.company, desk.company.people["Claire"])
    assert (await claire.get(f"{desk.page}/contacts")).status_code == 403


@pytest.mark.feature("DOSS-21")
async def test_the_requester_gets_the_quotes_in_their_name(sophie: Visitor, desk: Desk) -> None:
    denis = await desk.contact("Denis", email="denis@exemple.fr")
    await desk.add(sophie, denis, "requester")
    assert "requester" not in (await desk.roles())[desk.anne], "a quote has one addressee"
    async with db.tenant(desk.company.tenant_id) as tx:
        version = await send_quote(tx, desk.dossier, PRICE, QuoteOptions())
        snapshot = await tx.fetchval("select snapshot from quote_version where id = $1", version)
    assert snapshot["to"]["name"] == "Denis"


@pytest.mark.feature("DOSS-22")
async def test_the_prescriber_is_who_brought_the_business(sophie: Visitor, desk: Desk) -> None:
    assert (await desk.row())["prescriber_name"] == "Bordenave Anne", "without one the owner is their own"
    agency = await desk.contact("Halles", "agence")
    await desk.add(sophie, agency, "prescriber")
    assert (await desk.row())["prescriber_name"] == "Halles"
    number = (await desk.row())["number"]
    assert str(number) in (await sophie.get("/dossiers?q=halles")).text


@pytest.mark.feature("DOSS-23")
async def test_the_owner_names_the_dossier(sophie: Visitor, desk: Desk) -> None:
    albert = await desk.contact("Albert")
    await sophie.post(f"{desk.page}/contacts/{desk.anne}/roles", {"role": ["requester", "payer"]})
    await desk.add(sophie, albert, "owner")
    assert (await desk.row())["owner_name"] == "Albert"
    assert re.search(r"<h1>\s*Albert", (await sophie.get(desk.page)).text)


@pytest.mark.feature("DOSS-24")
@pytest.mark.feature("DOSS-25")
async def test_the_occupant_is_called_and_the_buyer_is_for_information(sophie: Visitor, desk: Desk) -> None:
    assert "À appeler Mme Anne Bordenave" in words((await sophie.get(f"{desk.page}/bloc/visit")).text)
    tenant, buyer = await desk.contact("Locataire"), await desk.contact("Acheteuse")
    await desk.add(sophie, tenant, "occupant")
    await desk.add(sophie, buyer, "buyer")
    page = words((await sophie.get(f"{desk.page}/bloc/visit")).text)
    assert "À appeler Locataire" in page and "06 39 98 00 55" in page
    rights = await desk.rows(
        "select report_access, invoice_access from dossier_contact where contact_id = any($1)",
        [tenant, buyer],
    )
    assert [tuple(row) for row in rights] == [(False, False)] * 2


@pytest.mark.feature("DOSS-26")
async def test_the_payer_sees_report_and_invoice_and_there_is_one(sophie: Visitor, desk: Desk) -> None:
    firm = await desk.contact("SCI Foch", "agence", "sci@exemple.fr")
    await desk.add(sophie, firm, "payer")
    held = (
        await desk.rows(
            "select roles, report_access, invoice_access from dossier_contact where contact_id = $1", firm
        )
    )[0]
    assert tuple(held) == (["payer"], True, True)
    assert "payer" not in (await desk.roles())[desk.anne]
    await desk.undo(sophie, "dossier.contact_attached")
    assert "payer" in (await desk.roles())[desk.anne] and firm not in await desk.roles()


@pytest.mark.feature("DOSS-27")
@pytest.mark.feature("DOSS-28")
async def test_notary_and_property_manager_are_asked_for_what_they_hold(sophie: Visitor, desk: Desk) -> None:
    notary = await desk.contact("Duplaa", "notaire", "duplaa@notaires.exemple.fr")
    manager = await desk.contact("Foncia", "syndic", "syndic@exemple.fr")
    await desk.add(sophie, notary, "notary")
    await desk.add(sophie, manager, "property_manager")
    page = (await sophie.get(f"{desk.page}/manquants?d=DOC_COLLECTIVE_HEATING")).text
    assert f'value="{manager}" checked' in page and f'value="{desk.anne}" checked' not in page
    assert "tantièmes de chauffage du lot concerné" in page
    await sophie.post(
        f"{desk.page}/manquants",
        {"d": ["DOC_TITLE"], "contact": str(notary), "subject": "Titre", "body": "{{ greeting }} {{ link }}"},
    )
    mail = (
        await desk.rows(
            "select to_email, text_body from sent_mail where dossier_id = $1 and event like 'mail.document_request%'",
            desk.dossier,
        )
    )[0]
    assert mail["to_email"] == "duplaa@notaires.exemple.fr" and mail["text_body"].startswith("Maître,")


@pytest.mark.feature("DOSS-02")
async def test_the_address_changes_everywhere_but_on_the_quote_sent(sophie: Visitor, desk: Desk) -> None:
    assert "Modifier l’adresse du bien" in (await sophie.get(desk.page)).text
    assert "8 rue Bargoin" in (await sophie.get(f"{desk.page}/adresse")).text
    given = {"address": "10 rue Bargoin", "postcode": "64000", "city": "Pau", "door": "B12"}
    assert (await sophie.post(f"{desk.page}/adresse", given)).status_code == 303
    assert "10 rue Bargoin" in (await sophie.get(desk.page)).text
    assert "10 rue Bargoin" in (await sophie.get(f"/recherche?q={(await desk.row())['number']}")).text
    snapshot = (
        await desk.rows(
            "select v.snapshot from quote_version v join quote q on q.id = v.quote_id where q.dossier_id = $1",
            desk.dossier,
        )
    )[0]
    assert "8 rue Bargoin" in str(snapshot["snapshot"])
    order = await sophie.get(f"{desk.page}/commande", follow_redirects=True)
    assert order.status_code == 200
    assert "Adresse du bien : 10 rue Bargoin, 64000 Pau" in words((await sophie.get(f"{desk.page}/fil")).text)
    wrong = await sophie.post(f"{desk.page}/adresse", given | {"city": "Grenoble"})
    assert (
        wrong.status_code == 422 and "ne correspond pas à" in words(wrong.text) and "Grenoble" in wrong.text
    )
    assert (await sophie.post(f"{desk.page}/adresse", {"door": "B12"})).status_code == 422
    assert await desk.undo(sophie, "dossier.address") in (200, 303)
    assert "8 rue Bargoin" in (await sophie.get(desk.page)).text and (await desk.row())["city"] == "Pau"


@pytest.mark.feature("DOSS-70")
async def test_sophie_sees_moves_and_cancels_the_appointment(
    sophie: Visitor, luc: Visitor, desk: Desk
) -> None:
    ines = desk.company.people["Inès"].staff_id
    async with db.tenant(desk.company.tenant_id) as tx:
        await tx.execute("update dossier set status = 'to_schedule' where id = $1", desk.dossier)
    given = {
        "visit_date": "03/12/2030",
        "visit_hour": "9h30",
        "visit_minutes": "90",
        "visit_staff": str(ines),
        "note": "Portail bleu",
    }
    assert (await sophie.post(f"{desk.page}/rendez-vous", given)).status_code == 303
    assert (await desk.row())["status"] == DossierStatus.SCHEDULED
    page = words((await sophie.get(f"{desk.page}/bloc/visit")).text)
    assert "mar. 3 déc. 2030 à 9 h 30" in page and "Portail bleu" in page and "Inès Haddad" in page
    await sophie.post(f"{desk.page}/rendez-vous", given | {"visit_hour": "14:00"})
    assert "14 h" in words((await sophie.get(f"{desk.page}/bloc/visit")).text)
    other = await furnish(desk.company, "Lasserre")
    second = Desk(desk.company, other.ids["dossier"], other.ids["contact"])
    taken = await sophie.post(f"{second.page}/rendez-vous", given | {"visit_hour": "15:00"})
    assert (
        taken.status_code == 422
        and "est déjà pris de 14 h à 15 h 30" in words(taken.text)
        and "15:00" in taken.text
    )
    missing = await sophie.post(f"{desk.page}/rendez-vous", {"visit_date": "03/12/2030", "note": "Clé"})
    assert missing.status_code == 422 and "Il manque l’heure" in words(missing.text) and "Clé" in missing.text
    assert (await luc.get(f"{desk.page}/rendez-vous")).status_code == 404
    assert (await sophie.post(f"{desk.page}/rendez-vous/annuler")).status_code == 303
    row = await desk.row()
    assert (row["status"], row["appointment_at"]) == (DossierStatus.TO_SCHEDULE, None)
    assert (await sophie.post(f"{desk.page}/rendez-vous/annuler")).status_code == 404
    assert await desk.undo(sophie, "visit.cancelled") in (200, 303)
    assert (await desk.row())["status"] == DossierStatus.SCHEDULED
    await sophie.post(f"{desk.page}/rendez-vous/annuler")
    await sophie.post(f"{second.page}/rendez-vous", given | {"visit_hour": "15:00"})
    assert await desk.undo(sophie, "visit.cancelled") == 409, "the technician is elsewhere now"
