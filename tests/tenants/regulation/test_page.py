"""The page « Réglementation »: every dated rule with its source, and what a company decides where it is unsure."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from odissee.platform import clock
from odissee.platform.db import db, new_id
from odissee.tenants.regulation import (
    Context,
    Installation,
    PropertyType,
    Transaction,
    Verdict,
    all_rows,
    company_rulebook,
    required,
)
from tests.browser_client import Visitor, logged_in
from tests.companies import Company, found

PATH = "/parametres/reglementation"
KEY = "gas-seasonal"
SEASONAL = Context(
    transaction=Transaction.SEASONAL_RENTAL,
    property_type=PropertyType.FLAT,
    gas_installation=Installation.OLD,
)
DAY = date(2026, 11, 24)


async def gas_for(company: Company) -> Verdict:
    async with db.tenant(company.tenant_id) as tx:
        book = await company_rulebook(tx)
    return next(each.verdict for each in required(SEASONAL, DAY, book) if each.diagnostic == "GAS")


async def last_entry(company: Company) -> str:
    async with db.tenant(company.tenant_id) as tx:
        found = await tx.fetchval("select id from journal_entry order by seq desc limit 1")
    return str(found)


@pytest.mark.feature("OUR-01")
async def test_every_rule_in_force_is_shown_with_its_condition_its_source_and_its_state(
    paul: Visitor,
) -> None:
    with clock.at(datetime(2026, 11, 24, 9, tzinfo=UTC)):
        page = (await paul.get(PATH)).text
        past = (await paul.get(f"{PATH}?voir=passees")).text
    for rule in all_rows():
        over = rule.valid_to is not None and rule.valid_to < DAY
        assert f'href="{PATH}/{rule.key}"' in (past if over else page), rule.key
    assert "CSP L.1334-6" in page
    assert "vérifié" in page
    assert "à vérifier" in page
    assert "Vente" in page


@pytest.mark.feature("OUR-01")
async def test_durations_classes_and_termites_are_tables_that_one_searches(paul: Visitor) -> None:
    page = (await paul.get(f"{PATH}/durees")).text
    assert "10 ans" in page
    assert "Limites des classes du DPE" in page
    found = (await paul.get(f"{PATH}/durees?departement=pyrenees-atl")).text
    assert "64 Pyrénées-Atlantiques" in found
    assert "33 Gironde" not in found
    assert "Aucun département" in (await paul.get(f"{PATH}/durees?departement=zzz")).text


@pytest.mark.feature("OUR-01")
async def test_a_company_decides_an_unsure_rule_for_itself_alone_and_takes_it_back(
    paul: Visitor, luc: Visitor, durand: Company, morel: Company
) -> None:
    assert await gas_for(durand) is Verdict.TO_CHECK
    typed = {"verdict": "not_required", "reason": "Avis de notre organisme du 24 novembre"}
    assert (await paul.post(f"{PATH}/{KEY}", typed)).status_code == 303
    page = (await paul.get(f"{PATH}/{KEY}")).text
    assert "Avis de notre organisme du 24 novembre" in page
    assert "Décidé par Paul Durand" in page
    assert await gas_for(durand) is Verdict.NOT_REQUIRED
    assert await gas_for(morel) is Verdict.TO_CHECK
    assert "Avis de notre organisme" not in (await luc.get(f"{PATH}/{KEY}")).text
    assert (await luc.post(f"/annuler/{await last_entry(durand)}")).status_code == 404
    assert (await luc.post(f"{PATH}/{KEY}/retirer")).status_code == 404
    assert (await paul.post(f"{PATH}/{KEY}/retirer")).status_code == 303
    assert await gas_for(durand) is Verdict.TO_CHECK


@pytest.mark.feature("OUR-01")
async def test_the_toast_puts_the_former_decision_back(paul: Visitor, durand: Company) -> None:
    await paul.post(f"{PATH}/{KEY}", {"verdict": "required", "reason": "Un"})
    await paul.post(f"{PATH}/{KEY}", {"verdict": "not_required", "reason": "Deux"})
    assert await gas_for(durand) is Verdict.NOT_REQUIRED
    entry = await last_entry(durand)
    assert (await paul.post(f"/annuler/{entry}")).status_code == 303
    assert await gas_for(durand) is Verdict.REQUIRED
    assert (await paul.post(f"/annuler/{entry}")).status_code == 409
    await paul.post(f"{PATH}/{KEY}/retirer")
    await paul.post(f"/annuler/{await last_entry(durand)}")
    assert await gas_for(durand) is Verdict.REQUIRED
    await paul.post(f"{PATH}/{KEY}/retirer")


@pytest.mark.feature("OUR-01")
async def test_a_verified_rule_is_not_decided_and_a_reason_is_asked(
    paul: Visitor, app: object, durand: Company
) -> None:
    stands = await paul.post(f"{PATH}/dpe-sale", {"verdict": "not_required", "reason": "Non"})
    assert stands.status_code == 409
    assert "vérifiée" in stands.text
    bare = await paul.post(f"{PATH}/{KEY}", {"verdict": "required", "reason": "  "})
    assert bare.status_code == 422
    odd = await paul.post(f"{PATH}/{KEY}", {"verdict": "peut-être", "reason": "Gardez cette phrase"})
    assert odd.status_code == 422
    assert "Gardez cette phrase" in odd.text
    assert (
        await paul.post(f"{PATH}/regle-inconnue", {"verdict": "required", "reason": "x"})
    ).status_code == 404
    sophie = await logged_in(app, durand, durand.people["Sophie"])
    assert (await sophie.get(PATH)).status_code == 403
    assert (await sophie.post(f"{PATH}/{KEY}", {"verdict": "required", "reason": "x"})).status_code == 403


@pytest.mark.feature("OUR-01")
async def test_a_rule_to_come_names_the_open_quotes_and_unvisited_dossiers_to_read_again(
    app: Any, database: str
) -> None:
    durand = await found("a-relire", "À relire Diagnostics", "Pau", {"Paul": ("Durand", "owner")})
    paul = await logged_in(app, durand, durand.people["Paul"])
    rule = next(rule for rule in all_rows() if rule.valid_from == date(2028, 1, 1) and rule.diagnostic == "DPE_COLLECTIVE" or
                (rule.valid_from == date(2028, 1, 1)))  # fmt: skip
    with clock.at(datetime(2026, 11, 24, 9, tzinfo=UTC)):
        before = (await paul.get(f"{PATH}/{rule.key}")).text
        assert "elle commence" in before
        async with db.tenant(durand.tenant_id) as tx:
            for number, nature, status in ((9901, "sale", "quoted"), (9902, "rental", "scheduled"), (9903, "building", "quoted"),
                                           (9904, "sale", "finalized"), (9905, "rental", "quoted")):  # fmt: skip
                property_id = new_id()
                await tx.execute("insert into property (id, city) values ($1, 'Pau')", property_id)
                await tx.execute(
                    """insert into dossier (id, number, nature, status, site_id, property_id, quote_state)
                       values ($1, $2, $3, $4, $5, $6, case when $4 = 'quoted' then 'waiting' else 'none' end)""",
                    new_id(), number, nature, status, durand.site_id, property_id,
                )  # fmt: skip
        after = (await paul.get(f"{PATH}/{rule.key}")).text
    from odissee.tenants.regulation.concerned import NATURES, transactions_of

    natures = {NATURES[each] for each in transactions_of(rule)} or {"sale", "rental", "building"}
    for number, nature in ((9901, "sale"), (9902, "rental"), (9903, "building"), (9905, "rental")):
        assert (f"Dossier {number}" in after.replace("\u00a0", " ")) is (nature in natures), number
    assert "9904" not in after
