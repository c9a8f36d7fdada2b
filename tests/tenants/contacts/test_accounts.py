"""Main accounts and sub-accounts: who sees which dossier, whose statistics, and access given in bulk."""

import html
import re
from typing import Any

import pytest

from odissee.platform.db import db, new_id
from odissee.platform.fields import Form
from odissee.tenants.contacts import update_contact
from odissee.tenants.contacts.figures import figures_of
from odissee.tenants.dossiers import client_dossiers
from tests.browser_client import Visitor, logged_in
from tests.companies import Company, hire
from tests.factories.client import client_of
from tests.tenants.contacts.book import stored, written
from tests.tenants.contacts.conftest import dossier_of


async def agency(company: Company) -> tuple[Any, Any, Any]:
    """Ossau with its sub-accounts Maylis and Bruno."""
    main = await written(company, "Ossau Immobilier", type="agence")
    subs = [
        await written(company, name, type="agence", parent_id=str(main.id), parent_name="Ossau Immobilier")
        for name in ("Maylis Errecart", "Bruno Lafitte")
    ]
    return main, subs[0], subs[1]


async def seen_by(company: Company, contact: Any) -> set[Any]:
    async with db.tenant(company.tenant_id) as tx:
        found = set(await client_dossiers(tx, contact.id))
    return found  # noqa: RET504 - a return inside the block looks to mypy as one that may not happen


def plain(text: str) -> str:
    return html.unescape(text).replace("\u202f", " ").replace("\xa0", " ")


@pytest.mark.feature("CONT-03")
async def test_a_main_account_sees_the_dossiers_of_its_subs_and_a_sub_only_its_own(
    app: Any, pau: Company
) -> None:
    main, maylis, bruno = await agency(pau)
    one, two, three = [
        await dossier_of(pau, who.id, number=n) for n, who in enumerate((main, maylis, bruno), 4711)
    ]
    assert {one, two, three} <= await seen_by(pau, main)
    assert await seen_by(pau, maylis) == {two} and await seen_by(pau, bruno) == {three}
    for contact, numbers in ((main, {"4711", "4712", "4713"}), (maylis, {"4712"})):
        visitor = await client_of(app, pau, contact.id)
        page = plain((await visitor.get("/espace")).text)
        assert {number for number in ("4711", "4712", "4713") if re.search(rf"\b{number}\b", page)} == numbers
        async with db.tenant(pau.tenant_id) as tx:
            await tx.execute("update membership set revoked_at = now() where contact_id = $1", contact.id)


@pytest.mark.feature("CONT-03")
async def test_the_main_account_bears_the_statistics_of_all_and_each_dossier_counts_once(
    pau: Company,
) -> None:
    main, maylis, bruno = await agency(pau)
    shared = await dossier_of(pau, maylis.id, number=21)
    await dossier_of(pau, bruno.id, number=22)
    async with db.tenant(pau.tenant_id) as tx:
        await tx.execute("update dossier set amount_cents = case number when 21 then 45600 else 15400 end")
        await tx.execute(
            "insert into dossier_contact (id, dossier_id, contact_id, roles) values ($1, $2, $3, '{prescriber}')",
            new_id(), shared, main.id,
        )  # fmt: skip
        figures = await figures_of(tx, main.id)
        alone = await figures_of(tx, maylis.id)
    assert (figures.dossiers, figures.cents, figures.basket) == (2, 610_00, 305_00)
    assert (alone.dossiers, alone.cents) == (1, 456_00)


@pytest.mark.feature("CONT-09")
@pytest.mark.feature("CONT-10")
async def test_the_tabs_of_a_main_account_and_of_a_sub(office: Visitor, pau: Company) -> None:
    main, maylis, _ = await agency(pau)
    await dossier_of(pau, maylis.id, number=31)
    page = plain((await office.get(f"/contacts/{main.id}/comptes")).text)
    assert "Maylis Errecart" in page and "Bruno Lafitte" in page and f"?compte={main.id}" in page
    assert "par Maylis Errecart" in plain((await office.get(f"/contacts/{main.id}/dossiers")).text)
    assert "Comptes associés" not in (await office.get(f"/contacts/{maylis.id}")).text
    assert (await office.get(f"/contacts/{maylis.id}/comptes")).headers[
        "location"
    ] == f"/contacts/{maylis.id}"
    private = await written(pau, "Bordenave")
    assert (await office.get(f"/contacts/{private.id}/comptes")).status_code == 303
    form = (await office.get(f"/contacts/nouveau?compte={main.id}")).text
    assert f'value="{main.id}"' in form and 'value="Ossau Immobilier"' in form
    assert "Fiche créée" in (await office.get(f"/contacts/{main.id}/fil")).text


@pytest.mark.feature("CONT-11")
async def test_access_to_several_dossiers_is_looked_over_given_and_taken_back(
    office: Visitor, pau: Company
) -> None:
    main, maylis, _ = await agency(pau)
    owner = await written(pau, "Sarthou")
    first, second = [await dossier_of(pau, owner.id, number=n) for n in (41, 42)]
    page = plain((await office.get(f"/contacts/{main.id}/acces?q=41,+42+99&acces=tout")).text)
    assert "2 dossiers trouvés" in page and str(first) in page and "2 sous-comptes" in page
    assert "99 introuvable" in page
    sent = {"dossier": [str(first), str(second)], "acces": "rapports", "pour": ""}
    answer = await office.post(f"/contacts/{main.id}/acces", sent)
    assert answer.headers["location"] == f"/contacts/{main.id}/dossiers"
    assert {first, second} == await seen_by(pau, main) and await seen_by(pau, maylis) == set()
    listed = (await office.get(f"/contacts/{main.id}/dossiers")).text
    back = re.search(r'action="(/annuler/[^"]+)"', listed)
    assert back and "Accès donné à 2 dossiers" in plain(listed) and "Accès aux rapports" in listed
    again = await office.post(f"/contacts/{main.id}/acces", sent)
    assert again.headers["location"].endswith("/acces")
    assert "Accès déjà donné" in (await office.get(f"/contacts/{main.id}/acces?q=41&acces=rapports")).text
    assert "donné depuis la fiche" in plain((await office.get(f"/dossiers/{first}")).text)
    assert (await office.post(back[1])).status_code == 303 and await seen_by(pau, main) == set()


@pytest.mark.feature("CONT-11")
async def test_access_given_to_all_the_accounts_takes_nothing_away(office: Visitor, pau: Company) -> None:
    main, maylis, bruno = await agency(pau)
    dossier = await dossier_of(pau, maylis.id, number=51)
    sent = {"dossier": str(dossier), "acces": "factures", "pour": "tous"}
    await office.post(f"/contacts/{main.id}/acces", sent)
    async with db.tenant(pau.tenant_id) as tx:
        rows = {
            row["contact_id"]: row
            for row in await tx.fetch("select * from dossier_contact where dossier_id = $1", dossier)
        }
    assert set(rows) == {main.id, maylis.id, bruno.id}
    assert all(row["invoice_access"] and not row["report_access"] for row in rows.values())
    assert rows[maylis.id]["roles"] == ["owner", "payer"]


async def test_nobody_gives_what_they_do_not_see(
    office: Visitor, field: Visitor, pau: Company, morel: Company
) -> None:
    main, _, _ = await agency(pau)
    foreign = await dossier_of(morel, (await written(morel, "Ailleurs")).id, "Luc", number=961)
    answer = await office.post(f"/contacts/{main.id}/acces", {"dossier": str(foreign), "acces": "tout"})
    assert answer.headers["location"].endswith("/acces") and await seen_by(pau, main) == set()
    assert "Aucun dossier trouvé" in (await office.get(f"/contacts/{main.id}/acces?q=961")).text
    assert (await field.get(f"/contacts/{main.id}/acces")).status_code == 403


@pytest.mark.feature("CONT-05")
async def test_only_administrators_assign_a_contact(app: Any, office: Visitor, pau: Company) -> None:
    admin = await logged_in(app, pau, await hire(pau, "Paul", "Durand", "admin"))
    claire = await hire(pau, "Claire", "Lamothe", "sales")
    main = await written(pau, "Ossau", type="agence")
    assert "Commercial en charge" in (await admin.get(f"/contacts/{main.id}/modifier")).text
    assert "Commercial en charge" not in (await office.get(f"/contacts/{main.id}/modifier")).text
    sent = {"type": "agence", "last_name": "Ossau", "sales_rep_id": str(claire.staff_id)}
    await office.post(f"/contacts/{main.id}/modifier", sent)
    assert (await stored(pau, main.id))["sales_rep_id"] is None
    await admin.post(f"/contacts/{main.id}/modifier", sent)
    assert (await stored(pau, main.id))["sales_rep_id"] == claire.staff_id
    assert "Claire Lamothe" in (await admin.get(f"/contacts/{main.id}")).text
    wrong = await admin.post(f"/contacts/{main.id}/modifier", {**sent, "sales_rep_id": str(new_id())})
    assert wrong.status_code == 422
    seller = await logged_in(app, pau, claire)
    dossier = await dossier_of(pau, main.id, number=71)
    assert (await seller.get(f"/dossiers/{dossier}")).status_code == 200


@pytest.mark.feature("CONT-08")
async def test_web_site_register_and_logo(office: Visitor, pau: Company) -> None:
    png = b"\x89PNG\r\n\x1a\n" + b"\x00" * 50
    sent = {
        "type": "agence", "last_name": "Ossau", "website": "www.ossau.exemple.fr", "rcs": "Pau B 732 829 320",
        "iban": "fr76 3000 6000 0112 3456 7890 189", "discount": "",
    }  # fmt: skip
    sheet = (await office.post("/contacts", sent)).headers["location"]
    page = (await office.get(sheet)).text
    assert 'href="https://www.ossau.exemple.fr"' in page and "Pau B 732 829 320" in plain(page)
    assert (
        await office.post(f"{sheet}/logo", files={"logo": ("l.png", png, "image/png")})
    ).status_code == 303
    picture = await office.get(f"{sheet}/logo")
    assert picture.content == png and picture.headers["content-type"] == "image/png"
    await office.post(f"{sheet}/logo", files={"logo": ("l.png", b"<svg>", "image/png")})
    assert "n’est pas une image" in plain((await office.get(sheet)).text)
    assert (await office.post(f"{sheet}/logo/retirer")).status_code == 303
    assert (await office.get(f"{sheet}/logo")).status_code == 404
    for field, value in (("website", "javascript:alert(1)"), ("iban", "FR7630006000011234567890188")):
        assert (
            await office.post("/contacts", {**sent, "last_name": "Autre", field: value})
        ).status_code == 422


@pytest.mark.feature("CONT-02")
async def test_a_type_of_the_company_drives_the_form(office: Visitor, pau: Company) -> None:
    async with db.tenant(pau.tenant_id) as tx:
        for label, data in (
            ("Agence de quartier", {"base": "agence"}),
            ("Laboratoire", {"base": "entreprise"}),
        ):
            await tx.execute(
                "insert into list_value (id, list, label, data) values ($1, 'contact_type', $2, $3)", new_id(), label, data)  # fmt: skip
        types = {row["label"]: str(row["id"]) for row in await tx.fetch("select id, label from list_value")}
    form = (
        await office.post("/contacts/champs", {"type": types["Agence de quartier"], "last_name": "Ossau"})
    ).text
    assert "Réseau" in form and "Agence de quartier" in form and 'value="Ossau"' in form
    sheet = (await office.post("/contacts", {"type": types["Laboratoire"], "last_name": "Labo"})).headers[
        "location"
    ]
    assert "Laboratoire" in (await office.get(sheet)).text
    row = await stored(pau, sheet.rsplit("/", 1)[1])
    assert (row["type"], str(row["type_value_id"])) == ("entreprise", types["Laboratoire"])
    async with db.tenant(pau.tenant_id) as tx:
        await update_contact(tx, row["id"], Form({"last_name": "Labo", "type": "entreprise"}))
    assert (await office.post("/contacts", {"type": str(new_id()), "last_name": "X"})).status_code == 422


async def test_the_sheet_asks_the_same_number_of_queries_whatever_it_holds(
    office: Visitor, pau: Company, queries: Any
) -> None:
    main, maylis, _ = await agency(pau)
    tabs = ("", "/comptes", "/dossiers", "/fil", "/acces?q=8")
    await office.get(f"/contacts/{main.id}")
    before = []
    for tab in tabs:
        with queries() as seen:
            await office.get(f"/contacts/{main.id}{tab}")
        before.append(seen.count)
    for number in range(81, 89):
        await dossier_of(pau, maylis.id, number=number)
    await written(pau, "Encore", type="agence", parent_id=str(main.id), parent_name="Ossau Immobilier")
    for tab, count in zip(tabs, before, strict=True):
        with queries() as seen:
            await office.get(f"/contacts/{main.id}{tab}")
        assert seen.count <= count + 3, tab
