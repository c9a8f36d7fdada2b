"""Each point opens, empty and full, and answers its live parts."""

import pytest

from odissee.tenants.orders.fields import POINTS
from tests.browser_client import Visitor
from tests.companies import Company
from tests.tenants.contacts.book import written
from tests.tenants.orders.desk import HOUSE, PLACE, open_order, words

FULL = {
    **HOUSE, **PLACE, "annex_0_kind": "cellar", "annex_0_lot": "12", "access_notes": "Chien dans la cour",
    "origin": "Prescripteur professionnel", "requester_occupies": "1", "requester_is_owner": "1",
}  # fmt: skip


@pytest.mark.feature("CREA-02")
@pytest.mark.parametrize("full", [False, True])
async def test_each_point_opens_alone(office: Visitor, pau: Company, full: bool) -> None:
    desk = await open_order(office)
    if full:
        anne = await written(
            pau, "Bordenave", first_name="Anne", email="anne@exemple.fr", mobile="0639986177"
        )
        assert (
            await desk.type(**FULL, requester_id=str(anne.id), requester_name="Anne Bordenave")
        ).status_code == 200
    for point in POINTS:
        page = await desk.see(point)
        assert 'aria-current="step"' in page and "Enregistrer et fermer" in page
        live = await office.get(f"{desk.path}/vivant?point={point}", headers={"HX-Request": "true"})
        assert live.status_code == 200 and 'id="rail"' in live.text
    dialog = words((await office.get(f"{desk.path}/devis", headers={"HX-Request": "true"})).text)
    assert ("anne@exemple.fr" in dialog) is full
