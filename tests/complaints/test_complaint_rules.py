"""Decisions about complaints without a database: outcomes, what is missing, why a case waits."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.complaints.head_row import HeadRow, RemedyRow
from app.complaints.record import ComplaintRecord
from app.complaints.rules import may_become, overall_outcome, ready_to_write, why_here
from app.complaints.states import ComplaintState, Met, Outcome, RemedyKind, RemedyState
from app.complaints.worklist_row import WorklistRow
from app.contacts.tables import CallerKind
from app.knowledge.find import StandardRow
from app.knowledge.procedure import parse_procedure
from app.knowledge.seed_files import shipped_seeds
from app.knowledge.tables import LibraryKind
from app.members.tables import Channel

U, P, N, F, W = (
    Outcome.UPHELD,
    Outcome.PARTLY_UPHELD,
    Outcome.NOT_UPHELD,
    Outcome.NO_FINDING,
    Outcome.WITHDRAWN,
)

TODAY = date(2026, 11, 20)
PROCEDURE = next(
    parse_procedure(seed.code, seed.title, seed.data or {})
    for seed in shipped_seeds()
    if seed.kind is LibraryKind.PROCEDURE and seed.code == "public-service"
)
STANDARD = StandardRow(
    version_id=5,
    code="member-certificate",
    version=2,
    title="Sending certificates",
    citation="Member Service Standards, section 6 (2025)",
    text="We send a certificate within 3 working days.",
    in_force_from=date(2025, 1, 1),
    in_force_until=None,
    default_to_review=True,
)
APOLOGY = RemedyRow(1, 1, RemedyKind.APOLOGY, "that we did not answer", "", None, RemedyState.PROPOSED, None, "first")
ACTION = RemedyRow(
    2, 1, RemedyKind.ACTION, "send the certificate", "The records team", TODAY, RemedyState.PROPOSED, None, "first"
)
WHOLE_HEAD = HeadRow(
    id=7,
    version=1,
    number=1,
    title="The certificate was not sent",
    what_they_say="I asked for it.",
    event_on=date(2026, 10, 2),
    what_happened="It was asked for on 2 October and not sent.",
    standard=STANDARD,
    what_should_have_happened="It should have left by 7 October.",
    outcome=U,
    finding="We should have sent it.",
    reason="The standard allows 3 working days.",
    effect="You could not begin work.",
    remedies=(APOLOGY, ACTION),
    earlier=(),
    stage="first",
    met=Met.NOT_MET,
    fault="delay",
)
WHOLE = ComplaintRecord(
    id=3,
    version=1,
    reference="C26-000001-00",
    title="the certificate",
    person_id=1,
    person_name="TAN Mei Ling",
    warnings=(),
    complainant_kind=CallerKind.MEMBER,
    representative_id=None,
    representative_name="",
    desk_name="Member Services",
    currency="GBP",
    owner_id=1,
    owner_name="Ada",
    procedure=PROCEDURE,
    procedure_version_id=1,
    procedure_version=1,
    stage="first",
    asked_on=None,
    they_say="",
    late_reason="",
    earlier=(),
    state=ComplaintState.INVESTIGATING,
    channel=Channel.CALL,
    raised_on=date(2026, 11, 16),
    raised_where="",
    received_at=datetime(2026, 11, 16, 9, tzinfo=UTC),
    received_on=date(2026, 11, 16),
    raised_with="",
    raised_tried="",
    their_reference="",
    case_number="",
    court="",
    hearing_on=None,
    in_their_words="Nobody answered.",
    outcome_sought="",
    looked_at="read the notes of your calls",
    from_contact_id=None,
    outcome=U,
    respond_by=date(2026, 11, 30),
    acknowledged_on=None,
    responded_on=None,
    closed_on=None,
    closed_reason="",
    reopened_reason="",
    route=None,
    holding_reason="",
    holding_until=None,
    holding_kind=None,
    heads=(WHOLE_HEAD,),
    clocks=(),
    letters=(),
    chronology=(),
)
ROW = WorklistRow(
    id=3,
    reference="C26-000001-00",
    title="the certificate",
    person_id=1,
    person_name="TAN Mei Ling",
    complainant_kind=CallerKind.MEMBER,
    state=ComplaintState.INVESTIGATING,
    owner_id=1,
    owner_name="Ada",
    raised_on=date(2026, 11, 16),
    respond_by=date(2026, 11, 24),
    days_left=2,
    days_to_act=2,
    acknowledge_by=None,
    points=4,
    points_found=4,
    actions_open=0,
    letter_state=None,
    letter_kind=None,
    support_need=False,
    outcome=None,
)


@pytest.mark.parametrize(
    ("outcomes", "whole"),
    [
        ([], None),
        ([None], None),
        ([U, None], None),
        ([U], U),
        ([U, U], U),
        ([N, N], N),
        ([P], P),
        ([U, N], P),
        ([U, P], P),
        ([N, P], P),
        ([U, W], U),
        ([N, F], N),
        ([F], F),
        ([W], W),
        ([W, F], F),
        ([U, N, W, F], P),
    ],
)
def test_the_whole_comes_of_its_points(outcomes: list[Outcome | None], whole: Outcome | None) -> None:
    assert overall_outcome(outcomes) == whole


@given(st.lists(st.sampled_from(Outcome), min_size=1))
def test_the_order_of_points_does_not_matter(outcomes: list[Outcome]) -> None:
    assert overall_outcome(outcomes) == overall_outcome(sorted(outcomes))


def test_a_whole_case_is_ready() -> None:
    assert ready_to_write(WHOLE, "response") == []
    assert ready_to_write(WHOLE, "acknowledgement") == []


@pytest.mark.parametrize(
    ("changed", "link"),
    [
        ({"what_they_say": " "}, "head:7#what_they_say"),
        ({"event_on": None}, "head:7#event_on"),
        ({"what_happened": ""}, "head:7#what_happened"),
        ({"standard": None}, "head:7#standard"),
        ({"what_should_have_happened": ""}, "head:7#what_should_have_happened"),
        ({"met": None}, "head:7#met"),
        ({"met": Met.MET}, "head:7#met"),
        ({"fault": None}, "head:7#fault"),
        ({"outcome": None}, "head:7#outcome"),
        ({"outcome": N, "met": None}, "head:7#met"),
        ({"outcome": N, "reason": " "}, "head:7#reason"),
        ({"reason": ""}, "head:7#reason"),
        ({"effect": ""}, "head:7#effect"),
        ({"remedies": (ACTION,)}, "head:7#apology"),
        ({"remedies": (APOLOGY,)}, "head:7#remedies"),
        ({"remedies": (APOLOGY, replace(ACTION, state=RemedyState.WITHDRAWN))}, "head:7#remedies"),
        ({"remedies": (APOLOGY, replace(ACTION, due_on=None))}, "remedy:2#owner"),
        ({"remedies": (APOLOGY, replace(ACTION, owner=""))}, "remedy:2#owner"),
        ({"event_on": date(2024, 12, 31)}, "head:7#standard"),
    ],
)
def test_each_thing_missing_from_a_point_is_one_link(changed: dict[str, Any], link: str) -> None:
    record = replace(WHOLE, heads=(replace(WHOLE_HEAD, **changed),))
    assert [missing.link for missing in ready_to_write(record, "response")] == [link]


@pytest.mark.parametrize(
    ("changed", "kind", "link"),
    [
        ({"title": ""}, "acknowledgement", "complaint#title"),
        ({"in_their_words": " "}, "acknowledgement", "complaint#in_their_words"),
        ({"heads": ()}, "acknowledgement", "complaint#heads"),
        ({"looked_at": ""}, "response", "complaint#looked_at"),
        ({}, "holding", "complaint#delay"),
        ({}, "signposting", "complaint#route"),
    ],
)
def test_each_thing_missing_from_a_case_is_one_link(changed: dict[str, Any], kind: str, link: str) -> None:
    assert [missing.link for missing in ready_to_write(replace(WHOLE, **changed), kind)] == [link]


@pytest.mark.parametrize("outcome", [W, F, N])
def test_a_point_that_is_not_upheld_needs_no_remedy(outcome: Outcome) -> None:
    head = replace(WHOLE_HEAD, outcome=outcome, remedies=(), effect="", fault=None)
    assert ready_to_write(replace(WHOLE, heads=(head,)), "response") == []


def test_a_procedure_without_kinds_of_fault_asks_for_none() -> None:
    record = replace(WHOLE, heads=(replace(WHOLE_HEAD, fault=None),), procedure=replace(PROCEDURE, faults=()))
    assert ready_to_write(record, "response") == []


def test_a_standard_missed_in_a_point_not_upheld_must_be_explained() -> None:
    head = replace(WHOLE_HEAD, outcome=N, met=Met.PARTLY, reason="")
    [missing] = ready_to_write(replace(WHOLE, heads=(head,)), "response")
    assert missing.text == "Point 1: the reason why it is not upheld although the standard was not fully met"


@pytest.mark.parametrize(
    ("changed", "reasons"),
    [
        ({}, ["Answer due in 2 working days"]),
        ({"days_left": 1}, ["Answer due in 1 working day"]),
        ({"respond_by": TODAY, "days_left": 0}, ["Answer due today"]),
        ({"respond_by": date(2026, 11, 18), "days_left": -2}, ["Answer 2 working days late"]),
        # Due on a Sunday by hand: no working day has passed since, but late it is.
        ({"respond_by": date(2026, 11, 19), "days_left": 0}, ["Answer 1 working day late"]),
        ({"days_left": None}, ["Answer due 24 Nov 2026"]),
        ({"days_left": None, "respond_by": date(2026, 1, 5)}, ["Answer was due 5 Jan 2026"]),
        ({"points_found": 2}, ["Answer due in 2 working days", "No finding on 2 of 4 points"]),
        ({"points": 1, "points_found": 0}, ["Answer due in 2 working days", "No finding yet"]),
        ({"support_need": True}, ["Answer due in 2 working days", "Support need"]),
        (
            {"acknowledge_by": date(2026, 11, 19)},
            ["Not acknowledged, due 19 Nov", "Answer due in 2 working days"],
        ),
        ({"acknowledge_by": TODAY}, ["Acknowledge today", "Answer due in 2 working days"]),
        (
            {"acknowledge_by": TODAY, "letter_state": "approved"},
            ["Letter approved: print and post it", "Acknowledge today", "Answer due in 2 working days"],
        ),
        (
            {"letter_state": "returned"},
            ["Letter returned: mend it and submit again", "Answer due in 2 working days"],
        ),
        (
            {"letter_state": "stopped"},
            ["Letter stopped, not sent: open the case to see why", "Answer due in 2 working days"],
        ),
        ({"letter_state": "submitted"}, ["Letter waits for approval", "Answer due in 2 working days"]),
        (
            {"letter_state": "submitted", "letter_with": "With Carys Lloyd for 2 days"},
            ["Letter with Carys Lloyd for 2 days", "Answer due in 2 working days"],
        ),
        (
            {"state": ComplaintState.RESPONDED, "respond_by": None, "responded_on": date(2026, 11, 19)},
            ["Answered 19 Nov 2026: close it"],
        ),
        (
            {
                "state": ComplaintState.RESPONDED,
                "respond_by": None,
                "responded_on": date(2026, 11, 19),
                "actions_open": 1,
            },
            ["1 promised action still to do"],
        ),
        (
            {"state": ComplaintState.OUT_OF_SCOPE, "points_found": 0},
            ["Answer due in 2 working days", "Out of scope: tell them where to go"],
        ),
    ],
)
def test_a_row_says_why_it_is_here(changed: dict[str, Any], reasons: list[str]) -> None:
    assert why_here(replace(ROW, **changed), TODAY) == reasons


def test_every_open_state_can_come_to_an_answer() -> None:
    for state in ComplaintState:
        ways = may_become(state, ComplaintState.RESPONDED) or may_become(state, ComplaintState.CLOSED)
        assert ways or may_become(state, ComplaintState.REOPENED), state
