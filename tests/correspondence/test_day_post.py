"""The day's post: what waits for it, printed together, under a tracked number, and found when it comes back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from app.basics.clock import SetClock
from app.basics.problems import BadInput, NotFound
from app.correspondence.confirm_address import confirm_address
from app.correspondence.draft_letter import draft_letter
from app.correspondence.find import letter_record, register
from app.correspondence.find_post import came_back, job_to_print, posted_letter, to_post
from app.correspondence.label_letter import label_letter
from app.correspondence.note_tracked import note_tracked
from app.correspondence.post_letter import post_letter, record_returned_mail
from app.correspondence.problems import LetterMoved
from app.correspondence.recall_letter import edit_approved_letter
from app.correspondence.record_output import record_printed
from app.correspondence.states import LetterState
from app.correspondence.submit_letter import submit_letter
from app.correspondence.take_back_approval import take_back_approval
from app.correspondence.tracking import check_digit, parse_tracked, show_tracked
from app.correspondence.withdraw_letter import withdraw_letter
from app.office import Office
from tests.correspondence.conftest import ANSWER, approve, write
from tests.correspondence.test_at_one_moment import both, tamper
from tests.support.acting import acting_as, refusal_of
from tests.support.databases import Database
from tests.support.offices import Enter

TRACKED = "RB123456785GB"


def test_what_is_approved_waits_for_its_collection(ada: Office, approved_id: int, clock: SetClock) -> None:
    (row,) = ada.read(to_post)
    assert (row.id, row.to, row.pages, row.layout) == (approved_id, "Dr Mei Ling Tan", 1, "standard")
    assert row.address[-1] == "LS1 4AP"
    assert (row.collected_on, row.is_overdue, row.is_printed, row.stopped) == (date(2026, 11, 20), False, False, "")
    ada.act(record_printed, row.id, row.revision_id, 1, "Third floor")
    clock.advance(timedelta(days=1))
    (row,) = ada.read(to_post)
    assert (row.is_overdue, row.is_printed) == (True, True)
    assert ada.read(to_post, row.after) == []
    (refused,) = ada.read(job_to_print, [(row.id, row.revision_id)])[1]
    assert refused.reference == row.reference
    ada.act(post_letter, approved_id, date(2026, 11, 20))
    assert ada.read(to_post) == []


@pytest.mark.parametrize("typed", [TRACKED, " rb 1234 5678 5gb ", "RB-123456785-GB"])
def test_a_tracked_number_is_kept_and_found(ada: Office, approved_id: int, typed: str) -> None:
    ada.act(post_letter, approved_id, None, typed)
    record = ada.read(letter_record, approved_id)
    assert record.events[-1].detail == "Posted on 20 Nov 2026, tracked RB 1234 5678 5GB"
    for words in ("rb12345", "RB 1234 5678 5GB", "123456785gb"):
        assert [row.id for row in ada.read(register, words)] == [approved_id]
    assert ada.read(posted_letter, typed).id == approved_id


def test_a_label_stays_with_its_letter_until_it_goes(ada: Office, approved_id: int) -> None:
    ada.act(label_letter, approved_id, "RB473124829GB")
    ada.act(label_letter, approved_id, TRACKED)
    with pytest.raises(BadInput, match="no tracked number"):
        ada.act(label_letter, approved_id, "12345")
    assert [row.tracked for row in ada.read(to_post)] == [TRACKED]
    assert [row.id for row in ada.read(register, TRACKED)] == [approved_id]
    ada.act(post_letter, approved_id)
    record = ada.read(letter_record, approved_id)
    assert record.events[-1].detail == "Posted on 20 Nov 2026, tracked RB 1234 5678 5GB"
    with pytest.raises(LetterMoved, match="given a label"):
        ada.act(label_letter, approved_id, "")


def _another(ada: Office, lea: Office, person_id: int) -> int:
    """A second approved letter to the same reader."""
    letter_id: int = ada.act(draft_letter, None, person_id, "general-reply").result
    write(ada, letter_id, "answer", ANSWER)
    ada.act(submit_letter, letter_id)
    approve(lea, letter_id)
    return letter_id


@pytest.mark.parametrize("deed", ["opened", "withdrawn", "taken back", "stopped"])
def test_a_letter_that_does_not_go_leaves_its_label(
    ada: Office, lea: Office, approved_id: int, person_id: int, database: Database, deed: str
) -> None:
    """What goes later goes in another envelope: never under the number of the first."""
    ada.act(label_letter, approved_id, TRACKED)
    revision_id = ada.read(to_post)[0].revision_id
    with acting_as(database, "ada.adviser") as connection:
        given_up = f"UPDATE letter SET state = 'withdrawn', approved_revision_id = NULL WHERE id = {approved_id}"
        assert refusal_of(connection, given_up) == "label_stays"
    other_id = _another(ada, lea, person_id)
    ada.act(post_letter, other_id)
    deeds: dict[str, Callable[[], object]] = {
        "opened": lambda: ada.act(edit_approved_letter, approved_id, "The date is wrong."),
        "withdrawn": lambda: ada.act(withdraw_letter, approved_id, "It is settled."),
        "taken back": lambda: lea.act(take_back_approval, approved_id, revision_id, "By mistake."),
        "stopped": lambda: ada.act(record_returned_mail, other_id, date(2026, 11, 20), "Gone away"),
    }
    deeds[deed]()
    assert ada.read(letter_record, approved_id).letter.tracked == ""
    assert ada.read(register, TRACKED) == []


def test_one_label_is_on_one_letter(
    ada: Office, lea: Office, approved_id: int, person_id: int, database: Database
) -> None:
    other_id = _another(ada, lea, person_id)
    ada.act(label_letter, approved_id, TRACKED)
    first = ada.read(letter_record, approved_id).letter.reference
    taken = f"is the label of letter {first}, which waits for the post"
    with pytest.raises(BadInput, match=taken):
        ada.act(label_letter, other_id, TRACKED)
    with pytest.raises(BadInput, match=taken):
        ada.act(post_letter, other_id, None, TRACKED)
    with acting_as(database, "ada.adviser") as connection:
        labelled = f"UPDATE letter SET tracked = '{TRACKED}' WHERE id = {other_id}"
        assert refusal_of(connection, labelled) == "label_taken"
    ada.act(label_letter, approved_id, TRACKED)
    posted_id = _another(ada, lea, person_id)
    ada.act(post_letter, posted_id)
    with pytest.raises(BadInput, match=taken):
        ada.act(note_tracked, posted_id, TRACKED)
    ada.act(label_letter, approved_id, "")
    ada.act(label_letter, other_id, TRACKED)


def test_of_two_desks_that_scan_one_label_at_one_moment_one_is_told(
    enter: Enter, ada: Office, lea: Office, approved_id: int, person_id: int
) -> None:
    ben, other_id = enter("ben.adviser"), _another(ada, lea, person_id)
    for _ in range(3):
        outcomes = both(
            lambda: ada.act(label_letter, approved_id, TRACKED), lambda: ben.act(label_letter, other_id, TRACKED)
        )
        [told] = [outcome for outcome in outcomes if isinstance(outcome, Exception)]
        assert "which waits for the post" in str(told)
        assert [row.tracked for row in ada.read(to_post)].count(TRACKED) == 1
        for letter_id in (approved_id, other_id):
            ada.act(label_letter, letter_id, "")


def test_a_tracked_number_is_added_put_right_and_taken_away_afterwards(ada: Office, approved_id: int) -> None:
    with pytest.raises(LetterMoved, match="given a tracked number"):
        ada.act(note_tracked, approved_id, TRACKED)
    ada.act(post_letter, approved_id)
    for typed in (TRACKED, "RB473124829GB", ""):
        ada.act(note_tracked, approved_id, typed)
        with pytest.raises(BadInput):
            ada.act(note_tracked, approved_id, typed)
        assert [bool(ada.read(register, words)) for words in (TRACKED, "RB473124829GB")] == [
            typed == TRACKED,
            typed == "RB473124829GB",
        ]
    told = [one.detail for one in ada.read(letter_record, approved_id).events][-3:]
    assert told == [
        "Tracked RB 1234 5678 5GB",
        "Tracked RB 4731 2482 9GB, not RB 1234 5678 5GB",
        "Not tracked: RB 4731 2482 9GB was not its number",
    ]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("RB123456785", "is no tracked number"),
        ("12345", "is no tracked number"),
        ("RB123456784GB", "mistyped"),
        ("RB123456785GB<b>", "is no tracked number"),
    ],
)
def test_a_mistyped_tracked_number_posts_nothing(ada: Office, approved_id: int, typed: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        ada.act(post_letter, approved_id, None, typed)
    assert ada.read(letter_record, approved_id).letter.state == LetterState.APPROVED


def test_check_digits_of_the_post() -> None:
    assert [check_digit(serial) for serial in ("12345678", "47312482", "00000000", "00000001")] == [5, 9, 5, 4]
    assert show_tracked(parse_tracked("")) == ""


def test_one_that_may_not_leave_holds_up_no_other(
    ada: Office, lea: Office, approved_id: int, database: Database
) -> None:
    (row,) = ada.read(to_post)
    wanted = [(row.id, row.revision_id)]
    ready, refused = ada.read(job_to_print, wanted)
    assert ([one.reference for one in ready], refused) == ([row.reference], [])
    assert ready[0].pdf.startswith(b"%PDF")
    ada.act(edit_approved_letter, approved_id, "The day is wrong.")
    ready, refused = ada.read(job_to_print, wanted)
    assert ready == []
    assert "being written" in refused[0].why


def test_a_damaged_page_is_named(ada: Office, approved_id: int, database: Database) -> None:
    (row,) = ada.read(to_post)
    tamper(database)
    ready, refused = ada.read(job_to_print, [(row.id, row.revision_id)])
    assert ready == []
    assert (refused[0].reference, "not the one that was submitted" in refused[0].why) == (row.reference, True)


def test_a_stopped_address_is_told_beside_the_letter(ada: Office, approved_id: int, person_id: int) -> None:
    ada.act(post_letter, approved_id)
    reference = ada.read(letter_record, approved_id).letter.reference
    assert ada.read(came_back) == []
    ada.act(record_returned_mail, approved_id, date(2026, 11, 20), "Gone away")
    (told,) = ada.read(came_back)
    assert (told.reference, told.came_back) == (reference, "Came back on 20 Nov 2026: Gone away")
    ada.act(confirm_address, approved_id, "She rang.")
    assert ada.read(came_back) == []


@pytest.mark.parametrize("typed", ["", "L26", "RB123456785GB", "general", "%"])
def test_what_was_never_posted_is_not_found(ada: Office, approved_id: int, typed: str) -> None:
    with pytest.raises(NotFound):
        ada.read(posted_letter, typed)
