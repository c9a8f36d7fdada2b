"""« Devis en ligne » of the settings: open or closed, the sites that hold the box, the keys of partners."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath
from markupsafe import escape

from odissee.platform.fields import FieldError
from odissee.platform.rights import allow, fresh
from odissee.platform.web import Request, refused, render, see_other, toast, tx_of
from odissee.platform.web.pages import Page, place_in
from odissee.tenants.companies import SETTINGS_PAGES, SettingsPage, settings_nav
from odissee.tenants.leads.keys import keys_of, make_key, revoke_key
from odissee.tenants.leads.options import BadSite, LeadOptions, choose, options_of, read_sites
from odissee.tenants.leads.pages_api import NAMES, WORDS
from odissee.tenants.leads.pages_api import PATH as API_PATH
from odissee.tenants.leads.pages_public import FRAME
from odissee.tenants.leads.pages_public import PATH as FORM_PATH

PATH = "/parametres/devis-en-ligne"
PAGE = "leads/settings.html"
MAY, KEYS = allow("company.settings"), allow("api_key.manage")
SETTINGS_PAGES.append(
    SettingsPage("Devis en ligne", PATH, "company.settings", "Données et liaisons", "globe", "Formulaire, votre site, partenaires", 40)
)  # fmt: skip
SNIPPET = """<iframe src="{origin}{frame}" title="Demande de devis" loading="lazy"
  style="width:100%;height:75rem;border:0"></iframe>"""


@get(PATH, guards=[MAY])
async def lead_settings(request: Request) -> Page:
    """As they stand."""
    return await _show(request)


async def _show(request: Request, key: str = "", errors: dict[str, str] | None = None, **typed: Any) -> Page:
    tx, origin = tx_of(request), place_in(request).origin
    options = await options_of(tx)
    context = {
        "options": options, "keys": await keys_of(tx), "new_key": key, "form_url": origin + FORM_PATH,
        "snippet": SNIPPET.format(origin=escape(origin), frame=FRAME), "api_url": origin + API_PATH,
        "names": list(NAMES), "choices": {name: list(WORDS[field]) for name, field in NAMES.items() if field in WORDS},
        "typed": {"sites": "\n".join(options.sites), "label": "", **typed}, **settings_nav(request),
    }  # fmt: skip
    if errors:
        return refused(request, PAGE, errors, **context)
    return render(request, PAGE, errors=None, **context)


@post(PATH, guards=[MAY])
async def save_lead_settings(request: Request) -> Response[Any]:
    """Open or closed, boxes of consent, sites."""
    form = await request.form()
    typed = str(form.get("sites", ""))
    try:
        options = LeadOptions(bool(form.get("open")), bool(form.get("consents")), read_sites(typed))
    except BadSite as error:
        return await _show(request, errors={"sites": str(error)}, sites=typed)
    entry = await choose(tx_of(request), options)
    said = "Réglages du devis en ligne enregistrés" if entry else "Rien n’a changé"
    return see_other(request, PATH, toast(said, f"/annuler/{entry.id}" if entry else ""))


@post(f"{PATH}/cles", guards=[KEYS, fresh], status_code=200)
async def new_key(request: Request) -> Response[Any]:
    """The key is on this page and on no other."""
    label = str((await request.form()).get("label", ""))
    try:
        key = await make_key(tx_of(request), label or " ")
    except FieldError as error:
        return await _show(request, errors={"label": str(error)}, label=label)
    return await _show(request, key)


@post(f"{PATH}/cles/{{key_id:uuid}}/revoquer", guards=[KEYS])
async def end_key(request: Request, key_id: FromPath[UUID]) -> Response[Any]:
    """At once; a partner who still needs one gets a new one."""
    entry = await revoke_key(tx_of(request), key_id)
    return see_other(request, PATH, toast(f"Clé de {entry.before['label']} révoquée"))


SETTINGS = [lead_settings, save_lead_settings, new_key, end_key]
