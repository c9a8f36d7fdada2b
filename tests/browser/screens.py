"""Which screens there are: read from the routes themselves, so that a new one cannot be forgotten."""

import re
from dataclasses import dataclass
from typing import Any

NOT_SCREENS = {
    "/live": "a stream",
    "/logo": "a picture",
    "/fichiers/{file_id:uuid}": "a file",
    "/d/{token:str}/devis.pdf": "a file",
    "/documents/{document_id:uuid}/fichier": "a file",
    "/documents/{document_id:uuid}/apercu": "a picture",
    "/dossiers/{dossier_id:uuid}/prestations/{code:str}/fiche": "a file",
    "/dossiers/{dossier_id:uuid}/etiquette.svg": "a picture",
    "/dossiers/{dossier_id:uuid}/etiquette.png": "a picture",
    "/r/{token:str}/etiquette.svg": "a picture",
    "/r/{token:str}/etiquette.png": "a picture",
    "/espace/dossiers/{dossier_id:uuid}/etiquette.svg": "a picture",
    "/espace/dossiers/{dossier_id:uuid}/etiquette.png": "a picture",
    "/courrier/{mail_id:uuid}/message": "a file",
    "/recherche": "JSON for the palette, a page without script",
    "/entrants/sms/{provider:str}/{secret:str}": "for a machine",
    "/entrants/stop/{provider:str}/{secret:str}": "for a machine",
    "/adresses/chercher": "JSON",
    "/espace/adresses": "JSON",
    "/contacts/choisir": "JSON",
    "/contacts/choisi": "a piece of a page",
    "/contacts/rapide": "a piece of a page",
    "/contacts/{contact_id:uuid}/logo": "a picture",
    "/contacts/importer/{run_id:uuid}/avancement": "a piece of a page",
    "/contacts/importer/{run_id:uuid}/erreurs.csv": "a file",
    "/dossiers/{dossier_id:uuid}/ligne": "a piece of a page",
    "/dossiers/{dossier_id:uuid}/statuts": "a piece of a page",
    "/dossiers/{dossier_id:uuid}/bloc/{key:str}": "a piece of a page",
    "/dossiers/{dossier_id:uuid}/fil": "a piece of a page",
    "/commandes/{draft_id:uuid}/vivant": "a piece of a page",
    "/commandes/{draft_id:uuid}/rapide/vivant": "a piece of a page",
    "/cloche": "a piece of a page",
    "/messages/{conversation_id:uuid}/suite": "a piece of a page",
    "/rdv/{token:str}/agenda": "a file",
    "/parametres/donnees-personnelles/attestations/{erasure_id:uuid}": "a file",
    "/integration/connexion": "a snippet shown in the settings",
}
"""GET routes that nobody looks at as a page."""


@dataclass(frozen=True)
class Template:
    """The address of one route, with the host on which it lives."""

    path: str
    door: str

    @property
    def fixed(self) -> bool:
        return "{" not in self.path

    @property
    def pattern(self) -> re.Pattern[str]:
        parts = re.split(r"\{(\w+):(\w+)\}", self.path)
        out = re.escape(parts[0])
        for name, kind, rest in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
            out += f"(?P<{name}>{'[0-9a-f-]{36}' if kind == 'uuid' else '[^/]+'})" + re.escape(rest)
        return re.compile(out + r"\Z")

    def filled(self, known: dict[str, str]) -> str:
        """The address with what is known of its parts, empty when one is missing."""
        names = re.findall(r"\{(\w+):", self.path)
        if not all(name in known for name in names):
            return ""
        return re.sub(r"\{(\w+):\w+\}", lambda found: known[found[1]], self.path)


def templates() -> list[Template]:
    """Every GET route that is a screen."""
    from odissee.app.features import routes

    found: list[Any] = [route for route in routes() if "GET" in getattr(route, "http_methods", ())]
    return sorted(
        {Template(path, route.opt.get("door", "company")) for route in found for path in route.paths}
        - {Template(path, door) for path in NOT_SCREENS for door in ("company", "site", "console", "any")},
        key=lambda one: (not one.fixed, one.path),
    )
