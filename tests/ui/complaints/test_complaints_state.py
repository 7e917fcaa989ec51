"""What the Complaints tab shows and allows, without a window."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.complaints.record import ClockRow
from app.complaints.states import ClockKind, ClockState, ComplaintState, Outcome
from tests.complaints.test_complaint_rules import ACTION, APOLOGY, ROW, TODAY, WHOLE, WHOLE_HEAD
from ui.complaints.letter_offers import first_offer, letter_offers
from ui.complaints.opening import OpenCase, WorkRow
from ui.complaints.page_state import (
    clock_status,
    finding_status,
    may_complete,
    place_of,
    remedy_line,
    stage_line,
    unsaved,
    why_no_edit,
)
from ui.complaints.row_state import row_age, row_clock, row_next, row_tone, row_when, row_whole

CASE = OpenCase(
    record=WHOLE,
    drafts={},
    today=TODAY,
    me=1,
    may_work=True,
    may_close=True,
    may_write=True,
    owners=((1, "Ada"),),
    representatives=(),
)
CLOCK = ClockRow(
    ClockKind.RESPOND, "Answer", ClockState.RUNNING, date(2026, 11, 16), date(2026, 11, 30), None, 6, ("Due.",)
)


def case(**changed: Any) -> OpenCase:
    return replace(CASE, record=replace(WHOLE, **changed))


def where(opened: OpenCase) -> list[str]:
    return [step.where for step in stage_line(opened.record)]


@pytest.mark.parametrize(
    ("changed", "places"),
    [
        ({"state": ComplaintState.RECEIVED}, "here next next next next next next"),
        # Being investigated without an acknowledgement: that step was passed over, not done.
        ({"state": ComplaintState.INVESTIGATING}, "done next here next next next next"),
        ({"acknowledged_on": date(2026, 11, 17)}, "done done here next next next next"),
        ({"state": ComplaintState.REOPENED, "acknowledged_on": TODAY}, "done done here next next next next"),
        ({"state": ComplaintState.CLOSED, "acknowledged_on": TODAY}, "done done done done done done here"),
        ({"state": ComplaintState.OUT_OF_SCOPE}, "done here next next"),
        ({"state": ComplaintState.OUT_OF_SCOPE, "responded_on": TODAY}, "done done here next"),
    ],
)
def test_the_line_of_stages(changed: dict[str, Any], places: str) -> None:
    assert where(case(**changed)) == places.split()


@pytest.mark.parametrize(
    ("changed", "word", "tone"),
    [
        ({}, "Answer due in 6 working days", "plain"),
        ({"days_left": 2, "due_on": date(2026, 11, 24)}, "Answer due in 2 working days", "warn"),
        ({"days_left": 0, "due_on": TODAY}, "Answer due today", "warn"),
        ({"days_left": -3, "due_on": date(2026, 11, 17)}, "Answer 3 working days late", "bad"),
        ({"days_left": None}, "Answer due 30 Nov 2026", "plain"),
        (
            {"days_left": None, "state": ClockState.MET, "met_on": date(2026, 11, 19)},
            "Answer given in time, 19 Nov 2026",
            "good",
        ),
        (
            {"days_left": None, "state": ClockState.MISSED, "met_on": date(2026, 12, 1)},
            "Answer given late, 1 Dec 2026",
            "bad",
        ),
        (
            {"days_left": None, "state": ClockState.STOPPED, "due_on": date(2026, 11, 17)},
            "Answer clock stopped without a letter",
            "muted",
        ),
    ],
)
def test_a_clock_in_one_phrase(changed: dict[str, Any], word: str, tone: str) -> None:
    status = clock_status(replace(CLOCK, **changed), TODAY)
    assert (status.word, status.tone) == (word, tone)
    assert status.shape != "none"


def test_every_finding_has_its_own_shape_and_word() -> None:
    found = [finding_status(replace(WHOLE_HEAD, outcome=outcome)) for outcome in (None, *Outcome)]
    assert len({(status.word, status.shape) for status in found}) == len(found)
    assert len({status.shape for status in found}) == len(found)


def test_the_answer_comes_first_once_nothing_is_missing() -> None:
    offers = {offer.name: offer for offer in letter_offers(CASE)}
    assert offers["First-stage response"].why_not == ""
    assert offers["First-stage response"].subject == "letter:new:complaint:3:first-stage-response"
    assert offers["Holding letter"].why_not.startswith("Note the delay first")
    assert offers["Signposting letter"].why_not.startswith("Say first that it is out of scope")


@pytest.mark.parametrize(
    ("opened", "name", "why_not"),
    [
        (case(looked_at=""), "First-stage response", "1 thing still missing: see “Ready to write?”."),
        (case(acknowledged_on=TODAY), "Acknowledgement", "It was acknowledged on 20 Nov 2026."),
        (case(state=ComplaintState.CLOSED), "First-stage response", "This complaint is closed."),
        (replace(CASE, may_write=False), "Acknowledgement", "You may not write letters."),
        (
            case(state=ComplaintState.OUT_OF_SCOPE, route="data-protection"),
            "First-stage response",
            "It is out of scope: write the signposting letter.",
        ),
    ],
)
def test_a_letter_that_cannot_be_written_says_why(opened: OpenCase, name: str, why_not: str) -> None:
    offers = {offer.name: offer for offer in letter_offers(opened)}
    assert offers[name].why_not == why_not


@pytest.mark.parametrize(
    ("opened", "name"),
    [
        (CASE, "Acknowledgement"),
        (case(acknowledged_on=TODAY), "First-stage response"),
        (case(acknowledged_on=TODAY, looked_at=""), "First-stage response"),
        (case(acknowledged_on=TODAY, state=ComplaintState.OUT_OF_SCOPE, route="data-protection"), "Signposting letter"),
    ],
)
def test_write_the_letter_means_the_first_that_can_be_written_else_the_answer(opened: OpenCase, name: str) -> None:
    assert first_offer(opened).name == name


@pytest.mark.parametrize(
    ("route", "template"),
    [("judicial-decision", "signposting-judicial"), ("data-protection", "signposting-other-body")],
)
def test_the_way_out_chooses_its_letter(route: str, template: str) -> None:
    opened = case(state=ComplaintState.OUT_OF_SCOPE, route=route)
    first = letter_offers(opened)[0]
    assert first.name == "Signposting letter"
    assert first.subject.endswith(f":{template}")


@pytest.mark.parametrize(
    ("until", "first", "why_not"),
    [(None, "Acknowledgement", "Note the delay first: why, and the new day."), (TODAY, "Extension", "")],
)
def test_an_answer_that_was_put_off_has_its_extension_first(until: date | None, first: str, why_not: str) -> None:
    offers = letter_offers(case(holding_until=until))
    assert offers[0].name == first
    assert {offer.name: offer.why_not for offer in offers}["Extension"] == why_not


@pytest.mark.parametrize(("stage", "template"), [("first", "first-stage-response"), ("review", "review-response")])
def test_each_stage_offers_its_own_answer(stage: str, template: str) -> None:
    offers = [offer.subject for offer in letter_offers(case(stage=stage)) if "response" in offer.subject]
    assert offers == [f"letter:new:complaint:3:{template}"]


def test_who_may_not_or_comes_too_late_is_told_so() -> None:
    assert why_no_edit(CASE) == ""
    assert "not work on them" in why_no_edit(replace(CASE, may_work=False))
    assert "Reopen it" in why_no_edit(case(state=ComplaintState.RESPONDED))


def test_remedies_read_as_the_letter_says_them() -> None:
    assert remedy_line(APOLOGY) == "Apology: Sorry that we did not answer"
    assert remedy_line(ACTION) == "Action: The records team will send the certificate, by 20 Nov 2026"
    assert (may_complete(APOLOGY), may_complete(ACTION)) == (False, True)


@pytest.mark.parametrize(
    ("due", "reasons", "told"),
    [
        (date(2026, 11, 24), ("Answer due in 2 working days",), ("Answer due in 2 working days", "4 days old")),
        (
            date(2026, 11, 19),
            ("Answer 1 working day late", "Letter waits for approval"),
            ("Letter waits for approval", "late"),
        ),
        (TODAY, ("Answer due today", "No finding yet"), ("No finding yet", "due today")),
        (date(2026, 11, 19), ("Answer 1 working day late",), ("Answer 1 working day late", "late")),
        (None, (), ("Nothing is due", "4 days old")),
    ],
)
def test_a_late_row_shows_that_it_is_late_and_what_comes_next(
    due: date | None, reasons: tuple[str, ...], told: tuple[str, str]
) -> None:
    row = WorkRow(replace(ROW, respond_by=due), reasons, TODAY)
    assert (row_next(row), row_when(row)) == told
    assert all(reason in row_whole(row) for reason in reasons)


def test_rows_links_and_drafts() -> None:
    row = WorkRow(ROW, ("Answer due in 2 working days",), TODAY)
    assert (row_age(row), row_tone(row)) == ("4 days", "warn")
    assert row_tone(WorkRow(replace(ROW, respond_by=date(2026, 11, 19)), (), TODAY)) == "bad"
    assert row_tone(WorkRow(replace(ROW, acknowledge_by=date(2026, 11, 19)), (), TODAY)) == "bad"
    assert row_tone(WorkRow(replace(ROW, days_left=9, days_to_act=1), (), TODAY)) == "warn", "to be acknowledged"


def test_the_day_of_a_row_is_that_of_what_is_due_next() -> None:
    owed = replace(ROW, acknowledge_by=date(2026, 11, 18), respond_by=date(2026, 11, 30))
    assert row_clock(WorkRow(owed, (), TODAY)) == "18 Nov"
    assert row_clock(WorkRow(replace(owed, acknowledge_by=None), (), TODAY)) == "30 Nov"
    assert place_of("head:7#reason") == ("head:7", "reason")
    assert unsaved({"complaint_head:7": {"reason": "half"}}, WHOLE_HEAD)
    assert not unsaved({"complaint_head:8": {"reason": "half"}}, WHOLE_HEAD)
