from litestar import Response, get, post

from odissee.platform.errors import NotFound
from odissee.platform.journal import record
from odissee.platform.rights import allow
from odissee.platform.web import Request, render, see_other, toast, tx_of
from odissee.platform.web.pages import Page, actor_in
from odissee.tenants.companies.checklist import progress
from odissee.tenants.companies.demo import DEMO, demo_present


@get("/bienvenue", guards=[allow("company.settings")])
async def welcome(request: Request) -> Page:
    tx = tx_of(request)
    steps = await progress(tx)
    waiting = [step.key for step, done in steps.steps if not done and not step.facultative]
    return render(
        request,
        "companies/welcome.html",
        list=steps,
        next_key=waiting[0] if waiting else "",
        first_name=actor_in(request).name.split(" ")[0],
        demo_offered=bool(DEMO),
        demo_there=await demo_present(tx),
    )


@post("/bienvenue/exemples/charger", guards=[allow("company.settings")])
async def load_demo(request: Request) -> Response[None]:
    tx = tx_of(request)
    if not DEMO or await demo_present(tx):
        raise NotFound
    for demo in DEMO:
        await demo.load(tx)
    record(tx, "company", tx.tenant, "demo.loaded")
    return see_other(request, "/bienvenue", toast("Données d’exemple chargées"))


@post("/bienvenue/exemples/retirer", guards=[allow("company.settings")])
async def remove_demo(request: Request) -> Response[None]:
    tx = tx_of(request)
    if not await demo_present(tx):
        raise NotFound
    for demo in DEMO:
        await demo.remove(tx)
    record(tx, "company", tx.tenant, "demo.removed")
    return see_other(request, "/bienvenue", toast("Données d’exemple retirées"))


ROUTES = [welcome, load_demo, remove_demo]
