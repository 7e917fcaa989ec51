"""Evidence on both engines: kept by content and hash, set aside and never deleted, and what the letter says of it."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest

from app.basics.file_names import safe_name
from app.basics.file_types import LARGEST_FILE, FileRefused, FileType
from app.basics.problems import BadInput, Conflict, NotFound
from app.complaints.add_evidence import add_evidence
from app.complaints.being_worked_on import NotInThisState
from app.complaints.close_complaint import close_complaint
from app.complaints.edit_complaint import edit_complaint
from app.complaints.edit_evidence import edit_evidence
from app.complaints.find_evidence import evidence_file, evidence_of_case
from app.complaints.inquiry_rows import EvidenceRow
from app.complaints.look_at_file import look_at_file
from app.complaints.rules import head_sources, ready_to_write, sources
from app.complaints.set_evidence_aside import set_evidence_aside, take_evidence_back
from app.complaints.states import ComplaintState
from app.complaints.withdraw_head import withdraw_head
from app.correspondence.draft_letter import draft_letter
from app.correspondence.find import letter_record
from app.correspondence.states import LetterState
from app.correspondence.submit_letter import submit_letter
from app.correspondence.take_facts import take_facts
from app.office import Office
from tests.complaints.test_letters_of_complaints import investigate
from tests.support.complaints import CASE, log, record_of
from tests.support.files import a_pdf, a_png
from tests.support.offices import Enter
from tests.support.prepared import given_by

SLIP = {"title": "the reply slip", "dated_on": date(2026, 10, 5), "from_whom": "the post room", "shows": "It went out."}


case_id = given_by("case_id", CASE)


def items(office: Office, case_id: int) -> tuple[EvidenceRow, ...]:
    return office.read(evidence_of_case, case_id)


def test_a_file_is_kept_by_its_content_with_its_hash_and_what_it_shows(ready: Office, case_id: int) -> None:
    first, second = record_of(ready, case_id).heads
    content = a_pdf(3)
    item_id = ready.act(add_evidence, case_id, "scan.exe", content, SLIP, [second.id]).result
    [item] = items(ready, case_id)
    assert (item.title, item.dated_on, item.from_whom, item.shows) == tuple(SLIP.values())
    assert (item.file_type, item.pages, item.size) == (FileType.PDF, 3, len(content))
    assert (item.sha256, item.head_ids) == (hashlib.sha256(content).hexdigest(), (second.id,))
    file = ready.read(evidence_file, item_id)
    assert (file.content, file.safe_name) == (content, "scan.exe.pdf")
    record = record_of(ready, case_id)
    assert record.state is ComplaintState.INVESTIGATING
    assert (date(2026, 10, 5), "Evidence: the reply slip (the post room)") in [
        (x.on, x.text) for x in record.chronology
    ]
    assert record.evidence == (item,)
    ready.act(edit_evidence, item_id, {}, [first.id])
    assert items(ready, case_id)[0].head_ids == (first.id,)
    ready.act(edit_evidence, item_id, {}, [first.id, second.id])
    assert items(ready, case_id)[0].head_ids == (first.id, second.id)


def test_what_is_said_of_it_is_corrected_and_a_conflict_is_told(ready: Office, case_id: int) -> None:
    item_id = ready.act(add_evidence, case_id, "a.png", a_png(), SLIP).result
    assert ready.act(edit_evidence, item_id, {"title": ("the reply slip", "the slip")}).result == ["title"]
    with pytest.raises(Conflict):
        ready.act(edit_evidence, item_id, {"title": ("the reply slip", "another")})


def test_the_letter_says_what_was_looked_at(ready: Office, case_id: int) -> None:
    assert "What you looked at and whom you asked" in [
        x.text for x in ready_to_write(record_of(ready, case_id), "response")
    ]
    slip = ready.act(add_evidence, case_id, "slip.pdf", a_pdf(), SLIP).result
    ready.act(add_evidence, case_id, "door.png", a_png(), {"title": "the photograph of the door"})
    record = record_of(ready, case_id)
    assert sources(record) == ["read the reply slip", "looked at the photograph of the door"]
    assert "What you looked at and whom you asked" not in [x.text for x in ready_to_write(record, "response")]
    ready.act(edit_complaint, case_id, {"looked_at": ("", "read the Reply Slip of October\nasked the post room")})
    assert sources(record_of(ready, case_id)) == [
        "read the Reply Slip of October",
        "asked the post room",
        "looked at the photograph of the door",
    ]
    ready.act(edit_complaint, case_id, {"looked_at": ("read the Reply Slip of October\nasked the post room", "")})
    ready.act(set_evidence_aside, slip, "It is of another case.")
    record = record_of(ready, case_id)
    assert sources(record) == ["looked at the photograph of the door"]
    assert not [line for line in record.chronology if "reply slip" in line.text]
    [item, _] = record.evidence
    assert (item.counts, item.set_aside_on, item.set_aside_why) == (False, date(2026, 11, 20), "It is of another case.")
    with pytest.raises(NotInThisState, match="set aside on 20 Nov 2026 already"):
        ready.act(set_evidence_aside, slip, "Again.")
    ready.act(take_evidence_back, slip)
    assert items(ready, case_id)[0].counts
    with pytest.raises(NotInThisState, match="counts already"):
        ready.act(take_evidence_back, slip)


def test_what_is_kept_while_the_answer_waits_stops_it(ready: Office, case_id: int) -> None:
    """A file more, another point that one bears on, one set aside: each point was judged by them."""
    investigate(ready, case_id)
    slip = ready.act(add_evidence, case_id, "slip.pdf", a_pdf(), SLIP).result
    record = record_of(ready, case_id)
    answer = ready.act(draft_letter, f"complaint:{case_id}", record.person_id, "first-stage-response").result
    acknowledgement = ready.act(draft_letter, f"complaint:{case_id}", record.person_id, "acknowledgement").result
    ready.act(submit_letter, acknowledgement)
    for change in (
        lambda: ready.act(edit_evidence, slip, {}, [record.heads[1].id]),
        lambda: ready.act(edit_evidence, slip, {}, [record.heads[0].id]),
        lambda: ready.act(add_evidence, case_id, "page.png", a_png(), {"title": "the picture"}),
        lambda: ready.act(set_evidence_aside, slip, "It is about another member."),
    ):
        ready.keep(take_facts, answer)
        ready.act(submit_letter, answer)
        change()
        stopped = ready.read(letter_record, answer).letter
        assert stopped.state is LetterState.RETURNED
        assert "vidence" in stopped.stopped_because
    assert ready.read(letter_record, acknowledgement).letter.state is LetterState.SUBMITTED


def test_the_same_file_twice_is_told_and_may_stand_twice(ready: Office, case_id: int, tmp_path: Path) -> None:
    file = tmp_path / "scan.pdf"
    file.write_bytes(a_pdf())
    assert ready.read(look_at_file, file, case_id).twin == ""
    ready.act(add_evidence, case_id, "slip.pdf", a_pdf(), SLIP)
    seen = ready.read(look_at_file, file, case_id)
    assert (seen.twin, seen.pages, seen.file_type) == ("the reply slip", 1, FileType.PDF)
    ready.act(add_evidence, case_id, "slip.pdf", a_pdf(), {"title": "the same, for the second point"})
    assert len({item.sha256 for item in items(ready, case_id)}) == 1
    other = log(ready, record_of(ready, case_id).person_id)
    assert ready.read(look_at_file, file, other).twin == ""


def test_a_file_too_large_is_refused_before_it_is_read(ready: Office, case_id: int, tmp_path: Path) -> None:
    huge = tmp_path / "scan.pdf"
    with huge.open("wb") as stream:
        stream.truncate(200 * 1024 * 1024)
    with pytest.raises(FileRefused, match=r"has 200\.0 MB; at most 25 MB"):
        ready.read(look_at_file, huge, case_id)
    with pytest.raises(FileRefused, match="no file"):
        ready.read(look_at_file, tmp_path, case_id)
    with pytest.raises(FileRefused, match="no file"):
        ready.read(look_at_file, tmp_path / "gone.pdf", case_id)
    with pytest.raises(FileRefused, match="at most 25 MB"):
        ready.act(add_evidence, case_id, "scan.pdf", bytes(LARGEST_FILE + 1), SLIP)
    assert items(ready, case_id) == ()


def test_what_cannot_be_is_refused(ready: Office, case_id: int, enter: Enter) -> None:
    other = log(ready, record_of(ready, case_id).person_id)
    elsewhere = record_of(ready, other).heads[0].id
    with pytest.raises(BadInput, match="What it is is needed"):
        ready.act(add_evidence, case_id, "a.pdf", a_pdf(), {"title": " "})
    with pytest.raises(BadInput, match="still to come"):
        ready.act(add_evidence, case_id, "a.pdf", a_pdf(), SLIP | {"dated_on": date(2026, 11, 21)})
    with pytest.raises(BadInput, match="not in this case"):
        ready.act(add_evidence, case_id, "a.pdf", a_pdf(), SLIP, [elsewhere])
    with pytest.raises(NotFound):
        ready.read(evidence_file, 99)
    item_id = ready.act(add_evidence, case_id, "a.pdf", a_pdf(), SLIP).result
    for head in record_of(ready, case_id).heads:
        ready.act(withdraw_head, head.id, "She rang.")
    ready.act(close_complaint, case_id, "Withdrawn.")
    for verb, args in ((add_evidence, (case_id, "a.pdf", a_pdf(), SLIP)), (set_evidence_aside, (item_id, "No."))):
        with pytest.raises(NotInThisState, match="closed: nothing is put into its file"):
            ready.act(verb, *args)


@pytest.mark.parametrize(
    ("name", "kind", "safe"),
    [
        ("letter.pdf", FileType.PDF, "letter.pdf"),
        ("letter.PDF", FileType.PDF, "letter.PDF"),
        ("letter.pdf.exe", FileType.TEXT, "letter.pdf.exe.txt"),
        ("photo.jpeg", FileType.JPEG, "photo.jpeg"),
        ("pdf", FileType.PDF, "pdf.pdf"),
        ("run.bat", FileType.TEXT, "run.bat.txt"),
        ("..\\..\\Startup\\run.txt", FileType.TEXT, "Startup run.txt"),
        ("C:/a|b*?.pdf", FileType.PDF, "C a b .pdf"),
        ("letter\u202efdp.txt", FileType.TEXT, "letter fdp.txt"),
    ],
)
def test_a_copy_ends_as_its_content_does(name: str, kind: FileType, safe: str) -> None:
    assert safe_name(name, kind) == safe


def test_the_letter_knows_what_was_looked_at_for_each_point(ready: Office, case_id: int) -> None:
    """Where nobody says what bears on which point, no point is told to have no source."""
    first, second = (head.id for head in record_of(ready, case_id).heads)
    ready.act(add_evidence, case_id, "a.pdf", a_pdf(), {"title": "the log"})
    assert head_sources(record_of(ready, case_id), first) is None
    slip = ready.act(add_evidence, case_id, "b.pdf", a_pdf(2), SLIP, [first]).result
    record = record_of(ready, case_id)
    assert (head_sources(record, first), head_sources(record, second)) == (["read the reply slip"], [])
    ready.act(edit_complaint, case_id, {"looked_at": ("", "asked the post room")})
    assert head_sources(record_of(ready, case_id), second) is None
    ready.act(set_evidence_aside, slip, "No.")
    assert head_sources(record_of(ready, case_id), first) is None
