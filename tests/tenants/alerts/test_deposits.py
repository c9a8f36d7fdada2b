"""COM-15: Anne hands in her heating bills; Inès who will go there hears of it, else the office."""

from typing import Any

import pytest

from odissee.platform.db import db
from odissee.platform.files import received
from odissee.tenants.documents import deposit
from tests.tenants.alerts.conftest import House
from tests.tenants.documents.papers import pdf


async def handed_in(house: House, name: str, **fields: Any) -> None:
    async def pieces() -> Any:
        yield pdf(name)

    async with received(pieces()) as file, db.tenant(house.company.tenant_id) as tx:
        await deposit(tx, house.dossier, "received", file, name, **fields)


@pytest.mark.feature("COM-15")
async def test_the_technician_is_told_of_what_the_client_deposits(house: House) -> None:
    ines = house.company.people["Inès"]
    async with db.tenant(house.company.tenant_id) as tx:
        await tx.execute("update dossier set technician_id = $2 where id = $1", house.dossier, ines.staff_id)
    await handed_in(house, "factures.pdf", contact_id=house.anne, missing_kind="DOC_BILLS")
    (mail,) = await house.mails("mail.document_deposited")
    assert mail["to_email"] == ines.email and "Anne Bordenave a déposé « factures.pdf »" in mail["text_body"].replace("\u202f", " ")  # fmt: skip
    assert f"/dossiers/{house.dossier}" in mail["text_body"]


@pytest.mark.feature("COM-15")
async def test_without_a_technician_it_is_the_office_and_staff_hear_nothing_of_their_own(
    house: House,
) -> None:
    await handed_in(house, "plans.pdf")
    assert await house.mails("mail.document_deposited") == []
    await handed_in(house, "factures.pdf", contact_id=house.anne)
    (mail,) = await house.mails("mail.document_deposited")
    assert mail["to_email"] == "contact@durand.example"
