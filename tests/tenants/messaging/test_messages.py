"""COM-13, LIST-04: Sophie writes to Inès, to a site, to everybody; only they read it; the bell counts what waits."""

import re
from typing import Any

import pytest

from odissee.platform.db import db, new_id
from odissee.tenants.messaging.mentions import mentioned
from tests.browser_client import Visitor, logged_in
from tests.companies import Company, found, hire
from tests.tenants.dossiers.test_moving import albert
from tests.tenants.orders.desk import words

BOX, NEW = "/messages", "/messages/nouveau"
COUNT = re.compile(r"(\d+) notifications? non lues?")


@pytest.fixture
async def billere(database: str) -> Company:
    """A company whose people have no message yet; Marc works at Lons only."""
    people = {
        "Sophie": ("Martin", "office"), "Inès": ("Haddad", "technician"), "Karim": ("Benali", "sales"),
    }  # fmt: skip
    company = await found(f"billere-{new_id().hex[-8:]}", "Billère Diagnostics", "Billère", people)
    company.people["Marc"] = await hire(company, "Marc", "Lahitte", "technician")
    async with db.tenant(company.tenant_id) as tx:
        lons = new_id()
        await tx.execute("insert into site (id, name, city) values ($1, 'Lons', 'Lons')", lons)
        await tx.execute(
            "update membership set site_ids = $2 where id = $1", company.people["Marc"].membership_id, [lons]
        )
    return company


async def at_work(app: Any, company: Company, name: str) -> Visitor:
    return await logged_in(app, company, company.people[name])


async def bell(visitor: Visitor) -> tuple[int, str]:
    """(how many, what the menu says)"""
    text = words((await visitor.get("/cloche")).text)
    found_ = COUNT.search(text)
    return int(found_[1]) if found_ else 0, text


def to(company: Company, *names: str) -> list[str]:
    return [f"m:{company.people[name].membership_id}" for name in names]


@pytest.mark.feature("COM-13", "LIST-04")
async def test_ines_is_told_by_the_bell_reads_and_answers(app: Any, billere: Company) -> None:
    sophie, ines = await at_work(app, billere, "Sophie"), await at_work(app, billere, "Inès")
    assert "Aucun message" in (await sophie.get(BOX)).text and await bell(ines) == (0, (await bell(ines))[1])
    sent = await sophie.post(BOX, {"to": to(billere, "Inès"), "subject": "Clés", "text": "Les clés sont à l’agence.\nMerci !"})  # fmt: skip
    talk = sent.headers["location"]
    assert sent.status_code == 303 and (await bell(sophie))[0] == 0
    count, said = await bell(ines)
    assert (
        count == 1
        and "Sophie Martin" in said
        and "Les clés sont à l’agence. Merci !" in said
        and talk in said
    )
    page = words((await ines.get(BOX)).text)
    assert "nouveau" in page and "Clés" in page
    assert "Les clés sont à l’agence." in words((await ines.get(talk)).text) and (await bell(ines))[0] == 1
    await ines.post(f"{talk}/lu")
    assert (await bell(ines))[0] == 0
    assert (await ines.post(talk, {"text": "Je passe à 8 h."})).status_code == 303
    assert (await bell(sophie))[0] == 1 and "Je passe à 8 h." in words((await sophie.get(talk)).text)


@pytest.mark.feature("COM-13")
async def test_a_site_and_the_whole_team_are_written_to_by_one_box(app: Any, billere: Company) -> None:
    sophie = await at_work(app, billere, "Sophie")
    await sophie.post(BOX, {"to": f"s:{billere.site_id}", "text": "Réunion à 9 h."})
    await sophie.post(BOX, {"to": "all", "text": "Bureau fermé vendredi."})
    counts = {name: (await bell(await at_work(app, billere, name)))[0] for name in ("Inès", "Karim", "Marc")}
    assert counts == {"Inès": 2, "Karim": 2, "Marc": 1}, "Marc works at Lons only"
    page = words((await (await at_work(app, billere, "Marc")).get(BOX)).text)
    assert "Toute l’équipe" in page and "Réunion" not in page


@pytest.mark.feature("COM-13")
async def test_nobody_else_reads_it_not_even_the_owner(app: Any, billere: Company, luc: Visitor) -> None:
    sophie, karim = await at_work(app, billere, "Sophie"), await at_work(app, billere, "Karim")
    boss = await logged_in(app, billere, await hire(billere, "Paul", "Durand", "owner"))
    talk = (await sophie.post(BOX, {"to": to(billere, "Inès"), "text": "Entre nous."})).headers["location"]
    for stranger in (karim, boss, luc):
        assert (await stranger.get(talk)).status_code == 404
        assert (await stranger.post(talk, {"text": "Moi aussi"})).status_code == 404
        assert (await stranger.post(f"{talk}/lu")).status_code == 404
        assert (await stranger.get(f"{talk}/suite")).status_code == 404


async def test_a_dossier_is_linked_for_whoever_sees_it(app: Any, billere: Company) -> None:
    async with db.tenant(billere.tenant_id) as tx:
        dossier = await albert(tx, billere)
    sophie = await at_work(app, billere, "Sophie")
    form = {"to": to(billere, "Inès"), "text": "À voir", "dossier": str(dossier.number)}
    talk = (await sophie.post(BOX, form)).headers["location"]
    assert f"/dossiers/{dossier.id}" in (await sophie.get(talk)).text
    assert f"/dossiers/{dossier.id}" in (await sophie.get(BOX)).text
    ines = await at_work(app, billere, "Inès")
    assert f"/dossiers/{dossier.id}" not in (await ines.get(talk)).text + (await ines.get(BOX)).text
    wrong = await sophie.post(BOX, form | {"dossier": "999999", "subject": "Un objet"})
    assert (
        wrong.status_code == 422
        and "Aucun dossier visible" in wrong.text
        and 'value="Un objet"' in wrong.text
    )


async def test_what_lacks_is_said_and_what_was_typed_stays(app: Any, billere: Company) -> None:
    sophie = await at_work(app, billere, "Sophie")
    lacking = await sophie.post(BOX, {"text": "À qui donc ?"})
    assert (
        lacking.status_code == 422
        and "À qui donc" in lacking.text
        and "Choisissez au moins une personne" in lacking.text
    )
    empty = await sophie.post(BOX, {"to": to(billere, "Inès"), "text": "  "})
    assert empty.status_code == 422 and f'value="{to(billere, "Inès")[0]}"' in empty.text
    talk = (await sophie.post(BOX, {"to": to(billere, "Inès"), "text": "Bonjour"})).headers["location"]
    assert (await sophie.post(talk, {"text": ""})).status_code == 422


async def test_the_inbox_costs_the_same_for_many(app: Any, billere: Company, queries: Any) -> None:
    sophie = await at_work(app, billere, "Sophie")
    await sophie.post(BOX, {"to": "all", "text": "un"})
    with queries() as few:
        await sophie.get(BOX)
    for n in range(45):
        await sophie.post(BOX, {"to": to(billere, "Inès"), "text": f"message {n}"})
    with queries() as many:
        page = (await sophie.get(BOX)).text
    assert few.count == many.count and page.count("talks__row") == 40
    older = re.search(r"/messages\?avant=[^\"]+", page)
    assert older and "un" in words((await sophie.get(older[0])).text)


@pytest.mark.feature("COM-13")
async def test_a_name_in_a_note_writes_to_its_bearer(app: Any, billere: Company) -> None:
    async with db.tenant(billere.tenant_id) as tx:
        dossier = await albert(tx, billere)
    sophie, ines = await at_work(app, billere, "Sophie"), await at_work(app, billere, "Inès")
    page = f"/dossiers/{dossier.id}"
    await sophie.post(f"{page}/notes", {"text": "@ines peux-tu rappeler @Bernard ? Écrire à a@exemple.fr"})
    shown = words((await sophie.get(page)).text)
    assert "Inès Haddad : message envoyé" in shown and "« @Bernard » ne désigne pas" in shown
    count, said = await bell(ines)
    assert count == 1 and "peux-tu rappeler" in said
    async with db.tenant(billere.tenant_id) as tx:
        mails = await tx.fetch("select * from sent_mail where event = 'mail.mention'")
    assert [m["to_email"] for m in mails] == [billere.people["Inès"].email]
    assert f"/dossiers/{dossier.id}" in mails[0]["text_body"] and "Sophie Martin" in mails[0]["subject"]


@pytest.mark.feature("LIST-04")
async def test_the_bell_counts_tasks_of_today_with_the_messages(app: Any, billere: Company) -> None:
    sophie = await at_work(app, billere, "Sophie")
    async with db.tenant(billere.tenant_id) as tx:
        for days, label in ((0, "Rappeler M. Pommier"), (9, "Plus tard")):
            await tx.execute(
                "insert into task (id, kind, label, due_on) values ($1, 'call', $2, current_date + $3::int)",
                new_id(), label, days,
            )  # fmt: skip
    count, said = await bell(sophie)
    assert count == 1 and "Rappeler M. Pommier" in said and "Plus tard" not in said
    home = (await sophie.get("/dossiers")).text
    assert 'hx-get="/cloche"' in home and 'href="/messages"' in home and 'href="/notifications"' in home


@pytest.mark.quick
def test_who_a_note_names() -> None:
    staff = [
        {"membership_id": 1, "name": "Inès Haddad", "initials": "IH"},
        {"membership_id": 2, "name": "Marc Lahitte", "initials": "ML"},
        {"membership_id": 3, "name": "Marc Tisné", "initials": "MT"},
    ]
    found_, unclear = mentioned("@Ines, @Marc Tisné et @ML : voir. @Marc ? contact@exemple.fr", staff)
    assert [one["membership_id"] for one in found_] == [1, 3, 2] and unclear == ["Marc"]
