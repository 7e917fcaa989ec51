"""What was settled at first contact: logged with its finding and remedies, confirmed by a letter, or logged in full."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from app.basics.clock import SetClock
from app.basics.problems import BadInput
from app.complaints.find_record import complaint_record
from app.complaints.reopen import reopen
from app.complaints.rules import ready_to_close
from app.complaints.settle_at_once import TooLateToSettle, settle_at_once
from app.complaints.settle_time import last_day_to_settle
from app.complaints.states import ComplaintState, Outcome, RemedyKind, RemedyState
from app.correspondence.find_editing import check_draft, letter_for_editing
from app.correspondence.submit_letter import submit_letter
from app.knowledge.load_seed import add_seeds
from app.knowledge.seed_files import Seed, shipped_seeds
from app.knowledge.tables import LibraryKind
from app.office import Office
from app.staff.work import Work
from letters.block_text import to_plain
from letters.content import from_json
from tests.complaints.test_letters_of_complaints import post
from tests.support.complaints import add_mei, record_of
from tests.support.offices import Enter

TODAY = date(2026, 11, 20)
RECEIVED = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
SETTLED: dict[str, Any] = {
    "complainant_kind": "member",
    "channel": "call",
    "received_at": RECEIVED,
    "title": "the certificate that never came",
    "in_their_words": "I asked for my certificate two weeks ago.",
    "outcome": "upheld",
    "reason": "Your request of 6 November 2026 was not passed on. I sent the certificate while we spoke.",
    "apology": "that we kept you waiting",
    "put_right": "send the certificate by email",
    "symptom": "delay",
    "root_cause": "hand-off",
    "corrective_action": "coaching",
}


def settle(office: Office, person_id: int, **changed: Any) -> int:
    return office.act(settle_at_once, person_id, **(SETTLED | changed)).result


def test_it_is_logged_found_on_and_confirmed_in_one_go(ready: Office) -> None:
    case_id = settle(ready, add_mei(ready))
    case = record_of(ready, case_id)
    [head] = case.heads
    assert (case.settled_at_once, case.outcome, head.outcome) == (True, Outcome.UPHELD, Outcome.UPHELD)
    assert (head.title, head.what_they_say) == ("The certificate that never came", SETTLED["in_their_words"])
    assert [(one.kind, one.state) for one in head.standing_remedies] == [
        (RemedyKind.APOLOGY, RemedyState.PROPOSED),
        (RemedyKind.CORRECTION, RemedyState.DONE),
    ]
    assert ready_to_close(case) == []
    [letter] = case.letters
    assert (letter.kind, letter.state, case.state) == ("confirmation", "editing", ComplaintState.DRAFTING)
    words = from_json(ready.read(letter_for_editing, letter.id).content)
    text = "\n".join(to_plain(block) for block in words.blocks)
    for said in (SETTLED["reason"], "We are sorry that we kept you waiting.", "We agreed to send the certificate"):
        assert said in text
    assert "you can ask a manager who was not involved in your complaint for a review." in text
    assert [one.message for one in ready.read(check_draft, letter.id) if one.blocks] == []
    ready.act(submit_letter, letter.id)
    ready.act(post, case_id, "confirmation", TODAY)
    assert record_of(ready, case_id).state is ComplaintState.RESPONDED
    ready.act(reopen, case_id, "It was not settled after all.")
    assert not record_of(ready, case_id).settled_at_once


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"outcome": None}, "outcome"),
        ({"reason": " "}, "reason"),
        ({"apology": ""}, "apology"),
        ({"outcome": "redirected"}, "outcome"),
        ({"symptom": "nothing-like-it"}, "symptom"),
        ({"in_their_words": ""}, "in_their_words"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_logged(ready: Office, changed: dict[str, Any], field: str) -> None:
    person_id = add_mei(ready)
    with pytest.raises(BadInput) as wrong:
        settle(ready, person_id, **changed)
    assert field in {problem.field for problem in wrong.value.problems}


def test_without_a_fault_no_apology_is_asked_for(ready: Office) -> None:
    case_id = settle(ready, add_mei(ready), outcome="not_upheld", apology="", put_right="", symptom=None)
    assert record_of(ready, case_id).heads[0].standing_remedies == ()


def of_membership(work: Work, *, financial: bool) -> None:
    """The desk's procedure with the time of the membership body's, and the FCA's rules on or off."""
    [membership] = [one for one in shipped_seeds() if one.code == "membership-body"]
    data = dict(membership.data or {})
    data["financial"] = data["financial"] | {"on": financial}
    seed = Seed(LibraryKind.PROCEDURE, "public-service", "en-GB", "Ours", membership.body, TODAY, data=data)
    add_seeds(work, [seed])


@pytest.mark.parametrize("financial", [False, True])
@pytest.mark.parametrize(
    ("received", "last"),
    [
        (datetime(2026, 11, 16, 9, tzinfo=UTC), date(2026, 11, 19)),
        (datetime(2026, 11, 16, 18, tzinfo=UTC), date(2026, 11, 20)),
        (datetime(2026, 11, 13, 9, tzinfo=UTC), date(2026, 11, 18)),
        (datetime(2026, 11, 14, 9, tzinfo=UTC), date(2026, 11, 19)),
        (datetime(2026, 12, 23, 9, tzinfo=UTC), date(2026, 12, 30)),
    ],
    ids=["monday", "monday evening", "friday", "saturday", "over Christmas"],
)
def test_by_close_of_the_third_working_day_after_the_day_of_receipt(
    ready: Office, enter: Enter, received: datetime, last: date, financial: bool
) -> None:
    """FCA Handbook, DISP 1.5.1."""
    assert ready.read(last_day_to_settle, received) is None
    enter("mia.manager").act(of_membership, financial=financial)
    assert ready.read(last_day_to_settle, received) == last


def test_too_late_it_says_why_and_the_same_words_are_logged_in_full(ready: Office, enter: Enter) -> None:
    enter("mia.manager").act(of_membership, financial=True)
    person_id = add_mei(ready)
    late = {"received_at": RECEIVED - timedelta(days=7)}
    with pytest.raises(TooLateToSettle, match="until 18 Nov 2026; now it needs a full answer"):
        settle(ready, person_id, **late)
    case = ready.read(complaint_record, settle(ready, person_id, in_full=True, **late))
    [head] = case.heads
    assert (case.settled_at_once, case.letters) == (False, ())
    assert (head.reason, head.outcome, head.symptom) == (SETTLED["reason"], Outcome.UPHELD, "delay")
    assert [one.text for one in head.remedies] == [SETTLED["apology"], SETTLED["put_right"]]


def test_under_the_fca_the_letter_names_the_ombudsman(ready: Office, enter: Enter, clock: SetClock) -> None:
    enter("mia.manager").act(of_membership, financial=True)
    case_id = settle(ready, add_mei(ready))
    [letter] = record_of(ready, case_id).letters
    assert [one.message for one in ready.read(check_draft, letter.id) if one.blocks] == []
    words = from_json(ready.read(letter_for_editing, letter.id).content)
    assert any("the Financial Ombudsman Service" in to_plain(block) for block in words.blocks)
