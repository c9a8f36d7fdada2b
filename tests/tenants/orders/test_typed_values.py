"""What people really type and paste is read, or explained beside its field, and never lost."""

import pytest

from tests.browser_client import Visitor
from tests.companies import Company
from tests.tenants.orders.desk import PLACE, open_order, row, words

READ = [
    ("surface", "62,5 m2", "surface", "62.50"), ("surface", "62.5 m²", "surface", "62.50"),
    ("surface", " 1 200 ", "surface", "1200.00"), ("built_year", "1 938", "built_year", "1938"),
    ("built_year", "1938.0", "built_year", "1938"), ("rooms", "5,0", "rooms", "5"),
    ("permit_on", "1er juillet 1997", "permit_on", "1997-07-01"), ("permit_on", "01/07/1997", "permit_on", "1997-07-01"),
    ("permit_on", "1997", "permit_on", "1997"), ("postcode", "64 000", "postcode", "64000"), ("city", "PAU", "city", "PAU"),
    ("access_notes", "06.39.98.61.77 — sonner 2 fois", "access_notes", "06.39.98.61.77 — sonner 2 fois"),
]  # fmt: skip
WRONG = [
    ("surface", "grande", "mission"), ("surface", "-12", "mission"), ("surface", "=1+1", "mission"),
    ("built_year", "38", "mission"), ("built_year", "3938", "mission"), ("rooms", "06.39.98.61.77", "mission"),
    ("rooms", "0", "mission"), ("permit_on", "juillet", "mission"), ("dependencies", "deux", "mission"),
    ("discount_value", "beaucoup", "mission"), ("price_amount", "-5", "mission"), ("price_amount", "1,234", "mission"),
    ("postcode", "6400A", "bien"), ("postcode", "99999", "bien"), ("city", "Grenoble", "bien"),
    ("visit_date", "31/02/2027", "planning"), ("visit_hour", "25:00", "planning"), ("visit_minutes", "2", "planning"),
    ("requester_name", "Bordenave sans choisir", "demandeur"),
]  # fmt: skip


@pytest.mark.feature("CREA-04", "CREA-24")
@pytest.mark.parametrize(("name", "raw", "column", "kept"), READ)
async def test_a_pasted_value_is_read(
    office: Visitor, pau: Company, name: str, raw: str, column: str, kept: str
) -> None:
    desk = await open_order(office)
    await desk.type(**{**PLACE, name: raw})
    assert raw in await desk.see("bien" if name in (*PLACE, "access_notes") else "mission"), "kept as typed"
    assert (await desk.save()).status_code == 303
    assert str((await row(pau, "select * from property"))[column]) == kept


@pytest.mark.feature("CREA-04")
@pytest.mark.parametrize(("name", "raw", "point"), WRONG)
async def test_a_wrong_value_is_explained_and_stops_no_other(
    office: Visitor, pau: Company, name: str, raw: str, point: str
) -> None:
    desk = await open_order(office)
    first = {**PLACE, "price": "typed"} if name == "price_amount" else PLACE
    await desk.type(**first, d_DPE="DPE", type="flat", rooms="3")
    assert (await desk.type(**{name: raw})).status_code == 200
    page = await desk.see(point)
    assert raw in page and f'id="err-{name}"><span class="field__error">' in page.replace("\n", "")
    assert "125,00 €" in page or name in ("rooms", "price_amount", "postcode", "city", "discount_value"), (
        "the price stands"
    )
    refused = await desk.send("interlocuteurs", go="fermer")
    assert refused.status_code == 422 and f"{point}#f-{name}" in refused.text
    assert await row(pau, "select 1 from dossier") is None and raw in await desk.see(point)


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "{{ 7*7 }}", "' or 1=1 --", "\u202eabc", "x" * 3999]
)
async def test_hostile_words_are_shown_as_words(office: Visitor, text: str) -> None:
    desk = await open_order(office)
    await desk.type(access_notes=text, city=text[:60], companion=text)
    page = (await office.get(f"{desk.path}/bien")).text
    assert (
        "<script>alert(1)" not in page
        and "49" not in page[page.find("f-access_notes") : page.find("f-access_notes") + 200]
    )


async def test_too_much_is_refused_in_words(office: Visitor) -> None:
    desk = await open_order(office)
    answer = await desk.type(access_notes="x" * 4001)
    assert answer.status_code == 422 and "trop long" in words(answer.text)


async def test_only_fields_of_an_order_are_kept(office: Visitor, pau: Company) -> None:
    desk = await open_order(office)
    await desk.type(status="finalized", tenant_id="x", opened_with="x", address_from="x", surface="62")
    assert (await row(pau, "select data from order_draft"))["data"] == {"surface": "62"}
