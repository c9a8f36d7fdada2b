"""A real quote of the demonstration that is as short as they come."""

from dataclasses import replace
from io import BytesIO

import pikepdf

from odissee.app import demo
from odissee.platform.db import db
from odissee.platform.pdf import printer
from odissee.tenants.quotes.printing import quote_html
from odissee.tenants.quotes.queries import version_of

SMALL = replace(demo.MOREL, slug="morel-bench", share=1.0)
TO_BUSINESS = """select id from quote_version where snapshot #>> '{to,audience}' = 'business'
                  order by jsonb_array_length(snapshot -> 'lines'), created_at limit 3"""


async def short_quote() -> tuple[str, int]:
    """The shortest one's HTML, as the worker prints it, and its pages; to a professional, since a consumer gets the withdrawal form too."""
    await demo.load(60, companies=[SMALL])
    found = []
    async with db.tenant(SMALL.tenant_id) as tx:
        for row in await tx.fetch(TO_BUSINESS):
            version = await version_of(tx, row["id"])
            html = await quote_html(tx, version, "https://morel-bench.example/d/exemple", buttons=True)
            found.append((pages_of(await printer.pdf(html)), html))
    pages, html = min(found)
    return html, pages


def pages_of(data: bytes) -> int:
    with pikepdf.open(BytesIO(data)) as pdf:
        return len(pdf.pages)
