"""A house at Pau with its people, and the worker that runs at the hour that a test says."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from odissee.platform import clock
from odissee.platform.db import db, new_id
from odissee.platform.jobs.claim import run_job
from odissee.tenants.consent import record_consent
from odissee.tenants.contacts import Contact
from odissee.tenants.dossiers import Role, attach, visit_changed
from tests.companies import Company
from tests.factories.furnish import furnish
from tests.tenants.contacts.book import written
from tests.tenants.orders.conftest import office, pau  # noqa: F401 - the desk of the orders' tests


async def rows(company: Company, sql: str, *args: Any) -> list[Any]:
    async with db.tenant(company.tenant_id) as tx:
        return list(await tx.fetch(sql, *args))


async def work(company: Company, *kinds: str, at: datetime | None = None) -> None:
    """The worker does what is due at this instant, and what that makes due, until nothing of these kinds is left."""
    done: set[UUID] = set()
    with clock.at(at or clock.now()):
        while due := [
            row["id"]
            for row in await rows(
                company, "select id from job where kind = any($1) and state = 'ready' and not_before <= $2 order by id",
                list(kinds), clock.now(),
            )
            if row["id"] not in done
        ]:  # fmt: skip
            for id in due:
                done.add(id)
                await run_job(company.tenant_id, id)


ALERTS = ("visit.notice", "alert.send")


@dataclass
class House:
    """One dossier of Durand: Anne sells it, Julien lives there, Ossau brought the business."""

    company: Company
    dossier: UUID
    anne: UUID
    julien: Contact
    agency: Contact
    ines: UUID

    async def rows(self, sql: str, *args: Any) -> list[Any]:
        return await rows(self.company, sql, *args)

    async def work(self, at: datetime | None = None) -> None:
        await work(self.company, *ALERTS, at=at)

    async def alerts(self) -> list[Any]:
        return await self.rows(
            "select * from notification where dossier_id = $1 order by created_at, id", self.dossier
        )

    async def mails(self, event: str) -> list[Any]:
        return await self.rows(
            "select * from sent_mail where event = $1 and dossier_id = $2 order by created_at, id",
            event,
            self.dossier,
        )

    async def texts(self, event: str) -> list[Any]:
        return await self.rows(
            "select * from sent_sms where event = $1 and dossier_id = $2 order by created_at, id",
            event,
            self.dossier,
        )

    async def visit(self, starts: datetime) -> None:
        """Set or move the visit, as the planning and the order do."""
        staff, ends = self.ines, starts + timedelta(hours=2)
        async with db.tenant(self.company.tenant_id) as tx:
            moved = await tx.fetchval(
                "update appointment set during = tstzrange($2, $3), staff_id = $4 where dossier_id = $1 returning id",
                self.dossier, starts, ends, staff,
            )  # fmt: skip
            if moved is None:
                await tx.execute(
                    "insert into appointment (id, dossier_id, staff_id, during) values ($1, $2, $3, tstzrange($4, $5))",
                    new_id(), self.dossier, staff, starts, ends,
                )  # fmt: skip
            await visit_changed(tx, self.dossier)

    async def allow(self, contact: UUID, channel: str = "mail", answer: str = "given") -> None:
        async with db.tenant(self.company.tenant_id) as tx:
            await record_consent(tx, contact, channel, "renewal", answer, source="oral", wording="Oui.")


@pytest.fixture
def noon() -> Iterator[None]:
    """It is noon today: an SMS may leave, whatever the hour at which the tests run."""
    with clock.at(clock.now().replace(hour=11, minute=0, second=0, microsecond=0)):
        yield


@pytest.fixture
async def house(durand: Company) -> House:
    """8 rue Bargoin at Pau."""
    made = await furnish(durand)
    julien = await written(durand, "Lacaze", first_name="Julien", mobile="06 39 98 12 34")
    agency = await written(durand, "Ossau Immobilier", type="agence", kind="pro", email="ossau@exemple.fr")
    dossier, ines = made.ids["dossier"], new_id()
    async with db.tenant(durand.tenant_id) as tx:
        await tx.execute(
            "insert into staff_member (id, first_name, last_name, initials) values ($1, 'Inès', 'Haddad', 'IH')",
            ines,
        )
        await attach(tx, dossier, julien.id, {Role.OCCUPANT})
        await attach(tx, dossier, agency.id, {Role.PRESCRIBER})
    return House(durand, dossier, made.ids["contact"], julien, agency, ines)
