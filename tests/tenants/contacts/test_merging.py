"""Two sheets of Mme Bordenave become one: everything follows, nothing is lost, and it can be taken back."""

import html
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from odissee.platform.db import db, new_id
from odissee.platform.errors import NotFound
from odissee.platform.journal import NothingToUndo, undo
from odissee.tenants.contacts import contact_of
from odissee.tenants.contacts.merge import SameSheet, ThreeLevels, merge_contacts
from tests.browser_client import Visitor
from tests.companies import Company
from tests.tenants.contacts.book import found, stored, written
from tests.tenants.contacts.conftest import dossier_of

PROOFS = ("consent", "document_download", "download_acknowledgement", "evidence_record")
"""Never rewritten: they say to whom something was handed over; `contact_now` tells who that is today."""


async def merged(company: Company, source: Any, target: Any, **values: Any) -> UUID:
    async with db.tenant(company.tenant_id) as tx:
        entry = await merge_contacts(tx, source.id, target.id, values)
    return entry.id


async def taken_back(company: Company, entry: UUID) -> None:
    async with db.tenant(company.tenant_id) as tx:
        await undo(tx, entry, lambda _: True)


async def roles_on(company: Company, dossier: Any) -> dict[Any, tuple[list[str], bool]]:
    async with db.tenant(company.tenant_id) as tx:
        rows = await tx.fetch("select * from dossier_contact where dossier_id = $1", dossier)
    return {row["contact_id"]: (sorted(row["roles"]), row["report_access"]) for row in rows}


@pytest.mark.feature("CONT-01")
async def test_dossiers_of_both_stand_on_the_one_that_stays_and_come_apart_again(pau: Company) -> None:
    kept, other = (
        await written(pau, "Bordenave", first_name="Anne"),
        await written(pau, "Bordenave", city="Pau"),
    )
    alone, shared = await dossier_of(pau, other.id), await dossier_of(pau, kept.id, number=2)
    async with db.tenant(pau.tenant_id) as tx:
        await tx.execute(
            """insert into dossier_contact (id, dossier_id, contact_id, roles, report_access)
               values ($1, $2, $3, '{requester}', true)""",
            new_id(), shared, other.id,
        )  # fmt: skip
    entry = await merged(pau, other, kept, city="Pau")
    assert await roles_on(pau, alone) == {kept.id: (["owner", "payer"], False)}
    assert await roles_on(pau, shared) == {kept.id: (["owner", "payer", "requester"], True)}
    assert (await stored(pau, kept.id))["city"] == "Pau"
    assert await found(pau, "bordenave") == ["Bordenave Anne"]
    await taken_back(pau, entry)
    assert await roles_on(pau, alone) == {other.id: (["owner", "payer"], False)}
    assert await roles_on(pau, shared) == {
        kept.id: (["owner", "payer"], False),
        other.id: (["requester"], True),
    }
    assert (await stored(pau, kept.id))["city"] == ""
    assert await found(pau, "bordenave") == ["Bordenave", "Bordenave Anne"]
    with pytest.raises(NothingToUndo):
        await taken_back(pau, entry)


async def test_a_table_added_later_follows_without_a_line_of_code(pau: Company, database: str) -> None:
    kept, other = await written(pau, "Gardée"), await written(pau, "Réunie")
    owner = await asyncpg.connect(database)
    try:
        await owner.execute(
            """create table gift (tenant_id uuid not null references tenant, id uuid not null, day text not null,
                 giver_id uuid, primary key (tenant_id, id), unique (tenant_id, day, giver_id),
                 foreign key (tenant_id, giver_id) references contact (tenant_id, id))"""
        )
        await owner.execute("select company_table('gift')")
    finally:
        await owner.close()
    async with db.tenant(pau.tenant_id) as tx:
        for day, giver in (("lundi", other.id), ("lundi", kept.id), ("mardi", other.id)):
            await tx.execute("insert into gift (id, day, giver_id) values ($1, $2, $3)", new_id(), day, giver)
    entry = await merged(pau, other, kept)
    assert await givers(pau) == [("lundi", kept.id), ("mardi", kept.id)]
    await taken_back(pau, entry)
    assert await givers(pau) == sorted([("lundi", other.id), ("lundi", kept.id), ("mardi", other.id)])


async def givers(company: Company) -> list[tuple[str, Any]]:
    async with db.tenant(company.tenant_id) as tx:
        return sorted((row["day"], row["giver_id"]) for row in await tx.fetch("select * from gift"))
    raise AssertionError


async def test_every_reference_of_the_schema_can_be_written(pau: Company) -> None:
    """A table that only takes new rows keeps pointing to the old sheet: only proofs may, which are read through it."""
    async with db.tenant(pau.tenant_id) as tx:
        rows = await tx.fetch("select tab::text, col, writable from contact_references()")
    assert len(rows) >= 12
    assert [
        (row["tab"], row["col"]) for row in rows if not row["writable"] and row["tab"] not in PROOFS
    ] == []


async def test_an_old_address_leads_to_the_one_that_stays_even_after_two_merges(
    office: Visitor, pau: Company
) -> None:
    one, two, three = [await written(pau, name) for name in ("Un", "Deux", "Trois")]
    await merged(pau, one, two)
    await merged(pau, two, three)
    answer = await office.get(f"/contacts/{one.id}")
    assert answer.status_code in (301, 302, 303) and answer.headers["location"] == f"/contacts/{three.id}"
    async with db.tenant(pau.tenant_id) as tx:
        assert (await contact_of(tx, one.id)).id == three.id


async def test_an_open_order_bears_the_one_that_stays(pau: Company) -> None:
    kept, other = await written(pau, "Gardée"), await written(pau, "Réunie")
    async with db.tenant(pau.tenant_id) as tx:
        await tx.execute(
            "insert into order_draft (id, data) values ($1, $2)", new_id(), {"requester_id": str(other.id)}
        )
    await merged(pau, other, kept)
    async with db.tenant(pau.tenant_id) as tx:
        assert await tx.fetchval("select data ->> 'requester_id' from order_draft") == str(kept.id)


async def test_accounts_keep_two_levels(pau: Company) -> None:
    main = await written(pau, "Siège", type="agence")
    sub = await written(pau, "Agence", type="agence", parent_id=str(main.id), parent_name="Siège")
    free = await written(pau, "Libre", type="agence")
    with pytest.raises(SameSheet):
        await merged(pau, main, main)
    child = await written(pau, "Négociateur", type="agence", parent_id=str(free.id), parent_name="Libre")
    with pytest.raises(ThreeLevels):
        await merged(pau, free, sub)
    await merged(pau, main, sub)
    assert (await stored(pau, sub.id))["parent_id"] is None
    await merged(pau, sub, free)
    assert (await stored(pau, child.id))["parent_id"] == free.id


@pytest.mark.feature("CONT-01")
async def test_sophie_compares_two_sheets_chooses_and_takes_it_back(office: Visitor, pau: Company) -> None:
    kept = await written(
        pau, "Bordenave", first_name="Anne", email="anne@exemple.fr", note="Sonner deux fois"
    )
    other = await written(
        pau, "Bordenave", email="anne@exemple.fr", mobile="0639986177", city="Pau", note="Chien"
    )
    await dossier_of(pau, other.id)
    pairs = (await office.get("/contacts/doublons")).text
    assert "même adresse électronique" in pairs and f"/contacts/{kept.id}/fusionner?autre={other.id}" in pairs
    page = html.unescape((await office.get(f"/contacts/{kept.id}/fusionner?autre={other.id}")).text)
    assert "1 dossier" in page and "garder_mobile" in page and "garder_email" not in page
    answer = await office.post(
        f"/contacts/{kept.id}/fusionner", {"autre": str(other.id), "garder_identity": ""}
    )
    assert answer.headers["location"] == f"/contacts/{kept.id}"
    row = await stored(pau, kept.id)
    assert (row["first_name"], row["mobile"], row["city"]) == ("Anne", "+33639986177", "Pau")
    assert row["note"] == "Sonner deux fois\n\nChien"
    sheet = html.unescape((await office.get(f"/contacts/{kept.id}")).text)
    assert (
        "Réuni avec une autre fiche" in sheet
        and "Aucun doublon" in (await office.get("/contacts/doublons")).text
    )


async def test_who_may_not_merge_and_what_is_absent(field: Visitor, office: Visitor, pau: Company) -> None:
    kept, other = await written(pau, "Un"), await written(pau, "Deux")
    for path in ("/contacts/doublons", f"/contacts/{kept.id}/fusionner?autre={other.id}"):
        assert (await field.get(path)).status_code == 403
    assert (await office.post(f"/contacts/{kept.id}/fusionner", {"autre": "x"})).status_code == 404
    assert (await office.post(f"/contacts/{kept.id}/fusionner", {"autre": str(new_id())})).status_code == 404
    same = await office.post(f"/contacts/{kept.id}/fusionner", {"autre": str(kept.id)})
    assert same.status_code == 303 and (await stored(pau, kept.id))["merged_into"] is None
    await merged(pau, other, kept)
    async with db.tenant(pau.tenant_id) as tx:
        with pytest.raises(NotFound):
            await merge_contacts(tx, other.id, kept.id, {})
