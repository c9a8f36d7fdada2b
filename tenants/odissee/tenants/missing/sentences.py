"""How requests of documents and incoming mail read in the thread of the dossier."""

from typing import Any

from odissee.platform.french import count
from odissee.tenants.dossiers.page import sentence
from odissee.tenants.missing.words import in_a_line


@sentence("missing.asked", "send", kind="send")
def _asked(before: dict[str, Any], after: dict[str, Any]) -> str:
    return f"Demandé à {after.get('name')} : {in_a_line(after.get('documents', []))}"


@sentence("missing.reminded", "bell", kind="send")
def _reminded(before: dict[str, Any], after: dict[str, Any]) -> str:
    return f"Relance à {after.get('name')} : {in_a_line(after.get('documents', []))}"


@sentence("missing.received", "circle-check-big", "ok")
def _received(before: dict[str, Any], after: dict[str, Any]) -> str:
    return f"Reçu : {after.get('label')} (« {after.get('document')} »)"


@sentence("missing.by_hand", "circle-check-big", "ok")
def _by_hand(before: dict[str, Any], after: dict[str, Any]) -> str:
    return f"Noté reçu : {after.get('label')}"


@sentence("missing.absent", "circle-x")
def _absent(before: dict[str, Any], after: dict[str, Any]) -> str:
    return f"{after.get('who')} n’a pas : {after.get('label')}"


@sentence("missing.cancelled", "x")
def _cancelled(before: dict[str, Any], after: dict[str, Any]) -> str:
    return f"Demande annulée : {after.get('label') or before.get('label')}"


@sentence("missing.mail_filed", "inbox", "ok")
def _filed(before: dict[str, Any], after: dict[str, Any]) -> str:
    kept, refused = after.get("kept", 0), after.get("refused", 0)
    aside = f", {count(refused, 'pièce refusée', 'pièces refusées')}" if refused else ""
    return f"Courrier de {after.get('from')} : {count(kept, 'pièce rangée', 'pièces rangées')}{aside}"
