from litestar import Response, get, post

from odissee.platform.errors import NotFound
from odissee.platform.rights import allow
from odissee.platform.web import Request, render, see_other, toast, tx_of
from odissee.platform.web.pages import Page, actor_in
from odissee.tenants.companies.checklist import progress
from odissee.tenants.companies.demo import DEMO, demo_going, demo_present


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
    await tx.execute("select pg_advisory_xact_lock(hashtextextended($1, 0))", f"examples:{tx.tenant}")
    if not DEMO or await demo_present(tx):
        raise NotFound
    for demo in DEMO:
        await demo.load(tx)
    return see_other(request, "/bienvenue", toast("Données d’exemple chargées"))


@get("/bienvenue/exemples/retirer", guards=[allow("company.settings")])
async def preview_removal(request: Request) -> Page:
    """What would go, before anything does."""
    tx = tx_of(request)
    if not await demo_present(tx):
        raise NotFound
    return render(request, "companies/remove_examples.html", going=await demo_going(tx))


@post("/bienvenue/exemples/retirer", guards=[allow("company.settings")])
async def remove_demo(request: Request) -> Response[None]:
    """Not told in the journal: no row stays, not even of their passage."""
    tx = tx_of(request)
    await tx.execute("select pg_advisory_xact_lock(hashtextextended($1, 0))", f"examples:{tx.tenant}")
    if not await demo_present(tx):
        raise NotFound
    for demo in DEMO:
        await demo.remove(tx)
    return see_other(request, "/bienvenue", toast("Données d’exemple retirées"))


ROUTES = [welcome, load_demo, preview_removal, remove_demo]
