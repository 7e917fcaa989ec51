"""What is no longer true stops a letter on every desk, and each way out of the office asks once more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from app.basics.clock import SetClock
from app.basics.problems import BadInput
from app.correspondence.confirm_address import confirm_address, waits_to_be_looked_into
from app.correspondence.draft_letter import draft_letter
from app.correspondence.email_draft import email_draft
from app.correspondence.find import letter_record
from app.correspondence.find_approvals import approval_queue
from app.correspondence.find_editing import letter_for_editing
from app.correspondence.post_letter import post_letter, record_returned_mail
from app.correspondence.problems import LetterMoved
from app.correspondence.record_output import record_printed
from app.correspondence.states import LetterState
from app.correspondence.still_true import still_true
from app.correspondence.stop_letters import stop_letter
from app.correspondence.stored_pdf import pdf_to_send
from app.correspondence.submit_letter import submit_letter
from app.correspondence.tables import LetterEventKind
from app.correspondence.take_facts import take_facts
from app.correspondence.untrue import NoLongerTrue, UntrueKind
from app.knowledge.load_seed import add_seeds
from app.knowledge.seed_files import Seed, shipped_seeds
from app.knowledge.tables import LibraryKind
from app.members.add_person import add_person
from app.members.add_representative import add_representative
from app.members.agree_adjustment import agree_adjustment
from app.members.change_consent import change_consent
from app.members.edit_contact_point import edit_contact_point
from app.members.edit_person import edit_person
from app.members.end_contact_point import end_contact_point
from app.members.find import person_record
from app.members.set_warning import set_warning
from app.members.tables import AdjustmentKind, ConsentState, PointKind, WarningKind
from app.office import Office
from app.staff.work import Work
from tests.correspondence.conftest import ADDRESS, ANSWER, PERSON, Case, approve, write
from tests.support.offices import Enter

TODAY = date(2026, 11, 20)
WHY = "Her brother rang on 20 November."

Change = Callable[[Office, int], object]


def deed(office: Office, verb: Callable[..., object], *args: object) -> None:
    """A deed with the reason that some of them need."""
    office.act_once(uuid4(), WHY, verb, *args)


def home_of(office: Office, person_id: int) -> int:
    point = office.read(person_record, person_id).first_point(PointKind.ADDRESS)
    assert point is not None
    return point.id


def died(office: Office, person_id: int) -> None:
    deed(office, edit_person, person_id, {"died_on": (None, TODAY)})


def do_not_write(office: Office, person_id: int) -> None:
    deed(office, set_warning, person_id, {"kind": WarningKind.DO_NOT_WRITE, "text": "Ring her."})


def address_ended(office: Office, person_id: int) -> None:
    deed(office, end_contact_point, home_of(office, person_id), TODAY)


def moved_house(office: Office, person_id: int) -> None:
    deed(office, edit_contact_point, home_of(office, person_id), {"line1": ("7 Elm Road", "9 Elm Road")})


def large_print(office: Office, person_id: int) -> None:
    deed(office, agree_adjustment, person_id, {"kind": AdjustmentKind.LARGE_PRINT})


def phone_only(office: Office, person_id: int) -> None:
    deed(office, agree_adjustment, person_id, {"kind": AdjustmentKind.PHONE_ONLY})


def married(office: Office, person_id: int) -> None:
    deed(office, edit_person, person_id, {"family_name": ("Tan", "Lim")})


CHANGES: list[tuple[Change, str]] = [
    (died, "died on 20 Nov 2026"),
    (do_not_write, "do not write"),
    (address_ended, "no current address"),
    (moved_house, "is now “9 Elm Road"),
    (large_print, "is now “Large print, 18 point”"),
    (phone_only, "by phone only"),
    (married, "Lim"),
]


def state(office: Office, letter_id: int) -> LetterState:
    return office.read(letter_record, letter_id).letter.state


@pytest.mark.parametrize(("change", "words"), CHANGES, ids=[change.__name__ for change, _words in CHANGES])
def test_a_change_of_the_record_stops_the_letter_that_waits(
    ada: Office, lea: Office, submitted_id: int, person_id: int, change: Change, words: str
) -> None:
    assert lea.read(still_true, submitted_id) == ()
    change(ada, person_id)
    record = lea.read(letter_record, submitted_id)
    assert record.letter.state == LetterState.RETURNED
    assert words in record.letter.stopped_because
    assert (record.events[-1].kind, record.events[-1].detail) == (
        LetterEventKind.STOPPED,
        record.letter.stopped_because,
    )
    assert lea.read(approval_queue) == []


def test_an_approved_letter_stops_too_and_no_way_out_is_left(ada: Office, approved_id: int, person_id: int) -> None:
    revision_id = ada.read(letter_record, approved_id).shown_revision_id or 0
    ada.act(record_printed, approved_id, revision_id, 1, "Office printer")
    died(ada, person_id)
    record = ada.read(letter_record, approved_id)
    assert (record.letter.state, record.letter.approver) == (LetterState.RETURNED, None)
    assert "take the paper out of the post" in record.letter.stopped_because
    for way in (
        lambda: ada.read(pdf_to_send, approved_id, revision_id),
        lambda: ada.read(email_draft, approved_id),
        lambda: ada.act(post_letter, approved_id),
    ):
        with pytest.raises(
            LetterMoved, match=r"was stopped, so it cannot be (printed or sent|posted): .*died on 20 Nov 2026"
        ):
            way()
    with pytest.raises(LetterMoved, match="What came out of Office printer is not to go"):
        ada.act(record_printed, approved_id, revision_id, 2, "Office printer")


def test_what_has_nothing_to_do_with_the_letter_stops_nothing(ada: Office, approved_id: int, person_id: int) -> None:
    other = ada.act(add_person, PERSON | {"given_names": "Bo"}, address=ADDRESS).result
    died(ada, other)
    deed(ada, edit_person, person_id, {"born_on": (None, date(1970, 1, 1))})
    assert state(ada, approved_id) == LetterState.APPROVED


def test_the_author_mends_it_and_it_waits_again(ada: Office, lea: Office, submitted_id: int, person_id: int) -> None:
    moved_house(ada, person_id)
    ada.keep(take_facts, submitted_id)
    ada.act(submit_letter, submitted_id)
    assert ada.read(letter_record, submitted_id).letter.stopped_because == ""
    approve(lea, submitted_id)


def test_a_letter_to_somebody_who_may_not_be_written_to_is_not_submitted(
    ada: Office, written_id: int, person_id: int
) -> None:
    assert ada.read(letter_for_editing, written_id).kept_back == ""
    do_not_write(ada, person_id)
    assert "do not write" in ada.read(letter_for_editing, written_id).kept_back.casefold()
    with pytest.raises(NoLongerTrue, match="do not write"):
        ada.act(submit_letter, written_id)


def test_consent_ends_by_word_or_by_its_day(ada: Office, lea: Office, person_id: int, clock: SetClock) -> None:
    brother = ada.act(add_person, PERSON | {"given_names": "Bo"}, address=ADDRESS).result
    consent = {"relationship_kind": "brother", "scope": "the letter", "consent": ConsentState.VALID}
    dates = {"given_on": TODAY, "expires_on": TODAY + timedelta(days=2)}
    row = ada.act(add_representative, person_id, brother, consent | dates).result
    letters = []
    for _each in range(2):
        letter_id = ada.act(draft_letter, None, person_id, "general-reply", addressee_id=brother).result
        write(ada, letter_id, "answer", ANSWER)
        ada.act(submit_letter, letter_id)
        approve(lea, letter_id)
        letters.append(letter_id)
    revision_id = ada.read(letter_record, letters[0]).shown_revision_id or 0
    assert ada.read(still_true, letters[0], TODAY + timedelta(days=2)) == ()
    assert [one.kind for one in ada.read(still_true, letters[0], TODAY + timedelta(days=3))] == [UntrueKind.CONSENT]
    assert ada.read(letter_for_editing, letters[0]).kept_back == ""
    clock.advance(timedelta(days=3))
    assert "consent is expired" in ada.read(letter_for_editing, letters[0]).kept_back, "no deed tells of a day"
    with pytest.raises(NoLongerTrue, match="consent is expired"):
        ada.read(pdf_to_send, letters[0], revision_id)
    with pytest.raises(NoLongerTrue, match="consent is expired"):
        ada.read(email_draft, letters[0])
    with pytest.raises(NoLongerTrue, match="consent is expired"):
        ada.act(post_letter, letters[0])
    ada.act(stop_letter, letters[0])
    deed(ada, change_consent, row, {"consent": (ConsentState.VALID, ConsentState.WITHDRAWN)})
    assert [state(ada, letter_id) for letter_id in letters] == [LetterState.RETURNED] * 2


def test_a_letter_that_is_true_is_not_stopped(ada: Office, approved_id: int) -> None:
    with pytest.raises(LetterMoved, match="nothing stops it"):
        ada.act(stop_letter, approved_id)


def test_an_address_that_ends_by_the_posting_day_is_told_for_that_day(
    ada: Office, approved_id: int, person_id: int
) -> None:
    deed(ada, end_contact_point, home_of(ada, person_id), TODAY + timedelta(days=3))
    assert ada.read(still_true, approved_id) == ()
    told = ada.read(still_true, approved_id, TODAY + timedelta(days=3))
    assert [one.kind for one in told] == [UntrueKind.ADDRESS]


def test_post_that_came_back_stops_the_address_until_somebody_looks(
    ada: Office, lea: Office, approved_id: int, person_id: int
) -> None:
    second = ada.act(draft_letter, None, person_id, "general-reply").result
    write(ada, second, "answer", ANSWER)
    ada.act(submit_letter, second)
    approve(lea, second)
    ada.act(post_letter, approved_id)
    ada.act(record_returned_mail, approved_id, TODAY, "gone away")
    reference = ada.read(letter_record, approved_id).letter.reference
    assert f"Letter {reference} went to the same address" in ada.read(letter_record, second).letter.stopped_because
    with pytest.raises(NoLongerTrue, match="gone away"):
        ada.act(submit_letter, second)
    with pytest.raises(BadInput, match="how we know"):
        ada.act(confirm_address, approved_id, " ")
    assert ada.read(waits_to_be_looked_into, approved_id)
    ada.act(confirm_address, approved_id, "She rang: she was away.")
    assert not ada.read(waits_to_be_looked_into, approved_id)
    ada.act(submit_letter, second)
    with pytest.raises(LetterMoved):
        ada.act(confirm_address, approved_id, "Again.")


def test_a_point_that_came_and_a_finding_that_changed_are_told(
    ada: Office, lea: Office, person_id: int, case: Case
) -> None:
    case.facts["complaint"]["due_on"] = "2026-11-27"
    letter_id = ada.act(draft_letter, "matter:1", person_id, "first-stage-response").result
    ada.act(submit_letter, letter_id)
    approve(lea, letter_id)
    heads = case.facts["complaint"]["heads"]
    heads.append(heads[0] | {"id": 99, "number": len(heads) + 1, "title": "The lost form"})
    heads[0]["finding"] = "We found something else."
    case.facts["complaint"]["acknowledged_on"] = "2026-11-19"
    kinds = {one.kind for one in ada.read(still_true, letter_id)}
    assert kinds == {UntrueKind.POINT, UntrueKind.FACT}
    with pytest.raises(NoLongerTrue, match="We found something else"):
        ada.act(post_letter, letter_id)


def library_until(work: Work, last: date) -> None:
    """The shipped library, in which the general reply stands until a day."""
    add_seeds(work, [replace(seed, in_force_until=last) if seed.code == "general-reply" else seed for seed in texts()])


def texts() -> list[Seed]:
    return [seed for seed in shipped_seeds() if seed.kind is LibraryKind.TEMPLATE or seed.kind is LibraryKind.CLAUSE]


def new_words(work: Work, code: str, first: date) -> None:
    """Another text of that code from a day on."""
    old = next(seed for seed in texts() if seed.code == code and seed.language == "en-GB")
    body = old.body.replace("# About", "# On").replace("We will say why", "We will tell you why")
    assert body != old.body
    add_seeds(work, [replace(old, body=body, in_force_from=first)])


def submitted_by_library(ada: Office, person_id: int) -> int:
    letter_id = ada.act(draft_letter, None, person_id, "general-reply").result
    write(ada, letter_id, "answer", ANSWER)
    ada.act(submit_letter, letter_id)
    return letter_id


def test_a_template_that_was_retired_while_it_waits_stops_it(
    enter: Enter, ada: Office, lea: Office, person_id: int, clock: SetClock
) -> None:
    enter("mia.manager").act(library_until, TODAY)
    letter_id = submitted_by_library(ada, person_id)
    assert lea.read(still_true, letter_id) == ()
    clock.advance(timedelta(days=1))
    assert [one.kind for one in lea.read(still_true, letter_id)] == [UntrueKind.TEXT]
    with pytest.raises(NoLongerTrue, match="general-reply"):
        approve(lea, letter_id)


def test_new_words_of_the_library_stop_the_letters_that_use_the_old_ones(
    enter: Enter, ada: Office, lea: Office, person_id: int, clock: SetClock
) -> None:
    manager = enter("mia.manager")
    manager.act(library_until, date(2099, 1, 1))
    letter_id = submitted_by_library(ada, person_id)
    manager.act(new_words, "acknowledgement", TODAY)
    manager.act(new_words, "general-reply", TODAY + timedelta(days=5))
    assert state(lea, letter_id) == LetterState.SUBMITTED
    assert ada.read(still_true, letter_id) == ()
    clock.advance(timedelta(days=5))
    assert [one.kind for one in ada.read(still_true, letter_id)] == [UntrueKind.TEXT]


def test_new_words_that_count_from_its_own_date_on_stop_a_letter_at_once(
    enter: Enter, ada: Office, lea: Office, person_id: int
) -> None:
    manager = enter("mia.manager")
    manager.act(library_until, date(2099, 1, 1))
    letter_id = submitted_by_library(ada, person_id)
    manager.act(new_words, "general-reply", TODAY)
    stopped = lea.read(letter_record, letter_id).letter
    assert (stopped.state, "no longer in force" in stopped.stopped_because) == (LetterState.RETURNED, True)
    ada.keep(take_facts, letter_id)
    ada.act(submit_letter, letter_id)
    assert lea.read(still_true, letter_id) == ()
