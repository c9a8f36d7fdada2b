"""The statuses of a dossier and every way from one to another, as data.

Nothing here decides: a guard is a name, and the act that moves a dossier evaluates it. Archived and
trashed are flags beside the status.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class DossierStatus(StrEnum):
    """Where a dossier stands; its value is stored."""

    TO_PROSPECT = "to_prospect"
    TO_QUOTE = "to_quote"
    PRE_ORDER = "pre_order"
    QUOTED = "quoted"
    TO_SCHEDULE = "to_schedule"
    SCHEDULED = "scheduled"
    VISITED = "visited"
    LAB_PENDING = "lab_pending"
    INCOMPLETE = "incomplete"
    FINALIZED = "finalized"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        """The word of the pill and of the filter."""
        return _FACES[self][0]

    @property
    def sign(self) -> str:
        """The name of its icon, which tells it apart without colour."""
        return _FACES[self][1]


S = DossierStatus

_FACES = {
    S.TO_PROSPECT: ("À prospecter", "st-a-prospecter"),
    S.TO_QUOTE: ("À deviser", "st-a-deviser"),
    S.PRE_ORDER: ("Précommande", "st-precommande"),
    S.QUOTED: ("Devis", "st-devis"),
    S.TO_SCHEDULE: ("À planifier", "st-a-planifier"),
    S.SCHEDULED: ("Planifié", "st-planifie"),
    S.VISITED: ("Intervenu", "st-intervenu"),
    S.LAB_PENDING: ("Analyse", "st-analyse"),
    S.INCOMPLETE: ("Incomplet", "st-incomplet"),
    S.FINALIZED: ("Finalisé", "st-finalise"),
    S.CANCELLED: ("Annulé", "st-annule"),
}


class Trigger(StrEnum):
    """What moves a dossier: an event of the product or an act of a person."""

    LEAD_TRANSFORMED = "lead_transformed"
    SITE_LEAD_RECEIVED = "site_lead_received"
    ORDER_SAVED = "order_saved"
    PORTAL_REQUESTED = "portal_requested"
    QUOTE_SENT = "quote_sent"
    ORDER_VALIDATED = "order_validated"
    QUICK_CREATED = "quick_created"
    QUOTE_ACCEPTED = "quote_accepted"
    QUOTE_REFUSED = "quote_refused"
    QUOTE_WITHDRAWN = "quote_withdrawn"
    APPOINTMENT_CONFIRMED = "appointment_confirmed"
    LAST_APPOINTMENT_CANCELLED = "last_appointment_cancelled"
    MISSION_FINISHED = "mission_finished"
    SAMPLES_SENT = "samples_sent"
    RESULTS_COMPLETE = "results_complete"
    DOCUMENT_MISSING = "document_missing"
    DOCUMENTS_RECEIVED = "documents_received"
    FINALIZED = "finalized"
    CANCELLED = "cancelled"
    REOPENED = "reopened"
    STATUS_SET = "status_set"


T = Trigger

TRIGGER_LABELS = {
    T.LEAD_TRANSFORMED: "Opportunité transformée",
    T.SITE_LEAD_RECEIVED: "Demande reçue du site",
    T.ORDER_SAVED: "Commande enregistrée sans devis",
    T.PORTAL_REQUESTED: "Demande d’un client connecté",
    T.QUOTE_SENT: "Devis envoyé",
    T.ORDER_VALIDATED: "Commande validée",
    T.QUICK_CREATED: "Dossier rapide créé",
    T.QUOTE_ACCEPTED: "Devis accepté",
    T.QUOTE_REFUSED: "Devis refusé",
    T.QUOTE_WITHDRAWN: "Devis repris",
    T.APPOINTMENT_CONFIRMED: "Rendez-vous confirmé",
    T.LAST_APPOINTMENT_CANCELLED: "Dernier rendez-vous annulé",
    T.MISSION_FINISHED: "Mission terminée",
    T.SAMPLES_SENT: "Prélèvements envoyés",
    T.RESULTS_COMPLETE: "Résultats tous reçus",
    T.DOCUMENT_MISSING: "Document manquant",
    T.DOCUMENTS_RECEIVED: "Documents tous reçus",
    T.FINALIZED: "Dossier finalisé",
    T.CANCELLED: "Dossier annulé",
    T.REOPENED: "Dossier rouvert",
    T.STATUS_SET: "Statut choisi à la main",
}

GUARDS = {
    "quote_is_complete": "error.requester_required",
    "has_no_appointment": None,
    "has_date_and_technician": None,
    "papers_are_not_complete": None,
    "papers_are_complete": "error.finalize_needs_report",
    "no_other_quote_alive": None,
    "visit_is_possible": None,
    "has_sample": "error.analyse_needs_sample",
    "no_sample_awaited": None,
    "sample_awaited": None,
    "has_report_or_reason": "error.finalize_needs_report",
    "nothing_unpaid_or_kept": "error.cancel_unpaid",
    "is_the_previous_status": None,
    "money_and_proof_are_safe": None,
}
"""Each guard, with the key of the sentence of a refusal; None when it only chooses between two ways."""


@dataclass(frozen=True, slots=True)
class Transition:
    """One way from a status to another; `origin` None is the birth of the dossier."""

    origin: DossierStatus | None
    target: DossierStatus
    trigger: Trigger
    automatic: bool
    """It follows from the event without anyone choosing the status."""
    by_hand: bool
    """A person may choose it in the menu of the dossier."""
    guard: str | None
    features: tuple[str, ...]


type _Origins = Iterable[DossierStatus | None]


def _ways(
    origins: _Origins,
    target: DossierStatus,
    trigger: Trigger,
    features: str,
    *,
    guard: str | None = None,
    automatic: bool = False,
    by_hand: bool = False,
) -> list[Transition]:
    feature_ids = tuple(features.split())
    return [
        Transition(origin, target, trigger, automatic, by_hand, guard, feature_ids)
        for origin in origins
        if origin is not target
    ]


_NEW: _Origins = (None,)
_BEFORE_QUOTE: _Origins = (S.TO_PROSPECT, S.TO_QUOTE, S.PRE_ORDER)
_ON_SITE_DONE: _Origins = (S.VISITED, S.LAB_PENDING)
_ALIVE: tuple[DossierStatus, ...] = tuple(status for status in S if status is not S.CANCELLED)

TRANSITIONS: tuple[Transition, ...] = (
    *_ways(_NEW, S.TO_PROSPECT, T.LEAD_TRANSFORMED, "LIST-08"),
    *_ways(_NEW, S.TO_QUOTE, T.SITE_LEAD_RECEIVED, "LIST-09", automatic=True),
    *_ways(_NEW, S.TO_QUOTE, T.ORDER_SAVED, "LIST-09"),
    *_ways(_NEW, S.PRE_ORDER, T.PORTAL_REQUESTED, "LIST-10", automatic=True),
    *_ways(_NEW, S.QUOTED, T.QUOTE_SENT, "LIST-11 CREA-11 CREA-15", guard="quote_is_complete"),
    *_ways(_NEW, S.TO_SCHEDULE, T.ORDER_VALIDATED, "CREA-34", guard="has_no_appointment"),
    *_ways(_NEW, S.SCHEDULED, T.ORDER_VALIDATED, "CREA-34", guard="has_date_and_technician"),
    *_ways(_NEW, S.VISITED, T.QUICK_CREATED, "RAPI-01 RAPI-06", guard="papers_are_not_complete"),
    *_ways(_NEW, S.FINALIZED, T.QUICK_CREATED, "RAPI-01 RAPI-06", guard="papers_are_complete"),
    *_ways(_BEFORE_QUOTE, S.QUOTED, T.QUOTE_SENT, "LIST-11 CREA-15", guard="quote_is_complete"),
    *_ways(_BEFORE_QUOTE, S.TO_SCHEDULE, T.ORDER_VALIDATED, "CREA-34", guard="has_no_appointment"),
    *_ways(_BEFORE_QUOTE, S.SCHEDULED, T.ORDER_VALIDATED, "CREA-34", guard="has_date_and_technician"),
    *_ways((S.QUOTED,), S.TO_SCHEDULE, T.QUOTE_ACCEPTED, "COM-04 COM-05 COM-09 OM-03", automatic=True),
    *_ways(
        (S.QUOTED,),
        S.CANCELLED,
        T.QUOTE_REFUSED,
        "COM-07 COM-08",
        guard="no_other_quote_alive",
        automatic=True,
    ),
    *_ways((S.QUOTED,), S.TO_QUOTE, T.QUOTE_WITHDRAWN, "LIST-09"),
    *_ways(
        (S.TO_SCHEDULE,),
        S.SCHEDULED,
        T.APPOINTMENT_CONFIRMED,
        "LIST-13 PLAN-06 PLAN-12",
        guard="visit_is_possible",
    ),
    *_ways((S.SCHEDULED,), S.TO_SCHEDULE, T.LAST_APPOINTMENT_CANCELLED, "LIST-12", automatic=True),
    *_ways((S.SCHEDULED,), S.VISITED, T.MISSION_FINISHED, "LIST-14 MOB-05", automatic=True, by_hand=True),
    *_ways(
        (S.VISITED,),
        S.LAB_PENDING,
        T.SAMPLES_SENT,
        "LIST-15",
        guard="has_sample",
        automatic=True,
        by_hand=True,
    ),
    *_ways((S.LAB_PENDING,), S.VISITED, T.RESULTS_COMPLETE, "LIST-15", automatic=True),
    *_ways(_ON_SITE_DONE, S.INCOMPLETE, T.DOCUMENT_MISSING, "LIST-16", automatic=True, by_hand=True),
    *_ways(
        (S.INCOMPLETE,),
        S.VISITED,
        T.DOCUMENTS_RECEIVED,
        "LIST-16",
        guard="no_sample_awaited",
        automatic=True,
        by_hand=True,
    ),
    *_ways(
        (S.INCOMPLETE,),
        S.LAB_PENDING,
        T.DOCUMENTS_RECEIVED,
        "LIST-16",
        guard="sample_awaited",
        automatic=True,
        by_hand=True,
    ),
    *_ways(
        (*_ON_SITE_DONE, S.INCOMPLETE),
        S.FINALIZED,
        T.FINALIZED,
        "LIST-17",
        guard="has_report_or_reason",
        by_hand=True,
    ),
    *_ways(_ALIVE, S.CANCELLED, T.CANCELLED, "LIST-18", guard="nothing_unpaid_or_kept", by_hand=True),
    *(
        way
        for status in _ALIVE
        for way in _ways(
            (S.CANCELLED,), status, T.REOPENED, "LIST-18", guard="is_the_previous_status", by_hand=True
        )
    ),
    *(
        way
        for status in S
        for way in _ways(S, status, T.STATUS_SET, "LIST-29", guard="money_and_proof_are_safe", by_hand=True)
    ),
)
"""The whole table. `STATUS_SET` goes from any status to any other and asks for `dossier.status.any`."""

PROPOSED = frozenset({T.FINALIZED})
"""Offered to a person when every diagnostic has its report, never done alone."""


def transitions_from(status: DossierStatus | None) -> tuple[Transition, ...]:
    """Every way out of a status (None: every way to be born), in the order of the table."""
    return tuple(way for way in TRANSITIONS if way.origin is status)


def following(trigger: Trigger, status: DossierStatus | None) -> tuple[Transition, ...]:
    """The ways that a trigger opens from a status; with more than one, their guards choose."""
    return tuple(way for way in transitions_from(status) if way.trigger is trigger)


def automatic(event: Trigger, status: DossierStatus | None) -> tuple[Transition, ...]:
    """The ways that an event takes alone; none when the event changes nothing in this status."""
    return tuple(way for way in following(event, status) if way.automatic)
