"""« Rapports » of the settings: how a hand-over is acknowledged, whether payment opens the reports."""

from typing import Any

from litestar import Response, get, post

from odissee.platform.rights import allow
from odissee.platform.web import Request, render, see_other, toast, tx_of
from odissee.platform.web.pages import Page
from odissee.tenants.companies import SETTINGS_PAGES, SettingsPage, settings_nav
from odissee.tenants.documents.options import LOCKS, METHODS, ReportOptions, choose, options_of

PATH = "/parametres/rapports"
MAY = allow("company.settings")
SETTINGS_PAGES.append(
    SettingsPage(
        "Rapports", PATH, "company.settings", "Messages", "file-check", "Accusés de remise, blocage", 22
    )
)


@get(PATH, guards=[MAY])
async def report_settings(request: Request) -> Page:
    """As they stand."""
    options = await options_of(tx_of(request))
    return render(
        request,
        "documents/settings.html",
        options=options,
        methods=METHODS,
        lock_rules=LOCKS,
        **settings_nav(request),
    )


@post(PATH, guards=[MAY])
async def save_report_settings(request: Request) -> Response[Any]:
    """Keep the three choices; what is not one of them leaves the former."""
    form, now = await request.form(), await options_of(tx_of(request))

    def one(name: str, known: dict[str, str], otherwise: str) -> str:
        typed = str(form.get(name, ""))
        return typed if typed in known else otherwise

    chosen = ReportOptions(
        one("acknowledge", METHODS, now.acknowledge),
        one("asbestos", METHODS, now.asbestos),
        one("lock", LOCKS, now.lock),
    )
    if chosen != now:
        await choose(tx_of(request), chosen)
    return see_other(request, PATH, toast("Réglages des rapports enregistrés"))


SETTINGS = [report_settings, save_report_settings]
