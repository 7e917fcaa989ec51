"""The hand-written cases hold what every letter needs, whichever day they are put on."""

from __future__ import annotations

from datetime import date

import pytest

from app.complaints.states import Met, Outcome, RemedyKind
from app.contacts.tables import CallerKind
from app.demo.case_files import CaseFile, case_files, fill
from app.demo.library import demo_seeds
from app.demo.notes import matters
from app.demo.plans import ANSWERS, ELSEWHERE
from app.demo.shipped import data
from app.knowledge.procedure import CauseAxis, parse_procedure
from app.knowledge.seed_files import shipped_seeds
from app.knowledge.tables import LibraryKind
from app.members.tables import Channel

STANDARDS = {seed.code for seed in shipped_seeds() if seed.kind is LibraryKind.STANDARD}


def test_there_is_a_full_shelf_of_cases() -> None:
    assert len(case_files()) >= 25
    assert {len(case.heads + case.asides) for case in case_files()} >= {1, 2, 3, 4}
    assert len({case.title for case in case_files()}) == len(case_files())


def test_a_title_goes_on_after_your_complaint_about() -> None:
    assert [case.title for case in case_files() if not case.title[0].islower()] == []


@pytest.mark.parametrize("case", case_files(), ids=lambda case: case.code)
def test_a_case_is_whole(case: CaseFile) -> None:
    assert Channel(case.channel)
    assert CallerKind(case.who)
    for head in case.heads:
        assert head.standard in STANDARDS
        assert head.says.startswith(("You told us", "You asked us"))
        faulty = Outcome(head.outcome) in (Outcome.UPHELD, Outcome.PARTLY_UPHELD)
        kinds = {RemedyKind(remedy.kind) for remedy in head.remedies}
        assert faulty == (RemedyKind.APOLOGY in kinds)
        assert faulty == bool(head.effect)
        assert faulty == (head.met in (Met.PARTLY, Met.NOT_MET)) == bool(head.fault)
        assert len(head.causes) == (len(CauseAxis) if faulty else 0)
        assert all(remedy.owner for remedy in head.remedies)


def test_days_in_texts_are_working_days_of_the_week() -> None:
    days = {"event": date(2026, 11, 20), "raised": date(2026, 11, 19), "now": date(2026, 11, 20)}
    assert fill("on {event} and {event+1}, not {raised-4}", days) == (
        "on 20 November 2026 and 23 November 2026, not 16 November 2026"
    )


def test_no_slot_is_left_over() -> None:
    days = dict.fromkeys(("event", "raised", "now"), date(2026, 11, 20))
    for case in case_files():
        texts = [case.looked_at, *(text for head in case.heads for text in (head.happened, head.should, head.reason))]
        assert not any("{" in fill(text, days) for text in texts)


def test_the_plans_reach_every_state_of_a_letter() -> None:
    assert {plan.answer for plan in ANSWERS} == {"", "editing", "submitted", "returned", "approved", "posted"}
    assert any(plan.left is not None and plan.left < 0 for plan in ANSWERS)
    assert any(plan.left == 1 for plan in ANSWERS)
    assert all(plan.answer for plan in ELSEWHERE)


def test_the_bodys_own_procedure_can_be_read() -> None:
    [seed] = demo_seeds()
    procedure = parse_procedure(seed.code, seed.title, seed.data or {})
    assert {case.route for case in case_files() if case.desk != "EMT"} - {""} <= {way.code for way in procedure.routes}


def test_notes_pair_what_was_wanted_with_what_was_said() -> None:
    for matter in matters():
        assert len(matter.wanted) == len(matter.said) == 3
    assert data("notes")["closings"]
