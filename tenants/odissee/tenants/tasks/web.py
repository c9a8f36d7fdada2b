"""`/notifications`: what waits for the person, and what they may tick."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.errors import NotFound
from odissee.platform.journal import NothingToUndo, record, reversible
from odissee.platform.rights import staff
from odissee.platform.web import Request, done, render, tx_of
from odissee.platform.web.pages import Page, actor_in, place_in
from odissee.tenants.dossiers import seen_dossier
from odissee.tenants.tasks.due import due_tasks


@get("/notifications", guards=[staff])
async def notifications(request: Request) -> Page:
    """Tasks of the person and of everybody, the oldest first."""
    tx, actor = tx_of(request), actor_in(request)
    rows = await due_tasks(tx, actor)
    return render(request, "tasks/list.html", tasks=rows, today=clock.today(place_in(request).time_zone))


@post("/taches-a-faire/{task_id:uuid}/faite", guards=[staff])
async def tick(request: Request, task_id: FromPath[UUID]) -> Response[Any]:
    """Done: it leaves the list; the toast brings it back."""
    tx, actor = tx_of(request), actor_in(request)
    row = await tx.fetchrow("select * from task where id = $1 and done_at is null", task_id)
    if row is None:
        raise NotFound
    if row["dossier_id"] is not None:
        await seen_dossier(tx, actor, row["dossier_id"])
    await tx.execute("update task set done_at = $2 where id = $1", task_id, clock.now())
    entry = record(
        tx, "task", task_id, "task.done", after={"label": row["label"]}, dossier_id=row["dossier_id"]
    )
    return done(request, f"Fait : {row['label']}", f"/annuler/{entry.id}", path="/notifications")


@reversible("task.done", "dossier.see")
async def untick(tx: TenantTransaction, entry: Any) -> None:
    """The task waits again."""
    back = await tx.fetchval(
        "update task set done_at = null where id = $1 and done_at is not null returning id",
        entry["subject_id"],
    )
    if back is None:
        raise NothingToUndo


ROUTES = [notifications, tick]
