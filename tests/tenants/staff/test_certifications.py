"""Certifications of technicians, and what they allow the company to attest."""

from datetime import date, timedelta
from typing import Any

import pytest

from odissee.platform import clock
from odissee.platform.db import db
from odissee.tenants.staff import certified, honour_statement_gaps
from odissee.tenants.staff.certifications import state_of
from tests.browser_client import Visitor
from tests.companies import Company, found, hire

DAY = date(2026, 11, 25)
FORM = {
    "domain": "asbestos",
    "body": "Qualixpert",
    "number": "C-1187",
    "valid_from": "01/01/2024",
    "valid_to": "31/12/2028",
}


async def _last(company: Company) -> Any:
    async with db.tenant(company.tenant_id) as tx:
        return await tx.fetchrow("select * from certification order by id desc limit 1")


@pytest.mark.feature("SET-03")
async def test_ines_is_certified_until_the_last_day_included(paul: Visitor, durand: Company) -> None:
    ines = durand.people["Inès"]
    path = f"/parametres/equipe/{ines.membership_id}/certifications"
    pdf = {"file": ("certificat.pdf", b"%PDF-1.7 certificat", "application/pdf")}
    assert (await paul.post(f"{path}/nouvelle", FORM, files=pdf)).status_code == 303
    page = (await paul.get(f"/parametres/equipe/{ines.membership_id}")).text
    assert "C-1187" in page
    kept = await _last(durand)
    assert (await paul.get(f"/fichiers/{kept['file_id']}")).content == b"%PDF-1.7 certificat"
    async with db.tenant(durand.tenant_id) as tx:
        assert await certified(tx, ines.staff_id, "asbestos", date(2028, 12, 31))
        assert not await certified(tx, ines.staff_id, "asbestos", date(2029, 1, 1))
        assert not await certified(tx, ines.staff_id, "asbestos", date(2023, 12, 31))
        assert not await certified(tx, ines.staff_id, "asbestos", DAY, mention=True)
        assert not await certified(tx, ines.staff_id, "gas", DAY)


@pytest.mark.feature("SET-03")
async def test_one_with_mention_also_serves_where_none_is_asked(paul: Visitor, durand: Company) -> None:
    ines = durand.people["Inès"]
    path = f"/parametres/equipe/{ines.membership_id}/certifications/nouvelle"
    assert (await paul.post(path, FORM | {"domain": "dpe", "mention": "1"})).status_code == 303
    async with db.tenant(durand.tenant_id) as tx:
        assert await certified(tx, ines.staff_id, "dpe", DAY)
        assert await certified(tx, ines.staff_id, "dpe", DAY, mention=True)
    wrong = await paul.post(path, FORM | {"domain": "gas", "mention": "1", "valid_to": "01/01/2020"})
    assert wrong.status_code == 422
    assert "ont une mention" in wrong.text
    assert "La fin est avant le début" in wrong.text


@pytest.mark.feature("SET-03")
async def test_an_end_that_comes_is_shown_and_one_that_passed_is_red(paul: Visitor, durand: Company) -> None:
    ines = durand.people["Inès"]
    path = f"/parametres/equipe/{ines.membership_id}/certifications/nouvelle"
    await paul.post(
        path, FORM | {"domain": "lead", "valid_to": (clock.today() + timedelta(days=12)).isoformat()}
    )
    await paul.post(path, FORM | {"domain": "termites", "valid_to": "01/03/2025"})
    page = (await paul.get("/parametres/certifications")).text
    assert "Expire dans 12 jours" in page
    assert "badge--bad" in page
    assert "Expirée" in page


@pytest.mark.quick
@pytest.mark.parametrize(
    ("days", "said"),
    [(-1, "Expirée"), (0, "Expire aujourd’hui"), (1, "Expire dans 1 jour"), (30, "Expire dans 30 jours"), (31, "Valable")],
)  # fmt: skip
def test_the_badge_follows_the_days_that_are_left(days: int, said: str) -> None:
    assert state_of(DAY + timedelta(days=days), DAY)[1] == said


@pytest.mark.feature("SET-03")
async def test_one_taken_away_by_mistake_comes_back(paul: Visitor, durand: Company) -> None:
    ines = durand.people["Inès"]
    base = f"/parametres/equipe/{ines.membership_id}/certifications"
    await paul.post(f"{base}/nouvelle", FORM | {"domain": "electricity"})
    before = await _last(durand)
    assert (await paul.post(f"{base}/{before['id']}/retirer")).status_code == 303
    assert (await paul.get(f"{base}/{before['id']}")).status_code == 404
    async with db.tenant(durand.tenant_id) as tx:
        entry = await tx.fetchval("select id from journal_entry order by seq desc limit 1")
    assert (await paul.post(f"/annuler/{entry}")).status_code == 303
    after = await _last(durand)
    assert {k: after[k] for k in FORM if k in after} == {k: before[k] for k in FORM if k in before}
    assert after["id"] == before["id"]


@pytest.mark.feature("TEN-04")
async def test_luc_of_morel_reaches_no_certification_of_durand(
    paul: Visitor, luc: Visitor, durand: Company, morel: Company
) -> None:
    await paul.post(f"/parametres/equipe/{durand.people['Inès'].membership_id}/certifications/nouvelle", FORM)
    id = (await _last(durand))["id"]
    for owner in (durand.people["Inès"], morel.people["Luc"]):
        path = f"/parametres/equipe/{owner.membership_id}/certifications/{id}"
        assert (await luc.get(path)).status_code == 404
        assert (await luc.post(path, FORM)).status_code == 404
        assert (await luc.post(f"{path}/retirer")).status_code == 404


@pytest.mark.feature("SET-03")
async def test_the_attestation_says_which_mention_is_missing_or_expired(database: str) -> None:
    small = await found("durand-attest", "Durand Attestations", "Pau", {"Paul": ("Durand", "owner")})
    ines = await hire(small, "Inès", "Haddad", "technician")
    async with db.tenant(small.tenant_id) as tx:
        gaps = await honour_statement_gaps(tx, DAY)
        assert "l’assureur manque" in gaps
        assert "aucun technicien n’a de certification" in gaps
        await tx.execute(
            """update company set signatory_name = 'Paul Durand', signatory_role = 'gérant', insurer = 'Béarn',
                 policy_number = '1', certification_body = 'Qualixpert', insurance_per_claim_cents = 29999900,
                 insurance_per_year_cents = 50000000, insurance_from = '2025-01-01', insurance_until = '2026-11-24'"""
        )
        await tx.execute(
            """insert into certification (id, staff_id, domain, body, number, valid_from, valid_to)
               values (uuidv7(), $1, 'gas', 'Qualixpert', '1', '2020-01-01', '2026-11-24')""",
            ines.staff_id,
        )
        said = [
            gap.replace("\xa0", " ").replace("\u202f", " ") for gap in await honour_statement_gaps(tx, DAY)
        ]
        assert said == [
            "la garantie par sinistre est sous 300 000,00 €",
            "l’assurance a expiré le 24 nov. 2026",
            "la certification Gaz de Inès Haddad a expiré le 24 nov. 2026",
        ]
        await tx.execute(
            "update company set insurance_per_claim_cents = 30000000, insurance_until = '2027-12-31'"
        )
        await tx.execute("update certification set valid_to = '2030-01-01'")
        assert await honour_statement_gaps(tx, DAY) == []
