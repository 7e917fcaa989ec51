"""Closed cases like one in hand: ranked by what they have in common, with what came of them, and for whom to see."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import text

from app.complaints.ask_for_stage import ask_for_stage
from app.complaints.close_complaint import close_complaint
from app.complaints.complete_remedy import complete_remedy
from app.complaints.find_similar import SimilarCase, reasons, similar_cases, weight
from app.complaints.likeness import likeness_of
from app.complaints.name_causes import name_causes
from app.complaints.new_matter import NewHead
from app.complaints.reopen import reopen
from app.complaints.states import Outcome, RemedyKind
from app.complaints.tables import Complaint, ComplaintHead
from app.complaints.withdraw_head import withdraw_head
from app.office import Office
from tests.complaints.test_letters_of_complaints import investigate, post
from tests.support.acting import as_owner
from tests.support.complaints import add_mei, log, record_of
from tests.support.databases import Database
from tests.support.offices import Enter

TODAY = date(2026, 11, 20)
SAME = {"standard:a", "symptom:delay", "certificat", "printer"}


@pytest.mark.parametrize(
    ("common", "said", "weighs"),
    [
        (SAME, ("same standard", "same symptom", "2 words in common"), 11),
        ({"route:x"}, ("same way out",), 5),
        ({"root_cause:x", "corrective_action:y", "one"}, ("same cause", "same change", "1 word in common"), 5),
        (set(), (), 0),
    ],
)
def test_why_one_is_like_another(common: set[str], said: tuple[str, ...], weighs: int) -> None:
    assert (reasons(common), weight(common)) == (said, weighs)


def test_words_are_found_whatever_their_ending() -> None:
    def tokens(title: str) -> frozenset[str]:
        return likeness_of(Complaint(), [ComplaintHead(title=title, what_they_say="")], {})

    assert tokens("Refunds were promised") == tokens("the refund: you promise it!") == {"refund", "promis"}
    assert tokens("Nobody said when it was sent") == frozenset()


def closed(office: Office, person_id: int, *, symptom: str = "delay", **changed: Any) -> int:
    """A case that was answered, its promises kept, and closed."""
    case_id = log(office, person_id, **changed)
    investigate(office, case_id)
    for head in record_of(office, case_id).heads:
        causes = {"symptom": symptom, "root_cause": "hand-off", "corrective_action": "coaching"}
        office.act(name_causes, head.id, {axis: (None, code) for axis, code in causes.items()})
    office.act(post, case_id, "response", TODAY)
    for head in record_of(office, case_id).heads:
        for remedy in head.standing_remedies:
            if remedy.is_open:
                office.act(complete_remedy, remedy.id, TODAY)
    return case_id


def like(office: Office, case_id: int) -> list[SimilarCase]:
    return office.read(similar_cases, case_id)


def test_the_likest_first_with_reasons_outcome_and_remedies(ready: Office, enter: Enter) -> None:
    leader, person_id = enter("lea.leader"), add_mei(ready)
    other = closed(ready, person_id, symptom="no-reply", heads=[NewHead("A parcel went astray", "It had my passport.")])
    same = closed(ready, person_id)
    still_open = closed(ready, person_id)
    for case_id in (other, same):
        leader.act(close_complaint, case_id, "All is done.")
    mine = log(ready, person_id)
    assert [one.id for one in like(ready, mine)] == [same]
    investigate(ready, mine)
    found = like(ready, mine)
    assert [one.id for one in found] == [same, other]
    assert still_open not in [one.id for one in found]
    assert found[0].reasons == ("same standard", "4 words in common")
    assert found[1].reasons == ("same standard",)
    first = found[0].points[0]
    assert (found[0].outcome, first.outcome) == (Outcome.UPHELD, Outcome.UPHELD)
    assert [one.kind for one in first.remedies] == [RemedyKind.APOLOGY, RemedyKind.ACTION]


def test_a_case_that_is_open_again_is_not_like_any(ready: Office, enter: Enter) -> None:
    leader, person_id = enter("lea.leader"), add_mei(ready)
    cases = [log(ready, person_id), closed(ready, person_id)]
    ready.act(withdraw_head, record_of(ready, cases[0]).heads[0].id, "She said so.")
    ready.act(withdraw_head, record_of(ready, cases[0]).heads[1].id, "She said so.")
    for case_id in cases:
        leader.act(close_complaint, case_id, "All is done.")
    mine = log(ready, person_id)
    assert {one.id for one in like(ready, mine)} == set(cases)
    ready.act(reopen, cases[0], "She thought again.")
    ready.act(ask_for_stage, cases[1], "I do not agree.", TODAY, enter("ben.adviser").actor.staff_id)
    assert like(ready, mine) == []


def test_a_restricted_case_is_not_there_for_who_may_not_see_it(ready: Office, enter: Enter, database: Database) -> None:
    leader, person_id = enter("lea.leader"), add_mei(ready)
    case_id = closed(ready, person_id)
    leader.act(close_complaint, case_id, "All is done.")
    mine = log(ready, person_id)
    assert [one.id for one in like(ready, mine)] == [case_id]
    with as_owner(database) as connection:
        connection.execute(text("insert into circle (id, name) values (7, 'few')"))
        connection.execute(text("update complaint set circle_id = 7 where id = :id"), {"id": case_id})
    assert like(ready, mine) == []
    assert [one.id for one in like(enter("oto.auditor"), mine)] == [case_id]
