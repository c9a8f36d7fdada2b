"""`/raccourcis`, `/compte`."""

from typing import Any

from litestar import Response, get

from odissee.platform.rights import signed_in, staff
from odissee.platform.web.pages import Page, Request, render, see_other

KEYS = (
    ("Ctrl K ou ⌘ K", "Chercher ou agir"), ("/", "Aller à la recherche de la page"), ("?", "Afficher cette aide"),
    ("N", "Nouveau devis"), ("G puis D", "Dossiers"), ("G puis C", "Contacts"), ("G puis S", "Paramètres"),
    ("J et K", "Ligne suivante, ligne précédente"), ("Entrée ou O", "Ouvrir la ligne"), ("X", "Cocher la ligne"),
    (".", "Aller aux actions de la ligne, ouvrir celles du dossier"),
    ("S", "Changer le statut"), ("E", "Archiver"), ("Z", "Annuler la dernière action"), ("1 à 5", "Point de la commande"),
    ("Ctrl Entrée", "Valider le formulaire"), ("Échap", "Fermer, revenir"),
)  # fmt: skip


@get("/raccourcis", guards=[staff])
async def shortcuts(request: Request) -> Page:
    """Every key, in one table."""
    return render(request, "help/shortcuts.html", keys=KEYS)


@get("/compte", guards=[signed_in])
async def account(request: Request) -> Response[Any]:
    """One's own account is its security page."""
    return see_other(request, "/securite")


ROUTES = [shortcuts, account]
