"""People of a company: invited, given profiles, sent away, brought back."""

from typing import Any

import pytest

from odissee.platform.db import db
from tests.browser_client import Visitor, logged_in
from tests.companies import Company, found, hire

FORM = {
    "first_name": "Karine", "last_name": "Lopez", "initials": "", "email": "karine.lopez@example.org", "phone": "06 39 98 12 34",
    "colour": "6", "profiles": ["technician", "office"], "active_from": "", "active_until": "", "max_discount_bp": "5",
    "start_address": "3 place Clemenceau", "start_postcode": "64000", "start_city": "Pau",
}  # fmt: skip


async def _member(company: Company, email: str) -> Any:
    async with db.tenant(company.tenant_id) as tx:
        return await tx.fetchrow(
            """select m.*, s.colour, s.phone, s.max_discount_bp, s.start_city from membership m
                 join staff_member s on s.id = m.staff_id where m.email = $1""",
            email,
        )


@pytest.mark.feature("SET-02")
async def test_paul_invites_karine_with_two_profiles(paul: Visitor, luc: Visitor, durand: Company) -> None:
    answer = await paul.post("/parametres/equipe/nouveau", FORM)
    assert answer.status_code == 303, answer.text[:300]
    karine = await _member(durand, "karine.lopez@example.org")
    assert (karine["profiles"], karine["initials"], karine["colour"]) == (["technician", "office"], "KL", "6")
    assert (karine["phone"], karine["max_discount_bp"], karine["start_city"]) == ("+33639981234", 5_00, "Pau")
    async with db.tenant(durand.tenant_id) as tx:
        mail = await tx.fetchrow(
            "select event, text_body from sent_mail where to_email = $1", karine["email"]
        )
    assert mail is not None
    assert mail["event"] == "mail.account_invitation"
    page = (await paul.get("/parametres/equipe")).text
    assert "Karine Lopez" in page
    assert "Karine" not in (await luc.get("/parametres/equipe")).text
    assert (await luc.get(f"/parametres/equipe/{karine['id']}")).status_code == 404
    assert (await luc.post(f"/parametres/equipe/{karine['id']}", FORM)).status_code == 404
    assert (await luc.post(f"/parametres/equipe/{karine['id']}/desactiver")).status_code == 404


@pytest.mark.feature("SET-02")
async def test_initials_belong_to_one_person(paul: Visitor) -> None:
    answer = await paul.post(
        "/parametres/equipe/nouveau", FORM | {"initials": "I.H.", "email": "ivan.herr@example.org"}
    )
    assert answer.status_code == 422
    assert "Inès Haddad porte déjà ces initiales" in answer.text
    assert "ivan.herr@example.org" in answer.text


@pytest.mark.feature("SET-02")
async def test_nobody_is_invited_twice_and_a_profile_is_needed(paul: Visitor, durand: Company) -> None:
    email = durand.people["Inès"].email
    twice = await paul.post("/parametres/equipe/nouveau", FORM | {"initials": "ZZ", "email": email})
    assert twice.status_code == 422
    assert "a déjà un accès" in twice.text
    none = await paul.post("/parametres/equipe/nouveau", FORM | {"initials": "ZZ", "profiles": []})
    assert none.status_code == 422
    assert "Choisissez au moins un profil" in none.text


@pytest.mark.feature("SET-02")
async def test_a_change_is_journalled_and_taken_back(paul: Visitor, durand: Company) -> None:
    claire = durand.people["Claire"]
    form = FORM | {
        "first_name": "Claire",
        "last_name": "Fabre-Puyo",
        "initials": "CF",
        "profiles": ["accountant", "office"],
    }
    assert (await paul.post(f"/parametres/equipe/{claire.membership_id}", form)).status_code == 303
    after = await _member(durand, claire.email)
    assert (after["display_name"], after["profiles"]) == ("Claire Fabre-Puyo", ["accountant", "office"])
    async with db.tenant(durand.tenant_id) as tx:
        entry = await tx.fetchrow("select id, verb, actor_name from journal_entry order by seq desc limit 1")
    assert entry is not None
    assert (entry["verb"], entry["actor_name"]) == ("staff.changed", "Paul Durand")
    assert (await paul.post(f"/annuler/{entry['id']}")).status_code == 303
    back = await _member(durand, claire.email)
    assert (back["display_name"], back["profiles"]) == ("Claire Fabre", ["accountant"])


@pytest.mark.feature("SET-02")
async def test_somebody_sent_away_is_out_at_once_and_may_come_back(
    app: Any, paul: Visitor, durand: Company
) -> None:
    hugo = durand.people["Hugo"]
    at_work = await logged_in(app, durand, hugo)
    assert (await at_work.get("/securite")).status_code == 200
    assert (await paul.post(f"/parametres/equipe/{hugo.membership_id}/desactiver")).status_code == 303
    assert (await at_work.get("/securite")).status_code == 303
    assert "Fermé" in (await paul.get("/parametres/equipe")).text
    assert (await paul.post(f"/parametres/equipe/{hugo.membership_id}/reactiver")).status_code == 303
    assert (await at_work.get("/securite")).status_code == 303  # the ended session stays ended
    assert (await (await logged_in(app, durand, hugo)).get("/securite")).status_code == 200


@pytest.mark.feature("SET-02")
async def test_the_last_owner_stays(paul: Visitor, durand: Company) -> None:
    me = durand.people["Paul"]
    form = FORM | {"first_name": "Paul", "last_name": "Durand", "initials": "PD"}
    demoted = await paul.post(f"/parametres/equipe/{me.membership_id}", form | {"profiles": ["admin"]})
    assert demoted.status_code == 422
    assert "C’est le dernier super administrateur" in demoted.text
    leaving = await paul.post(
        f"/parametres/equipe/{me.membership_id}", form | {"profiles": ["owner"], "active_until": "31/12/2026"}
    )
    assert leaving.status_code == 422
    assert (await paul.post(f"/parametres/equipe/{me.membership_id}/desactiver")).status_code == 409


@pytest.mark.feature("SET-02")
async def test_an_administrator_does_not_rise_above_the_owner(app: Any, durand: Company) -> None:
    anne = await logged_in(app, durand, durand.people["Anne"])
    me, owner = durand.people["Anne"].membership_id, durand.people["Paul"].membership_id
    form = FORM | {"first_name": "Anne", "last_name": "Vidal", "initials": "AV"}
    raised = await anne.post(f"/parametres/equipe/{me}", form | {"profiles": ["owner"]})
    assert raised.status_code == 422
    assert "Seul un super administrateur" in raised.text
    assert (await anne.post(f"/parametres/equipe/{owner}/desactiver")).status_code == 403


@pytest.mark.feature("SET-02")
async def test_sites_limit_a_person_and_a_strangers_site_does_not_exist(
    paul: Visitor, durand: Company, morel: Company
) -> None:
    async with db.tenant(durand.tenant_id) as tx:
        await tx.execute("insert into site (id, name) values (uuidv7(), 'Mourenx') on conflict do nothing")
    ines = durand.people["Inès"]
    form = FORM | {"first_name": "Inès", "last_name": "Haddad", "initials": "IH", "profiles": ["technician"],
                   "limit_sites": "1"}  # fmt: skip
    path = f"/parametres/equipe/{ines.membership_id}"
    foreign = await paul.post(path, form | {"sites": [str(morel.site_id)]})
    assert foreign.status_code == 422
    assert (await paul.post(path, form | {"sites": [str(durand.site_id)]})).status_code == 303
    assert (await _member(durand, ines.email))["site_ids"] == [durand.site_id]
    assert (await paul.post(path, form | {"limit_sites": ""})).status_code == 303
    assert (await _member(durand, ines.email))["site_ids"] is None


@pytest.mark.feature("TEN-10")
async def test_a_full_plan_says_what_it_allows(app: Any) -> None:
    small = await found("durand-solo", "Durand Solo", "Pau", {"Paul": ("Durand", "owner")})
    await hire(small, "Inès", "Haddad", "technician")
    async with db.commons() as tx:
        await tx.execute("update tenant set plan = 'solo' where id = $1", small.tenant_id)
    paul = await logged_in(app, small, small.people["Paul"])
    answer = await paul.post("/parametres/equipe/nouveau", FORM)
    assert answer.status_code == 422
    assert "Votre offre permet 2" in answer.text.replace("\xa0", " ").replace("\u202f", " ")
    assert "karine.lopez@example.org" in answer.text
