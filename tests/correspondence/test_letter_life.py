"""The way of a letter from the first draft to the post, and every deed refused that is out of its turn."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from app.basics.clock import SetClock
from app.basics.problems import BadInput, NotAllowed, WorldProblem
from app.correspondence import events, register_search
from app.correspondence.approve_letter import approve_letter, return_letter
from app.correspondence.deciders import may_approve
from app.correspondence.draft_letter import draft_letter
from app.correspondence.email_draft import email_draft
from app.correspondence.find import letter_record, letters_of, register
from app.correspondence.find_approvals import approval_queue, for_approval
from app.correspondence.find_editing import check_draft, letter_for_editing
from app.correspondence.find_post import to_post
from app.correspondence.keep_letter_draft import keep_letter_draft
from app.correspondence.post_letter import post_letter, record_returned_mail
from app.correspondence.problems import (
    AlreadyDecided,
    LetterBlocked,
    LetterMoved,
    LetterRefused,
    OwnLetter,
    PostingDayPassed,
)
from app.correspondence.recall_letter import edit_approved_letter, recall_letter
from app.correspondence.record_output import record_printed
from app.correspondence.states import LetterState
from app.correspondence.stored_pdf import pdf_to_send, stored_pdf
from app.correspondence.submit_letter import submit_letter
from app.correspondence.tables import LetterWriter
from app.correspondence.take_back_approval import take_back_approval
from app.correspondence.withdraw_letter import withdraw_letter
from app.office import Office
from app.staff.work import ReadWork
from app.store.faults import GuardRefused
from app.wiring import WIRING
from tests.correspondence.conftest import ANSWER, approve, write
from tests.support.acting import acting_as, refusal_of
from tests.support.databases import Database
from tests.support.offices import Enter


def state(office: Office, letter_id: int) -> LetterState:
    return office.read(letter_record, letter_id).letter.state


def writers(work: ReadWork, letter_id: int) -> set[int]:
    """Who wrote words of a letter."""
    return set(work.session.scalars(select(LetterWriter.staff_id).where(LetterWriter.letter_id == letter_id)))


def test_a_letter_goes_from_draft_to_post_and_comes_back(ada: Office, lea: Office, approved_id: int) -> None:
    record = ada.read(letter_record, approved_id)
    assert record.letter.state == LetterState.APPROVED
    assert record.letter.approver == "Lea Leader"
    pdf = ada.read(stored_pdf, record.shown_revision_id or 0)
    assert pdf.startswith(b"%PDF")
    assert ada.act(record_printed, approved_id, record.shown_revision_id or 0, 1, "Office printer").result == "printed"
    ada.act(post_letter, approved_id)
    ada.act(record_returned_mail, approved_id, date(2026, 11, 20), "Gone away")
    told = [(line.kind.value, line.by, line.detail) for line in ada.read(letter_record, approved_id).events]
    assert told == [
        ("printed", "Ada Adviser", "1 page on Office printer"),
        ("posted", "Ada Adviser", "Posted on 20 Nov 2026"),
        ("returned_mail", "Ada Adviser", "Came back on 20 Nov 2026: Gone away"),
    ]
    assert state(ada, approved_id) == LetterState.POSTED


def test_a_draft_with_its_prompt_left_is_blocked_with_everything_at_once(ada: Office, draft_id: int) -> None:
    with pytest.raises(LetterBlocked) as refused:
        ada.act(submit_letter, draft_id)
    assert "C23" in {finding.rule for finding in refused.value.findings if finding.severity == "block"}
    assert "insert your answer" in str(refused.value)
    assert state(ada, draft_id) == LetterState.EDITING


def test_a_returned_letter_is_mended_and_approved(ada: Office, lea: Office, submitted_id: int) -> None:
    seen = lea.read(for_approval, submitted_id)
    lea.act(return_letter, submitted_id, seen.revision_id, "Say when.", [("answer", "Which day?")])
    edited = ada.read(letter_for_editing, submitted_id)
    assert edited.state == LetterState.RETURNED
    assert [(line.block_id, line.text, line.by) for line in edited.comments] == [("answer", "Which day?", "Lea Leader")]
    assert edited.revisions[0].reason == "Say when."
    write(ada, submitted_id, "answer", ANSWER + " That will be in December.")
    ada.act(submit_letter, submitted_id)
    again = lea.read(for_approval, submitted_id)
    assert [difference.block_id for difference in again.since_then] == ["answer"]
    approve(lea, submitted_id)
    assert state(lea, submitted_id) == LetterState.APPROVED


def test_nobody_decides_on_their_own_letter(enter: Enter, person_id: int) -> None:
    mia = enter("mia.manager")
    letter_id = mia.act(draft_letter, None, person_id, "general-reply").result
    write(mia, letter_id, "answer", ANSWER)
    revision_id = mia.act(submit_letter, letter_id).result
    with pytest.raises(OwnLetter):
        mia.act(approve_letter, letter_id, revision_id)
    with pytest.raises(OwnLetter):
        mia.act(return_letter, letter_id, revision_id, "No.")
    seen = mia.read(for_approval, letter_id)
    assert seen.why_not.startswith("You wrote this letter")
    assert "Lea Leader" in seen.why_not
    assert "Mia Manager" not in mia.read(may_approve, letter_id)


def test_nobody_decides_on_words_of_theirs_in_a_letter_of_somebody_else(
    ada: Office, lea: Office, draft_id: int
) -> None:
    write(lea, draft_id, "answer", ANSWER)
    ada.act(submit_letter, draft_id)
    seen = lea.read(for_approval, draft_id)
    assert seen.why_not.startswith("You wrote words of this letter")
    assert "Lea Leader" not in lea.read(may_approve, draft_id)
    assert [row.own for row in lea.read(approval_queue)] == [True]
    for verb, more in ((approve_letter, ()), (return_letter, ("No.",))):
        with pytest.raises(OwnLetter, match="wrote words"):
            lea.act(verb, draft_id, seen.revision_id, *more)


def test_who_returned_a_letter_and_then_wrote_it_does_not_approve_it(
    ada: Office, lea: Office, enter: Enter, submitted_id: int
) -> None:
    seen = lea.read(for_approval, submitted_id)
    lea.act(return_letter, submitted_id, seen.revision_id, "I will do it myself.")
    write(lea, submitted_id, "answer", ANSWER + " We are sorry.")
    write(ada, submitted_id, "answer", ANSWER)
    ada.act(submit_letter, submitted_id)
    with pytest.raises(OwnLetter):
        approve(lea, submitted_id)
    approve(enter("leo.leader"), submitted_id)


def test_reading_a_draft_and_keeping_it_as_it_is_makes_nobody_its_writer(
    ada: Office, lea: Office, written_id: int
) -> None:
    before = ada.read(writers, written_id)
    lea.keep(keep_letter_draft, written_id, lea.read(letter_for_editing, written_id).content)
    assert ada.read(writers, written_id) == before == {ada.actor.staff_id}
    ada.act(submit_letter, written_id)
    approve(lea, written_id)


def test_the_approver_sees_who_wrote_it_and_who_asks(enter: Enter, lea: Office, written_id: int) -> None:
    enter("mia.manager").act(submit_letter, written_id, "Ada is away.")
    seen = lea.read(for_approval, written_id)
    assert (seen.author, seen.submitted_by, seen.note) == ("Ada Adviser", "Mia Manager", "Ada is away.")
    assert "Mia Manager" not in lea.read(may_approve, written_id)


def test_an_adviser_may_not_approve_and_hears_who_may(enter: Enter, submitted_id: int) -> None:
    ben = enter("ben.adviser")
    seen = ben.read(for_approval, submitted_id)
    assert "Lea Leader" in seen.why_not
    with pytest.raises(NotAllowed, match="team leader"):
        ben.act(approve_letter, submitted_id, seen.revision_id)


def test_the_second_of_two_approvals_is_told_who_was_first(enter: Enter, lea: Office, submitted_id: int) -> None:
    leo = enter("leo.leader")
    seen = leo.read(for_approval, submitted_id)
    approve(lea, submitted_id)
    with pytest.raises(AlreadyDecided, match="Lea Leader approved"):
        leo.act(approve_letter, submitted_id, seen.revision_id)


def test_a_revision_that_was_replaced_cannot_be_approved(ada: Office, lea: Office, submitted_id: int) -> None:
    seen = lea.read(for_approval, submitted_id)
    ada.act(recall_letter, submitted_id)
    with pytest.raises(LetterMoved, match="being written"):
        lea.act(approve_letter, submitted_id, seen.revision_id)
    ada.act(submit_letter, submitted_id)
    with pytest.raises(LetterMoved, match="submitted anew"):
        lea.act(approve_letter, submitted_id, seen.revision_id)


def test_an_approved_letter_that_is_edited_asks_again_and_says_why(ada: Office, lea: Office, approved_id: int) -> None:
    told = ada.act(edit_approved_letter, approved_id, "The date was wrong.").result
    assert "need a new approval" in told
    with pytest.raises(LetterMoved, match="being written"):
        ada.act(post_letter, approved_id)
    with pytest.raises(LetterMoved):
        ada.act(record_printed, approved_id, 1, 1, "Office printer")
    assert ada.read(letter_record, approved_id).events[-1].detail == "The date was wrong."
    ada.act(submit_letter, approved_id)
    approve(lea, approved_id)
    ada.act(post_letter, approved_id)
    assert state(ada, approved_id) == LetterState.POSTED


@pytest.mark.parametrize(
    ("posted_on", "sentence"),
    [(date(2026, 11, 21), "still to come"), (date(2026, 11, 19), "approved on 20 Nov 2026")],
)
def test_a_day_of_posting_that_cannot_be(ada: Office, approved_id: int, posted_on: date, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        ada.act(post_letter, approved_id, posted_on)


def test_a_letter_goes_out_no_later_than_the_date_on_it(ada: Office, approved_id: int, clock: SetClock) -> None:
    clock.advance(timedelta(days=3))
    with pytest.raises(BadInput, match="bears the date 20 Nov 2026, and 23 Nov 2026 is later"):
        ada.act(post_letter, approved_id)
    with pytest.raises(PostingDayPassed, match="the day has passed"):
        ada.read(pdf_to_send, approved_id, ada.read(letter_record, approved_id).shown_revision_id or 0)
    ada.act(post_letter, approved_id, date(2026, 11, 20))
    assert state(ada, approved_id) == LetterState.POSTED


def test_a_letter_goes_out_no_earlier_than_the_date_on_it(
    ada: Office, lea: Office, written_id: int, clock: SetClock, database: Database
) -> None:
    """Friday 18:00, after the last collection: it bears Monday, and the database holds it to that as well."""
    clock.advance(timedelta(hours=8))
    ada.act(submit_letter, written_id)
    approve(lea, written_id)
    (row,) = ada.read(to_post)
    assert (row.is_early, row.is_overdue, row.collected_on) == (True, False, date(2026, 11, 23))
    with pytest.raises(BadInput, match="bears the date 23 Nov 2026, and 20 Nov 2026 is earlier: it goes on"):
        ada.act(post_letter, written_id, date(2026, 11, 20))
    with pytest.raises(BadInput, match="24 Nov 2026 is still to come; what is ready now goes out on 23 Nov 2026"):
        ada.act(post_letter, written_id, date(2026, 11, 24))
    posted = f"UPDATE letter SET state = 'posted', posted_on = '2026-11-20' WHERE id = {written_id}"
    dated = f"UPDATE letter SET planned_on = '2026-11-20' WHERE id = {written_id}"
    with acting_as(database, "ada.adviser") as connection:
        assert [refusal_of(connection, statement) for statement in (posted, dated)] == ["other_day"] * 2
    ada.act(post_letter, written_id)
    assert ada.read(letter_record, written_id).letter.posted_on == date(2026, 11, 23)


def test_posting_before_approval_is_refused(ada: Office, submitted_id: int) -> None:
    with pytest.raises(LetterMoved, match="waiting for approval, so it cannot be posted"):
        ada.act(post_letter, submitted_id)


def test_a_letter_whose_posting_day_has_passed_is_not_approved(lea: Office, submitted_id: int, clock: SetClock) -> None:
    clock.advance(timedelta(days=1))
    seen = lea.read(for_approval, submitted_id)
    assert "the day has passed" in seen.date_fault
    with pytest.raises(LetterMoved, match="to be posted on 20 Nov 2026"):
        lea.act(approve_letter, submitted_id, seen.revision_id)


@pytest.mark.parametrize(
    ("hours", "planned"), [(0, "2026-11-20"), (7, "2026-11-20"), (8, "2026-11-23"), (30, "2026-11-23")]
)
def test_a_letter_bears_the_day_on_which_it_goes_out(
    ada: Office, lea: Office, written_id: int, clock: SetClock, hours: int, planned: str
) -> None:
    """Friday 10:00, the last collection at 17:30: what is submitted at 18:00 goes out on Monday."""
    clock.advance(timedelta(hours=hours))
    ada.act(submit_letter, written_id)
    assert ada.read(for_approval, written_id).content["date"] == planned
    approve(lea, written_id)
    row = ada.read(letter_record, written_id).letter
    assert row.planned_on == date.fromisoformat(planned)


def test_the_letter_is_dated_on_the_day_it_is_submitted(ada: Office, written_id: int, clock: SetClock) -> None:
    clock.advance(timedelta(days=3))
    ada.act(submit_letter, written_id)
    assert ada.read(for_approval, written_id).content["date"] == "2026-11-23"


def test_withdrawing_needs_a_reason_and_ends_it(ada: Office, submitted_id: int) -> None:
    with pytest.raises(BadInput, match="why this letter is not sent"):
        ada.act(withdraw_letter, submitted_id, "  ")
    ada.act(withdraw_letter, submitted_id, "They called and are content.")
    with pytest.raises(LetterMoved, match="withdrawn"):
        ada.act(submit_letter, submitted_id)


def leave(office: Office, letter_id: int, revision_id: int) -> list[type[Exception] | None]:
    """What stops each way out of the office, None where nothing does."""
    ways: list[Callable[[], object]] = [
        lambda: office.read(email_draft, letter_id),
        lambda: office.read(pdf_to_send, letter_id, revision_id),
        lambda: office.act(record_printed, letter_id, revision_id, 1, "Office printer"),
    ]
    return [stopped(way) for way in ways]


def stopped(way: Callable[[], object]) -> type[Exception] | None:
    try:
        way()
    except WorldProblem as problem:
        return type(problem)
    return None


def test_what_was_approved_leaves_and_what_was_withdrawn_then_does_not(
    ada: Office, lea: Office, approved_id: int
) -> None:
    revision_id = ada.read(letter_record, approved_id).shown_revision_id or 0
    assert leave(ada, approved_id, revision_id) == [None] * 3
    lea.act(withdraw_letter, approved_id, "It is for somebody else.")
    assert leave(ada, approved_id, revision_id) == [LetterMoved] * 3
    assert stopped(lambda: ada.act(post_letter, approved_id)) is LetterMoved
    record = ada.read(letter_record, approved_id)
    assert (record.letter.approver, record.shown_revision_id) == (None, revision_id)


@pytest.mark.parametrize(
    ("verb", "words"), [(withdraw_letter, "withdraw it"), (edit_approved_letter, "change it after approval")]
)
def test_an_approved_letter_is_not_a_colleagues_to_stop(
    ada: Office, enter: Enter, approved_id: int, verb: Callable[..., Any], words: str
) -> None:
    with pytest.raises(NotAllowed, match=f"This letter is Ada Adviser's: .* may {words}"):
        enter("ben.adviser").act(verb, approved_id, "Because.")
    assert state(ada, approved_id) == LetterState.APPROVED


def test_another_revision_than_the_approved_one_is_not_sent(ada: Office, approved_id: int) -> None:
    revision_id = ada.read(letter_record, approved_id).shown_revision_id or 0
    with pytest.raises(LetterMoved, match="not what was approved"):
        ada.read(pdf_to_send, approved_id, revision_id + 1)


def test_rooms_above_are_told_of_every_step(
    ada: Office, lea: Office, person_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[Any] = []
    kinds = (events.LetterDrafted, events.LetterSubmitted, events.LetterReturned, events.LetterApproved)
    for kind in (*kinds, events.LetterPosted):
        monkeypatch.setitem(WIRING.handlers, kind, (lambda _work, event: heard.append(event),))
    letter_id = ada.act(draft_letter, None, person_id, "general-reply").result
    write(ada, letter_id, "answer", ANSWER)
    first = ada.act(submit_letter, letter_id).result
    lea.act(return_letter, letter_id, first, "Not yet.")
    ada.act(submit_letter, letter_id)
    approve(lea, letter_id)
    ada.act(post_letter, letter_id)
    assert [type(event).__name__ for event in heard] == [
        "LetterDrafted",
        "LetterSubmitted",
        "LetterReturned",
        "LetterSubmitted",
        "LetterApproved",
        "LetterPosted",
    ]
    assert {event.kind for event in heard} == {"reply"}
    assert {event.subject for event in heard} == {f"person:{person_id}"}
    assert heard[-1].posted_on == date(2026, 11, 20)


def test_the_queue_holds_what_waits_longest_first(ada: Office, lea: Office, person_id: int, clock: SetClock) -> None:
    ids = []
    for _ in range(3):
        letter_id = ada.act(draft_letter, None, person_id, "general-reply").result
        write(ada, letter_id, "answer", ANSWER)
        ada.act(submit_letter, letter_id)
        ids.append(letter_id)
        clock.advance(timedelta(minutes=5))
    rows = lea.read(approval_queue, None, 2)
    assert [row.id for row in rows] == ids[:2]
    assert rows[0].addressee == "TAN Mei Ling, Dr"
    rest = lea.read(approval_queue, (rows[-1].submitted_at, rows[-1].id), 2)
    assert [row.id for row in rest] == ids[2:]
    assert all(row.own for row in ada.read(approval_queue))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", True),
        ("tan", True),
        ("general reply", False),
        ("approved", True),
        ("lea", True),
        ("ada mei", True),
        ("reply", True),
        ("posted", False),
        ("100%", False),
        ("_", False),
    ],
)
@pytest.mark.parametrize(("common", "page"), [(1, 1), (1, 100), (5_000, 100)], ids=["meet often", "seldom", "rare"])
def test_the_register_is_filtered_by_typing(
    ada: Office, approved_id: int, text: str, monkeypatch: pytest.MonkeyPatch, common: int, page: int, *, found: bool
) -> None:
    """Whether words are of few letters or of many, and meet often or seldom, is no difference to what is found."""
    monkeypatch.setattr(register_search, "COMMON", common)
    monkeypatch.setattr(register_search, "PAGE", page)
    assert [row.id for row in ada.read(register, text)] == ([approved_id] if found else [])


def test_the_register_is_found_by_reference_and_paged(ada: Office, approved_id: int, person_id: int) -> None:
    reference = ada.read(letter_record, approved_id).letter.reference
    for typed in (reference.lower(), reference.replace("-", ""), reference[:7], str(int(reference[4:10]))):
        assert [row.id for row in ada.read(register, typed)] == [approved_id], typed
    assert ada.read(register, "", approved_id) == []
    assert [row.id for row in ada.read(letters_of, person_id=person_id)] == [approved_id]
    assert [row.id for row in ada.read(letters_of, subject=f"person:{person_id}")] == [approved_id]


def test_a_template_that_needs_more_than_the_record_has_is_refused(ada: Office, person_id: int) -> None:
    with pytest.raises(LetterRefused, match="needs this part"):
        ada.act(draft_letter, None, person_id, "first-stage-response")
    assert ada.read(register) == []


def test_the_note_to_the_approver_has_a_limit(ada: Office, written_id: int) -> None:
    with pytest.raises(BadInput, match="1,000,000 characters"):
        ada.act(submit_letter, written_id, "x" * 1_000_000)


def test_a_clean_draft_has_nothing_that_blocks(ada: Office, written_id: int) -> None:
    assert [finding for finding in ada.read(check_draft, written_id) if finding.severity == "block"] == []


def test_an_auditor_reads_and_writes_nothing(enter: Enter, written_id: int) -> None:
    oto = enter("oto.auditor")
    assert oto.read(letter_for_editing, written_id).letter_id == written_id
    with pytest.raises(WorldProblem) as refused:  # PostgreSQL itself is faster than the permission
        oto.act(submit_letter, written_id)
    assert isinstance(refused.value, (NotAllowed, GuardRefused))


def take_back(office: Office, letter_id: int, reason: str = "It was the wrong letter.") -> None:
    record = office.read(letter_record, letter_id)
    office.act(take_back_approval, letter_id, record.shown_revision_id or 0, reason)


def test_an_approval_is_taken_back_and_given_again(ada: Office, lea: Office, approved_id: int) -> None:
    waited_since = lea.read(letter_record, approved_id).letter.submitted_at
    take_back(lea, approved_id)
    record = ada.read(letter_record, approved_id)
    assert (record.letter.state, record.letter.approver) == (LetterState.SUBMITTED, None)
    assert record.revisions[0].verdict is None
    assert [(row.id, row.submitted_at) for row in lea.read(approval_queue)] == [(approved_id, waited_since)]
    assert [(line.kind.value, line.by, line.detail) for line in record.events] == [
        ("approval_taken_back", "Lea Leader", "It was the wrong letter.")
    ]
    with pytest.raises(LetterMoved):
        ada.act(post_letter, approved_id)
    approve(lea, approved_id)
    again = ada.read(letter_record, approved_id)
    assert again.letter.approver == "Lea Leader"
    assert [line.verdict.value for line in again.decisions] == ["approved", "taken_back", "approved"]
    assert [line.id for line in ada.read(register, again.letter.reference)] == [approved_id]
    ada.act(post_letter, approved_id)


def test_a_letter_whose_approval_was_taken_back_may_be_returned(lea: Office, ada: Office, approved_id: int) -> None:
    take_back(lea, approved_id)
    seen = lea.read(for_approval, approved_id)
    lea.act(return_letter, approved_id, seen.revision_id, "Say when.")
    assert ada.read(letter_record, approved_id).revisions[0].reason == "Say when."
    with pytest.raises(AlreadyDecided, match="You returned"):
        lea.act(approve_letter, approved_id, seen.revision_id)


def test_only_who_approved_takes_it_back_with_a_reason_before_it_leaves(
    ada: Office, lea: Office, enter: Enter, approved_id: int
) -> None:
    revision = lea.read(letter_record, approved_id).shown_revision_id or 0
    with pytest.raises(BadInput, match="Say why"):
        take_back(lea, approved_id, "  ")
    with pytest.raises(NotAllowed, match=r"\."):
        take_back(ada, approved_id)
    with pytest.raises(NotAllowed, match="Lea Leader approved letter"):
        take_back(enter("mia.manager"), approved_id)
    with pytest.raises(LetterMoved, match="approved anew"):
        lea.act(take_back_approval, approved_id, revision + 1, "Wrong.")
    ada.act(record_printed, approved_id, revision, 1, "Office printer")
    with pytest.raises(LetterMoved, match="printed or sent already"):
        take_back(lea, approved_id)
    assert state(ada, approved_id) == LetterState.APPROVED


def test_a_letter_that_waits_has_no_approval_to_take_back(lea: Office, submitted_id: int) -> None:
    with pytest.raises(LetterMoved, match="waiting for approval"):
        take_back(lea, submitted_id)
