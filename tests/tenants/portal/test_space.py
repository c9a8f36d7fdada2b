"""A client who logs in finds their dossiers and answers their quote, and nothing of anybody else's."""

from typing import Any

import pytest

from odissee.platform.db import db, new_id
from odissee.platform.identity import open_session, session_cookie_name
from tests.browser_client import Visitor
from tests.companies import Company
from tests.tenants.quotes.test_chain import sent


async def client_of(app: Any, company: Company, dossier_id: Any) -> Visitor:
    """The requester of a dossier, logged in."""
    membership = new_id()
    async with db.tenant(company.tenant_id) as tx:
        contact = await tx.fetchval(
            "select contact_id from dossier_contact where dossier_id = $1", dossier_id
        )
        await tx.execute(
            "insert into membership (id, kind, contact_id, display_name, profiles) values ($1, 'client', $2, 'Anne', '{client}')",
            membership, contact)  # fmt: skip
        token = await open_session(tx, membership, "203.0.113.9", "tests")
    visitor = Visitor(app, company.host)
    visitor.http.cookies.set(session_cookie_name(), token, domain=company.host)
    return visitor


@pytest.mark.feature("COM-01")
async def test_anne_finds_her_quote_in_her_space_and_opens_it(app: Any, durand: Company) -> None:
    dossier, version, _ = await sent(durand)
    anne = await client_of(app, durand, dossier)
    page = await anne.get("/espace")
    assert page.status_code == 200 and "Répondre au devis" in page.text
    answer = await anne.post(f"/espace/devis/{version}")
    assert answer.status_code == 303
    assert "456,00" in (await anne.get(answer.headers["location"])).text


async def test_anne_sees_neither_the_offices_pages_nor_another_clients_quote(
    app: Any, durand: Company
) -> None:
    mine, _, _ = await sent(durand)
    other, foreign, _ = await sent(durand, email="autre@exemple.fr")
    anne = await client_of(app, durand, mine)
    assert (await anne.post(f"/espace/devis/{foreign}")).status_code == 404
    for path in (
        "/dossiers",
        f"/dossiers/{other}",
        "/contacts",
        "/recherche?q=a",
        "/boite-de-sortie",
        "/notifications",
    ):
        assert (await anne.get(path)).status_code == 404, path
