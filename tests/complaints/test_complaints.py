"""Complaints on both engines: logged, investigated, delayed, sent on, answered, closed, and what is refused."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlalchemy.engine import Engine

from app.basics.clock import SetClock
from app.basics.problems import BadInput, Conflict, NotAllowed, NotFound
from app.basics.references import parse_reference
from app.calendars.rules import CalendarNotConfirmed
from app.complaints.add_head import add_head
from app.complaints.add_remedy import add_remedy
from app.complaints.being_worked_on import NotInThisState
from app.complaints.close_complaint import close_complaint
from app.complaints.complete_remedy import complete_remedy
from app.complaints.edit_complaint import edit_complaint
from app.complaints.edit_head import edit_head
from app.complaints.edit_remedy import edit_remedy, withdraw_remedy
from app.complaints.find import WorklistFilter, cases_of_person, possible_owners, worklist, worklist_counts
from app.complaints.find_prefill import prefill_from_contact
from app.complaints.find_representatives import representatives_of
from app.complaints.hand_over import hand_over
from app.complaints.letter_progress import letter_posted
from app.complaints.move_head import move_head
from app.complaints.new_matter import NewHead
from app.complaints.note_delay import note_delay
from app.complaints.reopen import reopen
from app.complaints.route_out_of_scope import route_out_of_scope
from app.complaints.rules import ready_to_write
from app.complaints.states import ClockKind, ClockState, ComplaintState, Outcome, RemedyState
from app.complaints.withdraw_head import withdraw_head
from app.contacts.log_contact import log_contact
from app.correspondence.events import LetterPosted
from app.knowledge.find import standards_on
from app.knowledge.procedure import ProcedureNotValid
from app.members.add_representative import add_representative
from app.office import Office
from app.staff.work import Work
from tests.support.acting import as_owner
from tests.support.complaints import RECEIVED, add_mei, log, record_of
from tests.support.databases import Database, staff_id
from tests.support.offices import Enter


def sentences(problem: BadInput) -> dict[str, str]:
    return {one.field: one.sentence for one in problem.problems}


def refused(office: Office, verb: Any, *args: Any, **kwargs: Any) -> dict[str, str]:
    with pytest.raises(BadInput) as caught:
        office.act(verb, *args, **kwargs)
    return sentences(caught.value)


def answer(work: Work, complaint_id: int, posted_on: date) -> None:
    """What correspondence tells when the answer goes out."""
    letter_posted(work, LetterPosted(1, f"complaint:{complaint_id}", "response", "L26-1", posted_on))


def found(office: Office, complaint_id: int, **fields: Any) -> None:
    """Record the same findings on every point."""
    for head in record_of(office, complaint_id).heads:
        office.act(edit_head, head.id, {field: (getattr(head, field), new) for field, new in fields.items()})


def test_a_logged_complaint_keeps_each_point_and_starts_its_clocks(ready: Office) -> None:
    case = record_of(ready, log(ready, add_mei(ready)))
    assert parse_reference(case.reference).year == 2026
    assert (case.state, case.stage, case.person_name) == (ComplaintState.RECEIVED, "first", "TAN Mei Ling")
    assert [(head.number, head.title) for head in case.heads] == [
        (1, "The certificate was not sent"),
        (2, "Nobody rang back"),
    ]
    acknowledge, respond = case.clocks
    assert (acknowledge.kind, acknowledge.due_on) == (ClockKind.ACKNOWLEDGE, date(2026, 11, 18))
    assert (respond.kind, respond.due_on, respond.days_left) == (ClockKind.RESPOND, date(2026, 11, 30), 6)
    assert case.respond_by == date(2026, 11, 30)
    assert respond.sum[0].startswith("Received Mon 16 Nov 2026")
    assert respond.sum[-1] == "Due Mon 30 Nov 2026."


def test_what_was_raised_elsewhere_before_was_not_received_that_day(ready: Office) -> None:
    case = record_of(ready, log(ready, add_mei(ready), raised_on=date(2026, 11, 2)))
    assert {clock.sum[0] for clock in case.clocks} == {"First raised Mon 2 Nov 2026."}


@pytest.mark.parametrize(
    ("raised_on", "received_at", "due_on"),
    [
        # After 17:00 in London counts as the next working day.
        (date(2026, 11, 16), datetime(2026, 11, 16, 17, 30, tzinfo=UTC), date(2026, 12, 1)),
        # A Saturday counts as Monday.
        (date(2026, 11, 14), datetime(2026, 11, 14, 11, tzinfo=UTC), date(2026, 11, 30)),
        # First raised elsewhere on the Tuesday before: that day starts the clock.
        (date(2026, 11, 10), RECEIVED, date(2026, 11, 24)),
        # Over Christmas and New Year.
        (date(2025, 12, 18), datetime(2025, 12, 18, 10, tzinfo=UTC), date(2026, 1, 6)),
    ],
)
def test_the_day_it_was_first_raised_starts_the_clock(
    ready: Office, raised_on: date, received_at: datetime, due_on: date
) -> None:
    heads = [NewHead("It is late")]
    case = record_of(ready, log(ready, add_mei(ready), raised_on=raised_on, received_at=received_at, heads=heads))
    assert case.respond_by == due_on


def test_every_fault_of_a_new_complaint_is_told_at_once(ready: Office) -> None:
    from app.complaints.log_complaint import log_complaint

    told = refused(
        ready,
        log_complaint,
        add_mei(ready),
        complainant_kind="neighbour",
        title=" ",
        in_their_words="",
        heads=[NewHead(""), NewHead("", "only words"), NewHead("x" * 201, "", date(2027, 5, 1))],
        channel="pigeon",
        raised_on=date(2026, 12, 1),
        received_at=datetime(2026, 11, 20, 9, tzinfo=UTC),
        case_number="9" * 61,
    )
    assert set(told) == {
        "title",
        "complainant_kind",
        "channel",
        "raised_on",
        "in_their_words",
        "case_number",
        "heads.1.title",
        "heads.2.title",
        "heads.2.event_on",
    }
    assert told["case_number"].startswith("The case or claim number has 61 characters; at most 60 fit.")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"heads": []}, "heads"),
        ({"received_at": datetime(2026, 11, 21, 9, tzinfo=UTC)}, "received_at"),
        ({"raised_on": date(2026, 11, 18)}, "raised_on"),
        ({"raised_on": date(206, 11, 16)}, "raised_on"),
        ({"complainant_kind": "representative"}, "representative_id"),
        ({"complainant_kind": "elected_member"}, "representative_id"),
        ({"representative_id": 99}, "representative_id"),
        ({"in_their_words": "a" * 1_000_000}, "in_their_words"),
    ],
)
def test_bad_input_names_its_field(ready: Office, changed: dict[str, Any], field: str) -> None:
    person_id = add_mei(ready)
    with pytest.raises(BadInput) as caught:
        log(ready, person_id, **changed)
    assert [one.field for one in caught.value.problems] == [field]
    assert ready.read(cases_of_person, person_id) == []


CARD = "I paid by 4111 1111 1111 1111 12/28"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"in_their_words": CARD}, "in_their_words"),
        ({"case_number": "4111111111111111 123"}, "case_number"),
        ({"heads": [NewHead("It was not sent", CARD)]}, "heads.0.what_they_say"),
    ],
)
def test_a_card_number_is_kept_in_no_field(ready: Office, changed: dict[str, Any], field: str) -> None:
    with pytest.raises(BadInput) as caught:
        log(ready, add_mei(ready), **changed)
    assert [one.field for one in caught.value.problems] == [field]
    assert "4111" not in str(caught.value)


def test_a_complaint_of_nobody_is_refused(ready: Office) -> None:
    with pytest.raises(BadInput, match="choose who complains"):
        log(ready, 999)


def test_a_year_without_calendar_is_said(ready: Office) -> None:
    with pytest.raises(CalendarNotConfirmed, match="not confirmed for 2024"):
        log(
            ready,
            add_mei(ready),
            raised_on=date(2024, 12, 2),
            received_at=datetime(2024, 12, 2, 9, tzinfo=UTC),
            heads=[NewHead("Old")],
        )


def test_who_reads_only_may_not_log(ready: Office, enter: Enter) -> None:
    person_id = add_mei(ready)
    with pytest.raises(NotAllowed):
        log(enter("oto.auditor"), person_id)


def test_findings_move_it_on_and_make_the_whole(ready: Office) -> None:
    case_id = log(ready, add_mei(ready))
    first, second = record_of(ready, case_id).heads
    ready.act(
        edit_head, first.id, {"what_happened": ("", "It was asked for and not sent."), "outcome": (None, "upheld")}
    )
    case = record_of(ready, case_id)
    assert (case.state, case.outcome) == (ComplaintState.INVESTIGATING, None)
    ready.act(edit_head, second.id, {"outcome": (None, "not_upheld")})
    assert record_of(ready, case_id).outcome is Outcome.PARTLY_UPHELD


def test_a_standard_must_have_been_in_force(ready: Office) -> None:
    case_id = log(ready, add_mei(ready))
    head = record_of(ready, case_id).heads[0]
    [old] = ready.read(standards_on, date(2024, 6, 1), "certificate proof")
    [new] = ready.read(standards_on, date(2026, 10, 2), "certificate proof")
    assert (old.code, old.version, new.version) == (new.code, 1, 2)
    told = refused(ready, edit_head, head.id, {"standard_version_id": (None, old.version_id)})
    assert "was not in force on 2 Oct 2026" in told["standard_version_id"]
    ready.act(edit_head, head.id, {"standard_version_id": (None, new.version_id)})
    assert record_of(ready, case_id).heads[0].standard == new
    told = refused(ready, edit_head, head.id, {"event_on": (date(2026, 10, 2), date(2024, 6, 1))})
    assert "was not in force on 1 Jun 2024" in told["standard_version_id"]


def test_a_point_changed_by_a_colleague_is_a_conflict(ready: Office, enter: Enter) -> None:
    case_id = log(ready, add_mei(ready))
    head = record_of(ready, case_id).heads[0]
    enter("ben.adviser").act(edit_head, head.id, {"reason": ("", "Ben's reason")})
    with pytest.raises(Conflict) as caught:
        ready.act(edit_head, head.id, {"reason": ("", "Ada's reason"), "effect": ("", "an effect")})
    assert [(one.field, one.theirs, one.yours) for one in caught.value.conflicts] == [
        ("reason", "Ben's reason", "Ada's reason")
    ]
    assert record_of(ready, case_id).heads[0].effect == ""


def test_a_point_is_withdrawn_only_as_such(ready: Office) -> None:
    case_id = log(ready, add_mei(ready))
    first, second = record_of(ready, case_id).heads
    assert "Withdraw the point" in refused(ready, edit_head, first.id, {"outcome": (None, "withdrawn")})["outcome"]
    assert "reason" in refused(ready, withdraw_head, first.id, " ")
    ready.act(withdraw_head, first.id, "She rang on 18 November: it had come.")
    case = record_of(ready, case_id)
    assert case.counting_heads == (case.heads[1],)
    assert case.heads[0].reason == "She rang on 18 November: it had come."
    ready.act(edit_head, second.id, {"outcome": (None, "upheld")})
    assert record_of(ready, case_id).outcome is Outcome.UPHELD


def test_points_are_added_and_moved(ready: Office) -> None:
    case_id = log(ready, add_mei(ready))
    third = ready.act(add_head, case_id, "The reply was rude").result
    first, second, _ = (head.id for head in record_of(ready, case_id).heads)
    ready.act(move_head, third, first)
    ready.act(move_head, first, None)
    ready.act(move_head, second, third)
    assert [head.id for head in record_of(ready, case_id).heads] == [second, third, first]
    for _ in range(60):  # more often than a number can be halved
        middle, last = (head.id for head in record_of(ready, case_id).heads[1:])
        ready.act(move_head, last, middle)
    assert len({head.number for head in record_of(ready, case_id).heads}) == 3
    assert record_of(ready, case_id).heads[0].id == second


def test_a_point_moves_only_among_its_own(ready: Office) -> None:
    person_id = add_mei(ready)
    mine, other = (record_of(ready, log(ready, person_id)).heads[0].id for _ in range(2))
    with pytest.raises(ValueError, match="is not of complaint"):
        ready.act(move_head, mine, other)


def test_remedies_are_promised_changed_taken_back_and_done(ready: Office) -> None:
    case_id = log(ready, add_mei(ready))
    head = record_of(ready, case_id).heads[0]
    sent = ready.act(
        add_remedy, head.id, "action", "send the certificate", "Our records team", date(2026, 11, 27)
    ).result
    wrong = ready.act(add_remedy, head.id, "correction", "mend the register").result
    ready.act(edit_remedy, sent, {"due_on": (date(2026, 11, 27), date(2026, 11, 25))})
    ready.act(withdraw_remedy, wrong)
    with pytest.raises(NotInThisState):
        ready.act(edit_remedy, wrong, {"text": ("mend the register", "mend it")})
    assert "done_on" in refused(ready, complete_remedy, sent, date(2026, 11, 21))
    ready.act(complete_remedy, sent, date(2026, 11, 20))
    case = record_of(ready, case_id)
    assert [(remedy.state, remedy.due_on) for remedy in case.heads[0].remedies] == [
        (RemedyState.DONE, date(2026, 11, 25)),
        (RemedyState.WITHDRAWN, None),
    ]
    assert [remedy.id for remedy in case.heads[0].standing_remedies] == [sent]


def test_another_first_day_works_the_clocks_out_anew_and_keeps_the_old_sum(ready: Office) -> None:
    case_id = log(ready, add_mei(ready))
    ready.act(edit_complaint, case_id, {"raised_on": (date(2026, 11, 16), date(2026, 11, 10))})
    case = record_of(ready, case_id)
    respond = case.clock(ClockKind.RESPOND)
    assert respond is not None
    assert (case.respond_by, respond.due_on) == (date(2026, 11, 24), date(2026, 11, 24))
    assert respond.sum[0] == "Before it was started again:"
    assert "Due Mon 30 Nov 2026." in respond.sum
    assert "raised_on" in refused(
        ready, edit_complaint, case_id, {"raised_on": (date(2026, 11, 10), date(2026, 11, 18))}
    )


def test_a_delay_extends_the_clock_with_its_reason(ready: Office) -> None:
    case_id = log(ready, add_mei(ready))
    assert set(refused(ready, note_delay, case_id, "", date(2026, 11, 20))) == {"reason", "new_date"}
    assert "must be later" in refused(ready, note_delay, case_id, "We wait.", date(2026, 11, 30))["new_date"]
    ready.act(note_delay, case_id, "We wait for the court's file.", date(2026, 12, 14))
    case = record_of(ready, case_id)
    clock = case.clock(ClockKind.RESPOND)
    assert clock is not None
    assert (clock.state, clock.due_on, case.respond_by) == (ClockState.EXTENDED, date(2026, 12, 14), date(2026, 12, 14))
    assert "Due Mon 30 Nov 2026." in clock.sum
    assert (
        clock.sum[-1]
        == "Extended to 14 Dec 2026 by Ada Adviser on 20 Nov 2026, notified to them: We wait for the court's file."
    )


def test_out_of_scope_names_a_known_way(ready: Office) -> None:
    case_id = log(ready, add_mei(ready))
    with pytest.raises(ProcedureNotValid, match="has no route “moon”"):
        ready.act(route_out_of_scope, case_id, "moon")
    ready.act(route_out_of_scope, case_id, "judicial-decision")
    case = record_of(ready, case_id)
    assert (case.state, case.route) == (ComplaintState.OUT_OF_SCOPE, "judicial-decision")
    with pytest.raises(NotInThisState, match="Reopen it first"):
        ready.act(edit_head, case.heads[0].id, {"reason": ("", "no")})


def test_it_is_handed_over_to_who_works_here(ready: Office) -> None:
    case_id = log(ready, add_mei(ready))
    ready.act(hand_over, case_id, staff_id("ben.adviser"))
    assert record_of(ready, case_id).owner_name == "Ben Adviser"
    assert "owner_id" in refused(ready, hand_over, case_id, 999)
    assert (staff_id("ben.adviser"), "Ben Adviser") in ready.read(possible_owners)


def test_it_is_not_closed_before_its_answer(ready: Office) -> None:
    case_id = log(ready, add_mei(ready))
    assert "answer" in refused(ready, close_complaint, case_id, "It is old.")
    assert "reason" in refused(ready, close_complaint, case_id, " ")


def test_one_withdrawn_whole_is_closed_and_reopened(ready: Office, clock: SetClock) -> None:
    case_id = log(ready, add_mei(ready))
    for head in record_of(ready, case_id).heads:
        ready.act(withdraw_head, head.id, "She withdrew it by telephone.")
    ready.act(close_complaint, case_id, "Withdrawn as a whole.")
    case = record_of(ready, case_id)
    assert (case.state, case.closed_on, case.respond_by) == (ComplaintState.CLOSED, date(2026, 11, 20), None)
    assert case.outcome is Outcome.WITHDRAWN
    with pytest.raises(NotInThisState):
        ready.act(close_complaint, case_id, "Again.")
    clock.advance(timedelta(days=3))
    ready.act(reopen, case_id, "She rang: it has not come after all.")
    case = record_of(ready, case_id)
    assert (case.state, case.closed_on, case.respond_by) == (ComplaintState.REOPENED, None, date(2026, 12, 7))


def test_closing_stops_the_clocks_without_calling_them_met(ready: Office, clock: SetClock) -> None:
    case_id = log(ready, add_mei(ready))
    for head in record_of(ready, case_id).heads:
        ready.act(withdraw_head, head.id, "She withdrew it by telephone.")
    clock.advance(timedelta(days=30))
    ready.act(close_complaint, case_id, "Withdrawn as a whole.")
    for one in record_of(ready, case_id).clocks:
        assert (one.state, one.met_on, one.days_left, one.is_running) == (ClockState.STOPPED, None, None, False)
        assert one.sum[-1] == "Stopped on 20 Dec 2026, since the complaint was closed without a letter."
    ready.act(reopen, case_id, "She rang: it has not come after all.")
    case = record_of(ready, case_id)
    assert [one.state for one in case.clocks] == [ClockState.RUNNING, ClockState.RUNNING]
    assert {one.started_on for one in case.clocks} == {date(2026, 12, 21)}


def test_closing_leaves_what_posting_decided(ready: Office) -> None:
    case_id = log(ready, add_mei(ready), raised_on=date(2026, 11, 2))
    ready.act(answer, case_id, date(2026, 11, 20))
    ready.act(close_complaint, case_id, "Answered.")
    assert [(one.state, one.met_on) for one in record_of(ready, case_id).clocks] == [
        (ClockState.MISSED, date(2026, 11, 20)),
        (ClockState.MISSED, date(2026, 11, 20)),
    ]


def test_reopening_leaves_a_clock_that_never_stopped(ready: Office, clock: SetClock) -> None:
    case_id = log(ready, add_mei(ready))
    ready.act(route_out_of_scope, case_id, "judicial-decision")
    clock.advance(timedelta(days=3))
    ready.act(reopen, case_id, "It is ours after all.")
    case = record_of(ready, case_id)
    respond = case.clock(ClockKind.RESPOND)
    assert respond is not None
    assert (respond.started_on, respond.due_on, case.respond_by) == (
        date(2026, 11, 16),
        date(2026, 11, 30),
        date(2026, 11, 30),
    )


def test_reopening_leaves_an_extended_clock_and_its_reason_as_they_were(ready: Office) -> None:
    case_id = log(ready, add_mei(ready))
    ready.act(note_delay, case_id, "We wait for the court's file.", date(2026, 12, 14))
    ready.act(route_out_of_scope, case_id, "judicial-decision")
    ready.act(reopen, case_id, "It is ours after all.")
    case = record_of(ready, case_id)
    assert case.respond_by == date(2026, 12, 14)
    assert (case.holding_reason, case.holding_until) == ("We wait for the court's file.", date(2026, 12, 14))


def test_a_clock_started_again_has_no_delay_noted(ready: Office) -> None:
    case_id = log(ready, add_mei(ready))
    ready.act(note_delay, case_id, "We wait for the court's file.", date(2026, 12, 14))
    ready.act(answer, case_id, date(2026, 11, 20))
    ready.act(reopen, case_id, "She is not content.")
    case = record_of(ready, case_id)
    assert (case.holding_reason, case.holding_until, case.respond_by) == ("", None, date(2026, 12, 4))
    assert [missing.link for missing in ready_to_write(case, "holding")] == ["complaint#delay"]


def test_the_worklist_goes_by_urgency_and_by_whose(ready: Office, enter: Enter) -> None:
    person_id = add_mei(ready)
    late = log(ready, person_id, raised_on=date(2026, 11, 2))
    soon = log(ready, person_id)
    same_day = log(ready, person_id)
    enter("ben.adviser").act(hand_over, same_day, staff_id("ben.adviser"))
    assert [row.id for row in ready.read(worklist)] == [late, soon]
    rows = ready.read(worklist, WorklistFilter.ALL, None, 2)
    assert [row.id for row in rows] == [late, soon]
    assert [row.id for row in ready.read(worklist, WorklistFilter.ALL, rows[-1].key, 2)] == [same_day]
    assert (rows[0].days_left, rows[0].points, rows[0].points_found) == (-4, 2, 0)
    assert (rows[0].acknowledge_by, rows[0].days_to_act) == (date(2026, 11, 4), -12)
    assert ready.read(worklist_counts) == {
        WorklistFilter.MINE: 2,
        WorklistFilter.TEAM: 3,
        WorklistFilter.ALL: 3,
    }


def test_paging_meets_every_case_once(ready: Office) -> None:
    person_id = add_mei(ready)
    every = {log(ready, person_id, raised_on=date(2026, 11, 2 + number % 3)) for number in range(7)}
    for case_id in list(every)[:2]:
        ready.act(route_out_of_scope, case_id, "judicial-decision")
    seen: list[int] = []
    after = None
    while rows := ready.read(worklist, WorklistFilter.ALL, after, 2):
        seen += [row.id for row in rows]
        after = rows[-1].key
    assert len(seen) == 7
    assert set(seen) == every


def test_a_page_of_the_worklist_asks_the_same_number_of_questions_however_long(ready: Office) -> None:
    person_id = add_mei(ready)
    asked: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        asked.append(statement)

    def count() -> int:
        asked.clear()
        event.listen(Engine, "before_cursor_execute", note)
        try:
            ready.read(worklist)
        finally:
            event.remove(Engine, "before_cursor_execute", note)
        return sum(statement.lstrip().upper().startswith("SELECT") for statement in asked)

    log(ready, person_id)
    one = count()
    for _ in range(4):
        log(ready, person_id)
    assert count() == one


def test_a_case_that_is_not_there_is_said(ready: Office) -> None:
    with pytest.raises(NotFound, match="is not there"):
        record_of(ready, 999)


def test_only_who_may_work_on_a_complaint_owns_one(ready: Office, enter: Enter) -> None:
    offered = dict(ready.read(possible_owners))
    assert staff_id("lea.leader") in offered
    for login in ("oto.auditor", "kim.keeper"):
        assert staff_id(login) not in offered
        with pytest.raises(BadInput) as caught:
            log(ready, add_mei(ready), owner_id=staff_id(login))
        assert [one.field for one in caught.value.problems] == ["owner_id"]


def test_a_complaint_is_made_only_of_a_contact_of_that_person(ready: Office) -> None:
    mei = add_mei(ready)
    other = add_mei(ready, given_names="Mei Hua", born_on=date(1971, 1, 1))
    theirs = ready.act(log_contact, other, channel="call", wanted="Something else").result
    hers = ready.act(log_contact, mei, channel="call", wanted="The certificate").result
    for wrong in (theirs, 999):
        with pytest.raises(BadInput) as caught:
            log(ready, mei, from_contact_id=wrong)
        assert [one.field for one in caught.value.problems] == ["from_contact_id"]
    assert record_of(ready, log(ready, mei, from_contact_id=hers)).from_contact_id == hers


def test_a_contact_carries_all_that_it_says_into_the_complaint(ready: Office) -> None:
    contact_id = ready.act(
        log_contact,
        add_mei(ready),
        channel="call",
        wanted="The certificate",
        said="She asked three times; we promised it for Monday.",
        dissatisfied=True,
        dissatisfied_about="It never came",
    ).result
    prefill = ready.read(prefill_from_contact, contact_id)
    words = prefill.in_their_words
    assert [(head.title, head.what_they_say) for head in prefill.heads] == [("It never came", "")]
    assert words == "The certificate\n\nShe asked three times; we promised it for Monday."


def test_a_representative_in_a_circle_is_left_out(ready: Office, database: Database) -> None:
    mei = add_mei(ready)
    ids = [add_mei(ready, given_names=name, born_on=date(1971, 1, 1)) for name in ("Hua", "Lan")]
    for person_id in ids:
        ready.act(
            add_representative,
            mei,
            person_id,
            {"relationship_kind": "daughter", "scope": "all", "consent": "requested"},
        )
    with as_owner(database) as connection:
        connection.execute(text("insert into circle (id, name) values (7, 'few')"))
        connection.execute(text("update person set circle_id = 7 where id = :id"), {"id": ids[0]})
    assert [name for _, name in ready.read(representatives_of, mei)] == ["Dr Tan Lan"]
