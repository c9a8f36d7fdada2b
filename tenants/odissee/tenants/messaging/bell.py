"""The bell of every page: unread messages and tasks that are due, in one menu; fetched once the page is there."""

from typing import Any

from litestar import get

from odissee.platform import clock
from odissee.platform.french import ago
from odissee.platform.rights import staff
from odissee.platform.web import Request, render_fragment, tx_of
from odissee.platform.web.pages import Page, actor_in, place_in
from odissee.tenants.messaging.queries import unread
from odissee.tenants.tasks import due_tasks

LISTED = 6
LONGEST = 90


@get("/cloche", guards=[staff])
async def bell(request: Request) -> Page:
    """The count and the newest of both; two queries."""
    tx, actor, zone = tx_of(request), actor_in(request), place_in(request).time_zone
    talks = await unread(tx, actor)
    today = clock.today(zone)
    tasks = [task for task in await due_tasks(tx, actor) if task["due_on"] <= today]
    return render_fragment(
        request, "messaging/bell.html", bell_count=len(talks) + len(tasks), talks=[_talk(t, zone) for t in talks[:LISTED]],
        tasks=tasks[:LISTED], today=today,
    )  # fmt: skip


def _talk(row: Any, zone: str) -> dict[str, Any]:
    words = " ".join(row["text"].split())
    short = words if len(words) <= LONGEST else words[:LONGEST].rsplit(" ", 1)[0] + "…"
    return {
        "id": row["id"],
        "who": row["author_name"],
        "text": short,
        "when": ago(row["at"], clock.now(), zone),
    }


ROUTES = [bell]
