"""How alerts read in the thread of a dossier."""

from typing import Any

from odissee.tenants.alerts.announcements import ANNOUNCEMENTS
from odissee.tenants.dossiers.page import sentence


def _label(after: dict[str, Any]) -> str:
    told = ANNOUNCEMENTS.get(str(after.get("event")))
    return told.label if told else "Annonce"


@sentence("alert.planned", "bell", kind="send")
def _planned(before: dict[str, Any], after: dict[str, Any]) -> str:
    return f"Alerte « {_label(after)} » à {', '.join(after.get('names', []))}"


@sentence("alert.cancelled", "bell-off", kind="send")
def _cancelled(before: dict[str, Any], after: dict[str, Any]) -> str:
    return f"Alerte « {_label(after)} » retirée"


@sentence("alert.renewal_asked", "rotate-ccw", "ok")
def _renewal(before: dict[str, Any], after: dict[str, Any]) -> str:
    return f"Renouvellement demandé : {after.get('label', '')}"


@sentence("alert.other_date", "calendar-days", "bad")
def _other_date(before: dict[str, Any], after: dict[str, Any]) -> str:
    words = f" : « {after['words']} »" if after.get("words") else ""
    return f"Autre date demandée pour la visite{words}"
