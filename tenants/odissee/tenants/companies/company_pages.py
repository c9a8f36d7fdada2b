from collections.abc import Mapping
from typing import Any

from litestar import Response, get, post

from odissee.platform.rights import allow
from odissee.platform.web import Request, refused, render, see_other, toast, tx_of
from odissee.platform.web.pages import Page, actor_in
from odissee.tenants.companies.company_change import change_company, company_row
from odissee.tenants.companies.company_form import (
    ACCEPTANCE_CODES,
    VAT_REGIMES,
    ZONES,
    as_typed,
    read_company,
    read_tenant,
)
from odissee.tenants.companies.errors import shown_again
from odissee.tenants.companies.settings_menu import NOTICES, settings_groups, settings_nav

MAY = allow("company.settings")
PATH = "/parametres/societe"


@get("/parametres", guards=[allow("company.settings", "staff.manage", "catalogue.manage", "template.manage")])
async def settings_home(request: Request) -> Page:
    tx = tx_of(request)
    gaps = [words for notice in NOTICES for words in await notice(tx)]
    groups = settings_groups(actor_in(request))
    said = gaps[:4] + ([f"et {len(gaps) - 4} autres"] if len(gaps) > 5 else gaps[4:])
    return render(request, "companies/settings_home.html", groups=groups, gaps=said)


def _context(request: Request, form: Mapping[str, Any]) -> dict[str, Any]:
    choices = {"zones": ZONES.items(), "vat_regimes": VAT_REGIMES.items(), "codes": ACCEPTANCE_CODES.items()}
    lists = {name: list(items) for name, items in choices.items()}
    return {"form": form, **lists, **settings_nav(request)}


@get(PATH, guards=[MAY])
async def company_page(request: Request) -> Page:
    form = as_typed(await company_row(tx_of(request)))
    return render(request, "companies/company.html", errors={}, **_context(request, form))


@post(PATH, guards=[MAY])
async def save_company(request: Request) -> Response[Any]:
    form, company = read_company(dict(await request.form()))
    tenant = read_tenant(form)
    if form.errors:
        return refused(
            request, "companies/company.html", form.errors, **_context(request, shown_again(form.raw))
        )
    entries = await change_company(tx_of(request), company, tenant)
    undo = f"/annuler/{entries[0].id}" if len(entries) == 1 else ""
    return see_other(
        request, PATH, toast("Réglages enregistrés" if entries else "Rien n’a changé", undo=undo)
    )


ROUTES = [settings_home, company_page, save_company]
