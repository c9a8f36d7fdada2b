"""« Règles automatiques » of the settings (SET-13)."""

from typing import Any

from litestar import Response, get, post

from odissee.platform.fields import Form, FormErrors
from odissee.platform.rights import allow
from odissee.platform.web import Request, refused, render, see_other, toast, tx_of
from odissee.platform.web.pages import Page
from odissee.tenants.alerts.rules import choose_rules, rules_of
from odissee.tenants.alerts.rules_form import read_rules, typed_rules
from odissee.tenants.companies import SETTINGS_PAGES, SettingsPage, settings_nav

PATH = "/parametres/regles"
PAGE = "alerts/rules.html"
MAY = allow("company.settings")
SETTINGS_PAGES.append(
    SettingsPage(
        "Règles automatiques",
        PATH,
        "company.settings",
        "Messages",
        "bell",
        "Rappels, relances, fins de validité",
        23,
    )
)


@get(PATH, guards=[MAY])
async def rules_page(request: Request) -> Page:
    """As they stand."""
    typed = typed_rules(await rules_of(tx_of(request)))
    return render(request, PAGE, typed=typed, errors={}, **settings_nav(request))


@post(PATH, guards=[MAY])
async def save_rules(request: Request) -> Response[Any]:
    """Keep them; the toast takes them back."""
    form = Form({name: str(value) for name, value in (await request.form()).items()})
    try:
        rules = read_rules(form)
    except FormErrors as faults:
        return refused(request, PAGE, faults.errors, typed=form.raw, **settings_nav(request))
    entry = await choose_rules(tx_of(request), rules)
    said = toast("Règles enregistrées", undo=f"/annuler/{entry.id}") if entry else toast("Rien n’a changé")
    return see_other(request, PATH, said)


ROUTES = [rules_page, save_rules]
