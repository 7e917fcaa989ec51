"""What the first point has is taken over by one key, where this point has nothing of its own."""

from __future__ import annotations

from datetime import date

import pytest

from app.basics.problems import NotFound
from app.complaints.add_remedy import add_remedy
from app.complaints.edit_head import edit_head
from app.complaints.name_causes import name_causes
from app.complaints.same_as import same_as
from app.knowledge.find import standards_on
from app.office import Office
from tests.support.complaints import add_mei, log, record_of

BY = ("Our records team", date(2026, 12, 4))


def full_first_point(office: Office) -> int:
    """A case whose first point has a standard, causes and remedies."""
    case_id = log(office, add_mei(office))
    head = record_of(office, case_id).heads[0]
    [standard] = office.read(standards_on, date(2026, 10, 2), "certificate proof")
    office.act(edit_head, head.id, {"standard_version_id": (None, standard.version_id)})
    office.act(name_causes, head.id, {"symptom": (None, "delay"), "root_cause": (None, "hand-off")})
    office.act(add_remedy, head.id, "apology", "that we did not send it")
    office.act(add_remedy, head.id, "action", "send it", *BY)
    office.act(add_remedy, head.id, "consolatory", "for the worry", *BY, "50")
    return case_id


def test_all_that_is_missing_is_taken_but_apology_and_sum(ready: Office) -> None:
    case_id = full_first_point(ready)
    first, second = record_of(ready, case_id).heads
    told = ready.act(same_as, second.id, first.id).result
    assert told == (
        "Taken from “The certificate was not sent”: the standard, what it shows, why it came about, 1 remedy."
    )
    first, second = record_of(ready, case_id).heads
    assert second.standard == first.standard
    assert (second.symptom, second.root_cause, second.corrective_action) == ("delay", "hand-off", None)
    assert [(one.text, one.owner, one.due_on) for one in second.standing_remedies] == [("send it", *BY)]
    assert ready.act(same_as, second.id, first.id).result.startswith("Nothing to take")


@pytest.mark.parametrize(
    ("part", "taken"),
    [("standard", "the standard"), ("causes", "what it shows, why it came about"), ("remedies", "1 remedy")],
)
def test_each_part_is_taken_by_itself(ready: Office, part: str, taken: str) -> None:
    case_id = full_first_point(ready)
    first, second = record_of(ready, case_id).heads
    assert ready.act(same_as, second.id, first.id, part).result.endswith(f": {taken}.")
    second = record_of(ready, case_id).heads[1]
    assert (second.standard is not None) is (part == "standard")
    assert (second.symptom is not None) is (part == "causes")
    assert bool(second.standing_remedies) is (part == "remedies")


def test_what_stands_there_already_stays(ready: Office) -> None:
    case_id = full_first_point(ready)
    first, second = record_of(ready, case_id).heads
    ready.act(name_causes, second.id, {"symptom": (None, "no-reply")})
    ready.act(edit_head, second.id, {"event_on": (second.event_on, date(2024, 6, 1))})
    told = ready.act(same_as, second.id, first.id).result
    assert told.endswith(": why it came about, 1 remedy.")
    second = record_of(ready, case_id).heads[1]
    assert (second.symptom, second.standard) == ("no-reply", None)


def test_only_from_another_point_of_the_same_case(ready: Office) -> None:
    case_id, other = full_first_point(ready), log(ready, add_mei(ready, given_names="Bo"))
    second = record_of(ready, case_id).heads[1]
    for wrong in (second.id, record_of(ready, other).heads[0].id):
        with pytest.raises(NotFound):
            ready.act(same_as, second.id, wrong)
