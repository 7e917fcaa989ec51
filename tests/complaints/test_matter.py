"""Where a matter comes from: first contact, court and hearing, parties and references, and finding the case by them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.basics.clock import SetClock
from app.basics.problems import BadInput, Conflict, NotAllowed
from app.complaints.add_party import add_party
from app.complaints.add_reference import add_reference
from app.complaints.being_worked_on import NotInThisState
from app.complaints.edit_complaint import edit_complaint
from app.complaints.edit_party import edit_party, take_out_party
from app.complaints.edit_reference import edit_reference, take_out_reference
from app.complaints.matter_words import hearing_note, party_line, place_problem
from app.complaints.new_matter import NewMatter, NewParty, NewReference
from app.complaints.wording import first_raised
from app.correspondence.draft_letter import draft_letter
from app.correspondence.find_editing import letter_for_editing
from app.correspondence.states import LetterState
from app.correspondence.submit_letter import submit_letter
from app.correspondence.take_facts import stale_facts, take_facts
from app.office import Office
from app.record.look_up import look_up
from tests.support.complaints import READY, add_mei, log, record_of
from tests.support.offices import Enter
from tests.support.prepared import Past, given_by

FIRM = NewParty("firm", "Brown & O’Hara", "the claimant", "Ms Zoë Lee", "DX 12345 Leeds 1")
MATTER = NewMatter(
    raised_with="the usher",
    raised_tried="She asked at the desk\nand was told to write.",
    court="County Court at York",
    hearing_on=date(2026, 12, 3),
    parties=(NewParty("claimant", "Aisha Khan"), FIRM),
    references=(NewReference("Her MP", "JS/17-b"),),
)


def _log_it(enter: Enter, _clock: SetClock, _before: None) -> int:
    ada = enter("ada.adviser")
    return log(ada, add_mei(ada), matter=MATTER, case_number="F4QZ81K2")


case_id = given_by("case_id", Past(_log_it, after=READY))


def found(office: Office, typed: str) -> list[str]:
    return [hit.subject for hit in office.read(look_up, typed)]


def test_all_of_it_is_logged_and_read_again(ready: Office, case_id: int) -> None:
    record = record_of(ready, case_id)
    assert (record.court, record.hearing_on, record.raised_with) == (
        "County Court at York",
        date(2026, 12, 3),
        "the usher",
    )
    assert [(one.role.value, one.name, one.acts_for) for one in record.parties] == [
        ("claimant", "Aisha Khan", ""),
        ("firm", "Brown & O’Hara", "the claimant"),
    ]
    assert [(one.whose, one.number) for one in record.references] == [("Her MP", "JS/17-b")]


@pytest.mark.parametrize(
    "typed",
    [
        *("khan", "Aisha K", "brown o'hara", "zoe lee", "12345 leeds", "DX 12345", "js/17", "JS 17 B", "F4QZ 81K2"),
        *("York", "her mp", "the usher", "write", "3 Dec 2026", "December 2026", "03/12/26", "3.12.2026", "2026-12-03"),
    ],
)
def test_a_case_is_found_by_whoever_is_in_the_matter(ready: Office, case_id: int, typed: str) -> None:
    assert f"complaint:{case_id}" in found(ready, typed)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("brown o'hara", "Firm: Brown & O’Hara, for the claimant, Ms Zoë Lee, DX 12345 Leeds 1 · "),
        ("aisha", "Claimant: Aisha Khan · "),
        ("York", "Court: County Court at York · "),
        ("3 dec 2026", "Hearing: 3 Dec 2026 · "),
        ("usher", "First raised "),
        ("write", "Tried then: She asked at the desk and was told to write. · "),
        ("js/17", "Her MP: JS/17-b · "),
        ("F4QZ 81K2", "Case number: F4QZ81K2 · "),
    ],
)
def test_what_is_found_says_by_whom_or_what(ready: Office, case_id: int, typed: str, why: str) -> None:
    [hit] = [hit for hit in ready.read(look_up, typed) if hit.subject == f"complaint:{case_id}"]
    assert hit.second.startswith(why)


def test_what_was_taken_out_or_corrected_finds_it_no_more(ready: Office, case_id: int) -> None:
    record = record_of(ready, case_id)
    ready.act(edit_party, record.parties[0].id, {"name": ("Aisha Khan", "Aisha Qureshi")})
    ready.act(take_out_party, record.parties[1].id)
    ready.act(edit_reference, record.references[0].id, {"number": ("JS/17-b", "RT 9000")})
    assert [found(ready, typed) for typed in ("khan", "ohara", "js/17")] == [[], [], []]
    assert found(ready, "Qureshi") == found(ready, "rt 9000") == [f"complaint:{case_id}"]
    ready.act(take_out_reference, record.references[0].id)
    assert found(ready, "rt 9000") == []
    assert [one.name for one in record_of(ready, case_id).parties] == ["Aisha Qureshi"]


def test_people_stand_before_cases_and_leave_them_room(ready: Office, case_id: int) -> None:
    for given in ("Ann", "Bo", "Cy"):
        add_mei(ready, family_name="Khan", given_names=given)
    hits = ready.read(look_up, "khan", limit=3)
    assert [hit.kind.value for hit in hits] == ["person", "person", "complaint"]


@pytest.mark.parametrize(
    ("party", "field"),
    [
        (NewParty(None, "Aisha"), "role"),
        (NewParty("king", "Aisha"), "role"),
        (NewParty("claimant", " "), "name"),
        (NewParty("claimant", "A" * 201), "name"),
        (NewParty("claimant", "Aisha", fee_earner="Ms Lee"), "fee_earner"),
        (NewParty("defendant", "Aisha", dx="12345"), "dx"),
        (NewParty("firm", "Brown", dx="1" * 61), "dx"),
        (NewParty("firm", "4111111111111111"), "name"),
    ],
)
def test_a_wrong_party_is_told_at_its_field(ready: Office, case_id: int, party: NewParty, field: str) -> None:
    with pytest.raises(BadInput) as told:
        ready.act(add_party, case_id, party)
    assert [problem.field for problem in told.value.problems] == [field]
    with pytest.raises(BadInput) as logged:
        log(ready, record_of(ready, case_id).person_id, matter=NewMatter(parties=(FIRM, party)))
    assert [problem.field for problem in logged.value.problems] == [f"parties.1.{field}"]


def test_a_wrong_reference_is_told_at_its_field(ready: Office, case_id: int) -> None:
    with pytest.raises(BadInput) as told:
        ready.act(add_reference, case_id, NewReference("", "7" * 61))
    assert [problem.field for problem in told.value.problems] == ["whose", "number"]
    with pytest.raises(BadInput) as logged:
        log(ready, record_of(ready, case_id).person_id, matter=NewMatter(references=(NewReference("Her MP", ""),)))
    assert [problem.field for problem in logged.value.problems] == ["references.0.number"]


def test_two_who_correct_a_party_see_both(ready: Office, case_id: int) -> None:
    party = record_of(ready, case_id).parties[1]
    ready.act(edit_party, party.id, {"fee_earner": ("Ms Zoë Lee", "Mr Low")})
    with pytest.raises(Conflict):
        ready.act(edit_party, party.id, {"fee_earner": ("Ms Zoë Lee", "Mrs May")})
    with pytest.raises(BadInput):
        ready.act(edit_party, party.id, {"role": ("firm", "claimant")})


def test_a_row_that_was_taken_out_stays_out(ready: Office, case_id: int) -> None:
    record = record_of(ready, case_id)
    ready.act(take_out_party, record.parties[0].id)
    ready.act(take_out_reference, record.references[0].id)
    for verb, row_id in ((take_out_party, record.parties[0].id), (take_out_reference, record.references[0].id)):
        with pytest.raises(NotInThisState, match="taken out"):
            ready.act(verb, row_id)


def test_an_auditor_reads_and_changes_nothing(ready: Office, case_id: int, enter: Enter) -> None:
    auditor = enter("oto.auditor")
    party = record_of(auditor, case_id).parties[0]
    for verb, given in (
        (add_party, (case_id, FIRM)),
        (edit_party, (party.id, {"name": ("Aisha Khan", "X")})),
        (take_out_party, (party.id,)),
        (add_reference, (case_id, NewReference("Her MP", "1"))),
    ):
        with pytest.raises(NotAllowed):
            auditor.act(verb, *given)


def test_a_hearing_before_the_first_day_is_a_hint_and_no_refusal(ready: Office, case_id: int) -> None:
    early = date(2026, 10, 1)
    ready.act(edit_complaint, case_id, {"hearing_on": (date(2026, 12, 3), early)})
    record = record_of(ready, case_id)
    assert hearing_note(record.raised_on, early).startswith("Before it was first raised on 16 Nov 2026")
    assert hearing_note(record.raised_on, record.raised_on) == hearing_note(None, early) == ""


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", None),
        ("our enquiries line", None),
        ("Onslow House", None),
        ("At", None),
        (" at the front desk", "Leave out “at”: letters say “You first raised it with the front desk”."),
        ("By telephone", "Leave out “By”: letters say “You first raised it with telephone”."),
    ],
)
def test_where_it_was_first_raised_follows_with(typed: str, told: str | None) -> None:
    assert place_problem(typed) == told


def test_the_words_of_a_matter() -> None:
    assert party_line({"role": "firm", "name": "B & Co", "acts_for": "the claimant", "dx": "12 York"}) == (
        "Firm: B & Co, for the claimant, DX 12 York"
    )
    assert party_line({"role": "claimant", "name": "Aisha"}) == "Claimant: Aisha"
    assert [
        first_raised(*given) for given in (("", "", ""), ("York", "", ""), ("York", "the usher", "She\nasked"))
    ] == [
        "First raised",
        "First raised with York",
        "First raised with the usher, York: She asked",
    ]


CHANGES: list[tuple[Any, Any, str]] = [
    (edit_complaint, lambda record: (record.id, {"court": ("County Court at York", "Leeds")}), "Complaint · court"),
    (
        edit_complaint,
        lambda record: (record.id, {"hearing_on": (date(2026, 12, 3), date(2026, 12, 4))}),
        "Complaint · hearing",
    ),
    (edit_complaint, lambda record: (record.id, {"their_reference": ("", "B/12")}), "Complaint · their reference"),
    (
        edit_party,
        lambda record: (record.parties[1].id, {"fee_earner": ("Ms Zoë Lee", "Mr Low")}),
        "Complaint · party 2, fee earner",
    ),
    (take_out_reference, lambda record: (record.references[0].id,), "Complaint · other reference"),
    (
        add_reference,
        lambda record: (record.id, NewReference("Brown & Co", "BR/4471-K")),
        "Complaint · other references: “BR/4471-K” is new.",
    ),
]


@pytest.mark.parametrize(("verb", "given", "label"), CHANGES, ids=[label for _, _, label in CHANGES])
def test_what_the_heading_prints_is_asked_for_again(
    ready: Office, case_id: int, verb: Any, given: Any, label: str
) -> None:
    record = record_of(ready, case_id)
    letter_id = ready.act(draft_letter, f"complaint:{case_id}", record.person_id, "acknowledgement").result
    ready.act(submit_letter, letter_id)
    ready.act(verb, *given(record))
    stopped = ready.read(letter_for_editing, letter_id)
    assert stopped.state is LetterState.RETURNED
    assert any(fact.sentence.startswith(label) for fact in ready.read(stale_facts, letter_id))
    ready.keep(take_facts, letter_id)
    assert ready.read(stale_facts, letter_id) == []
    ready.act(submit_letter, letter_id)
