"""A contact is written down, changed, binned and brought back; each step can be taken back."""

from typing import Any
from uuid import UUID

import pytest

from odissee.platform.db import TenantTransaction, db
from odissee.platform.errors import Conflict, NotFound
from odissee.platform.fields import Form, FormErrors
from odissee.platform.journal import NothingToUndo, undo
from odissee.tenants.contacts import contact_of, create_contact, duplicates, restore, trash, update_contact
from tests.companies import Company
from tests.tenants.contacts.book import found, stored, written


def form(**fields: str) -> Form:
    return Form(fields)


async def last_entry(tx: TenantTransaction, id: Any) -> UUID:
    entry: UUID = await tx.fetchval(
        "select id from journal_entry where subject_id = $1 order by seq desc limit 1", id
    )
    return entry


async def take_back(company: Company, id: Any) -> None:
    async with db.tenant(company.tenant_id) as tx:
        await undo(tx, await last_entry(tx, id), lambda _: True)


async def test_a_name_is_enough(pau: Company) -> None:
    contact = await written(pau, "Lasserre")
    assert (contact.type, contact.kind, contact.full_name) == ("particulier", "private", "Lasserre")


async def test_without_a_name_every_fault_is_told_at_once(pau: Company) -> None:
    async with db.tenant(pau.tenant_id) as tx:
        with pytest.raises(FormErrors) as refused:
            await create_contact(tx, form(last_name=" ", email="claire@", mobile="12", postcode="7"))
    assert list(refused.value.errors) == ["last_name", "mobile", "email", "postcode"]
    assert refused.value.errors["last_name"].startswith("Il manque le nom.")


async def test_what_is_pasted_is_tidied_and_what_was_typed_is_kept(pau: Company) -> None:
    contact = await written(
        pau,
        "  LASSERRE ",
        first_name="HÉLÈNE",
        mobile="tel: +33 (0)6 39 98 80 35",
        email="Mailto:H.Lasserre@Exemple.FR ",
    )
    row = await stored(pau, contact.id)
    assert (row["last_name"], row["first_name"]) == ("Lasserre", "Hélène")
    assert (row["mobile"], row["mobile_typed"]) == ("+33639988035", "tel: +33 (0)6 39 98 80 35")
    assert row["email"] == "h.lasserre@exemple.fr"


async def test_a_mobile_typed_as_a_landline_goes_where_sms_can_reach_it(pau: Company) -> None:
    one = await written(pau, "Un", phone="06 39 98 80 35")
    assert (one.mobile, one.phone) == ("+33639988035", "")
    two = await written(pau, "Deux", mobile="05 36 49 14 20", phone="06 39 98 80 35")
    assert (two.mobile, two.phone) == ("+33639988035", "+33536491420")
    three = await written(pau, "Trois", mobile="05 36 49 14 20")
    assert (three.mobile, three.phone) == ("", "+33536491420")
    with pytest.raises(FormErrors) as refused:
        await written(pau, "Quatre", mobile="05 36 49 14 20", phone="05 36 49 14 21")
    assert "Un SMS demande un mobile" in refused.value.errors["mobile"]


async def test_the_keys_of_siret_siren_and_vat_are_checked(pau: Company) -> None:
    agency = await written(
        pau, "Ossau", type="agence", siret="732 829 320 00074", vat_number="fr 44 732829320"
    )
    assert (agency.siret, agency.siren, agency.vat_number) == ("73282932000074", "732829320", "FR44732829320")
    assert (await written(pau, "Siren seul", type="entreprise", siret="732 829 320")).siren == "732829320"
    for fields, field in (
        ({"siret": "73282932000075"}, "siret"), ({"siret": "7328"}, "siret"),
        ({"siret": "73282932000074", "vat_number": "FR83404833048"}, "vat_number"),
    ):  # fmt: skip
        with pytest.raises(FormErrors) as refused:
            await written(
                pau, "Faux", type="agence", vat_number=fields.get("vat_number", ""), siret=fields["siret"]
            )
        assert list(refused.value.errors) == [field]


async def test_a_change_is_written_undone_and_not_undone_over_a_later_one(pau: Company) -> None:
    contact = await written(pau, "Lasserre", mobile="06 39 98 80 35", city="Pau")
    async with db.tenant(pau.tenant_id) as tx:
        await update_contact(
            tx, contact.id, form(last_name="Lassère", mobile="06 39 98 80 36", type="particulier")
        )
    assert await found(pau, "0639988036") == ["Lassère"] and await found(pau, "Lasserre") == []
    await take_back(pau, contact.id)
    row = await stored(pau, contact.id)
    assert (row["last_name"], row["mobile"], row["city"]) == ("Lasserre", "+33639988035", "Pau")
    assert await found(pau, "lasserre") == ["Lasserre"]
    async with db.tenant(pau.tenant_id) as tx:
        await update_contact(tx, contact.id, form(last_name="Un"))
    async with db.tenant(pau.tenant_id) as tx:
        entry = await last_entry(tx, contact.id)
        await update_contact(tx, contact.id, form(last_name="Deux"))
    async with db.tenant(pau.tenant_id) as tx:
        with pytest.raises(NothingToUndo):
            await undo(tx, entry, lambda _: True)


async def test_saving_without_a_change_writes_no_history(pau: Company) -> None:
    contact = await written(pau, "Lasserre")
    async with db.tenant(pau.tenant_id) as tx:
        await update_contact(tx, contact.id, form(last_name="Lasserre"))
    async with db.tenant(pau.tenant_id) as tx:
        assert await tx.fetchval("select count(*) from journal_entry where subject_id = $1", contact.id) == 1


async def test_two_people_who_edit_the_same_sheet_do_not_overwrite_each_other(pau: Company) -> None:
    contact = await written(pau, "Lasserre")
    version = (await stored(pau, contact.id))["updated_at"].isoformat()
    async with db.tenant(pau.tenant_id) as tx:
        await update_contact(tx, contact.id, form(last_name="Lasserre-Pons", version=version))
    async with db.tenant(pau.tenant_id) as tx:
        with pytest.raises(Conflict):
            await update_contact(tx, contact.id, form(last_name="Lassère", version=version))


async def test_the_bin_hides_and_gives_back(pau: Company) -> None:
    contact = await written(pau, "Lasserre")
    async with db.tenant(pau.tenant_id) as tx:
        await trash(tx, contact.id)
    assert await found(pau, "lasserre") == []
    async with db.tenant(pau.tenant_id) as tx:
        with pytest.raises(NotFound):
            await contact_of(tx, contact.id)
        with pytest.raises(NotFound):
            await trash(tx, contact.id)
        await restore(tx, contact.id)
    assert await found(pau, "lasserre") == ["Lasserre"]
    await take_back(pau, contact.id)
    assert await found(pau, "lasserre") == []


async def test_a_creation_taken_back_lies_in_the_bin(pau: Company) -> None:
    contact = await written(pau, "Lasserre")
    await take_back(pau, contact.id)
    assert (await stored(pau, contact.id))["trashed_at"] is not None


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ({"email": "ANNE@exemple.fr"}, "même adresse électronique"),
        ({"phone": "+33639986177"}, "même téléphone"),
        ({"mobile": "+33639986177"}, "même téléphone"),
        ({"siret": "73282932000074"}, "même SIRET"),
        ({"last_name": "BORDENAVE", "first_name": "anne", "postcode": "64000"}, "même nom, même code postal"),
    ],
)
async def test_the_same_person_is_recognised(pau: Company, typed: dict[str, str], reason: str) -> None:
    anne = await written(
        pau,
        "Bordenave",
        first_name="Anne",
        mobile="06 39 98 61 77",
        email="anne@exemple.fr",
        postcode="64000",
        city="Pau",
    )
    if "siret" in typed:
        anne = await written(pau, "Ossau", type="agence", siret="73282932000074")
    async with db.tenant(pau.tenant_id) as tx:
        [one] = await duplicates(tx, typed)
        assert (one.contact.id, one.reason) == (anne.id, reason)
        assert await duplicates(tx, typed, except_id=anne.id) == []


async def test_strangers_are_not_duplicates(pau: Company, durand: Company) -> None:
    await written(durand, "Bordenave", email="voisine@exemple.fr", postcode="64000", city="Pau")
    async with db.tenant(pau.tenant_id) as tx:
        assert await duplicates(tx, {"email": "voisine@exemple.fr"}) == []
        assert await duplicates(tx, {"last_name": "Bordenave", "postcode": ""}) == []
        assert await duplicates(tx, {}) == []


async def test_a_sub_account_has_one_level_and_no_stranger_above(pau: Company, durand: Company) -> None:
    head = await written(pau, "Ossau", type="agence")
    sub = await written(pau, "Ossau Gestion", type="agence", parent_id=str(head.id), parent_name="Ossau")
    assert sub.parent_id == head.id
    stranger = await written(durand, "Halles", type="agence")
    for parent in (sub.id, stranger.id):
        with pytest.raises(FormErrors) as refused:
            await written(pau, "Trois", type="agence", parent_id=str(parent), parent_name="X")
        assert list(refused.value.errors) == ["parent_name"]
    with pytest.raises(FormErrors):
        async with db.tenant(pau.tenant_id) as tx:
            fields = form(
                last_name="Ossau", type="agence", parent_id=str(sub.id), parent_name="Ossau Gestion"
            )
            await update_contact(tx, head.id, fields)


async def test_agencies_of_one_network_share_it(pau: Company) -> None:
    one = await written(pau, "Ossau", type="agence", network="Pyrénées Habitat")
    two = await written(pau, "Halles", type="agence", network=" Pyrénées  Habitat ")
    assert one.network_id == two.network_id is not None
