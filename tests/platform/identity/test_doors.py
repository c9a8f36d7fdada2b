"""The doors that are not a company's: the public site, the console, and the account routes as a whole."""

from typing import Any

import pytest

from odissee.platform.identity.web import ROUTES
from odissee.platform.rights import anyone
from tests.browser_client import Visitor
from tests.companies import Company

MACHINES = {"/arrivee", "/entrer"}


async def test_on_the_public_site_one_names_the_company(app: Any, durand: Company) -> None:
    site = Visitor(app, "localhost")
    assert "Adresse de votre société" in (await site.get("/connexion")).text
    known = await site.post("/connexion", {"slug": " https://Durand.odissee.fr "})
    assert known.headers["location"] == f"http://{durand.host}:8000/connexion"
    unknown = await site.post("/connexion", {"slug": "inconnue"})
    assert (
        unknown.status_code == 422 and "Aucune société" in unknown.text and 'value="inconnue"' in unknown.text
    )


async def test_roots_lead_to_their_own_place(app: Any) -> None:
    assert (await Visitor(app, "localhost").get("/")).headers["location"] == "/accueil"
    assert (await Visitor(app, "console.localhost").get("/")).headers["location"] == "/console"


@pytest.mark.parametrize(
    "path", ["/securite", "/mot-de-passe-oublie", "/invitation/x", "/integration/connexion"]
)
async def test_pages_of_a_company_do_not_exist_elsewhere(app: Any, path: str) -> None:
    for host in ("localhost", "console.localhost", "inconnue.localhost"):
        assert (await Visitor(app, host).get(path)).status_code == 404


@pytest.mark.quick
def test_every_route_bears_a_guard_and_only_two_do_without_the_token() -> None:
    assert all(route.guards for route in ROUTES)
    free = {path for route in ROUTES if route.opt.get("csrf") is False for path in route.paths}
    assert free == MACHINES
    public = {path for route in ROUTES if anyone in route.guards for path in route.paths}
    assert not {
        path for path in public if path.startswith(("/securite", "/societes", "/integration", "/confirmer"))
    }
