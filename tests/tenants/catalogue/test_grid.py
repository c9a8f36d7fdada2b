"""The grid of prices, typed into as an office does."""

from datetime import UTC, datetime, timedelta

import pytest

from odissee.platform import clock
from odissee.platform.db import TenantTransaction, db
from tests.browser_client import Visitor, logged_in
from tests.companies import Company

HOUSE = "/parametres/tarifs?transaction=sale&bien=house"
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


async def history(
    company: Company, diagnostic: str = "DPE", up_to: int | None = 5
) -> list[tuple[object, ...]]:
    async with db.tenant(company.tenant_id) as tx:
        rows = await tx.fetch(
            """select amount_cents, basis, valid_from::text, valid_to::text from unit_price where diagnostic = $1
                 and transaction = 'sale' and property_type = 'house' and up_to is not distinct from $2
                 order by valid_from nulls first""",
            diagnostic, up_to,
        )  # fmt: skip
    return [tuple(row) for row in rows]


async def last_entry(company: Company) -> str:
    async with db.tenant(company.tenant_id) as tx:
        found = await tx.fetchval("select id from journal_entry order by seq desc limit 1")
    return str(found)


@pytest.mark.feature("SET-05")
async def test_the_grid_shows_prices_by_diagnostic_and_number_of_rooms(owner: Visitor) -> None:
    page = (await owner.get(HOUSE)).text
    assert 'aria-label="DPE, T5" value="170"' in page or 'aria-label="DPE, T5" value="185"' in page
    assert "T7 et plus" in page
    assert "Grille à l’unité, en euros TTC" in page


@pytest.mark.feature("SET-05")
@pytest.mark.parametrize("pasted", ["156,00 €", "156", "156.00", " 156,00\u202f€ TTC"])
async def test_a_price_typed_or_pasted_is_kept_and_the_old_row_stays(
    owner: Visitor, durand_prices: Company, pasted: str
) -> None:
    with clock.at(NOW):
        answer = await owner.post(HOUSE, {"DPE|3": pasted})
    assert answer.status_code == 303, answer.text
    assert await history(durand_prices) == [
        (170_00, "incl", None, "2026-11-23"),
        (156_00, "incl", "2026-11-24", None),
    ]


@pytest.mark.feature("SET-05")
async def test_a_price_planned_for_a_day_leaves_today_alone_and_is_announced(
    owner: Visitor, durand_prices: Company
) -> None:
    with clock.at(NOW):
        await owner.post(f"{HOUSE}&du=01/01/2027", {"DPE|3": "199,50"})
        today = (await owner.get(HOUSE)).text
        later = (await owner.get(f"{HOUSE}&du=01/01/2027")).text
    assert 'aria-label="DPE, T5" value="170"' in today
    assert "199,50 le" in today
    assert 'aria-label="DPE, T5" value="199,50"' in later
    assert await history(durand_prices) == [
        (170_00, "incl", None, "2026-12-31"),
        (199_50, "incl", "2027-01-01", None),
    ]


@pytest.mark.feature("SET-05")
async def test_the_toast_takes_the_change_back_row_for_row(owner: Visitor, durand_prices: Company) -> None:
    before = await history(durand_prices)
    with clock.at(NOW):
        await owner.post(HOUSE, {"DPE|3": "1 234,56", "GAS|3": ""})
        assert await history(durand_prices) != before
        assert (await owner.post(f"/annuler/{await last_entry(durand_prices)}")).status_code == 303
    assert await history(durand_prices) == before
    assert len(await history(durand_prices, "GAS")) == 1


@pytest.mark.feature("SET-05")
async def test_a_change_that_another_followed_is_not_taken_back(
    owner: Visitor, durand_prices: Company
) -> None:
    with clock.at(NOW):
        await owner.post(HOUSE, {"DPE|3": "160"})
        first = await last_entry(durand_prices)
        await owner.post(HOUSE, {"DPE|3": "165"})
        assert (await owner.post(f"/annuler/{first}")).status_code == 409
    assert (await history(durand_prices))[-1][0] == 165_00


@pytest.mark.feature("SET-05")
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("-12", "Un prix ne peut pas être négatif"),
        ("cent vingt", "Ce montant n’est pas lisible"),
        ("12,345", "Un montant a deux décimales au plus"),
        ("99999999", "Vérifiez la virgule"),
        ("<script>alert(1)</script>", "Ce montant n’est pas lisible"),
    ],
)
async def test_a_slip_is_explained_beside_its_cell_and_what_was_typed_stays(
    owner: Visitor, durand_prices: Company, typed: str, said: str
) -> None:
    before = await history(durand_prices)
    answer = await owner.post(HOUSE, {"DPE|3": typed, "GAS|0": "80"})
    assert answer.status_code == 422
    assert said in answer.text
    assert 'value="80"' in answer.text
    assert "<script>alert" not in answer.text
    assert await history(durand_prices) == before


@pytest.mark.feature("SET-05")
async def test_yesterday_is_not_for_sale_again(owner: Visitor, durand_prices: Company) -> None:
    answer = await owner.post(f"{HOUSE}&du=01/01/2020", {"DPE|3": "1"})
    assert answer.status_code == 422
    assert "Cette date est passée" in answer.text
    assert len(await history(durand_prices)) == 1


@pytest.mark.feature("SET-05")
async def test_prices_are_shown_and_typed_without_tax(owner: Visitor, durand_prices: Company) -> None:
    page = (await owner.get(f"{HOUSE}&saisie=excl")).text
    assert "en euros HT" in page
    assert 'aria-label="DPE, T5" value="141,67"' in page
    with clock.at(NOW):
        await owner.post(f"{HOUSE}&saisie=excl", {"DPE|3": "141,67", "GAS|3": "62,50"})
    assert len(await history(durand_prices)) == 1
    assert (await history(durand_prices, "GAS"))[-1][:2] == (62_50, "excl")
    assert 'aria-label="Gaz, T5" value="75"' in (await owner.get(HOUSE)).text


@pytest.mark.feature("SET-05")
async def test_a_grid_is_copied_to_a_site_with_five_percent_more_to_the_euro(
    owner: Visitor, durand_prices: Company
) -> None:
    site = str(durand_prices.site_id)
    with clock.at(NOW):
        answer = await owner.post(
            "/parametres/tarifs/copier?transaction=sale&bien=house",
            {"percent": "5 %", "step": "100", "from": "01/01/2027", "to_site": site, "to_transaction": "sale", "to_type": "house"},
        )  # fmt: skip
        assert answer.status_code == 303, answer.text
        page = (await owner.get(f"{HOUSE}&site={site}&du=01/01/2027")).text
    assert 'aria-label="DPE, T5" value="179"' in page
    assert (await history(durand_prices))[0][0] == 170_00
    wrong = await owner.post("/parametres/tarifs/copier", {"percent": "beaucoup", "step": "1"})
    assert wrong.status_code == 422
    assert "5 ou −2,5" in wrong.text
    assert "beaucoup" in wrong.text


@pytest.mark.feature("SET-05")
async def test_brackets_change_to_square_metres_and_back(owner: Visitor, durand_prices: Company) -> None:
    with clock.at(NOW):
        answer = await owner.post(
            "/parametres/tarifs/tranches?transaction=sale&bien=house",
            {"measure": "surface", "bounds": "80 ; 120 ; 200"},
        )
        assert answer.status_code == 303, answer.text
        page = (await owner.get(HOUSE)).text
        assert "Jusqu’à 80\u00a0m²" in page or "Jusqu’à 80 m²" in page
        assert 'value="125"' in page
        assert (await owner.post(f"/annuler/{await last_entry(durand_prices)}")).status_code == 303
        assert "T7 et plus" in (await owner.get(HOUSE)).text
    wrong = await owner.post(
        "/parametres/tarifs/tranches?bien=house", {"measure": "rooms", "bounds": "3 2 1"}
    )
    assert wrong.status_code == 422
    assert "3 2 1" in wrong.text


@pytest.mark.feature("SET-05")
async def test_minimum_additions_and_travel_are_set_and_shown_again(
    owner: Visitor, durand_prices: Company
) -> None:
    typed = {
        "minimum_cents": "96,00", "s_annex": "12", "i_annex": "2", "s_sample": "50", "i_sample": "0", "s_evening": "20 %",
        "s_saturday": "20 %", "s_urgent": "", "km_cents": "0,60", "km_free": "20", "km_minimum_cents": "5",
        "km_maximum_cents": "60", "km_billed": "1",
    }  # fmt: skip
    assert (await owner.post("/parametres/tarifs/regles", typed)).status_code == 303
    page = (await owner.get("/parametres/tarifs")).text
    for shown in ('value="96"', 'value="12"', "20\u202f%", 'value="0,60"'):
        assert shown in page, shown
    wrong = await owner.post("/parametres/tarifs/regles", typed | {"s_annex": "douze"})
    assert wrong.status_code == 422
    assert 'value="douze"' in wrong.text


@pytest.mark.feature("CREA-08")
@pytest.mark.feature("SET-05")
async def test_the_trial_shows_pack_sum_and_total_as_the_order_would(
    owner: Visitor, durand_prices: Company
) -> None:
    asked = {
        "diagnostics": ["DPE", "ASBESTOS", "CREP", "TERMITES", "GAS", "ELECTRICITY", "ERP"],
        "transaction": "sale", "bien": "house", "pieces": "5", "remise": "5",
    }  # fmt: skip
    page = (await owner.get("/parametres/tarifs/essai", params=asked)).text
    for shown in ("490,00", "749,00", "24,50", "465,50"):
        assert shown in page, shown
    wrong = (await owner.get("/parametres/tarifs/essai", params=asked | {"pieces": "cinq"})).text
    assert "À corriger pour essayer" in wrong


@pytest.mark.feature("SET-05")
async def test_sophie_of_the_office_does_not_set_prices_and_luc_sees_none(
    app: object, durand_prices: Company, luc: Visitor
) -> None:
    sophie = await logged_in(app, durand_prices, durand_prices.people["Sophie"])
    for path in (
        "/parametres/tarifs",
        "/parametres/packs",
        "/parametres/diagnostics",
        "/parametres/tarifs-particuliers",
    ):
        assert (await sophie.get(path)).status_code == 403, path
    assert (await sophie.post(HOUSE, {"DPE|3": "1"})).status_code == 403
    page = (await luc.get(f"{HOUSE}&site={durand_prices.site_id}")).text
    assert 'value="170"' not in page
    before = await history(durand_prices)
    await luc.post(f"{HOUSE}&site={durand_prices.site_id}", {"DPE|3": "1"})
    assert await history(durand_prices) == before
    assert (await luc.post(f"/annuler/{await last_entry_or_none(durand_prices)}")).status_code == 404


async def last_entry_or_none(company: Company) -> str:
    async with db.tenant(company.tenant_id) as tx:
        found = await tx.fetchval("select id from journal_entry order by seq desc limit 1")
    return str(found or "00000000-0000-0000-0000-000000000001")


async def test_the_page_costs_the_same_queries_with_ten_times_the_rows(
    owner: Visitor, durand_prices: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    for name in ("fetch", "fetchrow", "fetchval"):
        real = getattr(TenantTransaction, name)

        async def counted(self: TenantTransaction, sql: str, *args: object, real: object = real) -> object:
            asked.append(sql)
            return await real(self, sql, *args)  # type: ignore[operator]

        monkeypatch.setattr(TenantTransaction, name, counted)
    await owner.get(HOUSE)
    asked.clear()
    await owner.get(HOUSE)
    first = len(asked)
    with clock.at(NOW):
        for month in range(1, 6):
            day = (NOW + timedelta(days=30 * month)).strftime("%d/%m/%Y")
            await owner.post(f"{HOUSE}&du={day}", {f"DPE|{place}": str(200 + month) for place in range(6)})
    asked.clear()
    await owner.get(HOUSE)
    assert len(asked) == first
    assert first < 25
