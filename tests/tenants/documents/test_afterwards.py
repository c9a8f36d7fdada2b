"""What follows a hand-over: a replaced version, the prefect's copy, the end of the dossier."""

from datetime import timedelta

import pytest

from odissee.platform import clock
from odissee.platform.db import db
from tests.browser_client import Visitor
from tests.tenants.documents.conftest import Drop, House
from tests.tenants.documents.papers import ASBESTOS, DPE, pdf
from tests.tenants.documents.test_deposit import words
from tests.tenants.documents.test_hand_over import announced, code_sent


@pytest.mark.feature("DOSS-14")
async def test_who_holds_an_older_version_is_told_what_changes(
    sophie: Visitor, visitor: Visitor, house: House, drop: Drop
) -> None:
    await drop(sophie, "DPE.pdf", pdf(DPE))
    link = await announced(sophie, house)
    await visitor.post(f"{link}/{(await house.documents())[0]['id']}/telecharger")
    await drop(sophie, "DPE v2.pdf", pdf(DPE + "\nv2"))
    new = (await house.documents())[1]
    page = words((await sophie.get(f"/documents/{new['id']}")).text)
    assert "Anne Bordenave : détient une version plus ancienne" in page
    silent = await sophie.post(f"/documents/{new['id']}/remplacement", {"reason": " "})
    assert silent.status_code == 422 and "Dites ce qui change" in words(silent.text)
    await sophie.post(f"/documents/{new['id']}/remplacement", {"reason": "surface corrigée"})
    mail = (
        await house.rows(
            "select text_body, subject from sent_mail where event = 'mail.report_replaced' and dossier_id = $1",
            house.dossier,
        )
    )[0]
    assert "surface corrigée" in mail["text_body"] and "/r/" in mail["text_body"]
    await visitor.post(f"{link}/{new['id']}/telecharger")
    assert "Version précédente déjà remise" not in (await sophie.get(f"/documents/{new['id']}")).text


async def asbestos_given(sophie: Visitor, visitor: Visitor, house: House, drop: Drop, kind: str) -> None:
    """A report of list A with score N3, taken by the owner."""
    async with db.tenant(house.company.tenant_id) as tx:
        await tx.execute(
            "update property set type = $2 where id = (select property_id from dossier where id = $1)",
            house.dossier,
            kind,
        )
    await drop(sophie, "Amiante.pdf", pdf(ASBESTOS))
    x = (await house.documents())[0]
    await sophie.post(f"/documents/{x['id']}/liste-a", {"score": "N3"})
    link = await announced(sophie, house)
    await visitor.post(f"{link}/{x['id']}/code")
    await visitor.post(f"{link}/{x['id']}/telecharger", {"code": await code_sent(house)})


@pytest.mark.feature("OUR-07")
async def test_a_score_n3_owes_a_copy_to_the_prefect_from_the_hand_over(
    sophie: Visitor, visitor: Visitor, house: House, drop: Drop
) -> None:
    async with db.tenant(house.company.tenant_id) as tx:
        await tx.execute("update company set email = 'contact@durand.example'")
    await asbestos_given(sophie, visitor, house, drop, "building")
    tasks = await house.rows(
        "select label, due_on from task where dossier_id = $1 and kind = 'prefect'", house.dossier
    )
    assert len(tasks) == 1 and "score N3" in tasks[0]["label"]
    assert tasks[0]["due_on"] == clock.today("Europe/Paris") + timedelta(days=10)
    with clock.at(clock.now() + timedelta(days=15)):
        assert await house.work("document.prefect") == 2
    mails = await house.rows(
        "select event from sent_mail where dossier_id = $1 and event like 'mail.prefect%' order by event",
        house.dossier,
    )
    assert [row["event"] for row in mails] == ["mail.prefect_due_d10", "mail.prefect_due_d14"]


@pytest.mark.feature("OUR-07")
@pytest.mark.parametrize("kind", ["house", "flat"])
async def test_a_house_and_private_parts_owe_none(
    sophie: Visitor, visitor: Visitor, house: House, drop: Drop, kind: str
) -> None:
    await asbestos_given(sophie, visitor, house, drop, kind)
    assert (
        await house.rows("select * from task where dossier_id = $1 and kind = 'prefect'", house.dossier) == []
    )


@pytest.mark.feature("LIST-17")
async def test_the_page_says_what_lacks_then_proposes_the_end(
    sophie: Visitor, house: House, drop: Drop
) -> None:
    async with db.tenant(house.company.tenant_id) as tx:
        await tx.execute("update dossier set status = 'visited' where id = $1", house.dossier)
        await tx.execute(
            "insert into dossier_service (id, dossier_id, diagnostic, label) values (gen_random_uuid(), $1, 'GAS', 'Gaz')",
            house.dossier,
        )
    await drop(sophie, "DPE.pdf", pdf(DPE))
    page = words((await sophie.get(house.page)).text)
    assert "Manque : État de l’installation de gaz" in page and "Chaque diagnostic a son rapport" not in page
    await drop(sophie, "Gaz.pdf", pdf("gaz"))
    assert "Chaque diagnostic a son rapport" in words((await sophie.get(house.page)).text)
    await sophie.post(f"{house.page}/statut", {"status": "finalise"})
    assert (await house.rows("select status from dossier where id = $1", house.dossier))[0][
        "status"
    ] == "finalized"
