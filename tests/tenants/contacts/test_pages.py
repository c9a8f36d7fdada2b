"""The book on screen: Sophie creates, searches, mends; what she typed is never lost."""

import html
import re
from typing import Any

import pytest

from odissee.platform.db import db
from tests.browser_client import Visitor
from tests.companies import Company
from tests.tenants.contacts.book import stored, written
from tests.tenants.contacts.conftest import dossier_of

FULL = {
    "type": "agence", "last_name": "Ossau Immobilier", "person_name": "Maylis Errecart", "mobile": "0639981240",
    "phone": "05.36.49.14.20", "email": "contact@ossau.exemple.fr", "address": "11 place Clemenceau", "postcode": "64000",
    "city": "PAU", "siret": "732 829 320 00074", "vat_number": "FR44732829320", "network": "Pyrénées Habitat",
    "discount": "5,5 %", "discount_comment": "Volume", "never_lock_reports": "1", "note": "Appeler le matin",
}  # fmt: skip


@pytest.mark.feature("CONT-01")
async def test_sophie_creates_finds_changes_and_bins_a_contact(office: Visitor, pau: Company) -> None:
    assert "Carnet d’adresses vide" in (await office.get("/contacts")).text
    answer = await office.post("/contacts", FULL)
    assert answer.status_code == 303
    sheet = answer.headers["location"]
    page = html.unescape((await office.get(sheet)).text).replace("\u202f", " ").replace("\xa0", " ")
    for words in ("Ossau Immobilier", "Agence", "06 39 98 12 40", "05 36 49 14 20", "5,5 %", "Pyrénées Habitat",
                  "Jamais bloqués", "Fiche créée", "Sophie Martin", "Appeler le matin"):  # fmt: skip
        assert words in page, words
    assert "Ossau Immobilier" in (await office.get("/contacts?q=ossau+pau&type=agence")).text
    assert "Aucun contact trouvé" in (await office.get("/contacts?q=ossau+lescar")).text
    form = (await office.get(f"{sheet}/modifier")).text
    assert 'value="5,5' in form and 'value="73282932000074"' in form
    version = re.search(r'name="version" value="([^"]+)"', form)
    assert version
    changed = {**FULL, "city": "Pau", "note": "", "version": html.unescape(version[1])}
    assert (await office.post(f"{sheet}/modifier", changed)).status_code == 303
    assert "Appeler le matin" not in (await office.get(sheet)).text
    assert (await office.post(f"{sheet}/corbeille")).status_code == 303
    assert "Ossau" not in (await office.get("/contacts?q=zzz")).text
    assert "Ossau Immobilier" in (await office.get("/contacts?etat=corbeille")).text
    assert "à la corbeille" in (await office.get(sheet)).text
    assert (await office.post(f"{sheet}/restaurer")).headers["location"] == sheet


@pytest.mark.feature("CONT-01")
async def test_the_toast_takes_the_creation_back(office: Visitor, pau: Company) -> None:
    sheet = (await office.post("/contacts", {"last_name": "Éphémère"})).headers["location"]
    page = await office.get(sheet)
    undo = re.search(r'action="(/annuler/[^"]+)"', page.text)
    assert undo and "est au carnet" in page.text
    assert (await office.post(undo[1])).status_code == 303
    assert "Éphémère" not in (await office.get("/contacts")).text


DIRTY = {
    "last_name": ("   ", "!!!", "x" * 121, "\u200b"),
    "email": ("claire@", "a@b@c", "claire@gmial.com", "a@b.fr; c@d.fr", "<script>"),
    "mobile": ("12", "06 12", "abc", "06 12 34 56 78 90"),
    "siret": ("123", "73282932000075", "abc", "7328293200007"),
    "vat_number": ("FR", "FR00732829320", "42"),
    "discount": ("120", "-5", "beaucoup", "5 €"),
    "postcode": ("6400A", "1", "99999"),
    "city": ("Grenoble",),
}


@pytest.mark.feature("CONT-01")
@pytest.mark.parametrize(("name", "raw"), [(name, raw) for name, raws in DIRTY.items() for raw in raws])
async def test_a_dirty_field_is_explained_and_kept(office: Visitor, name: str, raw: str) -> None:
    answer = await office.post("/contacts", {**FULL, name: raw})
    assert answer.status_code == 422
    assert f'href="#f-{name}"' in answer.text and f'id="f-{name}-e"' in answer.text
    page = html.unescape(answer.text)
    typed = re.search(rf'id="f-{name}" name="{name}"[^>]*?value="([^"]*)"', page)
    assert raw.strip() == "" or (typed and typed[1] == raw), "what was typed is lost"
    for kept in ("Maylis Errecart", "Appeler le matin", "Pyrénées Habitat") if name != "last_name" else ():
        assert kept in page


@pytest.mark.parametrize(
    ("name", "raw", "kept"),
    [
        ("mobile", "+33 (0)6 39 98 12 40", "+33639981240"),
        ("mobile", "0033639981240", "+33639981240"),
        ("email", " Claire <Claire@Exemple.FR> ", "claire@exemple.fr"),
        ("postcode", "64 000", "64000"),
        ("siret", "SIRET : 732.829.320.00074", "73282932000074"),
        ("discount", "5,50", 550),
        ("last_name", "  Ossau   Immobilier ", "Ossau Immobilier"),
    ],
)
async def test_pasted_writings_are_understood(
    office: Visitor, pau: Company, name: str, raw: str, kept: Any
) -> None:
    answer = await office.post("/contacts", {**FULL, "city": "", name: raw})
    assert answer.status_code == 303, answer.text
    row = await stored(pau, answer.headers["location"].rsplit("/", 1)[1])
    assert row["discount_bp" if name == "discount" else name] == kept


@pytest.mark.feature("CREA-24")
async def test_city_and_postcode_complete_each_other(office: Visitor, pau: Company) -> None:
    for number, (fields, wanted) in enumerate(
        [
            (
                {"address": "Pau", "complement": "chemin du lavoir"},
                ("", "chemin du lavoir", "64000", "Pau", "64445"),
            ),
            (
                {"address": "12 rue Samonzet, 64000 Pau"},
                ("12 rue Samonzet, 64000 Pau", "", "64000", "Pau", "64445"),
            ),
            ({"city": "st etienne", "postcode": "42000"}, ("", "", "42000", "st etienne", "42218")),
            ({"city": "Pau Cedex", "postcode": "64000"}, ("", "", "64000", "Pau Cedex", "64445")),
        ]
    ):
        answer = await office.post("/contacts", {"last_name": f"Essai {number}", **fields})
        row = await stored(pau, answer.headers["location"].rsplit("/", 1)[1])
        assert tuple(row[name] for name in ("address", "complement", "postcode", "city", "insee")) == wanted


@pytest.mark.feature("CONT-01")
async def test_a_likely_duplicate_is_shown_while_typing_and_before_saving(
    office: Visitor, pau: Company
) -> None:
    luc = await written(pau, "Bordenave", first_name="Luc", mobile="06 39 98 61 77")
    typed = {"last_name": "Bordenave", "first_name": "Anne", "mobile": "0639986177"}
    hint = await office.post("/contacts/doublons", typed)
    assert f"/contacts/{luc.id}" in hint.text and "même téléphone" in hint.text
    half_typed = {"mobile": "06 39", "email": "x@"}
    assert "/contacts/" not in (await office.post("/contacts/doublons", half_typed)).text
    refused = await office.post("/contacts", typed)
    assert (
        refused.status_code == 422 and "Créer quand même" in refused.text and 'value="Anne"' in refused.text
    )
    assert (await office.post("/contacts", {**typed, "anyway": "1"})).status_code == 303


async def test_another_type_keeps_what_was_typed(office: Visitor) -> None:
    again = html.unescape((await office.post("/contacts/champs", {**FULL, "type": "particulier"})).text)
    assert 'name="first_name"' in again and "Numéro de TVA" not in again
    for value in ("732 829 320 00074", "Pyrénées Habitat", "Maylis Errecart", "11 place Clemenceau"):
        assert value in again
    back = html.unescape((await office.post("/contacts/champs", FULL)).text)
    assert "Nom de l’organisation" in back and "<html" not in back


async def test_a_colleague_who_saved_meanwhile_is_not_overwritten(office: Visitor, pau: Company) -> None:
    contact = await written(pau, "Lasserre")
    page = await office.get(f"/contacts/{contact.id}/modifier")
    version = html.unescape(re.search(r'name="version" value="([^"]+)"', page.text)[1])  # type: ignore[index]
    one, two = ({"last_name": name, "version": version} for name in ("Lasserre-Pons", "Lassère"))
    assert (await office.post(f"/contacts/{contact.id}/modifier", one)).status_code == 303
    refused = await office.post(f"/contacts/{contact.id}/modifier", two)
    assert refused.status_code == 409 and 'value="Lassère"' in refused.text
    assert (
        await office.post(f"/contacts/{contact.id}/modifier", {"last_name": "Lassère", "version": ""})
    ).status_code == 303


@pytest.mark.feature("CONT-01")
async def test_two_hundred_contacts_cost_no_more_queries_than_two(
    office: Visitor, pau: Company, queries: Any
) -> None:
    for number in range(2):
        await written(pau, f"Abadie {number:03}")
    await office.get("/contacts")
    with queries() as few:
        await office.get("/contacts")
    async with db.tenant(pau.tenant_id) as tx:
        await tx.execute(
            """insert into contact (id, last_name, folded, name_key)
               select gen_random_uuid(), 'Lot ' || n, 'lot ' || n, 'lot' || lpad(n::text, 4, '0')
                 from generate_series(1, 198) n"""
        )
    with queries() as many:
        page = await office.get("/contacts")
    assert few.count == many.count == 4
    names, pages = re.findall(r'class="rowlink" href="/contacts/([0-9a-f-]{36})"', page.text), 1
    while following := re.search(r'href="(/contacts\?[^"]*apres=[^"]+)"', page.text):
        page = await office.get(html.unescape(following[1]))
        names += re.findall(r'class="rowlink" href="/contacts/([0-9a-f-]{36})"', page.text)
        pages += 1
    assert (len(names), len(set(names)), pages) == (200, 200, 4)


@pytest.mark.feature("CREA-21")
async def test_the_picker_suggests_checks_and_creates(office: Visitor, pau: Company) -> None:
    anne = await written(pau, "Bordenave", first_name="Anne", mobile="06 39 98 61 77", city="Pau")
    answer = (await office.get("/contacts/choisir?q=bord")).json()
    assert answer == {
        "results": [
            {
                "value": str(anne.id),
                "label": "Anne Bordenave",
                "icon": "user",
                "detail": answer["results"][0]["detail"],
            }
        ]
    }
    assert "Pau" in answer["results"][0]["detail"]
    assert (await office.get("/contacts/choisir?q=")).json() == {"results": []}
    chosen = await office.get(f"/contacts/choisi?champ=requester&libelle=Demandeur&requester_id={anne.id}")
    assert "field__ok" in chosen.text and f'name="requester_id" value="{anne.id}"' in chosen.text
    card = await office.get("/contacts/rapide?champ=requester&libelle=Demandeur&requester_name=Sarthou")
    assert (
        'name="requester_new_last_name" type="text" value="Sarthou"' in card.text and "<form" not in card.text
    )
    lead = "requester_new_"
    path = "/contacts/rapide?champ=requester&libelle=Demandeur"
    wrong = await office.post(path, {f"{lead}last_name": "", f"{lead}mobile": "06 39", "price": "480"})
    assert wrong.status_code == 422 and "Il manque le nom" in wrong.text and 'value="06 39"' in wrong.text
    alike = await office.post(path, {f"{lead}last_name": "Autre", f"{lead}mobile": "0639986177"})
    assert alike.status_code == 422 and "Utiliser sa fiche" in alike.text and f"{lead}anyway" in alike.text
    made = await office.post(path, {f"{lead}last_name": "Sarthou", "last_name": "ignored"})
    assert made.status_code == 200 and "field__ok" in made.text and "Sarthou" in made.text
    assert (await office.get("/contacts/choisi?champ=../x")).status_code == 404


async def test_the_sheet_shows_the_dossiers_and_their_roles(office: Visitor, pau: Company) -> None:
    contact = await written(pau, "Bordenave")
    dossier = await dossier_of(pau, contact.id)
    page = (await office.get(f"/contacts/{contact.id}")).text
    assert f"/dossiers/{dossier}" in page and "Propriétaire" in page and "Payeur" in page and "Devis" in page


async def test_an_access_is_offered_by_a_link_and_never_by_a_password(office: Visitor, pau: Company) -> None:
    bare = await written(pau, "Sans adresse")
    assert "Ajoutez un courriel" in (await office.get(f"/contacts/{bare.id}")).text
    await office.post(f"/contacts/{bare.id}/inviter")
    assert "Aucune adresse électronique" in (await office.get(f"/contacts/{bare.id}")).text
    contact = await written(pau, "Lasserre", email=f"helene@{pau.slug}.exemple.fr")
    for _ in range(2):
        assert (await office.post(f"/contacts/{contact.id}/inviter")).status_code == 303
    page = (await office.get(f"/contacts/{contact.id}")).text
    assert "Invité, pas encore venu" in page and "Envoyer un nouveau lien" in page
    async with db.tenant(pau.tenant_id) as tx:
        kinds = await tx.fetch("select kind, profiles from membership where contact_id = $1", contact.id)
    assert [(row["kind"], row["profiles"]) for row in kinds] == [("client", ["client"])]
    assert "Invité" in (await office.get("/contacts")).text
