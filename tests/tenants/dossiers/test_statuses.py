"""Each status is a drawer that Sophie opens from its counter; events and people put dossiers there (LIST-08…18)."""

from typing import Any

import pytest

from odissee.platform.db import db, new_id
from odissee.tenants.dossiers import DossierStatus, Trigger, move
from tests.browser_client import Visitor, logged_in
from tests.companies import Company
from tests.tenants.dossiers.test_list import numbers
from tests.tenants.dossiers.test_moving import albert

S, T = DossierStatus, Trigger
DRAWERS = {
    "LIST-08": S.TO_PROSPECT, "LIST-09": S.TO_QUOTE, "LIST-10": S.PRE_ORDER, "LIST-11": S.QUOTED,
    "LIST-12": S.TO_SCHEDULE, "LIST-13": S.SCHEDULED, "LIST-14": S.VISITED, "LIST-15": S.LAB_PENDING,
    "LIST-16": S.INCOMPLETE, "LIST-17": S.FINALIZED, "LIST-18": S.CANCELLED,
}  # fmt: skip
EVENTS = [
    ("LIST-12", S.QUOTED, T.QUOTE_ACCEPTED, S.TO_SCHEDULE),
    ("LIST-09", S.QUOTED, T.QUOTE_WITHDRAWN, S.TO_QUOTE),
    ("LIST-12", S.SCHEDULED, T.LAST_APPOINTMENT_CANCELLED, S.TO_SCHEDULE),
    ("LIST-14", S.SCHEDULED, T.MISSION_FINISHED, S.VISITED),
    ("LIST-15", S.LAB_PENDING, T.RESULTS_COMPLETE, S.VISITED),
    ("LIST-16", S.VISITED, T.DOCUMENT_MISSING, S.INCOMPLETE),
    ("LIST-16", S.LAB_PENDING, T.DOCUMENT_MISSING, S.INCOMPLETE),
    ("LIST-18", S.VISITED, T.CANCELLED, S.CANCELLED),
]


@pytest.mark.parametrize(
    "status", [pytest.param(status, id=id, marks=pytest.mark.feature(id)) for id, status in DRAWERS.items()]
)
async def test_sophie_puts_a_dossier_in_a_drawer_and_finds_it_there(
    sophie: Visitor, durand: Company, status: DossierStatus
) -> None:
    async with db.tenant(durand.tenant_id) as tx:
        dossier = await albert(tx, durand)
        start = "to_prospect" if status is not S.TO_PROSPECT else "to_quote"
        await tx.execute("update dossier set status = $2 where id = $1", dossier.id, start)
    slug = status.sign.removeprefix("st-")
    assert (
        await sophie.post(f"/dossiers/{dossier.id}/statut", {"status": slug, "reason": "Vente reportée"})
    ).status_code == 303
    page = (await sophie.get(f"/dossiers?statut={slug}")).text
    assert dossier.number in numbers(page) and f'data-status="{slug}"' in page
    thread = (await sophie.get(f"/dossiers/{dossier.id}/fil")).text
    assert status.label in thread and "Sophie Martin" in thread
    if status is S.CANCELLED:
        assert "Vente reportée" in (await sophie.get(f"/dossiers/{dossier.id}")).text


@pytest.mark.parametrize(
    ("origin", "trigger", "target"),
    [pytest.param(*rest, id=f"{id}-{rest[1]}", marks=pytest.mark.feature(id)) for id, *rest in EVENTS],
)
async def test_an_event_moves_the_dossier_by_itself(
    durand: Company, origin: DossierStatus, trigger: Trigger, target: DossierStatus
) -> None:
    async with db.tenant(durand.tenant_id) as tx:
        dossier = await albert(tx, durand)
        await tx.execute("update dossier set status = $2 where id = $1", dossier.id, origin.value)
        assert await move(tx, dossier.id, trigger) is target


@pytest.mark.feature("LIST-13")
async def test_a_dossier_is_planned_only_with_a_date_and_a_technician(durand: Company) -> None:
    async with db.tenant(durand.tenant_id) as tx:
        dossier = await albert(tx, durand)
        await tx.execute("update dossier set status = 'to_schedule' where id = $1", dossier.id)
        assert await move(tx, dossier.id, T.APPOINTMENT_CONFIRMED) is None
        await tx.execute(
            "insert into appointment (id, dossier_id, staff_id, during) values ($1, $2, $3, tstzrange(now() + '90 days', now() + '90 days 1 hour'))",
            new_id(), dossier.id, durand.people["Inès"].staff_id)  # fmt: skip
        assert await move(tx, dossier.id, T.APPOINTMENT_CONFIRMED) is S.SCHEDULED


@pytest.mark.feature("LIST-15")
async def test_analysis_waits_for_a_sample(durand: Company) -> None:
    async with db.tenant(durand.tenant_id) as tx:
        dossier = await albert(tx, durand)
        await tx.execute("update dossier set status = 'visited' where id = $1", dossier.id)
        assert await move(tx, dossier.id, T.SAMPLES_SENT) is None


async def test_a_person_without_the_right_moves_nothing(app: Any, durand: Company) -> None:
    async with db.tenant(durand.tenant_id) as tx:
        dossier = await albert(tx, durand)
    claire = await logged_in(app, durand, durand.people["Claire"])
    assert (await claire.post(f"/dossiers/{dossier.id}/statut", {"status": "finalise"})).status_code == 403
