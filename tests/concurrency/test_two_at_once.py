"""Two people, two browsers, two workers at the same instant: one wins, the other is told, nothing is done twice."""

import asyncio
import contextlib
import itertools
from typing import Any

import pytest

from odissee.platform.db import db, new_id
from odissee.platform.jobs import HANDLERS, Job, enqueue, job
from odissee.platform.jobs.claim import run_job
from odissee.platform.journal import INVERSES, record, undo
from odissee.tenants.companies import next_number
from odissee.tenants.dossiers import Trigger, open_dossier
from tests.browser_client import logged_in
from tests.companies import found
from tests.factories.furnish import Furnished, furnish


@pytest.fixture(scope="module")
async def house(database: str) -> Furnished:
    """Durand at work, with a dossier and a quote."""
    company = await found("durand-a-deux", "Durand Diagnostics", "Pau", {
        "Paul": ("Durand", "owner"), "Sophie": ("Martin", "office"),
    })  # fmt: skip
    return await furnish(company)


async def _one(house: Furnished, sql: str, *args: Any) -> Any:
    async with db.tenant(house.company.tenant_id) as tx:
        return await tx.fetchval(sql, *args)


async def test_fifty_dossiers_at_once_have_fifty_numbers_without_gap(house: Furnished) -> None:
    before = await _one(house, "select max(number) from dossier")

    async def opened() -> int:
        async with db.tenant(house.company.tenant_id) as tx:
            dossier = await open_dossier(
                tx, Trigger.ORDER_SAVED, site_id=house.company.site_id, property_id=house.ids["property"]
            )
        return int(dossier.number)

    numbers = await asyncio.gather(*(opened() for _ in range(50)))
    assert sorted(numbers) == list(range(before + 1, before + 51))


async def test_fifty_quote_numbers_at_once_with_one_in_five_given_back(house: Furnished) -> None:
    """A number is taken by the transaction that commits: one that is lost gives its number back."""
    from datetime import date

    class GivenUp(Exception):
        pass

    async def taken(n: int) -> str:
        number = ""
        with contextlib.suppress(GivenUp):
            async with db.tenant(house.company.tenant_id) as tx:
                number = await next_number(tx, "E-{AAAA}-{0000}", date(2026, 11, 25))
                if n % 5 == 0:
                    raise GivenUp
        return "" if n % 5 == 0 else number

    numbers = [number for number in await asyncio.gather(*(taken(n) for n in range(50))) if number]
    assert sorted(numbers) == [f"E-2026-{n:04d}" for n in range(1, 41)]


async def test_the_journal_has_no_gap_after_fifty_acts_at_once(house: Furnished) -> None:
    async def act() -> None:
        async with db.tenant(house.company.tenant_id) as tx:
            record(tx, "contact", house.ids["contact"], "contact.seen")

    await asyncio.gather(*(act() for _ in range(50)))
    assert await _one(
        house, "select count(*) = max(seq) and max(seq) = (select seq from journal_head) from journal_entry"
    )


async def test_two_people_on_the_status_of_one_dossier(house: Furnished, app: Any) -> None:
    """Sophie cancels while Paul cancels: each gets an answer that is no incident, the journal tells one truth."""
    people = [await logged_in(app, house.company, person) for person in house.company.people.values()]
    dossier = house.ids["dossier"]
    page = f"/dossiers/{dossier}/statut"
    answers = await asyncio.gather(
        *(
            person.post(page, {"status": status, "statut": status, "reason": "Doublon"})
            for person, status in zip(people, ("cancelled", "on_hold"), strict=True)
        )
    )
    assert all(answer.status_code < 500 for answer in answers)
    moves = await _statuses(house, dossier)
    assert all(after == before for (_, after), (before, _) in itertools.pairwise(moves)), moves
    if moves:
        assert moves[-1][1] == await _one(house, "select status from dossier where id = $1", dossier)


async def _statuses(house: Furnished, dossier: Any) -> list[tuple[str, str]]:
    async with db.tenant(house.company.tenant_id) as tx:
        rows = await tx.fetch(
            "select before->>'status' as b, after->>'status' as a from journal_entry where subject_id = $1 and verb = 'dossier.status' order by seq",
            dossier,
        )
    return [(row["b"], row["a"]) for row in rows]


async def test_two_acceptances_at_once_make_one_proof(house: Furnished, app: Any) -> None:
    version = house.ids["quote_version"]
    people = [await logged_in(app, house.company, person) for person in house.company.people.values()]
    facts = {"name": "Anne Bordenave", "how": "bon pour accord par courrier"}
    answers = await asyncio.gather(*(person.post(f"/devis/{version}/accepter", facts) for person in people))
    statuses = sorted(answer.status_code for answer in answers)
    assert statuses == [303, 409], [answer.text[:200] for answer in answers]
    assert await _one(house, "select count(*) from quote_answer where quote_version_id = $1", version) == 1
    loser = next(answer for answer in answers if answer.status_code == 409)
    assert "réponse" in loser.text


async def test_two_workers_run_one_job_once(house: Furnished) -> None:
    runs: list[Job] = []
    if "essai.lent" not in HANDLERS:

        @job("essai.lent")
        async def slow(tx: Any, job_: Job) -> None:
            runs.append(job_)
            await asyncio.sleep(0.05)

    async with db.tenant(house.company.tenant_id) as tx:
        id = await enqueue(tx, "essai.lent", {}, f"essai.lent:{new_id()}")
    await asyncio.gather(*(run_job(house.company.tenant_id, id) for _ in range(6)))
    HANDLERS.pop("essai.lent")
    assert len(runs) == 1
    assert await _one(house, "select state || attempts from job where id = $1", id) == "done1"


async def test_two_requests_with_one_key_have_one_effect(house: Furnished) -> None:
    async def ask() -> None:
        async with db.tenant(house.company.tenant_id) as tx:
            await enqueue(tx, "kernel.ping", {}, "ping:double")

    await asyncio.gather(*(ask() for _ in range(8)))
    assert await _one(house, "select count(*) from job where dedup_key = 'ping:double'") == 1


# -- double click on whatever can be taken back ----------------------------------------------------

POSTS: list[tuple[str, dict[str, str]]] = [
    ("/dossiers/{dossier}/urgent", {}), ("/dossiers/{dossier}/archiver", {}), ("/dossiers/{dossier}/corbeille", {}),
    ("/contacts/{contact}/corbeille", {}), ("/parametres/sites/{site}/fermer", {}),
    ("/parametres/equipe/{membership}/desactiver", {}),
    ("/parametres/equipe/{membership}/certifications/{certification}/retirer", {}),
]  # fmt: skip


@pytest.mark.parametrize(("path", "body"), POSTS, ids=[path for path, _ in POSTS])
async def test_a_double_click_is_one_act_and_one_undo_takes_it_back(
    database: str, app: Any, path: str, body: dict[str, str]
) -> None:
    """Both clicks are answered; then « Annuler » pressed twice brings the row back, once."""
    company = await found(f"clic-{new_id().hex[-8:]}", "Durand Diagnostics", "Pau", {
        "Inès": ("Haddad", "technician"), "Paul": ("Durand", "owner"),
    })  # fmt: skip
    house = await furnish(company)
    house.ids["site"] = new_id()
    async with db.tenant(company.tenant_id) as tx:
        await tx.execute("insert into site (id, name, city) values ($1, 'Dax', 'Dax')", house.ids["site"])
    paul = await logged_in(app, company, company.people["Paul"])
    table = path.split("}")[-2].split("{")[1]
    before = await _row(house, table)
    head = await _one(house, "select coalesce(max(seq), 0) from journal_entry")
    address = path.format(**{name: str(id) for name, id in house.ids.items()})
    await paul._csrf()
    clicks = await asyncio.gather(paul.post(address, body), paul.post(address, body))
    assert all(answer.status_code < 500 for answer in clicks), [answer.text[-600:] for answer in clicks]
    entries = await _reversible(house, head)
    assert entries, "nothing to take back"
    for id in reversed(entries):
        answers = await asyncio.gather(*(paul.post(f"/annuler/{id}") for _ in range(2)))
        assert sorted(answer.status_code for answer in answers) in ([303, 409], [409, 409]), [
            a.text[-300:] for a in answers
        ]
    assert await _row(house, table) == before


async def _reversible(house: Furnished, head: int) -> list[Any]:
    async with db.tenant(house.company.tenant_id) as tx:
        rows = await tx.fetch("select id, verb from journal_entry where seq > $1 order by seq", head)
    return [row["id"] for row in rows if row["verb"] in INVERSES]


async def _row(house: Furnished, table: str) -> str | None:
    tables = {
        "dossier": "dossier",
        "contact": "contact",
        "site": "site",
        "membership": "membership",
        "certification": "certification",
    }
    sql = f"select (to_jsonb(t) - array['updated_at', 'active_at', 'created_at', 'created_by'])::text from {tables[table]} t where id = $1"  # noqa: S608 - names above
    value: str | None = await _one(house, sql, house.ids[table])
    return value


async def test_an_entry_is_taken_back_by_one_of_two(house: Furnished) -> None:
    """Without the lock both would run the inverse: the journal keeps one « .undone »."""
    from odissee.platform.fields import Form
    from odissee.tenants.contacts import create_contact
    from odissee.tenants.contacts.create import last_entry

    async with db.tenant(house.company.tenant_id) as tx:
        await create_contact(tx, Form({"kind": "private", "type": "particulier", "last_name": "Lasserre"}))
        entry = last_entry(tx)

    async def back() -> bool:
        try:
            async with db.tenant(house.company.tenant_id) as tx:
                await undo(tx, entry.id, lambda permission: True)
        except Exception as error:  # noqa: BLE001 - whichever loses says so
            return "annulée" not in str(error)
        return True

    assert sorted(await asyncio.gather(*(back() for _ in range(4)))) == [False, False, False, True]
    assert await _one(house, "select count(*) from journal_entry where undoes = $1", entry.id) == 1
