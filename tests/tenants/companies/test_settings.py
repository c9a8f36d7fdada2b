"""The company's settings, driven through their pages."""

import pytest

from odissee.platform.db import db
from tests.browser_client import Visitor, logged_in
from tests.companies import Company

FORM = {
    "name": "Durand Diagnostics", "legal_name": "Durand Diagnostics", "legal_form": "SARL", "capital_cents": "8 000",
    "rcs_city": "Pau", "siren": "732829320", "siret": "732 829 320 00074", "vat_number": "FR44732829320",
    "vat_regime": "normal", "address": "12 rue Samonzet", "postcode": "64000", "city": "Pau", "phone": "05 59 27 00 64",
    "email": "contact@durand.example", "time_zone": "Europe/Paris", "insurer": "Assurances du Béarn",
    "policy_number": "RC-2026-118", "insurance_area": "France", "insurance_per_claim_cents": "300 000",
    "insurance_per_year_cents": "500 000", "insurance_from": "01/01/2026", "insurance_until": "31/12/2026",
    "certification_body": "Qualixpert", "signatory_name": "Paul Durand", "signatory_role": "gérant",
    "quote_validity_days": "45", "payment_terms_days": "30", "deposit_bp": "30", "acceptance_code": "sms_or_mail",
    "quote_buttons": "1",
}  # fmt: skip


@pytest.mark.feature("SET-01")
async def test_paul_fills_the_company_in_and_finds_it_again(paul: Visitor, durand: Company) -> None:
    answer = await paul.post("/parametres/societe", FORM)
    assert answer.status_code == 303, answer.text
    page = (await paul.get("/parametres/societe")).text
    for shown in ("Assurances du Béarn", "31/12/2026", 'value="45"', "300000", "RC-2026-118"):
        assert shown in page
    async with db.tenant(durand.tenant_id) as tx:
        row = await tx.fetchrow("select * from company")
        verb = await tx.fetchval("select verb from journal_entry order by seq desc limit 1")
    assert row is not None
    assert (row["insurance_per_claim_cents"], row["deposit_bp"]) == (300_000_00, 30_00)
    assert verb == "company.changed"


@pytest.mark.feature("SET-01")
async def test_a_change_is_taken_back_from_its_toast(paul: Visitor, durand: Company) -> None:
    await paul.post("/parametres/societe", FORM)
    await paul.post("/parametres/societe", FORM | {"insurer": "Mutuelle des Gaves"})
    async with db.tenant(durand.tenant_id) as tx:
        entry = await tx.fetchval("select id from journal_entry order by seq desc limit 1")
    assert (await paul.post(f"/annuler/{entry}")).status_code in (200, 303)
    assert "Assurances du Béarn" in (await paul.get("/parametres/societe")).text


@pytest.mark.feature("SET-01")
async def test_a_wrong_number_is_explained_and_nothing_typed_is_lost(paul: Visitor) -> None:
    typed = FORM | {"siret": "73282932000075", "insurance_until": "31/12/2020", "insurer": "Mutuelle du Soir"}
    answer = await paul.post("/parametres/societe", typed)
    assert answer.status_code == 422
    assert "Ce SIRET n’est pas valide" in answer.text
    assert "La fin est avant le début" in answer.text
    assert "Mutuelle du Soir" in answer.text


@pytest.mark.feature("SET-01")
async def test_the_colour_is_tried_before_it_is_kept(paul: Visitor, durand: Company) -> None:
    tried = await paul.get("/parametres/apparence?couleur=%231f6f5c")
    assert "--brand: #1f6f5c" in tried.text
    assert "--brand: #1f6f5c" not in (await paul.get("/parametres/societe")).text
    assert (await paul.post("/parametres/apparence", {"brand": "#1f6f5c"})).status_code == 303
    assert "--brand: #1f6f5c" in (await paul.get("/parametres/societe")).text
    assert (await paul.post("/parametres/apparence", {"brand": "bleu ciel"})).status_code == 422


@pytest.mark.feature("SET-01")
async def test_a_logo_is_an_image_and_clients_see_it(paul: Visitor, visitor: Visitor, luc: Visitor) -> None:
    png = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
    refusal = await paul.post(
        "/parametres/apparence/logo", files={"logo": ("logo.png", b"<svg>", "image/png")}
    )
    assert refusal.status_code == 422
    assert "n’est pas une image" in refusal.text
    kept = await paul.post("/parametres/apparence/logo", files={"logo": ("logo.png", png, "image/png")})
    assert kept.status_code == 303, kept.text
    shown = await visitor.get("/logo")
    assert (shown.content, shown.headers["content-type"]) == (png, "image/png")
    assert (await luc.get("/logo")).status_code == 404


@pytest.mark.feature("TEN-03")
async def test_a_second_site_has_its_own_identity_and_series(paul: Visitor, durand: Company) -> None:
    site = {"name": "Orthez", "quote_series": "O-{AAAA}-{000}", "city": "Orthez", "postcode": "64300",
            "legal_name": "Durand Orthez", "siret": "73282932000074"}  # fmt: skip
    assert (await paul.post("/parametres/sites/nouveau", site)).status_code == 303
    page = (await paul.get("/parametres/sites")).text
    assert "Durand Orthez" in page
    assert "O-2026-001" in page
    again = await paul.post("/parametres/sites/nouveau", site)
    assert again.status_code == 422
    assert "porte déjà ce nom" in again.text


@pytest.mark.feature("TEN-03")
async def test_a_series_without_counter_is_refused(paul: Visitor) -> None:
    answer = await paul.post("/parametres/sites/nouveau", {"name": "Oloron", "quote_series": "O-{AAAA}"})
    assert answer.status_code == 422
    assert "Le format doit finir par le compteur" in answer.text


@pytest.mark.feature("TEN-03")
async def test_the_last_open_site_stays_open(luc: Visitor, morel: Company) -> None:
    answer = await luc.post(f"/parametres/sites/{morel.site_id}/fermer")
    assert answer.status_code == 409
    assert "C’est le seul site ouvert" in answer.text


@pytest.mark.feature("TEN-04")
async def test_luc_of_morel_sees_nothing_of_durands_sites(luc: Visitor, durand: Company) -> None:
    assert "Orthez" not in (await luc.get("/parametres/sites")).text
    assert (await luc.get(f"/parametres/sites/{durand.site_id}")).status_code == 404
    answer = await luc.post(f"/parametres/sites/{durand.site_id}", {"name": "À moi", "quote_series": "V-{0}"})
    assert answer.status_code == 404


@pytest.mark.feature("SET-01")
async def test_terms_are_versions_that_never_change(paul: Visitor, luc: Visitor, durand: Company) -> None:
    first = {"text": "Conditions de {{ company_name }}.", "valid_from": "demain"}
    assert (await paul.post("/parametres/conditions", first)).status_code == 303
    assert (
        await paul.post("/parametres/conditions", first | {"text": "Autres conditions."})
    ).status_code == 303
    page = (await paul.get("/parametres/conditions")).text
    assert "Version 1" in page
    assert "Version 2" in page
    assert "À venir" in page
    async with db.tenant(durand.tenant_id) as tx:
        old = await tx.fetchrow("select id, text from terms_version where number = 1")
    assert old is not None
    assert old["text"] == "Conditions de {{ company_name }}."
    assert "Conditions de" in (await paul.get(f"/parametres/conditions/{old['id']}")).text
    assert (await luc.get(f"/parametres/conditions/{old['id']}")).status_code == 404


@pytest.mark.feature("SET-01")
async def test_terms_with_an_unknown_variable_are_refused(paul: Visitor) -> None:
    answer = await paul.post(
        "/parametres/conditions", {"text": "Nous sommes {{ nom_du_chat }}.", "valid_from": "demain"}
    )
    assert answer.status_code == 422
    assert "nom_du_chat" in answer.text
    past = await paul.post("/parametres/conditions", {"text": "Bien.", "valid_from": "01/01/2020"})
    assert "Cette date est passée" in past.text


async def test_ines_the_technician_does_not_open_the_settings(app: object, durand: Company) -> None:
    ines = await logged_in(app, durand, durand.people["Inès"])
    for path in ("/parametres", "/parametres/societe", "/parametres/sites", "/bienvenue"):
        assert (await ines.get(path)).status_code == 403
