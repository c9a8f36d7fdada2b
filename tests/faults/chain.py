"""Sophie and her clients at work while things die: contact, order, quote by mail, code by mail, acceptance."""

import asyncio
import contextlib
import email
import re
from dataclasses import dataclass, field
from email import policy
from typing import Any

import httpx

from tests.fakes.smtp import Relay
from tests.faults.house import House
from tests.tenants.orders.desk import HOUSE, PLACE

TOKEN = re.compile(r'name="csrf-token" content="([^"]+)"|name="_csrf" value="([^"]+)"')
MARKS = re.compile(r'name="(loaded|page)" value="([^"]*)"')
BOOKED = re.compile(r"/contacts/[0-9a-f]{8}-[0-9a-f-]{27}")
LINK = re.compile(r"https?://[^/\s]+(/d/[\w-]+)")
ACCEPT = {"name": "Anne Bordenave", "place": "Pau", "terms": "1", "early_start": "1"}
PATIENCE = 60.0


class Tired(AssertionError):
    """Somebody waited in vain."""


@dataclass
class Acknowledged:
    """What the server said was done, by key."""

    contacts: set[str] = field(default_factory=set)
    orders: set[str] = field(default_factory=set)
    acceptances: set[str] = field(default_factory=set)
    tried: set[str] = field(default_factory=set)


@dataclass
class Person:
    """A browser that tries again when the connection breaks or the server has an incident."""

    house: House
    slug: str = "durand"
    session: str = ""
    token: str = ""
    http: httpx.AsyncClient = field(default_factory=lambda: httpx.AsyncClient(timeout=8))

    async def ask(
        self, method: str, path: str, data: dict[str, str] | None = None, *, again: bool = True
    ) -> Any:
        """The first answer that is not an incident; None when `again` is false and there was none."""
        end = asyncio.get_running_loop().time() + PATIENCE
        turn = 0
        while asyncio.get_running_loop().time() < end:
            port = self.house.ports[turn % len(self.house.ports)]
            turn += 1
            with contextlib.suppress(httpx.HTTPError):
                answer = await self._send(method, port, path, data)
                if answer.status_code < 500 and not (method == "POST" and answer.status_code == 429):
                    return answer
            if not again:
                return None
            await asyncio.sleep(0.15)
        raise Tired(f"{method} {path}")

    async def _send(self, method: str, port: int, path: str, data: dict[str, str] | None) -> httpx.Response:
        host = f"{self.slug}.localhost:8000"
        headers = {"Host": host, "Origin": f"http://{host}", "X-CSRF": self.token}
        cookie = {"visit": "v" * 24} | ({"session": self.session} if self.session else {})
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookie.items())
        self.http.cookies.clear()
        return await self.http.request(method, f"http://127.0.0.1:{port}{path}", data=data, headers=headers)

    async def arrive(self, path: str) -> None:
        found = TOKEN.search((await self.ask("GET", path)).text)
        assert found, path
        self.token = found[1] or found[2]


def staff(house: House, slug: str = "durand") -> Person:
    return Person(house, slug, house.tenants[slug]["session"])


async def letter(relay: Relay, to: str, pattern: re.Pattern[str]) -> str:
    """Waits for a mail to this address whose subject or text matches; returns what matched."""
    end = asyncio.get_running_loop().time() + PATIENCE
    while asyncio.get_running_loop().time() < end:
        for _, recipient, data in list(relay.taken):
            if recipient == to:
                message: Any = email.message_from_bytes(data, policy=policy.default)
                text = f"{message['Subject']}\n{message.get_body(('plain',)).get_content()}"
                if found := pattern.search(text):
                    return found[1]
        await asyncio.sleep(0.05)
    raise Tired(f"no mail to {to}")


def by_screens(key: str) -> bool:
    return key.startswith("v")


async def book(sophie: Person, key: str, done: Acknowledged) -> str:
    """The contact's page. A request whose answer was lost is sent again when the book does not hold the name."""
    name = f"Contact {key}"
    typed = {"kind": "private", "type": "particulier", "last_name": name, "email": f"{key}@exemple.fr"}
    await sophie.arrive("/contacts/nouveau")
    while True:
        answer = await sophie.ask("POST", "/contacts", typed, again=False)
        if answer is not None and answer.status_code == 303:
            done.contacts.add(key)
            return str(answer.headers["location"])
        await asyncio.sleep(0.5)
        found = BOOKED.search((await sophie.ask("GET", f"/contacts?q={name.replace(' ', '+')}")).text)
        if found:
            return found[0]


async def order_with_key(sophie: Person, key: str, done: Acknowledged, *, twice: bool) -> None:
    for _ in range(2 if twice else 1):
        answer = await sophie.ask("POST", "/essai/commande", {"key": key})
        assert answer.status_code == 201, answer.text[:500]
        done.orders.add(key)


async def order_by_screens(sophie: Person, key: str, contact: str, done: Acknowledged) -> None:
    """A draft, its fields as they are typed, « Générer le devis »: when an answer is lost, the draft tells whether it was heard."""
    opened = await sophie.ask("GET", "/commandes/nouvelle?mode=ddt")
    path = opened.headers["location"].rpartition("/")[0]
    marks = dict(MARKS.findall((await sophie.ask("GET", f"{path}/mission")).text))
    await sophie.arrive(f"{path}/mission")
    fields = HOUSE | PLACE | {"requester_id": contact.rpartition("/")[2], "requester_name": f"Contact {key}",
                              "price": "typed", "price_amount": "456", "internal_ref": key}  # fmt: skip
    kept = await sophie.ask("PATCH", f"{path}/champs", {**fields, **marks, "changed": ",".join(fields)})
    assert kept.status_code in (200, 409), kept.text[:300]
    while True:
        answer = await sophie.ask("POST", f"{path}/devis", {"send_mail": "1"}, again=False)
        if answer is None:
            await asyncio.sleep(0.5)
            if (await sophie.ask("GET", f"{path}/mission")).status_code == 200:
                continue
        else:
            assert answer.status_code == 303, re.sub("<[^>]+>|\\s+", " ", answer.text)[:2000]
        done.orders.add(key)
        return


async def one_chain(
    house: House, relay: Relay, key: str, done: Acknowledged, *, impatient: bool = False
) -> None:
    """From the call to the accepted quote; `impatient`: what was acknowledged is sent a second time.

    A key that begins with « v » goes through the product's own screens of the order; the others through one request
    that has a key of its own, as partners will send them.
    """
    done.tried.add(key)
    async with house.desk() as session:
        sophie = Person(house, "durand", session)
        contact = await book(sophie, key, done)
        if by_screens(key):
            await order_by_screens(sophie, key, contact, done)
        else:
            await order_with_key(sophie, key, done, twice=impatient)
    path = await letter(relay, f"{key}@exemple.fr", LINK)
    client = Person(house)
    await client.arrive(path)
    assert (await client.ask("POST", f"{path}/code")).status_code < 400
    code = await letter(relay, f"{key}@exemple.fr", re.compile(r"\b(\d{6})\b"))
    answer = await client.ask("POST", f"{path}/accepter", ACCEPT | {"code": code})
    if answer.status_code == 422:  # a newer code was asked for by a request that was lost
        raise Tired(f"refused: {re.sub('<[^>]+>', ' ', answer.text)[:300]}")
    assert answer.status_code in (303, 409), answer.status_code
    done.acceptances.add(key)
