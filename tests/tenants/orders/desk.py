"""Sophie's hands: opening an order, typing a field, sending a page as the browser does."""

import html
import re
from typing import Any

from odissee.platform.db import db
from tests.browser_client import Visitor
from tests.companies import Company

HOUSE = {
    "transaction": "sale", "type": "house", "surface": "118", "rooms": "5", "built_year": "1938",
    "heating": "individual_gas", "gas": "old", "electricity": "old", "co_owned": "no", "sewer": "public", "termites": "yes",
    "erp_zone": "yes",
}  # fmt: skip
PLACE = {"address": "8 rue Bargoin", "postcode": "64000", "city": "Pau"}


class Desk:
    """One opened order in one person's browser."""

    def __init__(self, visitor: Visitor, path: str) -> None:
        self.visitor, self.path = visitor, path
        self.loaded, self.page = "0", "jeton"

    @property
    def id(self) -> str:
        return self.path.rpartition("/")[2]

    async def see(self, point: str = "mission") -> str:
        answer = await self.visitor.get(f"{self.path}/{point}")
        assert answer.status_code == 200, answer.text[:500]
        found = dict(re.findall(r'name="(loaded|page)" value="([^"]*)"', answer.text))
        self.loaded, self.page = found["loaded"], found["page"]
        return words(answer.text)

    async def type(self, **fields: str) -> Any:
        """What the island sends when fields change."""
        body = {**fields, "changed": ",".join(fields), "loaded": self.loaded, "page": self.page}
        return await self.visitor.request("PATCH", f"{self.path}/champs", data=body)

    async def send(self, point: str = "mission", **fields: str) -> Any:
        """A whole page, as without script."""
        return await self.visitor.post(
            f"{self.path}/{point}", {**fields, "loaded": self.loaded, "page": self.page}
        )

    async def save(self) -> Any:
        return await self.send("planning", go="fermer", **await self.boxes("urgent", "payment_on_site"))

    async def boxes(self, *names: str) -> dict[str, str]:
        page = (await self.visitor.get(f"{self.path}/planning")).text
        return {name: "1" for name in names if re.search(rf'name="{name}"[^>]* checked', page)}


def words(text: str) -> str:
    """A page as one reads it, with plain spaces."""
    return html.unescape(text).replace("\u202f", " ").replace("\xa0", " ")


async def open_order(visitor: Visitor, mode: str = "ddt") -> Desk:
    answer = await visitor.get(f"/commandes/nouvelle?mode={mode}")
    assert answer.status_code == 303, answer.text[:300]
    return Desk(visitor, answer.headers["location"].rpartition("/")[0])


async def row(company: Company, sql: str, *args: Any) -> Any:
    async with db.tenant(company.tenant_id) as tx:
        return await tx.fetchrow(sql, *args)


async def rows(company: Company, sql: str, *args: Any) -> Any:
    async with db.tenant(company.tenant_id) as tx:
        return list(await tx.fetch(sql, *args))
