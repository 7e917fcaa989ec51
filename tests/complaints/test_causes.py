"""Causes of a point: chosen on three axes, the most used first, and needed before a case with a fault is closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from app.basics.clock import SetClock
from app.basics.problems import BadInput, Conflict
from app.complaints.being_worked_on import NotInThisState
from app.complaints.close_complaint import close_complaint
from app.complaints.complete_remedy import complete_remedy
from app.complaints.find_causes import causes_by_use
from app.complaints.name_causes import name_causes
from app.complaints.rules import ready_to_close
from app.complaints.states import ComplaintState, Outcome, RemedyState
from app.knowledge.procedure import CauseAxis
from app.office import Office
from tests.complaints.test_complaint_rules import ACTION, APOLOGY, PROCEDURE, WHOLE, WHOLE_HEAD
from tests.complaints.test_complaints import answer, refused
from tests.complaints.test_letters_of_complaints import investigate
from tests.support.complaints import add_mei, log, record_of

ALL: dict[str, Any] = {"symptom": "delay", "root_cause": "hand-off", "corrective_action": "coaching"}
ANSWERED = replace(WHOLE, responded_on=date(2026, 11, 20), state=ComplaintState.RESPONDED)


def name(office: Office, head_id: int, **causes: str) -> None:
    office.act(name_causes, head_id, {axis: (None, code) for axis, code in causes.items()})


def test_causes_are_named_after_the_answer_too(ready: Office) -> None:
    case_id = log(ready, add_mei(ready))
    head = record_of(ready, case_id).heads[0]
    ready.act(answer, case_id, date(2026, 11, 20))
    name(ready, head.id, **ALL)
    found = record_of(ready, case_id).heads[0]
    assert {axis: getattr(found, axis) for axis in ALL} == ALL
    with pytest.raises(Conflict):
        ready.act(name_causes, head.id, {"symptom": ("error", "lost")})
    ready.act(close_complaint, case_id, "Answered.")
    with pytest.raises(NotInThisState, match="is closed"):
        ready.act(name_causes, head.id, {"symptom": ("delay", None)})


@pytest.mark.parametrize(
    ("axis", "code", "told"),
    [
        ("symptom", "hand-off", "no “What it shows” “hand-off”"),
        ("root_cause", "delay", "no “Why it came about” “delay”"),
        ("corrective_action", "x" * 61, "at most 60 fit"),
    ],
)
def test_only_what_stands_on_the_axis_is_taken(ready: Office, axis: str, code: str, told: str) -> None:
    head = record_of(ready, log(ready, add_mei(ready))).heads[0]
    assert told in refused(ready, name_causes, head.id, {axis: (None, code)})[axis]


def test_the_most_used_of_twelve_months_comes_first(ready: Office, clock: SetClock) -> None:
    person_id = add_mei(ready)
    old = record_of(ready, log(ready, person_id))
    for head in old.heads:
        name(ready, head.id, symptom="policy")
    case = record_of(ready, log(ready, person_id))
    name(ready, case.heads[0].id, symptom="security")
    offered = ready.read(causes_by_use, case.id, CauseAxis.SYMPTOM)
    own_order = [cause.code for cause in PROCEDURE.causes_of(CauseAxis.SYMPTOM)]
    assert [(cause.code, times) for cause, times in offered[:2]] == [("policy", 2), ("security", 1)]
    assert [cause.code for cause, _ in offered[2:]] == [
        code for code in own_order if code not in ("policy", "security")
    ]
    clock.advance(timedelta(days=366))
    again = ready.read(causes_by_use, case.id, CauseAxis.SYMPTOM)
    assert [(cause.code, times) for cause, times in again] == [(code, 0) for code in own_order]


def test_a_fault_needs_its_causes_before_the_end() -> None:
    done = (APOLOGY, replace(ACTION, state=RemedyState.DONE))
    faulty = replace(WHOLE_HEAD, remedies=done)
    links = [one.link for one in ready_to_close(replace(ANSWERED, heads=(faulty,)))]
    assert links == ["head:7#symptom", "head:7#root_cause", "head:7#corrective_action"]
    assert ready_to_close(replace(ANSWERED, heads=(replace(faulty, **ALL),))) == []
    assert ready_to_close(replace(ANSWERED, heads=(replace(faulty, outcome=Outcome.NOT_UPHELD),))) == []
    assert ready_to_close(replace(ANSWERED, heads=(faulty,), procedure=replace(PROCEDURE, causes=()))) == []


def test_a_promise_that_is_open_keeps_the_case_open() -> None:
    head = replace(WHOLE_HEAD, **ALL)
    [missing] = ready_to_close(replace(ANSWERED, heads=(head,)))
    assert (missing.text, missing.link) == ("Point 1: it was promised to send the certificate", "remedy:2#done")
    assert ready_to_close(replace(WHOLE, heads=(head,))) == []


def test_the_office_closes_no_case_with_an_open_promise(ready: Office) -> None:
    case_id = log(ready, add_mei(ready))
    investigate(ready, case_id)
    remedies = [one for head in record_of(ready, case_id).heads for one in head.standing_remedies]
    ready.act(answer, case_id, date(2026, 11, 20))
    with pytest.raises(BadInput, match="what it shows") as caught:
        ready.act(close_complaint, case_id, "Answered.")
    assert len(caught.value.problems) == 2 * (len(ALL) + 1)
    for head in record_of(ready, case_id).heads:
        name(ready, head.id, **ALL)
    for remedy in remedies:
        if remedy.is_open:
            ready.act(complete_remedy, remedy.id, date(2026, 11, 20))
    ready.act(close_complaint, case_id, "Answered.")
    assert record_of(ready, case_id).state is ComplaintState.CLOSED
