"""A partner's program sends requests with its key; its words, its reference, and what is refused (LEAD-03)."""

from typing import Any

import pytest

from tests.browser_client import Visitor
from tests.companies import Company
from tests.tenants.leads.conftest import Stranger, rows

ASKED = {
    "reference": "A-1042", "type": "particulier", "nom": "Lasserre", "prenom": "Hélène", "telephone": "06 39 98 61 77",
    "email": "h.lasserre@exemple.fr", "operation": "location", "bien": "maison", "adresse": "27 avenue de Buros",
    "code_postal": "64000", "ville": "Pau", "surface": 118, "pieces": 5, "inconnu": {"a": 1},
}  # fmt: skip
PATH = "/api/v1/demandes"


async def send(stranger: Stranger, key: str, body: Any) -> Any:
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    return await stranger.visitor.http.post(PATH, json=body, headers=headers)


@pytest.mark.feature("LEAD-03")
async def test_a_partners_request_opens_a_dossier_once(
    stranger: Stranger, durand: Company, key: str, sophie: Visitor
) -> None:
    first, again = await send(stranger, key, ASKED), await send(stranger, key, ASKED)
    assert (first.status_code, again.status_code) == (201, 200)
    assert (first.json()["statut"], again.json()["statut"]) == ("reçue", "déjà reçue")
    assert first.json()["numero"] == again.json()["numero"]
    found = await rows(
        durand,
        "select d.*, l.partner_ref, l.source from dossier d join lead l on l.dossier_id = d.id where d.number = $1",
        first.json()["numero"],
    )
    assert [(one["status"], one["origin"], one["nature"], one["source"]) for one in found] == [
        ("to_quote", "Annuaire du Béarn", "rental", "partner")
    ]
    assert "Annuaire du Béarn" in (await sophie.get(f"/dossiers/{found[0]['id']}")).text


async def test_faults_come_back_under_the_partners_own_names(stranger: Stranger, key: str) -> None:
    answer = await send(stranger, key, ASKED | {"nom": "", "surface": "grande", "ville": "", "code_postal": "", "adresse": ""})  # fmt: skip
    assert answer.status_code == 422 and set(answer.json()["erreurs"]) == {"nom", "surface", "ville"}
    for body in ([], "texte", 3, None):
        assert (await send(stranger, key, body)).status_code == 400
    broken = await stranger.visitor.http.post(
        PATH, content=b"{", headers={"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    )
    assert broken.status_code == 400 and "objet JSON" in broken.json()["erreur"]


@pytest.mark.feature("LEAD-03")
async def test_a_key_is_shown_once_and_opens_nothing_once_revoked(
    stranger: Stranger, durand: Company, paul: Visitor, sophie: Visitor
) -> None:
    await prove(durand)
    page = (await paul.post("/parametres/devis-en-ligne/cles", {"label": "Réseau Ossau"})).text
    key = page.partition("<code>odl_")[2].partition("</code>")[0]
    assert key and f"odl_{key}" not in (await paul.get("/parametres/devis-en-ligne")).text
    assert (await send(stranger, f"odl_{key}", ASKED | {"reference": "B-1"})).status_code == 201
    kept = (await rows(durand, "select id, key_hash from lead_key where label = 'Réseau Ossau'"))[0]
    assert key.encode() not in kept["key_hash"]
    await paul.post(f"/parametres/devis-en-ligne/cles/{kept['id']}/revoquer")
    for wrong in (f"odl_{key}", "odl_inconnue", ""):
        answer = await send(stranger, wrong, ASKED | {"reference": "B-2"})
        assert answer.status_code == 401 and "révoquée" in answer.json()["erreur"]
    assert (await sophie.get("/parametres/devis-en-ligne")).status_code == 403


async def test_durands_key_opens_nothing_at_morels(app: Any, morel: Company, key: str) -> None:
    visitor = Visitor(app, morel.host)
    answer = await visitor.http.post(PATH, json=ASKED, headers={"Authorization": f"Bearer {key}"})
    assert answer.status_code == 401
    assert await rows(morel, "select id from lead") == []


async def prove(company: Company) -> None:
    """Paul has just proved who he is."""
    await rows(company, "update session set fresh_until = now() + interval '5 minutes' returning id")
