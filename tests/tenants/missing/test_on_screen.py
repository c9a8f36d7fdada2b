"""The screens of who has no login, and those that the demonstration does not reach: axe, no complaint, nothing too wide."""

from email.message import EmailMessage
from typing import Any

from odissee.platform.db import db
from odissee.tenants.documents import reports_link
from odissee.tenants.missing.incoming import file_message, keep_message
from tests.browser.examine import Complaints, examined
from tests.browser_client import Visitor
from tests.tenants.contacts.on_screen import screen
from tests.tenants.missing.conftest import Papers


async def _report(sophie: Visitor, papers: Papers) -> str:
    """A dossier with a conclusion, a label, a sample; the path of Anne's reports."""
    for path, form in (
        ("prestations/DPE", {"performed_on": "24/11/2026"}),
        (
            "etiquette",
            {
                "number": "2664E2032917C",
                "energy": "170",
                "ges": "35",
                "sref": "60",
                "altitude": "9",
                "climate_zone": "H2c",
            },
        ),
        (
            "prelevements",
            {
                "reference": "P001",
                "result": "awaited",
                "place": "Une très longue cave sous l’escalier de service",
            },
        ),
    ):
        assert (await sophie.post(f"{papers.page}/{path}", form)).status_code == 303
    async with db.tenant(papers.company.tenant_id) as tx:
        url, _ = await reports_link(tx, papers.dossier, papers.anne, "anne@exemple.fr")
    return "/r/" + url.rpartition("/r/")[2]


async def _unsorted(papers: Papers) -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@exemple.fr", "b@durand.localhost", "x" * 200
    mail.set_content("mot " * 300)
    async with db.tenant(papers.company.tenant_id) as tx:
        id = await keep_message(tx, mail.as_bytes())
        assert id
        await file_message(tx, id)


async def test_screens_without_login_and_with_rows(sophie: Visitor, visitor: Visitor, papers: Papers) -> None:
    reports, deposit = await _report(sophie, papers), await papers.asked("DOC_TITLE", "DOC_COPRO_RULES")
    await _unsorted(papers)
    sample = (await papers.rows("select id from asbestos_sample where dossier_id = $1", papers.dossier))[0][
        "id"
    ]
    faults: list[Any] = []
    for person, paths in (
        (visitor, (f"{reports}/prestations", deposit)),
        (sophie, ("/courrier", f"/prelevements/{sample}", papers.page, f"{papers.page}/manquants")),
    ):
        async with screen(person) as page:
            complaints = Complaints(allowed=("live", "ERR_FAILED"))
            complaints.listen(page)
            for path in paths:
                await page.goto(person.origin + path)
                faults += [(path, said) for said in [*await examined(page), *complaints.take()]]
    assert faults == []
