"""A complaint and its letters on both engines: facts that fit the schema, and what each step of a letter moves."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from app.basics.clock import SetClock
from app.basics.problems import BadInput
from app.complaints.add_head import add_head
from app.complaints.add_remedy import add_remedy
from app.complaints.close_complaint import close_complaint
from app.complaints.edit_complaint import edit_complaint
from app.complaints.edit_head import edit_head
from app.complaints.find import worklist
from app.complaints.letter_progress import letter_posted
from app.complaints.letter_subject import ComplaintSubject
from app.complaints.name_causes import name_causes
from app.complaints.note_delay import note_delay
from app.complaints.route_out_of_scope import route_out_of_scope
from app.complaints.rules import ready_to_write
from app.complaints.states import ClockKind, ClockState, ComplaintState, RemedyState
from app.correspondence.approve_letter import approve_letter, return_letter
from app.correspondence.draft_letter import draft_letter
from app.correspondence.events import LetterPosted
from app.correspondence.find_approvals import for_approval
from app.correspondence.find_editing import check_draft, letter_for_editing
from app.correspondence.post_letter import post_letter
from app.correspondence.redate_letters import redate_letters
from app.correspondence.submit_letter import submit_letter
from app.correspondence.withdraw_letter import withdraw_letter
from app.knowledge.find import standards_on
from app.knowledge.find_procedures import procedure_text
from app.knowledge.put_in_force import put_in_force
from app.office import Office
from app.staff.work import Work
from letters.block_text import to_plain, with_text
from letters.content import from_json, to_json
from letters.schemas import facts_faults
from tests.support.complaints import CASE, add_mei, log, record_of
from tests.support.offices import Enter
from tests.support.prepared import Past


def facts_of(office: Office, complaint_id: int, kind: str) -> dict[str, Any]:
    return dict(office.read(ComplaintSubject().letter_facts, complaint_id, kind))


def post(work: Work, complaint_id: int, kind: str, posted_on: date) -> None:
    """What correspondence tells when a letter goes out."""
    letter_posted(work, LetterPosted(1, f"complaint:{complaint_id}", kind, "L26-1", posted_on))


def investigate(office: Office, complaint_id: int) -> None:
    """Find on every point, with a standard, a reason, an effect and remedies."""
    [standard] = office.read(standards_on, date(2026, 10, 2), "certificate proof")
    for head in record_of(office, complaint_id).heads:
        edits = {
            "what_happened": "You asked on 2 October 2026. Nothing was sent.",
            "standard_version_id": standard.version_id,
            "what_should_have_happened": "The certificate should have left by 7 October 2026.",
            "met": "not_met",
            "fault": "delay",
            "outcome": "upheld",
            "finding": "We did not do what we promise.",
            "reason": "We find so because the standard allows 3 working days and more than six weeks went by.",
            "effect": "You could not begin your new post on time.",
        }
        seen = {"outcome": None, "standard_version_id": None, "met": None, "fault": None}
        office.act(edit_head, head.id, {key: (seen.get(key, ""), new) for key, new in edits.items()})
        office.act(add_remedy, head.id, "apology", "that we did not send your certificate")
        office.act(add_remedy, head.id, "action", "send your certificate", "Our records team", date(2026, 11, 27))
    office.act(
        edit_complaint, complaint_id, {"looked_at": ("", "read the notes of your calls\nasked our records team")}
    )


def _investigate(enter: Enter, _clock: SetClock, case_id: int) -> int:
    investigate(enter("ada.adviser"), case_id)
    return case_id


INVESTIGATED = Past(_investigate, after=CASE)
"""The case of the certificate, with all that an answer rests on."""


@pytest.mark.parametrize("kind", ["acknowledgement", "holding", "response", "signposting"])
def test_the_facts_fit_the_contract_of_the_letter_engine(ready: Office, kind: str) -> None:
    case_id = log(ready, add_mei(ready))
    investigate(ready, case_id)
    ready.act(note_delay, case_id, "We wait for a file.", date(2026, 12, 14))
    ready.act(route_out_of_scope, case_id, "data-protection")
    whole = {
        "schema": "fairhand.facts/1",
        "template": "general-reply",
        "language": "en-GB",
        "today": "2026-11-20",
        "letter": {"reference": "L26-1", "date": "2026-11-20", "kind": kind},
        "desk": {"name": "Desk", "organisation": "Body", "address_lines": ["1 Street"]},
        "signatory": {"name": "Ada", "job_title": "Adviser"},
        "addressee": {"name_on_letters": "Dr Tan", "salutation": "Dear Dr Tan", "address_lines": [], "country": "GB"},
        "person": {"full_name": "Tan Mei Ling"},
        "enclosures": [],
    }
    assert facts_faults(whole | facts_of(ready, case_id, kind)) == ()


def test_a_response_names_the_next_step_with_its_day(ready: Office) -> None:
    facts = facts_of(ready, log(ready, add_mei(ready)), "response")
    assert facts["next_step"]["limit_days"] == 28
    assert facts["next_step"]["limit_date"] == "2026-12-18"
    assert facts["complaint"]["late"] is False


def test_an_answer_after_its_day_is_late(ready: Office, clock: SetClock) -> None:
    case_id = log(ready, add_mei(ready))
    clock.advance(timedelta(days=12))
    assert facts_of(ready, case_id, "response")["complaint"]["late"] is True


def test_an_acknowledgement_is_late_by_its_own_day(ready: Office, clock: SetClock) -> None:
    case_id = log(
        ready, add_mei(ready), raised_on=date(2026, 11, 19), received_at=datetime(2026, 11, 19, 9, tzinfo=UTC)
    )
    assert facts_of(ready, case_id, "acknowledgement")["complaint"]["late"] is False
    clock.advance(timedelta(days=8))
    assert facts_of(ready, case_id, "response")["complaint"]["late"] is False
    assert facts_of(ready, case_id, "acknowledgement")["complaint"]["late"] is True


def test_a_holding_letter_names_the_day_that_cannot_be_kept(ready: Office) -> None:
    case_id = log(ready, add_mei(ready))
    ready.act(note_delay, case_id, "We wait for a file.", date(2026, 12, 14))
    facts = facts_of(ready, case_id, "holding")
    assert facts["complaint"]["due_on"] == "2026-11-30"
    assert facts["holding"] == {"reason": "We wait for a file.", "new_date": "2026-12-14", "agreed": False}
    assert facts_of(ready, case_id, "response")["complaint"]["due_on"] == "2026-12-14"


@pytest.mark.parametrize("template", ["extension", "holding-letter"])
def test_a_letter_of_a_new_day_says_whether_they_agreed(ready: Office, template: str) -> None:
    person_id = add_mei(ready)
    case_id = log(ready, person_id)
    ready.act(note_delay, case_id, "We wait for a file of the court.", date(2026, 12, 14), "agreed")
    assert facts_of(ready, case_id, "extension")["holding"]["agreed"] is True
    letter_id = ready.act(draft_letter, f"complaint:{case_id}", person_id, template).result
    words = from_json(ready.read(letter_for_editing, letter_id).content)
    [said] = [to_plain(block) for block in words.blocks if block.part == "new_date"]
    assert "You agreed with us that we may take until **Monday 14 December 2026**." in said


def test_the_checks_are_told_whether_the_cause_is_ours(ready: Office) -> None:
    case_id = log(ready, add_mei(ready))
    first, second = record_of(ready, case_id).heads
    ready.act(name_causes, first.id, {"root_cause": (None, "training")})
    ready.act(name_causes, second.id, {"root_cause": (None, "third-party")})
    causes = [head["root_cause"] for head in facts_of(ready, case_id, "response")["complaint"]["heads"]]
    assert causes == [{"title": "People: training", "ours": True}, {"title": "Third party", "ours": False}]


def test_a_holding_letter_names_the_ombudsman_of_the_procedure(ready: Office) -> None:
    """LGSCO Complaint Handling Code 6.5: who is told of an extension is told how to reach the Ombudsman."""
    person_id = add_mei(ready)
    case_id = log(ready, person_id)
    ready.act(note_delay, case_id, "We wait for a file of the court.", date(2026, 12, 14))
    told = facts_of(ready, case_id, "holding")["signposting"]
    assert told["route"] == "ombudsman"
    assert "Ombudsman" in told["body"]
    letter_id = ready.act(draft_letter, f"complaint:{case_id}", person_id, "holding-letter").result
    ready.act(submit_letter, letter_id)
    for kind in ("acknowledgement", "response"):
        assert "signposting" not in facts_of(ready, case_id, kind)


def test_a_remedy_taken_back_is_not_in_the_letter(ready: Office) -> None:
    from app.complaints.edit_remedy import withdraw_remedy

    case_id = log(ready, add_mei(ready))
    head = record_of(ready, case_id).heads[0]
    ready.act(withdraw_remedy, ready.act(add_remedy, head.id, "action", "do it").result)
    assert facts_of(ready, case_id, "response")["complaint"]["heads"][0]["remedies"] == []


@pytest.mark.parametrize(
    ("posted_on", "state"), [(date(2026, 11, 18), ClockState.MET), (date(2026, 11, 19), ClockState.MISSED)]
)
def test_a_posted_acknowledgement_stops_its_clock(ready: Office, posted_on: date, state: ClockState) -> None:
    case_id = log(ready, add_mei(ready))
    ready.act(post, case_id, "acknowledgement", posted_on)
    case = record_of(ready, case_id)
    clock = case.clock(ClockKind.ACKNOWLEDGE)
    assert clock is not None
    assert (clock.state, clock.met_on) == (state, posted_on)
    assert (case.state, case.acknowledged_on) == (ComplaintState.ACKNOWLEDGED, posted_on)
    assert case.respond_by == date(2026, 11, 30)


def test_a_posted_holding_letter_stops_nothing(ready: Office) -> None:
    case_id = log(ready, add_mei(ready))
    ready.act(post, case_id, "holding", date(2026, 11, 20))
    case = record_of(ready, case_id)
    assert all(clock.is_running for clock in case.clocks)
    assert case.state is ComplaintState.RECEIVED


@pytest.mark.parametrize(
    ("posted_on", "state"), [(date(2026, 11, 30), ClockState.MET), (date(2026, 12, 1), ClockState.MISSED)]
)
def test_a_posted_answer_stops_both_clocks(ready: Office, posted_on: date, state: ClockState) -> None:
    case_id = log(ready, add_mei(ready))
    ready.act(post, case_id, "response", posted_on)
    case = record_of(ready, case_id)
    respond = case.clock(ClockKind.RESPOND)
    assert respond is not None
    assert (respond.state, respond.days_left) == (state, None)
    assert not any(clock.is_running for clock in case.clocks)
    assert (case.state, case.responded_on, case.respond_by) == (ComplaintState.RESPONDED, posted_on, None)
    ready.act(close_complaint, case_id, "Answered; nothing left to do.")
    assert record_of(ready, case_id).state is ComplaintState.CLOSED


def test_a_signposting_letter_answers_what_is_out_of_scope(ready: Office) -> None:
    case_id = log(ready, add_mei(ready))
    ready.act(route_out_of_scope, case_id, "judicial-decision")
    ready.act(post, case_id, "signposting", date(2026, 11, 20))
    case = record_of(ready, case_id)
    assert (case.state, case.responded_on, case.respond_by) == (
        ComplaintState.OUT_OF_SCOPE,
        date(2026, 11, 20),
        None,
    )


def test_a_letter_is_checked_as_the_version_says_that_its_case_keeps(ready: Office, enter: Enter) -> None:
    """A case logged before keeps all checks; one logged after is not asked for what the new version leaves out."""
    manager, person_id = enter("mia.manager"), add_mei(ready)
    cases = [log(ready, person_id)]
    text = manager.read(procedure_text, record_of(ready, cases[0]).procedure_version_id)
    ease = {"rule": "C23", "does": "off", "letters": ["response"], "reason": "The form has places of its own."}
    changed = text.data | {"checks": [ease]}
    made_from, newest = text.version.id, text.newest_id
    manager.act_once(uuid4(), "As the form wants it", put_in_force, made_from, changed, date(2026, 11, 20), newest)
    cases.append(log(ready, person_id))
    asked = []
    for case_id in cases:
        investigate(ready, case_id)
        letter_id = ready.act(draft_letter, f"complaint:{case_id}", person_id, "first-stage-response").result
        content = from_json(ready.read(letter_for_editing, letter_id).content)
        block = next(block for block in content.blocks if block.editable and block.role == "paragraph")
        unfilled = to_json(content.with_block(with_text(block, "We write about [insert the matter].")))
        asked.append("C23" in {finding.rule for finding in ready.read(check_draft, letter_id, unfilled)})
    assert asked == [True, False]


def test_from_the_call_to_the_posted_letter(ready: Office, enter: Enter) -> None:
    """Drafted, returned once, submitted again, approved by another, posted: each step shows on the case."""
    lea = enter("lea.leader")
    person_id = add_mei(ready)
    case_id = log(ready, person_id)
    investigate(ready, case_id)
    assert ready_to_write(record_of(ready, case_id), "response") == []
    letter_id = ready.act(draft_letter, f"complaint:{case_id}", person_id, "first-stage-response").result
    assert record_of(ready, case_id).state is ComplaintState.DRAFTING
    first = ready.act(submit_letter, letter_id).result
    assert record_of(ready, case_id).state is ComplaintState.IN_APPROVAL
    assert ready.read(worklist)[0].letter_state == "submitted"
    lea.act(return_letter, letter_id, first, "Say who will send it.")
    assert record_of(ready, case_id).state is ComplaintState.DRAFTING
    assert ready.read(worklist)[0].letter_state == "returned"
    second = ready.act(submit_letter, letter_id).result
    lea.act(approve_letter, letter_id, second)
    with pytest.raises(BadInput, match="not posted yet"):
        ready.act(close_complaint, case_id, "It is written.")
    ready.act(post_letter, letter_id, date(2026, 11, 20))
    case = record_of(ready, case_id)
    assert (case.state, case.responded_on) == (ComplaintState.RESPONDED, date(2026, 11, 20))
    assert [(letter.kind, letter.state) for letter in case.letters] == [("response", "posted")]
    assert case.chronology[-1].subject == f"letter:{letter_id}"


def test_a_new_point_stops_the_letter_and_the_case_says_so(ready: Office) -> None:
    case_id = log(ready, add_mei(ready))
    investigate(ready, case_id)
    person_id = record_of(ready, case_id).person_id
    letter_id = ready.act(draft_letter, f"complaint:{case_id}", person_id, "first-stage-response").result
    ready.act(submit_letter, letter_id)
    ready.act(add_head, case_id, "Nobody rang back")
    (letter,) = record_of(ready, case_id).letters
    assert (letter.state, letter.stopped_because) == ("stopped", "Points complained of: “Nobody rang back” is new.")
    assert ready.read(worklist)[0].letter_state == "stopped"
    ready.act(withdraw_letter, letter_id, "It is written anew.")
    (letter,) = record_of(ready, case_id).letters
    assert (letter.state, letter.stopped_because) == ("withdrawn", "")


def test_what_an_answer_promises_waits_again_when_its_approval_ends(
    ready: Office, enter: Enter, clock: SetClock
) -> None:
    case_id, lea = log(ready, add_mei(ready)), enter("lea.leader")
    investigate(ready, case_id)

    def promises() -> set[RemedyState]:
        return {one.state for head in record_of(ready, case_id).heads for one in head.standing_remedies}

    person_id = record_of(ready, case_id).person_id
    letter_id = ready.act(draft_letter, f"complaint:{case_id}", person_id, "first-stage-response").result
    lea.act(approve_letter, letter_id, ready.act(submit_letter, letter_id).result)
    assert promises() == {RemedyState.APPROVED}
    clock.advance(timedelta(days=3))
    assert len(ready.act(redate_letters, [letter_id]).result["asks"]) == 1
    assert promises() == {RemedyState.PROPOSED}
    lea.act(approve_letter, letter_id, lea.read(for_approval, letter_id).revision_id)
    assert promises() == {RemedyState.APPROVED}
    ready.act(withdraw_letter, letter_id, "Not sent.")
    assert promises() == {RemedyState.PROPOSED}
