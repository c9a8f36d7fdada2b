"""The acts, as data: what each changes, who may, and why a dossier is left alone."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from odissee.tenants.dossiers.lifecycle import DossierStatus

Reason = Callable[[Any, str], str]
"""A dossier's row and the wanted value → why it may not change, in French; empty when it may."""
UNPAID = "une facture attend son règlement"
VISIT = "un rendez-vous est fixé : annulez-le d’abord"


@dataclass(frozen=True, slots=True)
class Act:
    """`column` is what changes; `done` says it of many: « 12 dossiers archivés ». `place`: where it is offered."""

    key: str
    label: str
    done: tuple[str, str]
    permission: str
    column: str
    verb: str
    icon: str
    places: tuple[str, ...] = ("",)
    on: bool = True
    why_not: Reason = lambda row, value: ""


def _to_bin(row: Any, _: str) -> str:
    if row["visit"]:
        return VISIT
    return UNPAID if row["invoice_state"] == "unpaid" else ""


def _to_status(row: Any, value: str) -> str:
    if value == DossierStatus.CANCELLED and row["invoice_state"] == "unpaid":
        return UNPAID
    return VISIT if value == DossierStatus.CANCELLED and row["visit"] else ""


_ALL = (
    Act("statut", "Changer le statut", ("dossier a changé de statut", "dossiers ont changé de statut"),
        "dossier.status.any", "status", "dossier.status", "arrow-right", ("", "archives"), why_not=_to_status),
    Act("urgent", "Marquer urgent", ("dossier marqué urgent", "dossiers marqués urgents"),
        "order.edit", "urgent_at", "dossier.urgent", "star"),
    Act("calme", "Retirer l’urgence", ("dossier à son rang", "dossiers à leur rang"),
        "order.edit", "urgent_at", "dossier.calm", "star", on=False),
    Act("archiver", "Archiver", ("dossier archivé", "dossiers archivés"),
        "dossier.archive", "archived_at", "dossier.archived", "archive"),
    Act("desarchiver", "Sortir des archives", ("dossier sorti des archives", "dossiers sortis des archives"),
        "dossier.archive", "archived_at", "dossier.unarchived", "archive", ("archives",), on=False),
    Act("corbeille", "Mettre à la corbeille", ("dossier mis à la corbeille", "dossiers mis à la corbeille"),
        "dossier.archive", "trashed_at", "dossier.trashed", "trash-2", ("", "archives"), why_not=_to_bin),
    Act("restaurer", "Restaurer", ("dossier restauré", "dossiers restaurés"),
        "bin.open", "trashed_at", "dossier.untrashed", "rotate-ccw", ("corbeille",), on=False),
)  # fmt: skip
ACTS = {act.key: act for act in _ALL}
