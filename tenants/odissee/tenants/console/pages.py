from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from odissee.platform import clock
from odissee.platform.errors import NotFound
from odissee.platform.fields import Form, parse_text
from odissee.platform.identity import company_origin
from odissee.platform.identity.operators import Operator
from odissee.platform.rights import operator
from odissee.platform.web import Request, refused, render, see_other, toast, tx_of
from odissee.platform.web.pages import Page
from odissee.tenants.companies import PLANS, shown_again
from odissee.tenants.console.access import change_plan, resume, suspend
from odissee.tenants.console.acting import acting
from odissee.tenants.console.support import ask_in
from odissee.tenants.console.usage import Usage, companies, totals, usage_of

CONSOLE: dict[str, Any] = {"door": "console"}
MAY = operator
ONE = "/console/societes/{id:uuid}"
KINDS = [("", "Toutes"), ("essai", "Essais"), ("suspended", "Suspendues"), ("closed", "Pas ouvertes")]
JOURNAL = """select at, actor_name, verb, after from journal_entry
              where via = 'console' or verb like 'support.%' and verb <> 'support.read' order by seq desc limit 15"""


def _operator(request: Request) -> Operator:
    found: Operator = request.scope["state"]["operator"]
    return found


def _request_id(request: Request) -> str:
    return str(request.scope["state"].get("request_id", ""))


@get("/console", guards=[MAY], opt=CONSOLE)
async def overview(request: Request) -> Page:
    query = request.query_params
    kind = query.get("etat", "") if query.get("etat", "") in dict(KINDS) else ""
    page = int(query.get("page", "1")) if query.get("page", "1").isdigit() else 1
    search = query.get("q", "").strip()[:100]
    found, more = await companies(tx_of(request), search, kind, max(1, page))
    context: dict[str, Any] = {
        "kind": kind,
        "kinds": KINDS,
        "q": search,
        "page_number": page,
        "more": more,
        "now": clock.now(),
    }
    return render(
        request, "console/overview.html", companies=found, totals=await totals(tx_of(request)), **context
    )


@get("/console/offres", guards=[MAY], opt=CONSOLE)
async def plans(request: Request) -> Page:
    rows = await tx_of(request).fetch("select plan, count(*) as n from tenant group by plan")
    return render(
        request, "console/plans.html", plans=PLANS.values(), counts={row["plan"]: row["n"] for row in rows}
    )


async def _usage(request: Request, id: UUID) -> Usage:
    row = await tx_of(request).fetchrow("select * from tenant where id = $1", id)
    if row is None:
        raise NotFound
    return await usage_of(row)


async def _company(request: Request, id: UUID, **more: Any) -> dict[str, Any]:
    usage = await _usage(request, id)
    async with acting(_operator(request), id) as tx:
        journal, origin = await tx.fetch(JOURNAL), await company_origin(tx)
    return {
        "usage": usage,
        "journal": journal,
        "origin": origin,
        "plans": PLANS.values(),
        "now": clock.now(),
        **more,
    }


@get(ONE, guards=[MAY], opt=CONSOLE)
async def company(request: Request, id: FromPath[UUID]) -> Page:
    return render(
        request, "console/company.html", errors={}, form=shown_again({}), **await _company(request, id)
    )


@post(f"{ONE}/suspendre", guards=[MAY], opt=CONSOLE)
async def suspend_company(request: Request, id: FromPath[UUID]) -> Response[Any]:
    await _usage(request, id)
    form = Form({name: str(value) for name, value in (await request.form()).items()})
    reason = form.read("reason", parse_text, required=True)
    if form.errors:
        context = await _company(request, id)
        return refused(request, "console/company.html", form.errors, form=shown_again(form.raw), **context)
    async with acting(_operator(request), id, _request_id(request)) as tx:
        await suspend(tx, reason)
    return see_other(request, f"/console/societes/{id}", toast("Société suspendue"))


@post(f"{ONE}/reprendre", guards=[MAY], opt=CONSOLE)
async def resume_company(request: Request, id: FromPath[UUID]) -> Response[None]:
    async with acting(_operator(request), id, _request_id(request)) as tx:
        await resume(tx)
    return see_other(request, f"/console/societes/{id}", toast("Société rouverte"))


@post(f"{ONE}/offre", guards=[MAY], opt=CONSOLE)
async def set_plan(request: Request, id: FromPath[UUID]) -> Response[None]:
    plan = str((await request.form()).get("plan", ""))
    async with acting(_operator(request), id, _request_id(request)) as tx:
        await change_plan(tx, plan)
    return see_other(request, f"/console/societes/{id}", toast(f"Offre {PLANS[plan].label}"))


@post(f"{ONE}/assistance", guards=[MAY], opt=CONSOLE, status_code=200)
async def support(request: Request, id: FromPath[UUID]) -> Page:
    """A page with the link: the session itself opens on the company's host."""
    usage = await _usage(request, id)
    async with acting(_operator(request), id, _request_id(request)) as tx:
        link = f"{await company_origin(tx)}/assistance/{await ask_in(tx, _operator(request))}"
    return render(request, "console/support_link.html", usage=usage, link=link)


ROUTES = [overview, plans, company, suspend_company, resume_company, set_plan, support]
