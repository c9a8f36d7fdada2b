"""What must hold after everything has been started again, read from the database and from the relay's box."""

import asyncio
import email
import json
from collections import Counter
from email import policy
from typing import Any

import asyncpg

from odissee.tenants.quotes.evidence import broken_links
from tests.fakes.smtp import Relay
from tests.faults.chain import Acknowledged, staff
from tests.faults.house import House

PENDING = """select kind, state, attempts, last_error from job
              where (state = 'ready' and not_before < now() + interval '30 seconds') or state = 'running'"""
WHOLE = """select d.internal_ref as key,
  exists (select from property p where p.id = d.property_id) and exists (select from dossier_service s where s.dossier_id = d.id)
  and exists (select from dossier_contact c where c.dossier_id = d.id)
  and (select count(*) = 1 from quote q join quote_version v on v.quote_id = q.id where q.dossier_id = d.id)
  and (select count(*) = 1 from journal_entry j where j.subject_id = d.id and verb = 'dossier.opened')
  and (select count(*) = 1 from journal_entry j where j.dossier_id = d.id and verb = 'quote.generated')
  and (d.internal_ref like 'v%' or exists (select from job where dedup_key = 'essai.compte:' || d.internal_ref))
  and exists (select from job j join quote_version v on j.dedup_key = 'quote.send:' || v.id join quote q on q.id = v.quote_id
               where q.dossier_id = d.id)
  as whole from dossier d"""
ACCEPTED = """select d.internal_ref as key, count(*) as n from quote_answer a join quote_version v on v.id = a.quote_version_id
  join quote q on q.id = v.quote_id join dossier d on d.id = q.dossier_id where a.kind = 'accepted' group by 1"""


async def connect(house: House) -> Any:
    """As the owner, inside Durand's wall."""
    connection = await asyncpg.connect(house.url("odissee_owner"))
    await connection.set_type_codec("jsonb", encoder=json.dumps, decoder=json.loads, schema="pg_catalog")
    await connection.execute("select set_config('app.tenant', $1, false)", house.tenants["durand"]["tenant"])
    return connection


async def settled(house: House, seconds: float) -> list[str]:
    """Waits until no job is due any more; returns those that still are."""
    connection, end = await connect(house), asyncio.get_running_loop().time() + seconds
    try:
        while rows := await connection.fetch(PENDING):
            if asyncio.get_running_loop().time() > end:
                return [f"job {tuple(row)}" for row in rows]
            await asyncio.sleep(0.1)
        return []
    finally:
        await connection.close()


async def faults(house: House, relay: Relay, done: Acknowledged, *, patience: float = 20.0) -> list[str]:
    """Every broken promise, in words; [] when all hold."""
    found = await settled(house, patience)
    connection = await connect(house)
    try:
        found += await _acts(connection, done)
        found += await _jobs(connection)
        found += await _journal(connection)
        found += [f"evidence {number}" for number in await broken_links(connection)]
        found += await _mails(connection, relay, len(house.kills))
    finally:
        await connection.close()
    return found + await _wall(house)


async def _acts(connection: Any, done: Acknowledged) -> list[str]:
    names = Counter(row["last_name"] for row in await connection.fetch("select last_name from contact"))
    found = [
        f"contact {key}: {names[f'Contact {key}']}" for key in done.contacts if names[f"Contact {key}"] != 1
    ]
    found += [f"contact {key} twice" for key in done.tried - done.contacts if names[f"Contact {key}"] > 1]
    rows = await connection.fetch(WHOLE)
    dossiers = Counter(row["key"] for row in rows)
    found += [f"order {key}: {dossiers[key]}" for key in done.orders if dossiers[key] != 1]
    found += [f"order {key} twice" for key in done.tried - done.orders if dossiers[key] > 1]
    found += [f"order {row['key']} half done" for row in rows if not row["whole"]]
    accepted = {row["key"]: row["n"] for row in await connection.fetch(ACCEPTED)}
    return found + [
        f"acceptance {key}: {accepted.get(key)}" for key in done.acceptances if accepted.get(key) != 1
    ]


async def _jobs(connection: Any) -> list[str]:
    rows = await connection.fetch(
        """select d.internal_ref as key, c.value from dossier d left join counter c on c.name = 'essai:' || d.internal_ref
             where d.internal_ref not like 'v%'"""
    )
    found = [f"effect {row['key']}: {row['value']}" for row in rows if row["value"] != 1]
    for row in await connection.fetch(
        "select kind, state, attempts, last_error from job where state = 'dead'"
    ):
        if row["kind"] != "essai.refus":
            found.append(f"dead {tuple(row)}")
    for row in await connection.fetch(
        "select state, attempts from job where kind = 'essai.refus' and last_error is not null"
    ):
        if row["state"] != "dead":
            found.append(f"refused for good, tried again: {tuple(row)}")
    return found


async def _journal(connection: Any) -> list[str]:
    row = await connection.fetchrow(
        """select count(*) as n, coalesce(max(seq), 0) as last, (select seq from journal_head) as head from journal_entry"""
    )
    return [] if row["n"] == row["last"] == (row["head"] or 0) else [f"journal {tuple(row)}"]


async def _mails(connection: Any, relay: Relay, kills: int) -> list[str]:
    """One message by row. A relay's 250 that was lost with the worker is asked for again under the same Message-ID."""
    rows = await connection.fetch("select dedup_key, message_id, state from sent_mail")
    taken = Counter(
        str(email.message_from_bytes(data, policy=policy.default)["Message-ID"]) for _, _, data in relay.taken
    )
    found = [f"mail {row['dedup_key']} {row['state']}" for row in rows if row["state"] != "sent"]
    twice = [row["dedup_key"] for row in rows if taken[row["message_id"]] > 1]
    if len(twice) > kills:
        found += [f"mail {key} twice" for key in twice]
    found += [
        f"mail {row['dedup_key']} never left"
        for row in rows
        if row["state"] == "sent" and not taken[row["message_id"]]
    ]
    quotes = Counter(
        row["dedup_key"].split(":")[2] for row in rows if row["dedup_key"].startswith("mail:quote:")
    )
    return found + [f"quote {quote} mailed {n} times" for quote, n in quotes.items() if n > 1]


async def _wall(house: House) -> list[str]:
    """Luc Morel reads his own book."""
    answer = await staff(house, "morel").ask("GET", "/contacts")
    return ["Morel reads Durand's contacts"] if "Contact " in answer.text else []
