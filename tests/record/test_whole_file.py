"""The whole file of a case: what it holds, what is left out and why, and what a damaged page does to it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from sqlalchemy import text

from app.basics.clock import SetClock
from app.complaints.add_evidence import add_evidence
from app.complaints.add_remedy import add_remedy
from app.complaints.answer_question import answer_question
from app.complaints.ask_somebody import ask_somebody
from app.complaints.edit_complaint import edit_complaint
from app.complaints.edit_head import edit_head
from app.complaints.find_questions import questions_of
from app.complaints.note_whole_file import note_whole_file
from app.complaints.set_evidence_aside import set_evidence_aside
from app.correspondence.approve_letter import approve_letter
from app.correspondence.draft_letter import draft_letter
from app.correspondence.event_words import EVENT_WORDS
from app.correspondence.find_approvals import for_approval
from app.correspondence.post_letter import post_letter
from app.correspondence.submit_letter import submit_letter
from app.correspondence.tables import LetterEventKind
from app.office import Office
from app.record.case_words import SILENT_TABLES, THINGS, CaseWords
from app.record.deeds_of_case import deeds_of_case
from app.record.whole_file import WholeFile, dossier_of, fetch_pages, whole_file
from app.store.base import Base
from letters.dossier import compose_dossier
from tests.correspondence.test_at_one_moment import tamper
from tests.support.acting import as_owner
from tests.support.complaints import add_mei, log, ready, record_of
from tests.support.databases import Database
from tests.support.files import a_docx, a_pdf, a_png
from tests.support.offices import Enter

__all__ = ["ready"]

MARKUP = "<b>the</b> certificate & *never* came"


@pytest.fixture
def case_id(ready: Office) -> int:
    return log(ready, add_mei(ready), title=MARKUP)


@pytest.fixture
def sent_id(ready: Office, enter: Enter, case_id: int) -> int:
    """The case with its acknowledgement posted and another letter begun."""
    lea, person_id = enter("lea.leader"), record_of(ready, case_id).person_id
    letter_id = ready.act(draft_letter, f"complaint:{case_id}", person_id, "acknowledgement").result
    ready.act(submit_letter, letter_id)
    lea.act(approve_letter, letter_id, lea.read(for_approval, letter_id).revision_id)
    ready.act(post_letter, letter_id)
    ready.act(draft_letter, f"complaint:{case_id}", person_id, "acknowledgement")
    return case_id


def text_of(file: Path) -> str:
    import pypdfium2 as pdfium

    document = pdfium.PdfDocument(file)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def test_who_did_what_is_told_as_the_screens_call_it(
    ready: Office, case_id: int, tmp_path: Path, clock: SetClock
) -> None:
    """The office's own time, sums in their currency, codes by their names, and from what to what."""
    head_id = record_of(ready, case_id).heads[0].id
    clock.advance(timedelta(days=200))  # summer: an hour after UTC
    ready.act(edit_head, head_id, {"fault": (None, "delay"), "outcome": (None, "upheld")})
    ready.act(edit_head, head_id, {"outcome": ("upheld", "partly_upheld")})
    ready.act(add_remedy, head_id, "consolatory", "for the wait", "Our accounts team", date(2027, 7, 1), "GBP 1250")
    told = [" ".join(deed.changes) for deed in ready.read(deeds_of_case, case_id)]
    assert "Clock added. Of what: Answer; Stage: First answer; State: running" in told[0]
    assert "Received: 16 Nov 2026, 09:30" in told[0]
    assert "Point. Kind of fault set to Delay; Finding set to Upheld" in told[1]
    assert "Point. Finding changed from Upheld to Partly upheld" in told[2]
    assert "Remedy added. Remedy: Consolatory payment" in told[3]
    assert "Sum: GBP 1,250.00" in told[3]
    out, _told = made(ready, ready.read(whole_file, case_id), tmp_path, {"audit"})
    whole = text_of(out)
    assert [sign for sign in ("→", "+00:00", "_", "Sla ", "minor") if sign in whole] == []
    assert "Who did what" in whole


@pytest.mark.parametrize(
    ("table", "payload", "told"),
    [
        ("remedy", {"amount_minor": [None, 13500], "currency": [None, "EUR"]}, "Sum: EUR 135.00"),
        ("remedy", {"amount_minor": [None, 13500], "currency": [None, "JPY"]}, "Sum: JPY 13,500"),
        ("remedy", {"amount_minor": [None, 13500], "currency": [None, "ZZZ"]}, "Sum: 13500"),
        ("remedy", {"amount_minor": [None, 13500]}, "Sum: GBP 135.00"),
        ("remedy", {"kind": [None, "a_kind_of_before"]}, "Remedy: a_kind_of_before"),
        ("remedy", {"due_on": [None, "some day"]}, "By: some day"),
        ("complaint", {"received_at": [None, "in May"]}, "Received: in May"),
    ],
)
def test_a_row_says_its_own_currency_and_what_nobody_knows_any_more_as_it_stands(
    ready: Office, case_id: int, table: str, payload: dict[str, Any], told: str
) -> None:
    words = CaseWords("Europe/London", "GBP", record_of(ready, case_id).procedure)
    assert words.added(table, payload)[0].endswith(f" added. {told}")


def test_a_sum_that_changes_stays_in_the_currency_of_its_row(ready: Office, case_id: int, database: Database) -> None:
    head_id = record_of(ready, case_id).heads[0].id
    ready.act(add_remedy, head_id, "consolatory", "for the wait", "Our accounts team", date(2027, 7, 1), "GBP 1250")
    for change in ("currency = 'EUR'", "amount_minor = 13500", "currency = 'JPY'"):
        with as_owner(database) as connection:
            connection.execute(text(f"UPDATE remedy SET {change}"))
    told = [line for deed in ready.read(deeds_of_case, case_id)[-3:] for line in deed.changes]
    assert told == ["Remedy. Sum changed from EUR 1,250.00 to EUR 135.00"]


def made(office: Office, file: WholeFile, folder: Path, chosen: set[str], why: str = "") -> tuple[Path, list[str]]:
    parts = [part for part in file.parts if part.key in chosen]
    failed = office.read(fetch_pages, parts, str(folder))
    dossier, told = dossier_of(file, chosen, {part.key: why for part in file.parts}, failed)
    out = folder / "out.pdf"
    compose_dossier(dossier, folder, out)
    return out, list(told)


def test_a_case_becomes_one_indexed_pdf(ready: Office, sent_id: int, tmp_path: Path) -> None:
    file = ready.read(whole_file, sent_id)
    chosen = {part.key for part in file.choices}
    out, told = made(ready, file, tmp_path, chosen)
    words = text_of(out)
    assert MARKUP[1:] in words
    with pikepdf.open(out) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
        assert titles[:3] == [f"Complaint {file.reference}", "Index", "Chronology"]
        assert [item.title for item in outline.root[4].children] == [file.parts[4].title]
        count = len(pdf.pages)
    assert f"File page {count} of {count}" in words
    assert "working day" in words
    assert told == [f"{file.parts[5].title}: It was not sent: it is being written."]
    assert told[0].partition(":")[0] in words
    assert "Ada Adviser logged the complaint." in words


def test_a_reference_that_looks_like_a_day_stands_as_it_is(ready: Office, tmp_path: Path) -> None:
    case_id = log(ready, add_mei(ready), case_number="1234-56-78")
    out, _told = made(ready, ready.read(whole_file, case_id), tmp_path, {"audit"})
    assert "1234-56-78" in text_of(out)


def test_questions_and_where_the_matter_comes_from_stand_in_it(ready: Office, case_id: int, tmp_path: Path) -> None:
    ready.act(ask_somebody, case_id, "Jo Bell", "jo.bell@example.org", "When did it leave?", date(2026, 11, 27))
    [asked] = ready.read(questions_of, case_id)
    ready.act(answer_question, asked.id, "Jo Bell", date(2026, 11, 20), "It left on Tuesday.")
    ready.act(edit_complaint, case_id, {"court": ("", "Leeds County Court")})
    out, _told = made(ready, ready.read(whole_file, case_id), tmp_path, {"questions", "origin"})
    words = text_of(out)
    assert [
        one for one in ("When did it leave?", "It left on Tuesday.", "Leeds County Court") if one not in words
    ] == []


def test_what_is_taken_out_is_told_with_its_reason(ready: Office, sent_id: int, tmp_path: Path) -> None:
    file = ready.read(whole_file, sent_id)
    out, told = made(ready, file, tmp_path, {"chronology"}, "It names another member")
    assert "Who did what: It names another member." in told
    assert "names another member" in text_of(out)
    ready.act(note_whole_file, sent_id, 4, "0" * 64, "\n".join(told))
    last = ready.read(deeds_of_case, sent_id)[-1]
    assert (last.what, "It names another member" in last.changes[0]) == ("made the whole file as a PDF", True)


def test_every_row_of_a_case_is_called_by_a_word_of_the_desk() -> None:
    named = {
        name
        for name, table in Base.metadata.tables.items()
        if "unaudited" not in table.info and {"complaint_id", "letter_id"} & set(table.c.keys())
    }
    plain = {"remedy", "evidence", "whole_file", "letter_read_afterwards"}
    assert named - set(THINGS) - SILENT_TABLES - plain == set()
    assert set(EVENT_WORDS) == set(LetterEventKind)
    assert not [words for words in (*THINGS.values(), *EVENT_WORDS.values()) if "_" in words or "sla" in words.lower()]


def test_a_damaged_letter_is_named_and_everything_else_is_made(
    ready: Office, sent_id: int, tmp_path: Path, database: Database
) -> None:
    tamper(database)
    file = ready.read(whole_file, sent_id)
    out, told = made(ready, file, tmp_path, {part.key for part in file.choices})
    assert any("not the one that was submitted" in sentence for sentence in told)
    assert "Chronology" in text_of(out)


def test_an_empty_case_has_a_file(ready: Office, case_id: int, tmp_path: Path) -> None:
    file = ready.read(whole_file, case_id)
    out, told = made(ready, file, tmp_path, {part.key for part in file.choices})
    assert told == []
    assert "No letter of this case has been posted" in text_of(out)
    assert "Nothing was left out" in text_of(out)


def test_evidence_is_pages_or_a_name_with_its_hash(ready: Office, case_id: int, tmp_path: Path) -> None:
    for name, content in (
        ("form.pdf", a_pdf(2)),
        ("door.png", a_png()),
        ("notes.docx", a_docx()),
        ("old.pdf", a_pdf()),
    ):
        item = ready.act(add_evidence, case_id, name, content, {"title": name.partition(".")[0]}).result
    ready.act(set_evidence_aside, item, "It is about somebody else.")
    file = ready.read(whole_file, case_id)
    out, told = made(ready, file, tmp_path, {part.key for part in file.choices})
    assert [sentence.partition(":")[0] for sentence in told] == ["notes", "old"]
    assert "cannot be printed" in told[0]
    assert "It is about somebody else." in told[1]
    words = text_of(out)
    assert "notes.docx" in words
    with pikepdf.open(out) as pdf, pdf.open_outline() as outline:
        evidence = next(item for item in outline.root if item.title == "Evidence")
        assert [item.title for item in evidence.children] == ["form", "door"]
