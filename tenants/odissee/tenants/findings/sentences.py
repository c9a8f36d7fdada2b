"""How the acts on findings read in the thread of the dossier."""

from typing import Any

from odissee.platform.french import count
from odissee.tenants.dossiers.page import sentence
from odissee.tenants.findings.samples import RESULTS


@sentence("finding.stated", "clipboard-check")
def _stated(before: dict[str, Any], after: dict[str, Any]) -> str:
    if not after.get("facts"):
        return f"Conclusion retirée : {after.get('name') or before.get('name')}"
    return f"{after.get('name')} : {after.get('words') or 'dates enregistrées, sans conclusion'}"


@sentence("dpe.stated", "file-text")
def _dpe(before: dict[str, Any], after: dict[str, Any]) -> str:
    number = after.get("number")
    return f"Étiquette du DPE : n° {number}" if number else "Valeurs du DPE enregistrées"


@sentence("sample.added", "flask-conical")
def _added(before: dict[str, Any], after: dict[str, Any]) -> str:
    references = after.get("references") or before.get("references") or []
    return f"{count(len(references), 'prélèvement')} : {', '.join(references[:6])}{'…' if len(references) > 6 else ''}"


@sentence("sample.changed", "flask-conical")
def _changed(before: dict[str, Any], after: dict[str, Any]) -> str:
    return f"Prélèvement {after.get('reference')} : {RESULTS[after['result']][0].lower()}"


@sentence("sample.dropped", "trash-2")
def _dropped(before: dict[str, Any], after: dict[str, Any]) -> str:
    return f"Prélèvement {before.get('reference') or after.get('reference')} retiré"
