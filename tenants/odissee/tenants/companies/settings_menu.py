"""The settings pages that exist: one list, shown as tiles on the home and as a menu beside each page."""

from collections.abc import Awaitable, Callable
from typing import Any, NamedTuple

from odissee.platform.db import TenantTransaction
from odissee.platform.rights import Actor
from odissee.platform.web import Request
from odissee.platform.web.pages import actor_in


class SettingsPage(NamedTuple):
    """One page; whoever has `permission` sees it. `group` and `rank` order the home."""

    label: str
    href: str
    permission: str
    group: str = "Société"
    icon: str = "settings"
    caption: str = ""
    rank: int = 50


SETTINGS_PAGES: list[SettingsPage] = [
    SettingsPage("Société", "/parametres/societe", "company.settings", "Société", "building-2", "Identité, assurance, mentions, devis", 10),
    SettingsPage("Apparence", "/parametres/apparence", "company.settings", "Société", "palette", "Logo et couleur", 11),
    SettingsPage("Sites", "/parametres/sites", "company.settings", "Société", "map-pin", "Adresses et séries de numéros", 12),
    SettingsPage("Conditions générales", "/parametres/conditions", "company.settings", "Société", "file-text", "Versions et dates", 13),
    SettingsPage("Domaine d’envoi", "/parametres/domaine-envoi", "company.settings", "Messages", "mail", "Vos courriels partent de chez vous", 20),
    SettingsPage("SMS", "/parametres/sms", "company.settings", "Messages", "message-square", "Fournisseur et plafond", 21),
]  # fmt: skip
"""Filled at import: each feature appends its own pages in its `web.py`."""

GROUPS = (
    "Société", "Équipe", "Catalogue et prix", "Planning", "Messages", "Facturation", "Réglementation",
    "Données et liaisons",
)  # fmt: skip


def pages_for(actor: Actor) -> list[SettingsPage]:
    """The pages that this person may open, in the order of the home; a group unknown here comes last."""
    order = {group: place for place, group in enumerate(GROUPS)}
    seen = (page for page in SETTINGS_PAGES if actor.may(page.permission))
    return sorted(seen, key=lambda page: (order.get(page.group, len(order)), page.rank))


def settings_nav(request: Request) -> dict[str, Any]:
    """The context that `companies/settings_frame.html` needs: `render(request, …, **settings_nav(request))`."""
    path = request.url.path
    return {
        "settings_pages": [
            {"label": page.label, "href": page.href, "current": path == page.href or path.startswith(page.href + "/")}
            for page in pages_for(actor_in(request))
        ]
    }  # fmt: skip


def settings_groups(actor: Actor) -> list[tuple[str, list[SettingsPage]]]:
    """The home: groups that hold at least one page."""
    pages = pages_for(actor)
    names = dict.fromkeys(page.group for page in pages)
    return [(name, [page for page in pages if page.group == name]) for name in names]


NOTICES: list[Callable[[TenantTransaction], Awaitable[list[str]]]] = []
"""What still lacks, said on the home: each callable returns short French words."""
