"""The rights page (A8), and every route of the application against every profile of staff."""

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest

from odissee.app.features import routes
from odissee.platform import clock
from odissee.platform.db import db
from odissee.platform.errors import Forbidden
from odissee.platform.rights import DEFAULTS, Profile, anyone, client, operator, signed_in
from odissee.platform.rights.guards import staff as any_staff
from tests.browser_client import Visitor, logged_in
from tests.companies import Company, found

STAFF = [profile for profile in Profile if profile is not Profile.CLIENT]
PUBLIC = (anyone, client, operator, signed_in, any_staff)


async def _cells(company: Company) -> dict[str, str]:
    async with db.tenant(company.tenant_id) as tx:
        rows = await tx.fetch("select * from permission_grant")
    return {f"{row['profile']}:{row['permission']}": row["scope"] for row in rows}


@pytest.fixture(scope="module")
async def house(database: str) -> Company:
    """Durand's, for tests that turn its rights over: one person of each profile."""
    people = {f"Durand{place}": ("Haddad", str(profile)) for place, profile in enumerate(STAFF)}
    return await found("durand-droits", "Durand Diagnostics", "Pau", people)


@pytest.fixture
async def owner(app: Any, house: Company) -> Visitor:
    return await logged_in(app, house, house.people["Durand0"])


@pytest.mark.feature("SET-02")
async def test_a_changed_cell_is_marked_shown_applied_and_taken_back(
    app: Any, owner: Visitor, house: Company
) -> None:
    technician = await logged_in(app, house, house.people["Durand4"])
    assert (await technician.get("/parametres/equipe")).status_code == 403
    shown = await owner.post(
        "/parametres/droits", {"technician:staff.manage": "all", "office:invoice.see": "all"}
    )
    assert shown.status_code == 303
    page = await owner.get(shown.headers["location"])
    assert "1 case changée, pas encore appliquée" in page.text
    assert await _cells(house) == {}
    cells = re.findall(r'name="c" value="([^"]+)"', page.text)
    assert cells == ["technician:staff.manage:all"]
    assert (await owner.post("/parametres/droits/appliquer", {"c": cells})).status_code == 303
    assert await _cells(house) == {"technician:staff.manage": "all"}
    assert (await technician.get("/parametres/equipe")).status_code == 200
    assert "data-c" in (await owner.get("/parametres/droits")).text
    async with db.tenant(house.tenant_id) as tx:
        entry = await tx.fetchrow("select * from journal_entry order by seq desc limit 1")
    assert entry is not None
    assert (entry["verb"], entry["before"]) == ("rights.changed", {"technician:staff.manage": "none"})
    assert (await owner.post(f"/annuler/{entry['id']}")).status_code == 303
    assert await _cells(house) == {}
    assert (await technician.get("/parametres/equipe")).status_code == 403


@pytest.mark.feature("SET-02")
async def test_the_origin_comes_back_in_one_act(owner: Visitor, house: Company) -> None:
    cells = ["sales:invoice.issue:all", "office:dunning.run:all"]
    await owner.post("/parametres/droits/appliquer", {"c": cells})
    assert len(await _cells(house)) == 2
    assert (await owner.post("/parametres/droits/origine")).status_code == 303
    assert await _cells(house) == {}


@pytest.mark.feature("SET-02")
@pytest.mark.parametrize(
    "cell",
    ["owner:rights.edit:none", "admin:rights.edit:all", "client:dossier.see:all", "office:company.bank:own",
     "office:no.such:all", "nobody:dossier.see:all", "office:dossier.see:everything", "office"],
)  # fmt: skip
async def test_a_fixed_or_invented_cell_changes_nothing(owner: Visitor, house: Company, cell: str) -> None:
    assert (await owner.post("/parametres/droits/appliquer", {"c": [cell]})).status_code == 303
    assert await _cells(house) == {}


@pytest.mark.feature("SET-02")
async def test_applying_asks_who_is_there_and_keeps_the_choice(owner: Visitor, house: Company) -> None:
    page = "/parametres/droits?c=sales%3Ainvoice.issue%3Aall"
    await owner.get(page)
    with clock.at(clock.now() + timedelta(minutes=11)):
        answer = await owner.post(
            "/parametres/droits/appliquer", {"c": ["sales:invoice.issue:all"]},
            headers={"Referer": owner.origin + page},
        )  # fmt: skip
    assert answer.headers["location"].startswith("/confirmer-identite?suite=/parametres/droits%3Fc%3Dsales")
    assert await _cells(house) == {}


@pytest.mark.feature("SET-02")
async def test_only_owners_open_the_rights(app: Any, house: Company, luc: Visitor) -> None:
    for place in range(1, len(STAFF)):
        person = await logged_in(app, house, house.people[f"Durand{place}"])
        assert (await person.get("/parametres/droits")).status_code == 403
    assert "1 personne" in (await luc.get("/parametres/droits")).text.replace("\xa0", " ")


# -- every route, every profile ------------------------------------------------------------------

STREAMED = [route for route in routes() if route.opt.get("stream")]
EXAMINED = [route for route in routes() if not route.opt.get("stream")]


def _name(route: Any) -> str:
    return f"{'/'.join(sorted(route.http_methods))} {min(route.paths)}"


def _guards(route: Any) -> list[Any]:
    return list(route.guards or ())


def _allowed(route: Any, profile: str) -> bool:
    """What the matrix says: each `allow` needs one of its permissions."""
    asked = [guard.permissions for guard in _guards(route) if hasattr(guard, "permissions")]
    return all(any(DEFAULTS[p].get(profile, "none") != "none" for p in permissions) for permissions in asked)


@pytest.mark.quick
@pytest.mark.parametrize("route", routes(), ids=_name)
def test_every_route_says_who_may_use_it(route: Any) -> None:
    guards = _guards(route)
    assert any(hasattr(guard, "permissions") or guard in PUBLIC for guard in guards), "a route without guard"
    unknown = [p for guard in guards for p in getattr(guard, "permissions", ()) if p not in DEFAULTS]
    assert unknown == [], "a permission that the matrix does not know is refused to everybody"


def _path(route: Any) -> str:
    path = min(route.paths)
    filled = re.sub(r"\{\w+:uuid\}", str(uuid.UUID(int=7)), path)
    return re.sub(r"\{\w+(?::\w+)?\}", lambda hole: "1" if ":int" in hole[0] else "x" * 22, filled)


@pytest.mark.feature("SET-02")
@pytest.mark.parametrize("profile", STAFF)
async def test_each_profile_is_refused_exactly_where_the_matrix_refuses_it(
    app: Any, house: Company, profile: Profile
) -> None:
    """GET and POST with ids of nobody: a refused permission is a 403 or 404, a granted one never the guard's 403."""
    person = house.people[f"Durand{STAFF.index(profile)}"]
    wrong = []
    for route in EXAMINED:
        if route.opt.get("door", "company") not in ("company", "any") or route.opt.get("public"):
            continue
        for method in sorted(route.http_methods & {"GET", "POST"}):
            visitor = await logged_in(app, house, person)
            path = _path(route)
            answer = await (visitor.get(path) if method == "GET" else visitor.post(path, {"_": ""}))
            refused = answer.status_code == 403 and Forbidden.title[:40] in answer.text
            if answer.status_code >= 500 or not _right(route, profile, answer.status_code, refused):
                wrong.append((method, path, answer.status_code))
    assert wrong == []


def _right(route: Any, profile: Profile, status: int, refused: bool) -> bool:
    if not _allowed(route, profile):
        return status in (403, 404)
    return not refused or not any(hasattr(guard, "permissions") for guard in _guards(route))


async def test_the_examination_is_able_to_fail(app: Any, house: Company) -> None:
    """A technician on an owner's page: what the matrix refuses would be seen as wrong if it were granted."""
    route = next(r for r in EXAMINED if "/parametres/droits" in r.paths)
    assert not _right(route, Profile.TECHNICIAN, 200, refused=False)
    assert not _right(route, Profile.OWNER, 403, refused=True)
    assert _right(route, Profile.OWNER, 200, refused=False)
