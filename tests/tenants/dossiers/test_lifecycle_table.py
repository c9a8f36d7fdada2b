"""The lifecycle against a table copied from the workflow, and walks along it."""

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from odissee.tenants.dossiers.lifecycle import (
    GUARDS,
    TRANSITIONS,
    TRIGGER_LABELS,
    DossierStatus,
    Transition,
    Trigger,
    automatic,
    following,
    transitions_from,
)

pytestmark = pytest.mark.quick

S = DossierStatus
BY_LABEL = {status.label: status for status in S}

# Copied from the workflow: from, to, trigger, done alone (*).
WORKFLOW = """
– > À prospecter | lead_transformed
– > À deviser | site_lead_received *
– > À deviser | order_saved
– > Précommande | portal_requested *
– > Devis | quote_sent
– > À planifier, Planifié | order_validated
– > Intervenu, Finalisé | quick_created
À prospecter, À deviser, Précommande > Devis | quote_sent
À prospecter, À deviser, Précommande > À planifier, Planifié | order_validated
Devis > À planifier | quote_accepted *
Devis > Annulé | quote_refused *
Devis > À deviser | quote_withdrawn
À planifier > Planifié | appointment_confirmed
Planifié > À planifier | last_appointment_cancelled *
Planifié > Intervenu | mission_finished *
Intervenu > Analyse | samples_sent *
Analyse > Intervenu | results_complete *
Intervenu, Analyse > Incomplet | document_missing *
Incomplet > Intervenu, Analyse | documents_received *
Intervenu, Analyse, Incomplet > Finalisé | finalized
"""


def named(text: str) -> list[DossierStatus | None]:
    return [BY_LABEL.get(label.strip()) for label in text.split(",")]


def expected_rows() -> set[tuple[DossierStatus | None, DossierStatus | None, str, bool]]:
    rows = set()
    for line in WORKFLOW.strip().splitlines():
        ways, trigger = line.split(" | ")
        origins, targets = ways.split(" > ")
        rows |= {
            (origin, target, trigger.removesuffix(" *"), trigger.endswith("*"))
            for origin in named(origins)
            for target in named(targets)
        }
    return rows


GENERAL = {Trigger.CANCELLED, Trigger.REOPENED, Trigger.STATUS_SET}


def test_the_table_is_the_one_of_the_workflow() -> None:
    ours = {
        (way.origin, way.target, str(way.trigger), way.automatic)
        for way in TRANSITIONS
        if way.trigger not in GENERAL
    }
    assert ours == expected_rows()


def test_any_living_dossier_can_be_cancelled_and_reopened_to_what_it_was() -> None:
    for status in S:
        if status is not S.CANCELLED:
            assert [way.target for way in following(Trigger.CANCELLED, status)] == [S.CANCELLED]
    reopened = following(Trigger.REOPENED, S.CANCELLED)
    assert {way.target for way in reopened} == set(S) - {S.CANCELLED}
    assert {way.guard for way in reopened} == {"is_the_previous_status"}


def test_the_drop_down_leads_from_any_status_to_any_other() -> None:
    for status in S:
        assert {way.target for way in following(Trigger.STATUS_SET, status)} == set(S) - {status}


def test_statuses_bear_their_french_name_and_their_sign() -> None:
    assert [status.label for status in S] == [
        *("À prospecter", "À deviser", "Précommande", "Devis", "À planifier", "Planifié"),
        *("Intervenu", "Analyse", "Incomplet", "Finalisé", "Annulé"),
    ]
    assert S.TO_PROSPECT.sign == "st-a-prospecter"
    assert len({status.sign for status in S}) == len(S)


def test_events_move_only_the_dossiers_that_they_concern() -> None:
    assert [way.target for way in automatic(Trigger.QUOTE_ACCEPTED, S.QUOTED)] == [S.TO_SCHEDULE]
    assert automatic(Trigger.QUOTE_ACCEPTED, S.SCHEDULED) == ()
    assert automatic(Trigger.FINALIZED, S.VISITED) == (), "finalising is proposed, never done alone"
    assert automatic(Trigger.MISSION_FINISHED, S.CANCELLED) == ()


def test_no_event_moves_a_dossier_that_is_finalized_or_cancelled() -> None:
    assert not [way for way in TRANSITIONS if way.automatic and way.origin in (S.FINALIZED, S.CANCELLED)]


def test_two_ways_for_one_trigger_are_told_apart_by_their_guards() -> None:
    for status in (None, *S):
        for trigger in Trigger:
            guards = [way.guard for way in following(trigger, status)]
            choices = trigger in GENERAL or len(set(guards)) == len(guards)
            assert choices, (status, trigger)


def test_every_guard_trigger_and_feature_is_named() -> None:
    assert {way.guard for way in TRANSITIONS} - {None} == set(GUARDS)
    assert {way.trigger for way in TRANSITIONS} == set(Trigger) == set(TRIGGER_LABELS)
    assert all(way.features for way in TRANSITIONS)


def reached(start: DossierStatus | None, *, without: set[Trigger]) -> set[DossierStatus]:
    seen: set[DossierStatus] = set()
    waiting = [start]
    while waiting:
        status = waiting.pop()
        fresh = {way.target for way in transitions_from(status) if way.trigger not in without} - seen
        seen |= fresh
        waiting += fresh
    return seen


def test_every_status_is_reached_and_none_but_cancelled_is_a_dead_end_before_the_end() -> None:
    assert reached(None, without=GENERAL) == set(S)
    for status in set(S) - {S.FINALIZED, S.CANCELLED}:
        assert S.FINALIZED in reached(status, without=GENERAL), status


class Dossier(RuleBasedStateMachine):
    """Walks at random along the table, as staff, clients and events would push one dossier."""

    status: DossierStatus
    previous: DossierStatus | None

    @initialize(way=st.sampled_from(transitions_from(None)))
    def is_born(self, way: Transition) -> None:
        self.status, self.previous = way.target, None

    @rule(data=st.data())
    def moves(self, data: st.DataObject) -> None:
        ways = [way for way in transitions_from(self.status) if way.trigger is not Trigger.REOPENED]
        self.follow(data.draw(st.sampled_from(ways)))

    @rule(event=st.sampled_from(Trigger))
    def an_event_comes(self, event: Trigger) -> None:
        ways = automatic(event, self.status)
        if ways:
            assert self.status not in (S.FINALIZED, S.CANCELLED)
            self.follow(ways[0])

    @precondition(lambda self: self.status is S.CANCELLED and self.previous is not None)
    @rule()
    def is_reopened(self) -> None:
        back = [way for way in following(Trigger.REOPENED, S.CANCELLED) if way.target is self.previous]
        assert len(back) == 1
        self.follow(back[0])

    def follow(self, way: Transition) -> None:
        assert way.origin is self.status
        assert way.target is not self.status
        self.previous, self.status = self.status, way.target

    @invariant()
    def can_always_be_cancelled_or_reopened(self) -> None:
        triggers = {way.trigger for way in transitions_from(self.status)}
        assert (Trigger.REOPENED if self.status is S.CANCELLED else Trigger.CANCELLED) in triggers


Dossier.TestCase.settings = settings(max_examples=50, stateful_step_count=30, deadline=None)
TestDossier = Dossier.TestCase
