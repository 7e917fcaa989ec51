"""Points are added, withdrawn, redirected, joined and taken back at every stage, and none of them gets lost."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from app.basics.clock import SetClock
from app.basics.problems import BadInput, NotFound
from app.complaints.add_head import add_head
from app.complaints.add_remedy import add_remedy
from app.complaints.ask_for_stage import ask_for_stage
from app.complaints.being_worked_on import NotInThisState
from app.complaints.close_complaint import close_complaint
from app.complaints.edit_head import edit_head
from app.complaints.find import WorklistFilter, worklist
from app.complaints.head_row import HeadRow
from app.complaints.join_head import join_head
from app.complaints.letter_subject import ComplaintSubject
from app.complaints.move_head import move_head
from app.complaints.new_matter import NewHead
from app.complaints.redirect_head import redirect_head
from app.complaints.remedy_sums import case_sums
from app.complaints.rules import ready_to_write
from app.complaints.separate_head import separate_head
from app.complaints.states import Outcome
from app.complaints.tables import ComplaintHand
from app.complaints.take_up_head import take_up_head
from app.complaints.withdraw_head import withdraw_head
from app.correspondence.draft_letter import draft_letter
from app.correspondence.find import letter_record
from app.correspondence.find_editing import letter_for_editing
from app.correspondence.states import LetterState
from app.correspondence.submit_letter import submit_letter
from app.office import Office
from letters.block_text import to_plain
from letters.content import from_json
from tests.complaints.test_letters_of_complaints import investigate, post
from tests.correspondence.conftest import approve
from tests.support.complaints import CASE, COMPLAINT, add_mei, log, record_of
from tests.support.offices import Enter
from tests.support.prepared import Past, given_by

BY = ("Our records team", date(2026, 12, 4))
WHY = "It is about personal data."


def _add_a_point(enter: Enter, _clock: SetClock, case_id: int) -> int:
    third = ("My data went to a stranger", "A letter for me went next door.", date(2026, 10, 1))
    enter("ada.adviser").act(add_head, case_id, *third)
    return case_id


case_id = given_by("case_id", Past(_add_a_point, after=CASE))
"""A case of three points."""


def heads_of(office: Office, case_id: int) -> tuple[HeadRow, ...]:
    return record_of(office, case_id).heads


def facts_of(office: Office, case_id: int) -> Any:
    return office.read(lambda work: ComplaintSubject().letter_facts(work, case_id, "response"))["complaint"]


def lines_of(office: Office, case_id: int) -> list[str]:
    return [line.text for line in record_of(office, case_id).chronology if line.text.startswith("“")]


def test_a_point_goes_to_another_body_while_the_rest_goes_on(ready: Office, case_id: int) -> None:
    third = heads_of(ready, case_id)[2]
    ready.act(add_remedy, third.id, "consolatory", "for the worry", *BY, "50")
    told = ready.act(redirect_head, third.id, "data-protection", WHY).result
    assert told == (
        "Point redirected to the Information Commissioner's Office; the answer will say so."
        " 1 remedy was taken back with it."
    )
    record = record_of(ready, case_id)
    assert (record.heads[2].outcome, record.heads[2].redirected_to) == (Outcome.REDIRECTED, "data-protection")
    assert [head.number for head in record.counting_heads] == [1, 2]
    assert (record.state, record.route, record.outcome) == ("investigating", None, None)
    assert all(clock.is_running for clock in record.clocks)
    assert not [one for one in ready_to_write(record, "response") if f"head:{third.id}" in one.link]
    assert ready.read(case_sums, case_id) == []
    where = facts_of(ready, case_id)["heads"][2]["redirected_to"]
    assert (where["body"], where["limit"][:10]) == ("the Information Commissioner's Office", "You should")
    [row] = ready.read(worklist, WorklistFilter.MINE)
    assert row.points == 2


def test_it_is_taken_up_again_with_what_was_found_on_it(ready: Office, case_id: int) -> None:
    first = heads_of(ready, case_id)[0]
    ready.act(edit_head, first.id, {"outcome": (None, "not_upheld"), "reason": ("", "It came in time.")})
    ready.act(redirect_head, first.id, "data-protection")
    with pytest.raises(NotInThisState, match="redirected"):
        ready.act(edit_head, first.id, {"finding": ("", "x")})
    with pytest.raises(BadInput, match="needed"):
        ready.act(take_up_head, first.id, " ")
    ready.act(take_up_head, first.id, "It is about our own records after all.")
    first = heads_of(ready, case_id)[0]
    assert (first.outcome, first.reason, first.redirected_to) == (Outcome.NOT_UPHELD, "It came in time.", None)
    assert lines_of(ready, case_id)[1:] == [
        "“The certificate was not sent” redirected by Ada Adviser: to the Information Commissioner's Office.",
        "“The certificate was not sent” taken up again by Ada Adviser: It is about our own records after all.",
    ]


def test_what_cannot_be_redirected(ready: Office, case_id: int) -> None:
    one, two, three = (head.id for head in heads_of(ready, case_id))
    with pytest.raises(BadInput, match="routes of the procedure"):
        ready.act(redirect_head, one, "nowhere")
    with pytest.raises(BadInput, match="Redirect the point"):
        ready.act(edit_head, one, {"outcome": (None, "redirected")})
    ready.act(withdraw_head, one, "She said so.")
    ready.act(redirect_head, two, "data-protection")
    with pytest.raises(NotInThisState, match="whole complaint goes elsewhere"):
        ready.act(redirect_head, three, "data-protection")
    with pytest.raises(NotInThisState, match="Take it up again"):
        ready.act(redirect_head, two, "regulator")
    ready.act(withdraw_head, three, "She said so.")
    assert record_of(ready, case_id).outcome is Outcome.REDIRECTED
    with pytest.raises(BadInput, match="closed after its answer"):
        ready.act(close_complaint, case_id, "Nothing is left.")


def test_a_joined_point_is_answered_with_the_other_and_keeps_its_words(ready: Office, case_id: int) -> None:
    one, two, three = heads_of(ready, case_id)
    for head in (one, three):
        ready.act(add_remedy, head.id, "action", "send it", *BY)
    ready.act(add_remedy, three.id, "apology", "that it went astray")
    assert ready.act(join_head, three.id, one.id).result == (
        "Joined: it is answered with “The certificate was not sent”. 1 remedy went with it."
    )
    record = record_of(ready, case_id)
    assert [(head.number, head.id) for head in record.heads] == [(1, one.id), (1, three.id), (2, two.id)]
    assert [remedy.text for remedy in record.heads[0].standing_remedies] == ["send it", "that it went astray"]
    assert record.heads[1].standing_remedies == ()
    facts = facts_of(ready, case_id)
    assert [head["number"] for head in facts["heads"]] == [1, 2]
    [joined] = facts["joined"]
    assert (joined["head_id"], joined["number"], joined["what_they_say"]) == (one.id, 1, three.what_they_say)
    ready.act(move_head, one.id, None)
    assert [head.id for head in heads_of(ready, case_id)] == [two.id, one.id, three.id]
    ready.act(separate_head, three.id, "It was another letter.")
    assert [head.number for head in heads_of(ready, case_id)] == [1, 2, 3]


def test_joins_do_not_stand_on_each_other(ready: Office, case_id: int) -> None:
    one, two, three = (head.id for head in heads_of(ready, case_id))
    ready.act(join_head, two, one)
    for verb, args in ((join_head, (three, two)), (withdraw_head, (one, "x")), (redirect_head, (one, "regulator"))):
        with pytest.raises(NotInThisState):
            ready.act(verb, *args)
    with pytest.raises(NotInThisState, match="Separate it first"):
        ready.act(edit_head, two, {"finding": ("", "x")})
    with pytest.raises(NotFound):
        ready.act(join_head, one, one)
    ready.act(join_head, one, three)
    assert {head.joined_to_id for head in heads_of(ready, case_id)} == {None, three}
    assert len(record_of(ready, case_id).counting_heads) == 1


@pytest.mark.parametrize("stage", ["first", "review", "final"])
@pytest.mark.parametrize("deed", ["add", "withdraw", "redirect", "join"])
def test_at_every_stage_with_its_hand_and_its_clocks(
    ready: Office, enter: Enter, clock: SetClock, case_id: int, stage: str, deed: str
) -> None:
    ben, sue = enter("ben.adviser"), enter("sue.senior")
    for owner in {"first": (), "review": (ben,), "final": (ben, sue)}[stage]:
        ready.act(post, case_id, "response", clock.now().date())
        clock.advance(timedelta(days=4))
        ready.act(ask_for_stage, case_id, "I do not agree.", clock.now().date(), owner.actor.staff_id)
    office = {"first": ready, "review": ben, "final": sue}[stage]
    before = record_of(office, case_id)
    assert before.stage == stage
    do(office, case_id, deed)
    after = record_of(office, case_id)
    assert after.clocks == before.clocks
    assert len(after.counting_heads) == (4 if deed == "add" else 2)
    hands = office.read(lambda work: {(one.stage, one.staff_id) for one in work.session.scalars(select(ComplaintHand))})
    assert (stage, office.actor.staff_id) in hands


@pytest.mark.parametrize("approved", [False, True], ids=["submitted", "approved"])
@pytest.mark.parametrize("deed", ["add", "withdraw", "redirect", "join"])
def test_an_answer_on_its_way_stops_at_once(ready: Office, enter: Enter, deed: str, approved: bool) -> None:
    person_id = add_mei(ready)
    case_id = log(ready, person_id)
    investigate(ready, case_id)
    letter_id = ready.act(draft_letter, f"complaint:{case_id}", person_id, "first-stage-response").result
    ready.act(submit_letter, letter_id)
    if approved:
        approve(enter("lea.leader"), letter_id)
    do(ready, case_id, deed)
    letter = ready.read(letter_record, letter_id).letter
    assert letter.state is LetterState.RETURNED
    [told] = [one for one in record_of(ready, case_id).letters if one.id == letter_id]
    assert told.state == "stopped"


def do(office: Office, case_id: int, deed: str) -> None:
    """One of the deeds, on the last point of the case."""
    first, *_, last = heads_of(office, case_id)
    verbs: dict[str, tuple[Any, ...]] = {
        "add": (add_head, case_id, "The reply was rude"),
        "withdraw": (withdraw_head, last.id, "She said so."),
        "redirect": (redirect_head, last.id, "data-protection"),
        "join": (join_head, last.id, first.id),
    }
    office.act(*verbs[deed])


def test_a_redirected_and_a_joined_point_stand_in_the_letter(ready: Office) -> None:
    person_id = add_mei(ready)
    heads = [*COMPLAINT["heads"], NewHead("My data went to a stranger", "A letter for me went next door.")]
    case_id = log(ready, person_id, heads=heads)
    investigate(ready, case_id)
    one, two, three = heads_of(ready, case_id)
    ready.act(redirect_head, three.id, "data-protection", WHY)
    ready.act(join_head, two.id, one.id)
    letter_id = ready.act(draft_letter, f"complaint:{case_id}", person_id, "first-stage-response").result
    words = ready.read(letter_for_editing, letter_id).content
    text = "\n".join(to_plain(block) for block in from_json(words).blocks)
    assert "Nobody rang back: answered with point 1" in text
    assert "Nobody rang back: “You promised to ring me”" in text
    assert "My data went to a stranger: **for another body to look at**" in text
    found = re.search(r"You can take point \d \(my data went to a stranger\) to (.*?)\.", text, re.IGNORECASE)
    assert found is not None
    assert found[1].replace("'", "’") == "the Information Commissioner’s Office"
    ready.act(submit_letter, letter_id)
