"""The operators' console: what it shows, what it may do, and the company's consent."""

import re
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from odissee.app.features import routes
from odissee.platform import clock
from odissee.platform.db import db, new_id
from odissee.platform.identity import session_cookie_name
from odissee.platform.identity.operators import open_operator_session
from odissee.platform.tenancy import forget_places
from odissee.tenants.companies import PlanLimit, within_plan
from tests.browser_client import Visitor, logged_in
from tests.companies import Company, found

CONSOLE = "console.localhost"


@pytest.fixture(scope="module")
async def house(database: str) -> Company:
    """A company that operators suspend and visit."""
    return await found(
        "durand-console", "Durand Console", "Pau",
        {"Paul": ("Durand", "owner"), "Sophie": ("Martin", "office"), "Anne": ("Vidal", "admin")},
        plan="essai",
    )  # fmt: skip


@pytest.fixture
async def operator(app: Any) -> AsyncIterator[Visitor]:
    """Nadia, who runs Odissée, at work on the console's host."""
    login, id = new_id(), new_id()
    async with db.commons() as tx:
        await tx.execute("insert into login (id, email_hash) values ($1, $2)", login, login.bytes)
        await tx.execute("insert into operator (id, login_id, name) values ($1, $2, 'Nadia')", id, login)
        token = await open_operator_session(tx, id)
    visitor = Visitor(app, CONSOLE)
    visitor.http.cookies.set(session_cookie_name(), token, domain=CONSOLE)
    await visitor.get("/console")
    yield visitor


@pytest.fixture
async def owner(app: Any, house: Company) -> Visitor:
    return await logged_in(app, house, house.people["Paul"])


async def _verbs(company: Company) -> list[tuple[str, str]]:
    async with db.tenant(company.tenant_id) as tx:
        rows = await tx.fetch("select verb, actor_name from journal_entry order by seq")
    return [(row["verb"], row["actor_name"]) for row in rows]


def _one(company: Company) -> str:
    return f"/console/societes/{company.tenant_id}"


@pytest.mark.feature("TEN-05")
async def test_the_console_counts_and_shows_no_row(
    operator: Visitor, house: Company, durand: Company
) -> None:
    page = await operator.get("/console?q=durand")
    assert page.status_code == 200
    assert "Durand Console" in page.text
    assert "Sophie" not in page.text
    detail = await operator.get(_one(house))
    assert "3 / 10" in detail.text
    assert "contact@durand-console.example" not in detail.text
    assert "Aucune société" in (await operator.get("/console?q=personne-ne-porte-ce-nom")).text
    assert "Réseau" in (await operator.get("/console/offres")).text


@pytest.mark.feature("TEN-05")
async def test_the_console_is_shut_to_everybody_else(app: Any, owner: Visitor, house: Company) -> None:
    assert (await owner.get("/console")).status_code == 404
    stranger = Visitor(app, CONSOLE)
    assert (await stranger.get("/console")).headers["location"].startswith("/connexion")
    for path in ("/suspendre", "/reprendre", "/offre", "/assistance"):
        assert (await owner.post(_one(house) + path, {"reason": "x", "plan": "solo"})).status_code == 404
        assert (await stranger.post(_one(house) + path, {"reason": "x"})).status_code in (303, 403)


@pytest.mark.feature("TEN-05")
async def test_a_suspended_company_is_shut_at_once_and_opens_again(
    app: Any, operator: Visitor, owner: Visitor, house: Company
) -> None:
    assert (await owner.get("/parametres")).status_code == 200
    without = await operator.post(f"{_one(house)}/suspendre", {"reason": " "})
    assert without.status_code == 422
    assert (await operator.post(f"{_one(house)}/suspendre", {"reason": "Impayé de mars"})).status_code == 303
    shut = await owner.get("/parametres")
    assert shut.status_code == 403
    assert "est suspendu" in shut.text
    assert "Impayé de mars" in (await operator.get(_one(house))).text
    assert (await operator.post(f"{_one(house)}/suspendre", {"reason": "encore"})).status_code == 409
    assert (await operator.post(f"{_one(house)}/reprendre")).status_code == 303
    assert (await owner.get("/parametres")).status_code == 200
    signed = "Assistance Odissée (Nadia)"
    verbs = await _verbs(house)
    assert ("company.suspended", signed) in verbs
    assert ("company.resumed", signed) in verbs


@pytest.mark.feature("TEN-05")
async def test_another_process_shuts_the_company_within_five_seconds(
    owner: Visitor, house: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other process is this one, not told: only its cache's age brings the news."""
    from odissee.platform.tenancy import hosts

    await owner.get("/parametres")
    async with db.apart(house.tenant_id) as tx:
        await tx.execute("update tenant set status = 'suspended' where id = $1", house.tenant_id)
    assert (await owner.get("/parametres")).status_code == 200
    assert hosts.KEEP_SECONDS <= 5
    real = hosts.time.monotonic()
    monkeypatch.setattr(hosts.time, "monotonic", lambda: real + hosts.KEEP_SECONDS + 0.1)
    assert (await owner.get("/parametres")).status_code == 403
    monkeypatch.undo()
    async with db.apart(house.tenant_id) as tx:
        await tx.execute("update tenant set status = 'active' where id = $1", house.tenant_id)
    forget_places()


@pytest.mark.feature("TEN-10")
async def test_the_plan_is_changed_and_holds(operator: Visitor, house: Company) -> None:
    assert (await operator.post(f"{_one(house)}/offre", {"plan": "solo"})).status_code == 303
    async with db.tenant(house.tenant_id) as tx:
        with pytest.raises(PlanLimit, match="2"):
            await within_plan(tx, "staff")
        await within_plan(tx, "dossier")
        with pytest.raises(PlanLimit):
            await within_plan(tx, "storage", 21_000_000_000)
    assert (await operator.post(f"{_one(house)}/offre", {"plan": "gratuite"})).status_code == 409
    assert (await operator.post(f"{_one(house)}/offre", {"plan": "essai"})).status_code == 303
    assert ("company.plan_changed", "Assistance Odissée (Nadia)") in await _verbs(house)


# -- support, with consent ------------------------------------------------------------------------


async def _visit(app: Any, operator: Visitor, house: Company) -> Visitor:
    page = await operator.post(f"{_one(house)}/assistance")
    assert page.status_code == 200, page.text[:200]
    found = re.search(r'href="http://[a-z0-9.-]+:8000(/assistance/[\w-]+)"', page.text)
    assert found
    nadia = Visitor(app, house.host)
    await nadia.get(found[1])
    assert (await nadia.post(found[1])).status_code == 303
    assert (await nadia.post(found[1])).status_code == 410
    await nadia.get("/parametres")
    return nadia


@pytest.mark.feature("TEN-05")
async def test_without_consent_nobody_enters(operator: Visitor, house: Company) -> None:
    answer = await operator.post(f"{_one(house)}/assistance")
    assert answer.status_code == 403
    assert "ouvert d’accès à l’assistance" in answer.text


@pytest.mark.feature("TEN-05")
async def test_with_consent_an_operator_reads_and_every_page_is_in_the_journal(
    app: Any, operator: Visitor, owner: Visitor, house: Company
) -> None:
    assert (
        await owner.post("/parametres/support", {"hours": "4", "reason": "Devis illisible"})
    ).status_code == 303
    nadia = await _visit(app, operator, house)
    assert (await nadia.get("/parametres/equipe")).status_code == 200
    async with db.tenant(house.tenant_id) as tx:
        read = await tx.fetchval(
            "select after from journal_entry where verb = 'support.read' order by seq desc limit 1"
        )
    assert read == {"path": "/parametres/equipe"}
    verbs = await _verbs(house)
    assert ("support.allowed", "Paul Durand") in verbs
    assert ("support.entered", "Assistance Odissée (Nadia)") in verbs
    page = (await owner.get("/parametres/support")).text
    assert "Assistance Odissée (Nadia)" in page
    assert "Devis illisible" in page
    assert (await owner.post("/parametres/support/retirer")).status_code == 303
    assert (await nadia.get("/parametres/equipe")).status_code == 303
    assert (await operator.post(f"{_one(house)}/assistance")).status_code == 403


@pytest.mark.feature("TEN-05")
async def test_a_visit_writes_nothing_anywhere(
    app: Any, operator: Visitor, owner: Visitor, house: Company
) -> None:
    """Every POST of the application that is not public."""
    await owner.post("/parametres/support", {"hours": "1"})
    nadia = await _visit(app, operator, house)
    wrong = []
    for route in routes():
        guarded = [guard for guard in route.guards or () if getattr(guard, "__name__", "") != "anyone"]
        if "POST" not in route.http_methods or not guarded or route.opt.get("door", "company") != "company":
            continue
        path = re.sub(r"\{\w+:uuid\}", str(new_id()), min(route.paths))
        answer = await nadia.post(re.sub(r"\{\w+(?::\w+)?\}", "1", path), {"_": ""})
        if answer.status_code not in (403, 404):
            wrong.append((path, answer.status_code))
    assert wrong == []
    denied = await nadia.post("/parametres/sites/nouveau", {"name": "Intrus", "quote_series": "I-{0}"})
    assert "L’assistance lit et ne modifie rien" in denied.text
    await owner.post("/parametres/support/retirer")


@pytest.mark.feature("TEN-05")
async def test_a_visit_ends_with_the_consent(
    app: Any, operator: Visitor, owner: Visitor, house: Company
) -> None:
    await owner.post("/parametres/support", {"hours": "1"})
    nadia = await _visit(app, operator, house)
    with clock.at(clock.now() + timedelta(minutes=59)):
        assert (await nadia.get("/parametres")).status_code == 200
    with clock.at(clock.now() + timedelta(minutes=61)):
        assert (await nadia.get("/parametres")).status_code == 303
        assert "Aucun accord en cours" in (await operator.get(_one(house))).text
    await owner.post("/parametres/support/retirer")


@pytest.mark.feature("TEN-05")
async def test_consent_opens_one_company_only(
    app: Any, operator: Visitor, owner: Visitor, house: Company, morel: Company
) -> None:
    await owner.post("/parametres/support", {"hours": "1"})
    page = await operator.post(f"{_one(house)}/assistance")
    found = re.search(r"(/assistance/[\w-]+)\"", page.text)
    assert found
    nadia = Visitor(app, morel.host)
    assert (await nadia.get(found[1])).status_code == 410
    assert (await nadia.post(found[1])).status_code == 410
    assert (await operator.post(f"{_one(morel)}/assistance")).status_code == 403
    await owner.post("/parametres/support/retirer")


@pytest.mark.feature("TEN-05")
async def test_only_an_owner_consents(app: Any, house: Company) -> None:
    for first in ("Sophie", "Anne"):
        person = await logged_in(app, house, house.people[first])
        assert (await person.get("/parametres/support")).status_code == 403
        assert (await person.post("/parametres/support", {"hours": "72"})).status_code == 403
