"""The screens of an import in a real browser: columns, work under way, report, each without a fault for axe."""

import shutil

import pytest

from odissee.platform.db import db
from tests.browser_client import Visitor
from tests.companies import Company
from tests.tenants.contacts.on_screen import chromium, screen, violations
from tests.tenants.imports.dirty import OLD_SOFTWARE
from tests.tenants.imports.test_importing import began, passed

pytestmark = pytest.mark.skipif(chromium() is None, reason="no browser on this machine")


@pytest.mark.feature("SET-18")
async def test_each_step_is_readable_by_all(office: Visitor, pau: Company) -> None:
    assert shutil.which("chromium-headless-shell") or chromium()
    run_id = await began(pau, OLD_SOFTWARE + b";;12;;faux@;;;;;7500;PARIS\r\n")
    where = f"{office.origin}/contacts/importer/{run_id}"
    for state in ("mapping", "trying", "tried", "failed", "done", "undone"):
        if state == "tried":
            await passed(pau, run_id, "trying")
        elif state != "mapping":
            async with db.tenant(pau.tenant_id) as tx:
                await tx.execute(
                    "update import_run set state = $2, problem = 'Le disque est plein.' where id = $1",
                    run_id,
                    state,
                )
        if state == "trying":
            async with db.tenant(pau.tenant_id) as tx:
                await tx.execute("update import_run set done_count = 2 where id = $1", run_id)
        for width, scheme in ((1440, "light"), (390, "dark")):
            async with screen(office, width, scheme) as page:
                await page.goto(where)
                assert await violations(page) == [], (state, width)
                wide = await page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
                assert not wide, (state, width)
        if state == "trying":
            async with db.tenant(pau.tenant_id) as tx:
                await tx.execute("update import_run set state = 'mapping' where id = $1", run_id)
