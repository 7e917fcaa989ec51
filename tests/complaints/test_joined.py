"""The same complaint by several ways: one clock from the first day, an answer to each, and separating them again."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text

from app.basics.problems import BadInput, NotAllowed, NotFound
from app.complaints.add_head import add_head
from app.complaints.ask_for_stage import ask_for_stage
from app.complaints.being_worked_on import NotInThisState
from app.complaints.close_complaint import close_complaint
from app.complaints.edit_head import edit_head
from app.complaints.find import worklist
from app.complaints.find_record import complaint_record
from app.complaints.find_same import may_be_the_same
from app.complaints.join_complaint import join_complaint
from app.complaints.letter_progress import letter_posted
from app.complaints.letter_subject import ComplaintSubject
from app.complaints.new_matter import NewHead, NewMatter, NewParty
from app.complaints.note_delay import note_delay
from app.complaints.record import ComplaintRecord
from app.complaints.reopen import reopen
from app.complaints.rules import why_here
from app.complaints.separate_complaint import separate_complaint
from app.complaints.states import ClockKind, ClockState, ComplaintState
from app.complaints.withdraw_head import withdraw_head
from app.correspondence.draft_letter import draft_letter
from app.correspondence.events import LetterPosted
from app.correspondence.find_editing import letter_for_editing
from app.correspondence.problems import LetterBlocked
from app.correspondence.states import LetterState
from app.correspondence.submit_letter import submit_letter
from app.knowledge.find_procedures import procedure_text
from app.knowledge.put_in_force import put_in_force
from app.members.add_contact_point import add_contact_point
from app.members.add_representative import add_representative
from app.members.change_consent import change_consent
from app.members.kinds import ConsentState, PointKind
from app.office import Office
from app.staff.work import Work
from app.store.engines import installing
from tests.support.acting import as_owner
from tests.support.complaints import ADDRESS, add_mei, log, record_of
from tests.support.databases import Database, staff_id
from tests.support.offices import Enter

FRIDAY = date(2026, 11, 20)


@pytest.fixture
def mei(ready: Office) -> int:
    return add_mei(ready)


@pytest.fixture
def mp(ready: Office) -> int:
    """Her MP, a person of the record."""
    return add_mei(ready, family_name="Marsh", given_names="Joan", family_name_first=False, title="Ms")


@pytest.fixture
def lead_id(ready: Office, mei: int) -> int:
    """Raised on Monday the 16th: its answer is due on the 30th."""
    return log(ready, mei)


@pytest.fixture
def case_id(ready: Office, mp: int) -> int:
    """The MP's, raised a week before, with a point of its own."""
    return log(
        ready,
        mp,
        raised_on=date(2026, 11, 9),
        channel="letter",
        title="my constituent's certificate",
        heads=[NewHead("Nobody rang back"), NewHead("My own letter was lost")],
    )


def join(office: Office, case_id: int, lead_id: int, points: str = "leave") -> None:
    office.act(join_complaint, case_id, None, record_of(office, lead_id).reference, points)


def answer(record: ComplaintRecord) -> tuple[ClockState, date, date | None]:
    clock = record.clock(ClockKind.RESPOND)
    assert clock is not None
    return clock.state, clock.due_on, clock.met_on


def post(work: Work, complaint_id: int, posted_on: date) -> None:
    letter_posted(work, LetterPosted(1, f"complaint:{complaint_id}", "response", "L26-1", posted_on))


def test_one_clock_runs_from_the_day_on_which_either_was_first_raised(
    ready: Office, lead_id: int, case_id: int
) -> None:
    assert answer(record_of(ready, lead_id))[1] == date(2026, 11, 30)
    join(ready, case_id, lead_id)
    lead, case = record_of(ready, lead_id), record_of(ready, case_id)
    assert answer(lead) == answer(case) == (ClockState.RUNNING, date(2026, 11, 23), None)
    shared = case.clock(ClockKind.RESPOND)
    assert shared is not None
    assert shared.sum[0] == f"One clock with {lead.reference}, with which it is joined."
    owed = [record.clock(ClockKind.ACKNOWLEDGE) for record in (lead, case)]
    assert [one.due_on for one in owed if one] == [date(2026, 11, 18), date(2026, 11, 11)]
    ready.act(note_delay, lead_id, "We wait for a file.", date(2026, 12, 4))
    assert answer(record_of(ready, case_id)) == (ClockState.EXTENDED, date(2026, 12, 4), None)
    assert {row.respond_by for row in ready.read(worklist)} == {date(2026, 12, 4)}


def test_a_lead_that_was_raised_first_keeps_its_sum(ready: Office, lead_id: int, case_id: int) -> None:
    before = record_of(ready, case_id).clock(ClockKind.RESPOND)
    join(ready, lead_id, case_id)
    after = record_of(ready, case_id).clock(ClockKind.RESPOND)
    assert before is not None
    assert after is not None
    assert after.sum == before.sum


def test_a_case_of_a_newer_version_goes_by_the_one_of_the_matter(
    ready: Office, enter: Enter, mp: int, lead_id: int
) -> None:
    manager, version = enter("mia.manager"), record_of(ready, lead_id).procedure_version_id
    text = manager.read(procedure_text, version)
    given = (text.version.id, text.data | {"summary": "Other words."}, FRIDAY, text.newest_id)
    manager.act_once(uuid4(), "Agreed", put_in_force, *given)
    case_id = log(ready, mp)
    assert record_of(ready, case_id).procedure_version_id != version
    join(ready, case_id, lead_id)
    case = record_of(ready, case_id)
    assert (case.procedure_version_id, answer(case)) == (version, answer(record_of(ready, lead_id)))


def test_the_points_are_those_of_the_case_that_leads(ready: Office, lead_id: int, case_id: int) -> None:
    join(ready, case_id, lead_id, "add")
    lead, case = record_of(ready, lead_id), record_of(ready, case_id)
    titles = ["The certificate was not sent", "Nobody rang back", "My own letter was lost"]
    assert [head.title for head in lead.heads] == [head.title for head in case.heads] == titles
    assert [head.title for head in case.own_heads] == ["Nobody rang back", "My own letter was lost"]
    assert case.title == "my constituent's certificate"
    ready.act(edit_head, lead.heads[0].id, {"finding": ("", "It was not sent.")})
    facts = dict(ready.read(ComplaintSubject().letter_facts, case_id, "response"))["complaint"]
    assert (facts["reference"], facts["heads"][0]["finding"]) == (case.reference, "It was not sent.")
    [row] = [row for row in ready.read(worklist) if row.id == case_id]
    assert f"Joined with {lead.reference}" in why_here(row, FRIDAY)


def test_what_others_raised_is_not_acknowledged_to_who_did_not(ready: Office, lead_id: int, case_id: int) -> None:
    """Whoever wrote for somebody is told of what they raised, in the order in which they did."""
    join(ready, case_id, lead_id, "add")
    facts = ready.read(ComplaintSubject().letter_facts, case_id, "acknowledgement")["complaint"]
    told = [(head["number"], head["title"]) for head in facts["heads"]]
    assert told == [(1, "Nobody rang back"), (2, "My own letter was lost")]
    facts = ready.read(ComplaintSubject().letter_facts, lead_id, "acknowledgement")["complaint"]
    assert len(facts["heads"]) == 3, "the case that leads has them all"


def test_the_matter_is_looked_into_in_one_place(ready: Office, lead_id: int, case_id: int) -> None:
    join(ready, case_id, lead_id)
    for verb, given in ((add_head, ("More",)), (note_delay, ("A file.", date(2026, 12, 4)))):
        with pytest.raises(NotInThisState, match="is joined with"):
            ready.act(verb, case_id, *given)


def test_each_is_answered_by_itself_and_held_to_the_shared_day(ready: Office, lead_id: int, case_id: int) -> None:
    join(ready, case_id, lead_id)
    ready.act(post, lead_id, FRIDAY)
    lead, case = record_of(ready, lead_id), record_of(ready, case_id)
    assert answer(lead) == (ClockState.MET, date(2026, 11, 23), FRIDAY)
    assert answer(case) == (ClockState.RUNNING, date(2026, 11, 23), None)
    assert case.lead is not None
    assert case.lead.answered_on == FRIDAY
    ready.act(post, case_id, date(2026, 11, 24))
    case = record_of(ready, case_id)
    assert answer(case) == (ClockState.MISSED, date(2026, 11, 23), date(2026, 11, 24))
    assert case.state is ComplaintState.RESPONDED
    assert [one.answered_on for one in record_of(ready, lead_id).joined] == [date(2026, 11, 24)]


def test_they_are_separated_until_one_is_answered(ready: Office, lead_id: int, case_id: int) -> None:
    join(ready, case_id, lead_id)
    ready.act(separate_complaint, case_id)
    lead, case = record_of(ready, lead_id), record_of(ready, case_id)
    assert (answer(lead)[1], answer(case)[1]) == (date(2026, 11, 30), date(2026, 11, 23))
    assert [head.title for head in case.heads] == ["Nobody rang back", "My own letter was lost"]
    assert (case.lead, lead.joined) == (None, ())
    with pytest.raises(NotInThisState, match="is not joined"):
        ready.act(separate_complaint, case_id)
    join(ready, case_id, lead_id)
    ready.act(post, lead_id, FRIDAY)
    with pytest.raises(NotInThisState, match="they stay joined"):
        ready.act(separate_complaint, case_id)


def test_an_answered_one_goes_on_in_the_case_that_leads(ready: Office, lead_id: int, case_id: int) -> None:
    join(ready, case_id, lead_id)
    for one in (lead_id, case_id):
        ready.act(post, one, FRIDAY)
    lead = record_of(ready, lead_id).reference
    for verb, given in ((ask_for_stage, ("It is late.", FRIDAY, staff_id("ada.adviser"))), (reopen, ("It is late.",))):
        with pytest.raises(NotInThisState, match=f"is joined with {lead}"):
            ready.act(verb, case_id, *given)


def test_of_a_lead_that_is_kept_to_a_circle_since_nothing_stands_in_an_open_letter(
    ready: Office, enter: Enter, database: Database, mp: int, lead_id: int, case_id: int
) -> None:
    ready.act(add_contact_point, mp, PointKind.ADDRESS, ADDRESS)
    join(ready, case_id, lead_id)
    secret = record_of(ready, lead_id).heads[0].title
    with as_owner(database) as connection, installing(connection):
        connection.execute(text("INSERT INTO circle (id, name) VALUES (7, 'Ada’s')"))
        ada = {"ada": staff_id("ada.adviser")}
        connection.execute(text("INSERT INTO circle_member (circle_id, staff_id) VALUES (7, :ada)"), ada)
        connection.execute(text(f"UPDATE complaint SET circle_id = 7 WHERE id = {lead_id}"))
    ben = enter("ben.adviser")
    facts = dict(ready.read(ComplaintSubject().letter_facts, case_id, "response"))["complaint"]
    assert [head["title"] for head in facts["heads"]] == ["Nobody rang back", "My own letter was lost"]
    letter_id = ready.act(draft_letter, f"complaint:{case_id}", mp, "acknowledgement").result
    for reader in (ready, ben):
        assert secret not in str(reader.read(letter_for_editing, letter_id).content)
        assert secret not in str(reader.read(complaint_record, case_id))
    with pytest.raises(NotFound):
        ben.read(complaint_record, lead_id)


def test_what_cannot_be_joined_says_why(ready: Office, mei: int, lead_id: int, case_id: int) -> None:
    third = log(ready, mei)
    join(ready, case_id, lead_id)
    refused: list[tuple[int, int, str]] = [
        (lead_id, lead_id, "the case itself"),
        (lead_id, case_id, "joined with this one already: they go the other way round"),
        (third, case_id, "choose that one"),
        (lead_id, third, "so this one leads"),
        (case_id, third, "separate the two first"),
    ]
    for one, other, why in refused:
        with pytest.raises(BadInput, match=why):
            join(ready, one, other)
    for head in record_of(ready, third).heads:
        ready.act(withdraw_head, head.id, "She rang.")


def test_a_closed_case_is_not_joined(ready: Office, enter: Enter, mei: int, lead_id: int) -> None:
    closed = log(ready, mei, heads=[NewHead("It is late")])
    ready.act(withdraw_head, record_of(ready, closed).heads[0].id, "She rang.")
    ready.act(close_complaint, closed, "Withdrawn.")
    for one, other in ((closed, lead_id), (lead_id, closed)):
        with pytest.raises(NotInThisState, match="is closed"):
            join(ready, one, other)
    with pytest.raises(NotAllowed):
        join(enter("oto.auditor"), lead_id, closed)


@pytest.mark.parametrize("reference", ["", "C99-000000-00", "certificate"])
def test_a_reference_of_no_case_is_told(ready: Office, case_id: int, reference: str) -> None:
    with pytest.raises(BadInput) as told:
        ready.act(join_complaint, case_id, None, reference)
    assert [problem.field for problem in told.value.problems] == ["reference"]


def test_what_may_be_the_same_is_offered_with_what_speaks_against_it(ready: Office, mei: int, mp: int) -> None:
    lead_id = log(ready, mei, case_number="F4 QZ", matter=NewMatter(parties=(NewParty("claimant", "Aisha Khan"),)))
    same_person = log(ready, mei)
    by_number = log(ready, mp, case_number="f4qz")
    by_party = log(ready, mp, matter=NewMatter(parties=(NewParty("claimant", "Aisha Khan"),)))
    log(ready, mp, matter=NewMatter(parties=(NewParty("firm", "Aisha Khan"), NewParty("claimant", "Aisha Khanna"))))
    found = {one.case.id: (one.why, bool(one.warning)) for one in ready.read(may_be_the_same, same_person)}
    assert found == {lead_id: ("the same person", False)}
    for case_id, why in ((by_number, "the same case number"), (by_party, "the same party")):
        offered = {one.case.id: (one.why, one.warning) for one in ready.read(may_be_the_same, case_id)}
        assert offered[lead_id][0] == why
        assert "Ms Joan Marsh has no authority on file for Dr Tan Mei Ling" in offered[lead_id][1]


def authorise(office: Office, person_id: int, reader_id: int) -> None:
    values: dict[str, Any] = {"relationship_kind": "MP", "scope": "the certificate"}
    representative = office.act(add_representative, person_id, reader_id, values).result
    given = {"consent": (ConsentState.REQUESTED, ConsentState.VALID), "given_on": (None, FRIDAY)}
    office.act(change_consent, representative, given)


def test_an_answer_to_the_mp_needs_her_authority(ready: Office, mei: int, mp: int, lead_id: int, case_id: int) -> None:
    ready.act(add_contact_point, mp, PointKind.ADDRESS, ADDRESS)
    join(ready, case_id, lead_id)
    subject = f"complaint:{case_id}"
    letter_id = ready.act(draft_letter, subject, mei, "acknowledgement", addressee_id=mp).result
    with pytest.raises(LetterBlocked, match="representative"):
        ready.act(submit_letter, letter_id)
    authorise(ready, mei, mp)
    acknowledgement = ready.act(draft_letter, subject, mei, "acknowledgement", addressee_id=mp).result
    ready.act(submit_letter, acknowledgement)
    ready.act(add_head, lead_id, "More")
    assert ready.read(letter_for_editing, acknowledgement).state is LetterState.SUBMITTED, "it tells of the MP's own"
    ready.act(note_delay, lead_id, "We wait for a file from our archive.", date(2026, 12, 4))
    holding = ready.act(draft_letter, subject, mei, "holding-letter", addressee_id=mp).result
    ready.act(submit_letter, holding)
    ready.act(note_delay, lead_id, "The archive found no file.", date(2026, 12, 11))
    assert ready.read(letter_for_editing, holding).state is LetterState.RETURNED, "what was said of the matter changed"
