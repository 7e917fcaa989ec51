"""A complaint in a circle takes its letters and its tasks with it: to others they are not there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, text

from app.basics.problems import NotFound
from app.contacts.add_task import add_task
from app.contacts.find import open_tasks_of
from app.contacts.tables import Task
from app.correspondence.draft_letter import draft_letter
from app.correspondence.find import letter_record, letters_of, register
from app.correspondence.find_editing import letter_for_editing
from app.correspondence.stored_pdf import stored_pages
from app.correspondence.submit_letter import submit_letter
from app.correspondence.tables import LetterDraft, LetterRevision
from app.office import Office
from app.record.look_up import look_up
from app.record.timeline import timeline
from app.staff.work import ReadWork
from app.store.blobs import blob_bytes
from app.store.engines import installing
from app.store.tables import Blob
from tests.support.acting import as_owner
from tests.support.complaints import add_mei, log, prepare
from tests.support.databases import Database, staff_id
from tests.support.offices import Enter


@pytest.fixture
def mei_id(ada: Office, enter: Enter) -> int:
    """Somebody to complain, in an office that can take complaints."""
    prepare(enter("mia.manager"))
    return add_mei(ada)


def close_to_ada(database: Database, complaint_id: int) -> None:
    """Put the complaint into a circle of Ada alone."""
    with as_owner(database) as connection, installing(connection):
        connection.execute(text("INSERT INTO circle (id, name) VALUES (7, 'Ada’s')"))
        values = {"ada": staff_id("ada.adviser"), "complaint": complaint_id}
        connection.execute(text("INSERT INTO circle_member (circle_id, staff_id) VALUES (7, :ada)"), values)
        connection.execute(text("UPDATE complaint SET circle_id = 7 WHERE id = :complaint"), values)


def what_is_seen(office: Office, person_id: int, reference: str) -> dict[str, int]:
    """How much of the case each list shows to somebody."""
    return {
        "register": len(office.read(register)),
        "letters of the person": len(office.read(letters_of, person_id=person_id)),
        "search": len(office.read(look_up, reference)),
        "timeline": len([entry for entry in office.read(timeline, person_id) if "etter" in entry.title]),
        "tasks": len(office.read(open_tasks_of, person_id)),
        "rows": len(office.read(_rows)),
    }


def _rows(work: ReadWork) -> list[object]:
    tables = (LetterDraft.facts, LetterRevision.facts, Task.what, Blob.content)
    return [value for column in tables for value in work.session.scalars(select(column))]


def page_of(work: ReadWork, revision_id: int) -> tuple[int, str]:
    """Which bytes a revision has."""
    revision = work.session.get_one(LetterRevision, revision_id)
    return revision.pdf_blob_id, revision.pdf_sha256


def bytes_of(work: ReadWork, blob_id: int, sha256: str) -> bytes:
    """Bytes by their id alone, by which anybody might guess at them."""
    return blob_bytes(work.session, blob_id, sha256)


@pytest.mark.parametrize("closed_first", [True, False], ids=["begun in the circle", "closed afterwards"])
def test_its_letters_and_tasks_are_not_there_for_others(
    ada: Office, enter: Enter, mei_id: int, database: Database, *, closed_first: bool
) -> None:
    complaint_id = log(ada, mei_id)
    if closed_first:
        close_to_ada(database, complaint_id)
        ada = enter("ada.adviser")
    subject = f"complaint:{complaint_id}"
    letter_id = ada.act(draft_letter, subject, mei_id, "acknowledgement").result
    ada.act(submit_letter, letter_id)
    due = ada.clock.now() + timedelta(days=1)
    ada.act(add_task, "Ring the archive.", due, person_id=mei_id, subject=subject)
    if not closed_first:
        close_to_ada(database, complaint_id)
        ada = enter("ada.adviser")
    ben, record = enter("ben.adviser"), ada.read(letter_record, letter_id)
    assert all(what_is_seen(ada, mei_id, record.letter.reference).values())
    assert not any(what_is_seen(ben, mei_id, record.letter.reference).values())
    assert any(what_is_seen(enter("oto.auditor"), mei_id, record.letter.reference).values())
    blob_id, sha256 = ada.read(page_of, record.shown_revision_id or 0)
    assert ada.read(bytes_of, blob_id, sha256).startswith(b"%PDF")
    with pytest.raises(NotFound):
        ben.read(bytes_of, blob_id, sha256)
    for reader, number in ((letter_for_editing, letter_id), (stored_pages, record.shown_revision_id or 0)):
        with pytest.raises(NotFound):
            ben.read(reader, number)
