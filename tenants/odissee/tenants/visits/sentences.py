"""How the acts on an appointment read in the thread of the dossier."""

from datetime import datetime
from typing import Any

from odissee.platform.french import moment
from odissee.tenants.dossiers.page import sentence


def _said(facts: dict[str, Any]) -> str:
    return f"{moment(datetime.fromisoformat(facts['starts']))}, {facts.get('technician')}"


@sentence("visit.set", "calendar-plus", "ok")
def _set(before: dict[str, Any], after: dict[str, Any]) -> str:
    return f"Rendez-vous fixé {_said(after)}"


@sentence("visit.changed", "calendar-days")
def _changed(before: dict[str, Any], after: dict[str, Any]) -> str:
    return f"Rendez-vous déplacé {_said(after)}" if after.get("moved") else "Note du rendez-vous modifiée"


@sentence("visit.cancelled", "calendar-x", "bad")
def _cancelled(before: dict[str, Any], after: dict[str, Any]) -> str:
    return f"Rendez-vous annulé : {_said(before)}"
