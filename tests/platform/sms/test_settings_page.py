"""Paul chooses who sends Durand's SMS; his secrets never come back to a browser."""

from odissee.platform.db import db
from odissee.platform.sms import chosen
from tests.browser_client import Visitor
from tests.companies import Company

OVH = {"provider": "ovh", "ovh-app_key": "clé-app", "ovh-app_secret": "très-secret", "ovh-consumer_key": "conso",
       "ovh-service": "sms-xx1-1", "ovh-sender": "Durand"}  # fmt: skip


async def test_paul_chooses_changes_and_leaves_a_provider(
    paul: Visitor, durand: Company, luc: Visitor
) -> None:
    assert "Envoi des SMS" in (await paul.get("/parametres/sms")).text
    refused = await paul.post("/parametres/sms", OVH | {"ovh-app_secret": " "})
    assert refused.status_code == 422 and "sms-xx1-1" in refused.text and "Ce champ est vide" in refused.text
    assert (await paul.post("/parametres/sms", OVH)).status_code == 303
    page = (await paul.get("/parametres/sms")).text
    assert "très-secret" not in page and "sms-xx1-1" in page and "/entrants/sms/ovh/" in page
    again = OVH | {"ovh-app_secret": "", "ovh-app_key": "", "ovh-consumer_key": "", "ovh-sender": "DurandPau"}
    assert (await paul.post("/parametres/sms", again)).status_code == 303
    async with db.tenant(durand.tenant_id) as tx:
        found = await chosen(tx)
    assert found is not None and (found[1]["app_secret"], found[1]["sender"]) == ("très-secret", "DurandPau")
    assert "sms-xx1-1" not in (await luc.get("/parametres/sms")).text
    assert (await paul.post("/parametres/sms", {"provider": ""})).status_code == 303
    async with db.tenant(durand.tenant_id) as tx:
        assert await chosen(tx) is None


async def test_the_office_may_not(sophie: Visitor) -> None:
    assert (await sophie.get("/parametres/sms")).status_code == 403
