"""A person at a browser, without a browser: cookies, CSRF token and redirects over the ASGI application."""

import html
import re
from typing import Any

import httpx

from odissee.platform.db import db
from odissee.platform.identity import open_session, session_cookie_name
from tests.companies import Company, Person

TOKEN = re.compile(r'name="csrf-token" content="([^"]+)"|name="_csrf" value="([^"]+)"')


class Visitor:
    """Requests to one host; `post` sends the token and the Origin as our pages do."""

    def __init__(self, app: Any, host: str) -> None:
        self.origin = f"http://{host}:8000"
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=True)
        self.http = httpx.AsyncClient(transport=transport, base_url=self.origin)
        self.token = ""

    async def get(self, path: str, **kwargs: Any) -> httpx.Response:
        answer = await self.http.get(path, **kwargs)
        found = TOKEN.search(answer.text) if "html" in answer.headers.get("content-type", "") else None
        if found:
            self.token = html.unescape(found[1] or found[2])
        return answer

    async def post(self, path: str, data: dict[str, Any] | None = None, **kwargs: Any) -> httpx.Response:
        headers = {"Origin": self.origin, "X-CSRF": await self._csrf(), **kwargs.pop("headers", {})}
        return await self.http.post(path, data=data, headers=headers, **kwargs)

    async def request(self, method: str, path: str, **kwargs: Any) -> httpx.Response:
        headers = {"Origin": self.origin, "X-CSRF": await self._csrf(), **kwargs.pop("headers", {})}
        return await self.http.request(method, path, headers=headers, **kwargs)

    async def _csrf(self) -> str:
        if not self.token:
            await self.get("/connexion")
        if not self.token:  # already inside: the login page sends away
            await self.get("/confirmer-identite")
        return self.token


async def logged_in(app: Any, company: Company, person: Person) -> Visitor:
    """Somebody who is already at work: the session exists, the login page is another test's subject."""
    async with db.tenant(company.tenant_id) as tx:
        token = await open_session(tx, person.membership_id, "203.0.113.7", "tests")
    visitor = Visitor(app, company.host)
    visitor.http.cookies.set(session_cookie_name(), token, domain=company.host)
    return visitor
