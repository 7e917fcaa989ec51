"""A complaint goes to its next stage on both engines: what was found is kept, and is decided anew by somebody else."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from app.basics.clock import SetClock
from app.basics.problems import BadInput
from app.complaints.ask_for_stage import ask_for_stage
from app.complaints.being_worked_on import NotInThisState
from app.complaints.edit_complaint import edit_complaint
from app.complaints.edit_remedy import edit_remedy, withdraw_remedy
from app.complaints.hand_over import hand_over
from app.complaints.letter_progress import letter_posted
from app.complaints.letter_subject import ComplaintSubject
from app.complaints.route_out_of_scope import route_out_of_scope
from app.complaints.states import ClockKind, ClockState, ComplaintState, Outcome
from app.complaints.withdraw_head import withdraw_head
from app.correspondence.draft_letter import draft_letter
from app.correspondence.events import LetterPosted
from app.office import Office
from app.staff.tables import Role
from app.staff.work import Work
from tests.complaints.test_letters_of_complaints import INVESTIGATED, facts_of, investigate
from tests.support.complaints import add_mei, log, record_of
from tests.support.databases import staff_id
from tests.support.offices import Enter
from tests.support.prepared import Past, given_by

ANSWERED = date(2026, 11, 20)
ASKED = date(2026, 11, 24)
THEY_SAY = "You did not say why nobody rang me back."
BEN = staff_id("ben.adviser")


def post(work: Work, complaint_id: int, on: date) -> None:
    """What correspondence tells when an answer goes out."""
    letter_posted(work, LetterPosted(1, f"complaint:{complaint_id}", "response", "L26-1", on))


def _answer(enter: Enter, clock: SetClock, case_id: int) -> int:
    enter("ada.adviser").act(post, case_id, ANSWERED)
    clock.advance(timedelta(days=4))
    return case_id


answered = given_by("answered", Past(_answer, after=INVESTIGATED))
"""A case answered on 20 November 2026, four days ago."""


def ask(office: Office, complaint_id: int, **changed: Any) -> Any:
    given: dict[str, Any] = {"they_say": THEY_SAY, "asked_on": ASKED, "owner_id": BEN} | changed
    return office.act(ask_for_stage, complaint_id, **given).result


def test_a_review_keeps_the_first_answer_and_empties_the_findings(ready: Office, answered: int) -> None:
    before = record_of(ready, answered)
    assert ask(ready, answered) == "Review"
    case = record_of(ready, answered)
    assert (case.stage, case.state, case.owner_id) == ("review", ComplaintState.REOPENED, BEN)
    assert (case.they_say, case.asked_on) == (THEY_SAY, ASKED)
    assert (case.outcome, case.responded_on, case.acknowledged_on) == (None, None, None)
    [answer] = case.earlier
    assert (answer.stage_name, answer.outcome, answer.answered_on) == ("First answer", Outcome.UPHELD, ANSWERED)
    for now, was in zip(case.heads, before.heads, strict=True):
        assert (now.outcome, now.finding, now.reason, now.effect) == (None, "", "", "")
        assert now.what_happened == was.what_happened
        [earlier] = now.earlier
        assert (earlier.outcome, earlier.finding, earlier.reason) == (was.outcome, was.finding, was.reason)
        assert now.standing_remedies == ()
        assert len(now.remedies) == 2


def test_the_clocks_of_a_review_count_from_the_request(ready: Office, answered: int) -> None:
    ask(ready, answered)
    case = record_of(ready, answered)
    respond, acknowledge = case.clock(ClockKind.RESPOND), case.clock(ClockKind.ACKNOWLEDGE)
    assert respond is not None
    assert acknowledge is not None
    assert (respond.started_on, respond.due_on, respond.state) == (
        ASKED,
        date(2026, 12, 8),
        ClockState.RUNNING,
    )
    assert acknowledge.due_on == date(2026, 11, 26)
    assert case.respond_by == respond.due_on


def test_correcting_the_first_day_leaves_the_clock_of_a_review_alone(ready: Office, answered: int) -> None:
    ask(ready, answered)
    ready.act(edit_complaint, answered, {"raised_on": (date(2026, 11, 16), date(2026, 11, 13))})
    respond = record_of(ready, answered).clock(ClockKind.RESPOND)
    assert respond is not None
    assert respond.due_on == date(2026, 12, 8)


def test_a_withdrawn_point_stays_withdrawn(ready: Office, clock: SetClock) -> None:
    case_id = log(ready, add_mei(ready))
    ready.act(withdraw_head, record_of(ready, case_id).heads[1].id, "She said so.")
    ready.act(post, case_id, ANSWERED)
    clock.advance(timedelta(days=4))
    ask(ready, case_id)
    assert [head.outcome for head in record_of(ready, case_id).heads] == [None, Outcome.WITHDRAWN]


def test_nobody_who_had_a_part_in_the_first_answer_owns_the_review(ready: Office, answered: int) -> None:
    with pytest.raises(BadInput, match="somebody who had no part in it so far"):
        ask(ready, answered, owner_id=staff_id("ada.adviser"))
    ask(ready, answered)
    with pytest.raises(BadInput, match="somebody who had no part in it so far"):
        ready.act(hand_over, answered, staff_id("ada.adviser"))
    assert record_of(ready, answered).owner_id == BEN


def test_whoever_found_and_handed_over_had_a_part_too(ready: Office, enter: Enter, clock: SetClock) -> None:
    case_id = log(ready, add_mei(ready))
    investigate(ready, case_id)
    ready.act(hand_over, case_id, BEN)
    ready.act(post, case_id, ANSWERED)
    clock.advance(timedelta(days=4))
    for had_a_part in ("ada.adviser", "ben.adviser"):
        with pytest.raises(BadInput, match="somebody who had no part in it so far"):
            ask(ready, case_id, owner_id=staff_id(had_a_part))
    ask(ready, case_id, owner_id=staff_id("sue.senior"))
    assert record_of(enter("sue.senior"), case_id).owner_id == staff_id("sue.senior")


def test_a_letter_that_is_not_posted_would_answer_the_wrong_stage(ready: Office, clock: SetClock) -> None:
    person_id = add_mei(ready)
    case_id = log(ready, person_id)
    investigate(ready, case_id)
    ready.act(draft_letter, f"complaint:{case_id}", person_id, "first-stage-response")
    ready.act(post, case_id, ANSWERED)
    clock.advance(timedelta(days=4))
    with pytest.raises(NotInThisState, match="not posted yet, and it would answer the stage that is over"):
        ask(ready, case_id)


def test_a_case_sent_elsewhere_is_no_longer_so_in_the_next_stage(ready: Office, clock: SetClock) -> None:
    case_id = log(ready, add_mei(ready))
    ready.act(route_out_of_scope, case_id, "judicial-decision")
    ready.act(post, case_id, ANSWERED)
    clock.advance(timedelta(days=4))
    ask(ready, case_id, they_say="It is not about the judge.")
    assert record_of(ready, case_id).route is None


def test_what_an_earlier_answer_promised_stands(ready: Office, enter: Enter, answered: int) -> None:
    ask(ready, answered)
    assert len(record_of(ready, answered).heads[0].earlier_remedies) == 2
    [_, promised] = record_of(ready, answered).heads[0].remedies
    ben = enter("ben.adviser")
    with pytest.raises(NotInThisState, match="promised in the answer of an earlier stage"):
        ben.act(edit_remedy, promised.id, {"text": ("send your certificate", "send nothing")})
    with pytest.raises(NotInThisState, match="promised in the answer of an earlier stage"):
        ben.act(withdraw_remedy, promised.id)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"they_say": "  "}, "What they do not accept, and why is needed"),
        ({"asked_on": date(2027, 1, 1)}, "still to come"),
        ({"asked_on": date(2026, 11, 18)}, "answered on 20 Nov 2026; the request cannot have come"),
        ({"owner_id": staff_id("oto.auditor")}, "somebody who works on complaints"),
    ],
)
def test_a_request_that_cannot_be_is_refused_and_changes_nothing(
    ready: Office, answered: int, changed: dict[str, Any], sentence: str
) -> None:
    before = record_of(ready, answered)
    with pytest.raises(BadInput, match=sentence):
        ask(ready, answered, **changed)
    assert record_of(ready, answered) == before


def test_a_late_request_is_taken_with_a_reason(ready: Office, answered: int, clock: SetClock) -> None:
    clock.advance(timedelta(days=30))
    late = date(2026, 12, 21)
    with pytest.raises(BadInput, match=r"until 18 Dec 2026\. Say why the late request is taken"):
        ask(ready, answered, asked_on=late)
    ask(ready, answered, asked_on=late, late_reason="She was in hospital.")
    assert record_of(ready, answered).late_reason == "She was in hospital."


def test_what_has_no_answer_has_no_next_stage(ready: Office) -> None:
    case_id = log(ready, add_mei(ready))
    with pytest.raises(NotInThisState, match="no posted answer yet"):
        ask(ready, case_id)


def test_after_the_last_stage_the_way_leads_outside(ready: Office, enter: Enter, answered: int) -> None:
    ask(ready, answered)
    ready.act(post, answered, ASKED)
    ask(ready, answered, owner_id=staff_id("lea.leader"))
    assert record_of(ready, answered).stage == "final"
    ready.act(post, answered, ASKED)
    with pytest.raises(NotInThisState, match="had the last answer of its procedure"):
        ask(enter("mia.manager"), answered, owner_id=staff_id("mia.manager"))
    assert [one.stage for one in record_of(ready, answered).earlier] == ["first", "review"]


def test_the_letter_of_a_review_names_the_stage_after_it(ready: Office, answered: int) -> None:
    ask(ready, answered)
    facts = facts_of(ready, answered, "response")
    assert facts["complaint"]["stage"] == 2
    assert facts["next_step"]["stage"] == "final look"


def test_the_chronology_tells_the_answer_and_the_request(ready: Office, answered: int) -> None:
    ask(ready, answered)
    lines = [(line.on, line.text) for line in record_of(ready, answered).chronology]
    assert (ANSWERED, "First answer given: upheld") in lines
    assert (ASKED, "Review asked for") in lines


def test_an_answer_of_the_review_is_decided_by_its_roles_and_nobody_of_the_first(
    ready: Office, enter: Enter, answered: int
) -> None:
    lea = enter("lea.leader")
    subject = ComplaintSubject()
    first = lea.read(subject.deciders, answered, "response")
    assert (first.roles, first.barred) == ((), frozenset())
    ask(ready, answered)
    review = lea.read(subject.deciders, answered, "response")
    assert set(review.roles) == {Role.MANAGER, Role.TEAM_LEADER}
    assert staff_id("ada.adviser") in review.barred
    assert BEN not in review.barred
    assert review.stage == "Review"
    other = lea.read(subject.deciders, answered, "acknowledgement")
    assert (other.roles, other.barred) == ((), frozenset())


def test_the_letter_of_a_review_says_what_was_asked_and_what_was_found_before(ready: Office, answered: int) -> None:
    assert facts_of(ready, answered, "response")["complaint"]["review"] is None
    ask(ready, answered)
    complaint = facts_of(ready, answered, "response")["complaint"]
    assert complaint["review"] == {"asked_on": ASKED.isoformat(), "they_say": THEY_SAY}
    assert {one["stage"] for head in complaint["heads"] for one in head["earlier"]} == {"First answer"}
    assert all(head["earlier"][0]["outcome"] == "upheld" for head in complaint["heads"])
