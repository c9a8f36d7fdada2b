"""How each act reads in the thread: verb of the journal → icon, tone and sentence."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from odissee.platform.french import amount, numeric_date
from odissee.tenants.dossiers.lifecycle import TRIGGER_LABELS, DossierStatus, Trigger

Say = Callable[[dict[str, Any], dict[str, Any]], str]


@dataclass(frozen=True, slots=True)
class Sentence:
    """`say` gets before and after; `kind` is the filter of the thread: acts, sendings, money."""

    icon: str
    tone: str
    say: Say
    kind: str = "act"


SENTENCES: dict[str, Sentence] = {}


def sentence(verb: str, icon: str, tone: str = "", kind: str = "act") -> Callable[[Say], Say]:
    """Declare how a verb reads."""

    def register(say: Say) -> Say:
        SENTENCES[verb] = Sentence(icon, tone, say, kind)
        return say

    return register


def _fixed(verb: str, icon: str, text: str, tone: str = "", kind: str = "act") -> None:
    SENTENCES[verb] = Sentence(icon, tone, lambda before, after: text, kind)


@sentence("dossier.opened", "plus")
def _opened(before: dict[str, Any], after: dict[str, Any]) -> str:
    origin = f", origine {after['origin']}" if after.get("origin") else ""
    return f"Dossier {after.get('number', '')} créé{origin}"


@sentence("dossier.status", "arrow-right", "info")
def _status(before: dict[str, Any], after: dict[str, Any]) -> str:
    old, new = DossierStatus(before["status"]).label, DossierStatus(after["status"]).label
    reason = f" : {after['reason']}" if after.get("reason") else ""
    cause = TRIGGER_LABELS.get(Trigger(after["trigger"]), "") if after.get("trigger") else ""
    return f"Passé de « {old} » à « {new} »{reason}" + (f" ({cause.lower()})" if cause else "")


@sentence("quote.generated", "file-text")
def _generated(before: dict[str, Any], after: dict[str, Any]) -> str:
    return f"Devis version {after.get('version')} généré pour {after.get('to')}, {amount(after.get('incl', 0))} TTC"


@sentence("quote.outside_attached", "paperclip")
def _outside_attached(before: dict[str, Any], after: dict[str, Any]) -> str:
    told = f", {amount(after['amount'])}" if after.get("amount") is not None else ""
    return f"Devis établi ailleurs joint : {after.get('label', '')}{told}"


@sentence("quote.outside_sent", "send", kind="send")
def _outside_sent(before: dict[str, Any], after: dict[str, Any]) -> str:
    return f"Devis {after.get('label', '')} envoyé à {after.get('to', '')}"


@sentence("quote.outside_noted", "pen-line", "info")
def _outside_noted(before: dict[str, Any], after: dict[str, Any]) -> str:
    said = {"accepted": "accepté", "refused": "refusé"}.get(after.get("state", ""), "en attente")
    return f"Devis {after.get('label', '')} noté {said}"


@sentence("quote.sent", "send", kind="send")
def _sent(before: dict[str, Any], after: dict[str, Any]) -> str:
    return f"Devis version {after.get('version')} envoyé à {after.get('to') or 'son demandeur'}"


@sentence("quote.accepted", "circle-check-big", "ok")
def _accepted(before: dict[str, Any], after: dict[str, Any]) -> str:
    return f"Devis accepté par {after.get('name') or 'le demandeur'}, {after.get('channel')}, preuve {after.get('proof')}"


@sentence("quote.refused", "circle-x", "bad")
def _refused(before: dict[str, Any], after: dict[str, Any]) -> str:
    return f"Devis refusé : {after.get('reason') or 'sans raison'}"


@sentence("quote.statement_missing", "triangle-alert", "bad")
def _statement_missing(before: dict[str, Any], after: dict[str, Any]) -> str:
    return f"Attestation sur l’honneur non jointe : {', '.join(after.get('gaps', []))}"


@sentence("order.saved", "file-text")
def _saved(before: dict[str, Any], after: dict[str, Any]) -> str:
    total = f"Commande enregistrée, {amount(after.get('amount') or 0)} TTC"
    quote = after.get("accepted")
    return (
        total
        if not quote
        else f"{total} ; le devis {quote['number']} reste accepté pour {amount(quote['incl'])}"
    )


_fixed("task.done", "check", "Tâche faite", "ok")
_fixed("quote.withdrawn", "undo-2", "Le client s’est rétracté", "bad")
_fixed("quote.expired", "clock", "Devis arrivé à expiration")
_fixed("dossier.contact_attached", "user-plus", "Contact ajouté ou rôles modifiés")
_fixed("dossier.contact_detached", "user-x", "Contact retiré du dossier")
_fixed("dossier.archived", "archive", "Dossier archivé")
_fixed("dossier.unarchived", "archive", "Dossier sorti des archives")
_fixed("dossier.untrashed", "rotate-ccw", "Dossier sorti de la corbeille")
_fixed("dossier.trashed", "trash-2", "Dossier mis à la corbeille")
_fixed("dossier.purged", "trash-2", "Dossier supprimé définitivement", "bad")
_fixed("dossier.urgent", "star", "Dossier marqué urgent")
_fixed("dossier.unsold", "house", "« Bien vendu » retiré : les alertes de péremption reprennent")
_fixed("dossier.calm", "star", "Dossier remis à son rang")
UNKNOWN = Sentence("history", "", lambda before, after: "Modification")


def sentence_of(verb: str) -> Sentence:
    """The sentence of a verb; an undone act reads « Annulé : … »."""
    base = SENTENCES.get(verb.removesuffix(".undone"), UNKNOWN)
    if not verb.endswith(".undone"):
        return base
    return Sentence("undo-2", "", lambda before, after: f"Annulé : {base.say(after, before)}", base.kind)


@sentence("dossier.address", "map-pin")
def _address(before: dict[str, Any], after: dict[str, Any]) -> str:
    place = " ".join(part for part in (after.get("postcode"), after.get("city")) if part)
    said = ", ".join(part for part in (after.get("address") or after.get("complement"), place) if part)
    return f"Adresse du bien : {said or 'effacée'}"


@sentence("dossier.access_granted", "folder-open")
def _access_granted(before: dict[str, Any], after: dict[str, Any]) -> str:
    what = [
        words
        for name, words in (("reports", "aux rapports"), ("invoices", "à la facture"))
        if after.get(name)
    ]
    return f"Accès {' et '.join(what)} donné depuis la fiche d’un contact"


@sentence("dossier.sold", "house", "ok")
def _sold(before: dict[str, Any], after: dict[str, Any]) -> str:
    day = numeric_date(datetime.fromisoformat(after["sold_at"]).date())
    return f"Bien vendu le {day} : plus d’alerte de péremption"
