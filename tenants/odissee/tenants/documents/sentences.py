"""How the acts on documents read in the thread of the dossier."""

from typing import Any

from odissee.platform.french import count
from odissee.tenants.dossiers.page import sentence

METHOD_WORDS = {
    "mail": "lien par mail",
    "sms": "code par SMS",
    "ip": "adresse IP",
    "account": "espace client",
}


def _version(facts: dict[str, Any]) -> str:
    return f", version {facts['version']}" if (facts.get("version") or 1) > 1 else ""


@sentence("document.added", "file-plus", "ok")
def _added(before: dict[str, Any], after: dict[str, Any]) -> str:
    return f"« {after.get('title')} » déposé{_version(after)} ({after.get('name')})"


@sentence("document.renamed", "pen-line")
def _renamed(before: dict[str, Any], after: dict[str, Any]) -> str:
    if before.get("title") == after.get("title"):
        return f"« {after.get('title')} » corrigé"
    return f"« {before.get('title')} » devient « {after.get('title')} »"


@sentence("document.separated", "unlink")
def _separated(before: dict[str, Any], after: dict[str, Any]) -> str:
    return f"« {after.get('title')} » n’est plus une version d’un autre document"


@sentence("document.trashed", "trash-2")
def _trashed(before: dict[str, Any], after: dict[str, Any]) -> str:
    return f"« {after.get('title') or before.get('title')} » mis à la corbeille{_version(after or before)}"


def _object(facts: dict[str, Any]) -> str:
    return f"« {facts['what']} »" if facts.get("what") else "Tous les rapports"


def _whom(facts: dict[str, Any]) -> str:
    return f" pour {facts['who']}" if facts.get("who") else ""


@sentence("report.locked", "lock", "bad")
def _locked(before: dict[str, Any], after: dict[str, Any]) -> str:
    facts = after or before
    return f"Blocage : {_object(facts)}{_whom(facts)}"


@sentence("report.unlocked", "lock-open", "ok")
def _unlocked(before: dict[str, Any], after: dict[str, Any]) -> str:
    facts = after or before
    return f"Ouverture : {_object(facts)}{_whom(facts)}"


@sentence("report.locked_by_rule", "file-lock", "bad")
def _by_rule(before: dict[str, Any], after: dict[str, Any]) -> str:
    return "Rapports bloqués par la règle « bloquer jusqu’au paiement »"


@sentence("report.paid", "lock-open", "ok")
def _paid(before: dict[str, Any], after: dict[str, Any]) -> str:
    return "Solde réglé : les rapports sont ouverts"


@sentence("report.access", "eye")
def _access(before: dict[str, Any], after: dict[str, Any]) -> str:
    words = {"report": "rapports", "invoice": "facture"}
    given = [f"{words[name]} {'oui' if value else 'non'}" for name, value in after.items() if name in words]
    return f"Accès de {after.get('name')} : {', '.join(given)}"


@sentence("report.told", "send", kind="send")
def _told(before: dict[str, Any], after: dict[str, Any]) -> str:
    names = after.get("names", [])
    return f"Rapports annoncés à {count(len(names), 'contact')} : {', '.join(names)}"


@sentence("report.downloaded", "download", "ok", kind="send")
def _downloaded(before: dict[str, Any], after: dict[str, Any]) -> str:
    how = METHOD_WORDS.get(after.get("method", ""), "")
    return (
        f"« {after.get('title')} » téléchargé par {after.get('name')}, {how}, preuve n° {after.get('proof')}"
    )


@sentence("report.joined", "file-text")
def _joined(before: dict[str, Any], after: dict[str, Any]) -> str:
    return f"Dossier de diagnostics réuni en un PDF de {count(after.get('pages', 0), 'page')}"


@sentence("report.notary_export", "landmark")
def _notary(before: dict[str, Any], after: dict[str, Any]) -> str:
    return f"Export notaire préparé, {count(after.get('files', 0), 'fichier')}"


@sentence("report.proof_kept", "shield-check")
def _proof(before: dict[str, Any], after: dict[str, Any]) -> str:
    return f"Dossier de preuves établi, {count(after.get('records', 0), 'preuve')}"


@sentence("report.replaced_told", "send", kind="send")
def _replaced(before: dict[str, Any], after: dict[str, Any]) -> str:
    return f"Remplacement de « {after.get('title')} » annoncé à {', '.join(after.get('names', []))}"


@sentence("report.list_a", "flask-conical")
def _list_a(before: dict[str, Any], after: dict[str, Any]) -> str:
    return f"« {after.get('title')} », liste A : {after.get('score') or 'sans score'}"
