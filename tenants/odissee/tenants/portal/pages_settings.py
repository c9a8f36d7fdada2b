"""« Espace client » of the settings (SET-19): what each role sees, who may order online."""

from typing import Any

from litestar import Response, get, post

from odissee.platform.rights import allow
from odissee.platform.web import Request, render, see_other, toast, tx_of
from odissee.platform.web.pages import Page
from odissee.tenants.companies import SETTINGS_PAGES, SettingsPage, settings_nav
from odissee.tenants.dossiers import Role
from odissee.tenants.portal.options import BUYERS, THINGS, PortalOptions, choose, options_of

PATH = "/parametres/espace-client"
MAY = allow("company.settings")
SETTINGS_PAGES.append(
    SettingsPage(
        "Espace client", PATH, "company.settings", "Messages", "users", "Ce que chaque rôle voit, commandes", 23
    )
)  # fmt: skip


@get(PATH, guards=[MAY])
async def portal_settings(request: Request) -> Page:
    """The grid of roles as it stands."""
    options = await options_of(tx_of(request))
    return render(
        request, "portal/settings.html", options=options, roles=list(Role), things=THINGS, buyers=BUYERS,
        **settings_nav(request),
    )  # fmt: skip


@post(PATH, guards=[MAY])
async def save_portal_settings(request: Request) -> Response[Any]:
    """The whole grid; a box that is not sent is a box that is not ticked."""
    form = await request.form()
    ticked = {str(cell) for cell in form.getall("sees", [])}
    sees = {role: frozenset(thing for thing in THINGS if f"{role.value}:{thing}" in ticked) for role in Role}
    orders = frozenset(str(one) for one in form.getall("orders", [])) & frozenset(BUYERS)
    entry = await choose(tx_of(request), PortalOptions(sees, orders))
    said = "Réglages de l’espace client enregistrés" if entry else "Rien n’a changé"
    return see_other(request, PATH, toast(said, f"/annuler/{entry.id}" if entry else ""))


SETTINGS = [portal_settings, save_portal_settings]
