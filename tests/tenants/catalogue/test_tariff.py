"""The prices of a company reach the arithmetic as they were set."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from odissee.platform.db import TenantTransaction, db, new_id
from odissee.tenants.catalogue import diagnostics_of, install_defaults, special_terms, tariff_of
from odissee.tenants.pricing import PriceContext, Tariff, price_order, systematic_discount
from odissee.tenants.pricing.worked_examples import durand_items, durand_tariff, worked_examples
from tests.companies import Company

DAY = date(2026, 11, 24)
OLD_HOUSE = ("DPE", "ASBESTOS", "CREP", "TERMITES", "GAS", "ELECTRICITY", "ERP")
HOUSE = PriceContext(on=DAY, transaction="sale", property_type="house", rooms=5)


async def priced(tx: TenantTransaction, codes: tuple[str, ...], context: PriceContext, tariff: Tariff) -> int:
    items = [each.priced for each in await diagnostics_of(tx) if each.code in codes]
    return price_order(items, context, tariff).proposed.amount


@pytest.mark.feature("SET-04")
async def test_a_company_starts_with_every_diagnostic_and_a_price_for_an_old_house(
    durand_prices: Company,
) -> None:
    async with db.tenant(durand_prices.tenant_id) as tx:
        found = {each.code: each for each in await diagnostics_of(tx)}
        assert found["CREP"].machine
        assert found["CREP"].certification == "lead"
        assert not found["CARREZ"].offered_for("rental")
        assert await priced(tx, OLD_HOUSE, HOUSE, await tariff_of(tx, durand_prices.site_id, DAY)) == 490_00


async def test_the_example_is_installed_once(durand_prices: Company) -> None:
    async with db.tenant(durand_prices.tenant_id) as tx:
        count = "select (select count(*) from unit_price) + (select count(*) from pack) + (select count(*) from diagnostic)"
        before = await tx.fetchval(count)
        await tx.execute("update unit_price set amount_cents = 1 where diagnostic = 'DPE'")
        await install_defaults(tx)
        assert await tx.fetchval(count) == before
        assert await tx.fetchval("select max(amount_cents) from unit_price where diagnostic = 'DPE'") == 1


async def _set_worked_tariff(tx: TenantTransaction) -> dict[str, str]:
    """The tariff of the worked examples as rows; returns name of list → id."""
    tariff = durand_tariff()
    for table in ("unit_price", "pack", "surcharge", "diagnostic"):
        await tx.execute({"unit_price": "delete from unit_price", "pack": "delete from pack",
                          "surcharge": "delete from surcharge", "diagnostic": "delete from diagnostic"}[table])  # fmt: skip
    for place, item in enumerate(durand_items()):
        await tx.execute(
            """insert into diagnostic (id, code, label, short_label, minutes, vat_bp, position)
               values ($1, $2, $3, $3, $4, $5, $6)""",
            new_id(), item.code, item.label, item.minutes, item.vat_rate, place,
        )  # fmt: skip
    agency = new_id()
    await tx.execute(
        "insert into contact (id, last_name, kind) values ($1, 'Ossau Immobilier', 'pro')", agency
    )
    special = new_id()
    await tx.execute(
        "insert into special_price (id, name, contact_id) values ($1, 'Ossau Immobilier', $2)",
        special,
        agency,
    )

    def bounds(row: object) -> tuple[object, ...]:
        bracket = row.bracket  # type: ignore[attr-defined]
        return (bracket.measure, bracket.above, bracket.up_to) if bracket else (None, Decimal(0), None)

    def days(row: object) -> tuple[object, object]:
        start, end = row.valid_from, row.valid_to  # type: ignore[attr-defined]
        return (None if start == date.min else start, None if end == date.max else end)

    for row in tariff.rows:
        await tx.execute(
            """insert into unit_price (id, diagnostic, transaction, property_type, measure, above, up_to, amount_cents,
                 basis, minutes, special_price_id, valid_from, valid_to)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)""",
            new_id(), row.diagnostic, row.transaction, row.property_type, *bounds(row), row.price.amount,
            row.price.basis, row.minutes, special if row.price_list else None, *days(row),
        )  # fmt: skip
    for pack in tariff.packs:
        await tx.execute(
            """insert into pack (id, name, diagnostics, transaction, property_type, amount_cents, minutes)
               values ($1, $2, $3, $4, $5, $6, $7)""",
            new_id(), pack.name, sorted(pack.diagnostics), pack.transaction, pack.property_type, pack.price.amount,
            pack.minutes,
        )  # fmt: skip
    for each in tariff.surcharges:
        await tx.execute(
            """insert into surcharge (id, kind, label, amount_cents, percent_bp, included, minutes)
               values ($1, $2, $3, $4, $5, $6, $7)""",
            new_id(), each.kind, each.label, each.price.amount if each.price else None, each.percent, each.included,
            each.minutes,
        )  # fmt: skip
    assert tariff.minimum is not None
    assert tariff.travel is not None
    await tx.execute(
        """update price_settings set minimum_cents = $1, km_cents = $2, km_free = $3, km_minimum_cents = $4,
             km_maximum_cents = $5""",
        tariff.minimum.amount, tariff.travel.per_km, tariff.travel.free_km, tariff.travel.minimum, tariff.travel.maximum,
    )  # fmt: skip
    return {"Ossau Immobilier": str(special), "agency": str(agency)}


@pytest.mark.feature("CREA-08")
@pytest.mark.feature("SET-05")
async def test_rows_of_the_database_give_every_worked_example_to_the_cent(durand_prices: Company) -> None:
    async with db.tenant(durand_prices.tenant_id) as tx:
        ids = await _set_worked_tariff(tx)
        items = {each.code: each.priced for each in await diagnostics_of(tx)}
        compared = 0
        for example in worked_examples():
            context = example.order()
            wants_list = bool(context.price_lists)
            contacts = [ids["agency"]] if wants_list else []
            context = replace(context, price_lists=tuple(ids[name] for name in context.price_lists))
            tariff = replace(await tariff_of(tx, None, context.on, contacts), pack_rule=example.pack_rule)  # type: ignore[arg-type]
            ours = price_order([items[code] for code in example.ticked], context, tariff)
            theirs = example.choices()
            assert [offer.amount for offer in ours.packs] == [offer.amount for offer in theirs.packs], (
                example.title
            )
            assert ours.units.amount == theirs.units.amount, example.title
            assert ours.proposed.lines == theirs.proposed.lines, example.title
            compared += 1
        assert compared >= 10


@pytest.mark.feature("SET-07")
@pytest.mark.feature("CREA-10")
async def test_the_nearest_agreement_wins_prescriber_then_main_account_then_network(
    durand_prices: Company,
) -> None:
    async with db.tenant(durand_prices.tenant_id) as tx:
        network, parent, agency = new_id(), new_id(), new_id()
        await tx.execute("insert into agency_network (id, name) values ($1, 'Réseau des Gaves')", network)
        await tx.execute(
            "insert into contact (id, last_name, network_id) values ($1, 'Groupe Ossau', $2)", parent, network
        )
        await tx.execute(
            "insert into contact (id, last_name, parent_id, discount_bp) values ($1, 'Ossau Pau', $2, 300)",
            agency, parent,
        )  # fmt: skip
        lists = {name: new_id() for name in ("own", "parent", "parent only", "network", "ended")}
        await tx.execute(
            "insert into special_price (id, name, contact_id, discount_bp) values ($1, 'a', $2, 500)",
            lists["own"],
            agency,
        )
        await tx.execute(
            "insert into special_price (id, name, contact_id, sub_accounts) values ($1, 'b', $2, true)",
            lists["parent"],
            parent,
        )
        await tx.execute(
            "insert into special_price (id, name, contact_id) values ($1, 'c', $2)",
            lists["parent only"],
            parent,
        )
        await tx.execute(
            "insert into special_price (id, name, network_id, discount_bp) values ($1, 'd', $2, 200)",
            lists["network"],
            network,
        )
        await tx.execute(
            "insert into special_price (id, name, contact_id, valid_to) values ($1, 'e', $2, '2026-01-01')",
            lists["ended"],
            agency,
        )
        terms = await special_terms(tx, [agency], DAY)
        assert terms.price_lists == tuple(str(lists[name]) for name in ("own", "parent", "network"))
        discount = systematic_discount(terms.discounts, DAY)
        assert discount is not None
        assert (discount.percent, "Ossau Pau" in discount.comment) == (5_00, True)
        assert (await special_terms(tx, [parent], DAY)).price_lists[0] in {
            str(lists["parent"]),
            str(lists["parent only"]),
        }


async def test_a_site_of_its_own_prices_them_before_the_company(durand_prices: Company) -> None:
    async with db.tenant(durand_prices.tenant_id) as tx:
        await tx.execute(
            """insert into unit_price (id, diagnostic, transaction, property_type, site_id, amount_cents)
               values ($1, 'ANC', 'sale', 'house', $2, 19900)""", new_id(), durand_prices.site_id,
        )  # fmt: skip
        here = replace(HOUSE, site=str(durand_prices.site_id))
        assert await priced(tx, ("ANC",), here, await tariff_of(tx, durand_prices.site_id, DAY)) == 199_00
        assert await priced(tx, ("ANC",), HOUSE, await tariff_of(tx, None, DAY)) == 150_00


async def test_morel_sees_none_of_these_prices(durand_prices: Company, morel: Company) -> None:
    async with db.tenant(morel.tenant_id) as tx:
        tariff = await tariff_of(tx, morel.site_id, DAY)
        assert (tariff.rows, tariff.packs, tariff.minimum) == ([], [], None)
        assert await diagnostics_of(tx) == []


async def test_a_tariff_costs_the_same_queries_whatever_its_size(
    durand_prices: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with db.tenant(durand_prices.tenant_id) as tx:
        asked: list[str] = []
        for name in ("fetch", "fetchrow", "fetchval"):
            real = getattr(TenantTransaction, name)

            async def counted(
                self: TenantTransaction, sql: str, *args: object, real: object = real
            ) -> object:
                asked.append(sql)
                return await real(self, sql, *args)  # type: ignore[operator]

            monkeypatch.setattr(TenantTransaction, name, counted)
        tariff = await tariff_of(tx, durand_prices.site_id, DAY)
        assert len(tariff.rows) > 200
        assert len(asked) == 4
