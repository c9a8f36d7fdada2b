"""Two at once: a lock and a download of the same report; two deposits of the same report."""

import asyncio

import pytest

from tests.browser_client import Visitor, logged_in
from tests.tenants.documents.conftest import Drop, House
from tests.tenants.documents.papers import DPE, pdf
from tests.tenants.documents.test_hand_over import announced


@pytest.mark.feature("DOSS-12")
async def test_nothing_leaves_after_the_lock_however_they_meet(
    sophie: Visitor, app: object, house: House, drop: Drop
) -> None:
    """Ten people press at the same instant as Sophie blocks: each download is before the lock, or refused."""
    await drop(sophie, "DPE.pdf", pdf(DPE))
    link = await announced(sophie, house)
    x = (await house.documents())[0]
    people = [Visitor(app, house.company.host) for _ in range(10)]
    for one in people:
        await one.get(link)
    presses = [one.post(f"{link}/{x['id']}/telecharger") for one in people]
    presses.insert(4, sophie.post(f"{house.page}/documents/bloquer"))
    answers = await asyncio.gather(*presses)
    served = sum(answer.content == pdf(DPE) for answer in answers)
    refused = sum(answer.status_code == 403 for answer in answers)
    late = await house.rows(
        """select w.at from document_download w join report_lock l on l.dossier_id = w.dossier_id
            where w.dossier_id = $1 and w.at > l.created_at and l.lifted_at is null""",
        house.dossier,
    )
    taken = await house.rows("select id from document_download where dossier_id = $1", house.dossier)
    assert late == [] and served == len(taken) and served + refused == 10
    numbers = await house.rows(
        "select number from evidence_record where chain_id = $1 order by number", house.dossier
    )
    assert [row["number"] for row in numbers] == list(range(1, len(numbers) + 1))


@pytest.mark.feature("DOSS-10")
async def test_the_same_kind_dropped_twice_at_once_is_two_versions_of_one_report(
    app: object, house: House, drop: Drop
) -> None:
    people = [
        await logged_in(app, house.company, house.company.people[name]) for name in ("Sophie", "Paul", "Anne")
    ]
    await asyncio.gather(*(drop(one, f"DPE {n}.pdf", pdf(f"{DPE}\nlot {n}")) for n, one in enumerate(people)))
    assert sorted(x["version"] for x in await house.documents()) == [1, 2, 3]
    assert len([x for x in await house.documents() if x["superseded_at"] is None]) == 1
