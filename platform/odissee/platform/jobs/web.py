from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from odissee.platform.french import count, hour, to_local
from odissee.platform.jobs.dead import label_of, start_again, troubled
from odissee.platform.rights import allow
from odissee.platform.web import Request, render, see_other, toast, tx_of
from odissee.platform.web.pages import Page, place_in

HERE = "/taches"


@get(HERE, guards=[allow("company.settings")])
async def jobs_page(request: Request) -> Page:
    """What stopped, what is late, and why."""
    rows = await troubled(tx_of(request))
    dead: dict[str, int] = {}
    for row in rows:
        if row["state"] == "dead":
            dead[row["kind"]] = dead.get(row["kind"], 0) + 1
    return render(request, "jobs/jobs.html", jobs=rows, dead=dead, label_of=label_of, moment=_moment(request))


def _moment(request: Request) -> Any:
    zone = place_in(request).time_zone

    def words(instant: Any) -> str:
        local = to_local(instant, zone)
        return f"{local:%d/%m/%Y}\u00a0{hour(local.time())}"

    return words


@post(f"{HERE}/{{job_id:uuid}}/relancer", guards=[allow("company.settings")])
async def again(request: Request, job_id: FromPath[UUID]) -> Response[None]:
    entry, _ = await start_again(tx_of(request), job_id=job_id)
    return see_other(request, HERE, toast("Tâche relancée.", undo=f"/annuler/{entry.id}"))


@post(f"{HERE}/relancer/{{kind:str}}", guards=[allow("company.settings")])
async def all_again(request: Request, kind: FromPath[str]) -> Response[None]:
    entry, number = await start_again(tx_of(request), kind=kind)
    words = f"{count(number, 'tâche relancée', 'tâches relancées')}."
    return see_other(request, HERE, toast(words, undo=f"/annuler/{entry.id}"))


ROUTES = [jobs_page, again, all_again]
