"""Every route has a door and a guard, and takes no form that is not ours."""

import re
import uuid
from typing import Any

import pytest

from odissee.app.features import routes
from odissee.platform.db import db, new_id
from odissee.platform.identity import session_cookie_name
from odissee.platform.identity.sessions import token_hash
from odissee.platform.rights import anyone, client, fresh, operator, signed_in, staff
from odissee.platform.web.csrf import SAFE, ForeignForm
from tests.browser_client import Visitor, logged_in
from tests.companies import Company
from tests.factories.client import client_of

DOORS = {"company", "site", "console", "any", "none"}
GUARDS = (staff, client, signed_in, operator, anyone)
MACHINES = {
    "/devis-en-ligne": "a form for strangers, also in a frame of the company's site where no cookie of ours goes: "
    "it bears a signed hour, its Origin is ours, and it acts for nobody",
    "/api/v1/demandes": "a partner's program, with the key that the company gave it",
    "/arrivee": "posted by the other company's host with a link that serves once",
    "/entrer": "posted by the company's own site, checked by its Origin",
    "/entrants/courrier/{secret:str}": "the mail host, with a signed secret",
    "/entrants/retours/{secret:str}": "the mail relay, with a signed secret",
    "/entrants/sms/{provider:str}/{secret:str}": "the SMS provider, with a signed secret",
    "/entrants/stop/{provider:str}/{secret:str}": "the SMS provider, with a signed secret",
    "/o/{token:str}": "a mail program unsubscribes with the link of one mail, without cookie (RFC 8058)",
}
"""Routes that prove themselves otherwise than by a token of ours. The list may only shrink."""
UNSAFE = [route for route in routes() if route.http_methods - SAFE]


def _name(route: Any) -> str:
    return f"{'/'.join(sorted(route.http_methods))} {min(route.paths)}"


@pytest.mark.quick
@pytest.mark.parametrize("route", routes(), ids=_name)
def test_a_route_has_a_door_and_a_guard(route: Any) -> None:
    guards = list(route.guards or ())
    assert route.opt.get("door", "company") in DOORS
    assert any(guard in GUARDS or hasattr(guard, "permissions") for guard in guards)
    assert not (fresh in guards and len(guards) == 1), "fresh says when, not who"


@pytest.mark.quick
def test_what_changes_something_is_never_a_get() -> None:
    both = [_name(route) for route in UNSAFE if route.http_methods & {"GET"}]
    assert both == []


@pytest.mark.quick
def test_only_machines_come_without_a_token() -> None:
    free = {path for route in routes() if route.opt.get("csrf") is False for path in route.paths}
    assert free == set(MACHINES)


def _path(route: Any) -> str:
    filled = re.sub(r"\{\w+:uuid\}", str(uuid.UUID(int=7)), min(route.paths))
    return re.sub(r"\{\w+(?::\w+)?\}", lambda hole: "1" if ":int" in hole[0] else "x" * 22, filled)


def _host(route: Any, durand: Company) -> str:
    return {"site": "localhost", "console": "console.localhost"}.get(
        route.opt.get("door", "company"), durand.host
    )


async def _operator(app: Any) -> Visitor:
    """Odile, who runs Odissée, at her console."""
    login, operator, token = new_id(), new_id(), "o" * 43
    async with db.commons() as tx:
        await tx.execute("insert into login (id, email_hash) values ($1, $2)", login, login.bytes)
        await tx.execute(
            "insert into operator (id, login_id, name) values ($1, $2, 'Odile')", operator, login
        )
        await tx.execute(
            "insert into operator_session (token_hash, operator_id, expires_at) values ($1, $2, now() + interval '1 hour')",
            token_hash(token), operator,
        )  # fmt: skip
    visitor = Visitor(app, "console.localhost")
    visitor.http.cookies.set(session_cookie_name(), token, domain="console.localhost")
    return visitor


async def test_a_form_without_its_token_or_from_elsewhere_is_refused_everywhere(
    app: Any, durand: Company
) -> None:
    paul, anne = await logged_in(app, durand, durand.people["Paul"]), await client_of(app, durand)
    people = {
        durand.host: paul,
        "localhost": Visitor(app, "localhost"),
        "console.localhost": await _operator(app),
    }
    accepted, tried = [], 0
    for route in UNSAFE:
        if route.opt.get("csrf") is False:
            continue
        visitor = anne if client in (route.guards or ()) else people[_host(route, durand)]
        if not visitor.token:
            await (visitor._csrf() if _host(route, durand) == durand.host else visitor.get("/connexion"))
        for method in sorted(route.http_methods - SAFE):
            for headers in (
                {"Origin": visitor.origin},
                {"Origin": "http://ailleurs.example", "X-CSRF": visitor.token},
            ):
                answer = await visitor.http.request(method, _path(route), data={"_": ""}, headers=headers)
                tried += 1
                if answer.status_code != 403 or ForeignForm.title[:20] not in answer.text.replace(
                    "\xa0", " "
                ):
                    accepted.append((method, _path(route), headers, answer.status_code))
    print(f"\n{tried} requests without token or from elsewhere")
    assert accepted == []
    assert tried > 100
