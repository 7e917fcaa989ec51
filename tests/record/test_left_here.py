"""What words left on a machine belong to, and what came since they were typed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.basics.clock import SetClock
from app.complaints.edit_head import edit_head
from app.correspondence.draft_letter import draft_letter
from app.office import Office
from app.record.left_here import left_here
from app.record.put_down import put_down
from app.staff.drafts import drafts_of, keep_draft, take_up_words
from tests.support.complaints import add_mei, log, ready, record_of
from tests.support.offices import Enter

__all__ = ["ready"]


@pytest.fixture
def head(ready: Office) -> tuple[int, int]:
    """A complaint and its first point."""
    complaint = log(ready, add_mei(ready))
    return complaint, record_of(ready, complaint).heads[0].id


def test_they_are_named_and_taken_up_as_what_was_put_down(
    office: Office, head: tuple[int, int], clock: SetClock
) -> None:
    subject = f"complaint_head:{head[1]}"
    left = {
        subject: ({"what_happened": "Nobody rang"}, clock.now()),
        "contact:new:1": ({"words.wanted": "A receipt"}, clock.now() - timedelta(minutes=1)),
        "person:99999:edit_person": ({"title": "Dr"}, clock.now() - timedelta(minutes=2)),
    }
    point, contact, gone = office.read(left_here, left)
    assert point.matter is not None
    assert point.matter.opens == f"complaint:{head[0]}:head:{head[1]}"
    assert contact.matter is not None
    assert contact.matter.first_words == "A receipt"
    assert gone.matter is None
    assert {(one.changed_by, one.newer_at) for one in (point, contact)} == {("", None)}
    office.keep(take_up_words, {one: left[one][0] for one in (subject, "contact:new:1")})
    assert office.read(drafts_of, subject) == {"what_happened": "Nobody rang"}
    assert {matter.subject for matter in office.read(put_down)} == {subject, "contact:new:1"}


def test_what_an_approver_began_to_say_belongs_to_its_letter(ready: Office, clock: SetClock) -> None:
    letter_id = ready.act(draft_letter, None, add_mei(ready), "general-reply").result
    (one,) = ready.read(
        left_here, {f"letter:{letter_id}:decision": ({"reason": "Too long", "comment": ""}, clock.now())}
    )
    assert one.matter is not None
    assert one.matter.opens == f"decision:{letter_id}"
    assert one.matter.title.startswith("Your words on ")
    assert one.matter.first_words == "Too long"


def test_who_changed_the_record_since_is_told(
    office: Office, enter: Enter, head: tuple[int, int], clock: SetClock
) -> None:
    typed_at = clock.now()
    clock.advance(timedelta(minutes=5))
    enter("ben.adviser").act(edit_head, head[1], {"what_happened": ("", "They rang twice")})
    (one,) = office.read(left_here, {f"complaint_head:{head[1]}": ({"what_happened": "Nobody rang"}, typed_at)})
    assert (one.changed_by, one.changed_at) == ("Ben Adviser", clock.now())


def test_what_they_changed_themselves_since_is_not_told_them(
    office: Office, enter: Enter, head: tuple[int, int], clock: SetClock
) -> None:
    left = {f"complaint_head:{head[1]}": ({"what_happened": "Nobody rang"}, clock.now())}
    clock.advance(timedelta(minutes=5))
    office.act(edit_head, head[1], {"what_happened": ("", "They rang")})
    (one,) = office.read(left_here, left)
    assert (one.changed_by, one.changed_at) == ("", None)
    clock.advance(timedelta(minutes=5))
    enter("ben.adviser").act(edit_head, head[1], {"what_happened": ("They rang", "They rang twice")})
    ben_at = clock.now()
    clock.advance(timedelta(minutes=5))
    office.act(edit_head, head[1], {"what_happened": ("They rang twice", "They rang thrice")})
    (one,) = office.read(left_here, left)
    assert (one.changed_by, one.changed_at) == ("Ben Adviser", ben_at)


def test_words_typed_elsewhere_since_are_not_written_over(office: Office, clock: SetClock) -> None:
    typed_at = clock.now()
    clock.advance(timedelta(minutes=5))
    office.keep(keep_draft, "contact:new:1", {"words.wanted": "Two receipts", "words.said": "Yes"})
    (one,) = office.read(left_here, {"contact:new:1": ({"words.wanted": "A receipt", "words.said": "Yes"}, typed_at)})
    assert dict(one.newer) == {"words.wanted": "Two receipts"}
    assert not one.is_kept
    (same,) = office.read(left_here, {"contact:new:1": ({"words.said": "Yes", "head.caller_name": ""}, typed_at)})
    assert same.is_kept
    assert one.newer_at == clock.now()
