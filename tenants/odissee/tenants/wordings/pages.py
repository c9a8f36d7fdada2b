from litestar import Response, get, post
from litestar.params import FromPath

from odissee.platform.rights import allow
from odissee.platform.texts import Text, TextRefused
from odissee.platform.web import Request, render, see_other, toast, tx_of
from odissee.platform.web.pages import Page
from odissee.tenants.companies import settings_nav
from odissee.tenants.wordings.events import FAMILIES, Event, event_of, groups_of
from odissee.tenants.wordings.publish import restore_default, switch
from odissee.tenants.wordings.queries import states

MAY = allow("template.manage")
HOME = "/parametres/modeles"


def address(event: Event, variant: str = "") -> str:
    """The editor of an event, for one of its readers."""
    return f"{HOME}/{event.key}" + (f"?pour={variant}" if variant else "")


def variant_in(event: Event, asked: str) -> str:
    """The variant asked for, else the first."""
    names = [name for name, _ in event.variants()]
    return asked if asked in names else names[0]


@get(HOME, guards=[MAY])
async def wordings(request: Request) -> Page:
    family = request.query_params.get("canal", "")
    family = family if family in FAMILIES else "mail"
    tabs = [
        {"label": label, "href": f"{HOME}?canal={key}", "current": key == family}
        for key, label in FAMILIES.items()
    ]
    return render(
        request, "wordings/list.html", groups=groups_of(family), tabs=tabs, family=family, when=_when,
        states=await states(tx_of(request)), **settings_nav(request),
    )  # fmt: skip


def _when(text: Text) -> str:
    """« Au demandeur, immédiat »."""
    words = ", ".join(part for part in (f"à : {text.to}" if text.to else "", text.when) if part)
    return words[:1].upper() + words[1:]


@post(f"{HOME}/{{key:str}}/origine", guards=[MAY])
async def back_to_ours(request: Request, key: FromPath[str]) -> Response[None]:
    event = event_of(key)
    variant = variant_in(event, str((await request.form()).get("pour", "")))
    entry = await restore_default(tx_of(request), event, variant)
    return see_other(
        request, address(event, variant), toast("Texte d’origine rétabli", f"/annuler/{entry.id}")
    )


@post(f"{HOME}/{{key:str}}/etat", guards=[MAY])
async def set_state(request: Request, key: FromPath[str]) -> Response[None]:
    event, active = event_of(key), bool((await request.form()).get("active"))
    try:
        entry = await switch(tx_of(request), event, active)
    except TextRefused as refusal:
        return see_other(request, address(event), toast(refusal.sentence, kind="bad"))
    said = "Envoi activé" if active else "Envoi désactivé"
    return see_other(request, address(event), toast(said, f"/annuler/{entry.id}"))


ROUTES = [wordings, back_to_ours, set_state]
