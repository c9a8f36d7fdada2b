"""Sophie brings her old address book: trial, import, again, undo."""

import html
import re
from typing import Any
from uuid import UUID

import pytest

from odissee.platform.db import db
from odissee.platform.jobs.claim import run_job
from odissee.platform.journal import undo
from odissee.tenants.imports.runs import begin, choose, opened, run_of, start
from tests.browser_client import Visitor
from tests.companies import Company
from tests.tenants.contacts.book import found, written
from tests.tenants.imports.dirty import AGENCIES, FILES, LOST_ZEROS, MAIL_PROGRAM, OLD_SOFTWARE


async def worked(company: Company) -> None:
    """The worker does what waits."""
    async with db.tenant(company.tenant_id) as tx:
        rows = await tx.fetch("select id from job where state = 'ready' and kind = 'import.run'")
    for row in rows:
        await run_job(company.tenant_id, row["id"])


async def began(company: Company, data: bytes, name: str = "carnet.csv", **rules: bool) -> UUID:
    async with db.tenant(company.tenant_id) as tx:
        run_id = await begin(tx, data, name)
        run = await opened(tx, run_id)
        choices = {"replaces": False, "lenient": False, **rules}
        await choose(tx, run, dict(run.rules.mapping), **choices)
    return run_id


async def passed(company: Company, run_id: UUID, state: str) -> Any:
    """One pass of the worker; the run's row afterwards."""
    async with db.tenant(company.tenant_id) as tx:
        await start(tx, run_id, state, (await run_of(tx, run_id))["total_count"])
    await worked(company)
    async with db.tenant(company.tenant_id) as tx:
        row = await run_of(tx, run_id)
    return row  # noqa: RET504 - a return inside the block looks to mypy as one that may not happen


async def imported(company: Company, data: bytes, name: str = "carnet.csv", **rules: bool) -> dict[str, int]:
    run_id = await began(company, data, name, **rules)
    await passed(company, run_id, "trying")
    row = await passed(company, run_id, "importing")
    assert row["state"] == "done", row["problem"]
    return dict(row["counts"])


async def book(company: Company) -> dict[str, Any]:
    async with db.tenant(company.tenant_id) as tx:
        rows = await tx.fetch("select * from contact where trashed_at is null order by name_key")
    return {row["last_name"]: row for row in rows}


def counts(created: int = 0, updated: int = 0, unchanged: int = 0, refused: int = 0) -> dict[str, int]:
    return {"created": created, "updated": updated, "unchanged": unchanged, "refused": refused}


@pytest.mark.feature("TEN-06")
async def test_a_trial_writes_nothing_and_the_import_all(pau: Company) -> None:
    run_id = await began(pau, OLD_SOFTWARE)
    assert (await passed(pau, run_id, "trying"))["counts"] == counts(created=4)
    assert await book(pau) == {}
    assert (await passed(pau, run_id, "importing"))["counts"] == counts(created=4)
    people = await book(pau)
    anne, agency = people["Bordenave"], people["OSSAU IMMOBILIER"]
    assert (anne["type"], anne["mobile"], anne["phone"], anne["complement"]) == (
        "particulier", "+33639986177", "+33559270064", "2e étage",
    )  # fmt: skip
    assert (agency["type"], agency["kind"], agency["discount_bp"], agency["city"]) == (
        "agence",
        "pro",
        500,
        "PAU",
    )
    assert people["GESTION BÉARN"]["type"] == "syndic"
    assert await found(pau, "bordenave anne") == ["Bordenave Anne"]


@pytest.mark.feature("TEN-06")
@pytest.mark.parametrize("file", FILES, ids=lambda one: one.name)
async def test_the_same_file_again_changes_nothing(pau: Company, file: Any) -> None:
    first = await imported(pau, file.data, file.name)
    assert first["created"] + first["refused"] == file.rows and first["created"] >= 1, first
    again = await imported(pau, file.data, file.name)
    assert again == counts(unchanged=first["created"], refused=first["refused"])
    replaced = await imported(pau, file.data, file.name, replaces=True)
    assert replaced == again


async def test_lost_zeros_come_back_only_where_the_town_says_so(pau: Company) -> None:
    """CASE-031"""
    await imported(pau, LOST_ZEROS, "zeros.xlsx")
    people = await book(pau)
    assert (people["Bordenave"]["postcode"], people["Lasserre"]["postcode"]) == ("01220", "03700")
    assert people["Bordenave"]["mobile"] == "+33639986177"
    assert people["Ossau Immobilier"]["siret"] == "73282932000074"
    run_id = await began(pau, b"Nom;CP;Ville\nParis;7500;PARIS\nValence;26000.0;VALENCE\n")
    row = await passed(pau, run_id, "trying")
    assert row["counts"] == counts(created=1, refused=1)


async def test_accounts_and_networks_are_linked_whatever_the_order_of_the_lines(pau: Company) -> None:
    await imported(pau, AGENCIES, "agences.xlsx")
    people = await book(pau)
    main, sub = people["Ossau Immobilier"], people["Ossau Gestion"]
    assert sub["parent_id"] == main["id"] and sub["network_id"] == main["network_id"] is not None
    assert main["iban"] == "FR7630006000011234567890189"


async def test_a_known_contact_is_completed_never_overwritten_unless_asked(pau: Company) -> None:
    await written(pau, "Bordenave", first_name="Anne", mobile="0639986177", city="Gan", postcode="64290")
    file = b"Nom;Prenom;Portable;Email;CP;Ville\nBORDENAVE;Anne;06 39 98 61 77;anne@exemple.fr;64000;Pau\n"
    assert await imported(pau, file) == counts(updated=1)
    anne = (await book(pau))["Bordenave"]
    assert (anne["email"], anne["city"], anne["postcode"]) == ("anne@exemple.fr", "Gan", "64290")
    assert await imported(pau, file, replaces=True) == counts(updated=1)
    anne = (await book(pau))["Bordenave"]
    assert (anne["city"], anne["postcode"]) == ("Pau", "64000")


async def test_two_lines_of_one_person_make_one_contact(pau: Company) -> None:
    file = "Nom;Prénom;Mobile;Email\nPommier;Jean;0639984019;\nPOMMIER;JEAN;0639984019;jean@exemple.fr\n".encode()
    assert await imported(pau, file) == counts(created=1, updated=1)
    assert (await book(pau))["Pommier"]["email"] == "jean@exemple.fr"
    assert await imported(pau, file) == counts(unchanged=2)
    assert await imported(pau, file, replaces=True) == counts(unchanged=2)


async def test_father_and_son_stay_two_and_a_switchboard_is_no_identity(pau: Company) -> None:
    file = (
        "Nom;Prénom;Téléphone;Mobile\nPommier;Jean;0536491421;0639984019\nPommier;Jean;;0639984020\n"
        "Lafitte;Bruno;0536491421;\n"
    ).encode()
    assert await imported(pau, file) == counts(created=3)
    assert await imported(pau, file) == counts(unchanged=3)


async def test_everything_is_taken_back_but_what_somebody_worked_on(pau: Company) -> None:
    await written(pau, "Lasserre", first_name="Hélène", mobile="0639988035")
    await imported(pau, OLD_SOFTWARE)
    assert len(await book(pau)) == 4 and (await book(pau))["Lasserre"]["address"] == "8 rue Bargoin"
    async with db.tenant(pau.tenant_id) as tx:
        entry = await tx.fetchval("select id from journal_entry where verb = 'import.done'")
        await undo(tx, entry, lambda _: True)
    people = await book(pau)
    assert list(people) == ["Lasserre"] and people["Lasserre"]["address"] == ""
    assert await found(pau, "ossau") == []


async def test_a_broken_line_in_the_middle_of_fifty_thousand(pau: Company) -> None:
    lines = [
        "Nom;Prénom;Mobile;CP;Ville",
        *[f"Nom{n};Jean;06 39 98 {n // 100 % 100:02} {n % 100:02};64000;Pau" for n in range(3000)],
    ]
    lines[1500] = '"Nom1499;Jean;0639980000;64000;Pau'
    lines[1600] = "Nom1599;Jean;06 39 98;64000;Pau"
    run_id = await began(pau, "\n".join(lines).encode())
    row = await passed(pau, run_id, "trying")
    assert row["counts"] == counts(created=2998, refused=2)
    async with db.tenant(pau.tenant_id) as tx:
        rows = await tx.fetch(
            "select line, problems from import_line where outcome = 'refused' order by line"
        )
    assert [one["line"] for one in rows] == [1501, 1601]
    assert "guillemet" in rows[0]["problems"][0][2] and rows[1]["problems"][0][:2] == ["Mobile", "06 39 98"]


async def test_a_failure_in_the_middle_leaves_nothing(pau: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    from odissee.tenants.contacts import bulk

    wrote: list[int] = []
    original = bulk._write

    async def third_time(tx: Any, batch: Any) -> None:
        wrote.append(len(batch))
        if len(wrote) == 3:
            raise RuntimeError("the disk is full")
        await original(tx, batch)

    monkeypatch.setattr(bulk, "_write", third_time)
    file = "\n".join(["Nom;Ville", *[f"Nom{n};Pau" for n in range(1200)]]).encode()
    run_id = await began(pau, file)
    await passed(pau, run_id, "trying")
    row = await passed(pau, run_id, "importing")
    assert len(wrote) == 3 and row["state"] == "failed" and "rien n’est entré" in row["problem"]
    assert await book(pau) == {}


async def test_lenient_leaves_out_what_cannot_be_read(pau: Company) -> None:
    file = b"Nom;Email;Mobile\nLamothe;claire@;0639981240\n;sans@exemple.fr;\n"
    assert await imported(pau, file) == counts(refused=2)
    assert await imported(pau, file, lenient=True) == counts(created=1, refused=1)
    assert ((await book(pau))["Lamothe"]["email"], (await book(pau))["Lamothe"]["mobile"]) == (
        "",
        "+33639981240",
    )


@pytest.mark.feature("SET-18")
async def test_sophie_goes_through_the_four_steps(office: Visitor, pau: Company) -> None:
    answer = await office.post(
        "/contacts/importer", files={"fichier": ("carnet.csv", MAIL_PROGRAM + b"x,,a@,,,,,,\n", "text/csv")}
    )
    assert answer.status_code == 303, answer.text[:300]
    where = answer.headers["location"]
    page = html.unescape((await office.get(where)).text)
    assert "E-mail Address" in page and "Sûr" in page
    mapping = {name: re.search(r'selected', cell) and re.search(r'value="(\w*)" selected', cell)[1]  # type: ignore[index]
               for name, cell in re.findall(r'<select class="select" id="f-(colonne_\d+)"(.*?)</select>', page, re.DOTALL)}  # fmt: skip
    lost = {name: "" for name in mapping}
    refused = await office.post(f"{where}/essai", lost)
    assert refused.status_code == 422 and "quelle colonne contient le nom" in html.unescape(refused.text)
    assert (await office.post(f"{where}/essai", {**mapping, "differe": "completer"})).status_code == 303
    assert "Essai en cours" in (await office.get(where)).text
    await worked(pau)
    page = html.unescape((await office.get(f"{where}/avancement")).text)
    assert "1 ligne sur 3" in page.replace("\xa0", " ") and "Importer 2 contacts" in page.replace("\xa0", " ")
    faults = (await office.get(f"{where}/erreurs.csv")).content.decode("utf-8-sig")
    assert faults.splitlines()[0].startswith("Ligne;Problème;First Name") and faults.splitlines()[
        1
    ].startswith("4;")
    assert (await office.post(f"{where}/lancer")).status_code == 303
    assert (await office.post(f"{where}/lancer")).status_code == 303  # a second press changes nothing
    await worked(pau)
    page = (await office.get(where)).text
    back = re.search(r'action="(/annuler/[^"]+)"', page)
    assert back and sorted(await book(pau)) == ["Lamothe", "Ossau Immobilier, Pau"]
    assert (await office.post(back[1])).status_code == 303
    assert await book(pau) == {} and "Import annulé" in html.unescape((await office.get(where)).text)


async def test_a_file_that_is_none_is_refused_with_words(office: Visitor) -> None:
    for data, words in ((b"", "Choisissez un fichier"), (b"%PDF-1.7\x00", "ni un CSV")):
        answer = await office.post("/contacts/importer", files={"fichier": ("x.csv", data, "text/csv")})
        assert answer.status_code == 422 and words in html.unescape(answer.text)
