"""A copy of a draft for somebody who is no user, and what they say of it, by the numbers that stand on it."""

from __future__ import annotations

import io
from dataclasses import replace
from email import message_from_bytes, policy

import pikepdf
import pytest
from pypdf import PdfReader
from sqlalchemy import text

from app.basics.problems import BadInput, NotAllowed
from app.correspondence.comment_by_number import comment_by_number
from app.correspondence.copy_for_comment import (
    block_numbers,
    copy_for_comment,
    last_reader,
    pages_with_numbers,
    record_comment_copy,
)
from app.correspondence.find import letter_record
from app.correspondence.find_approvals import comments_of, for_approval
from app.correspondence.find_editing import letter_for_editing
from app.correspondence.keep_letter_draft import keep_letter_draft
from app.correspondence.problems import LetterMoved
from app.correspondence.submit_letter import submit_letter
from app.members.emails import EmailNotValid
from app.office import Office
from app.record.timeline import timeline
from app.store.engines import installing
from letters.block_text import with_text
from letters.content import Block, from_json, to_json
from tests.correspondence.conftest import ANSWER
from tests.support.acting import as_owner
from tests.support.databases import Database, staff_id
from tests.support.offices import Enter


def made(office: Office, letter_id: int, to: str = "Jo Bell", email: str = "jo.bell@example.org") -> str:
    """Make a copy and say so; returns the words of its pages."""
    copy = office.read(copy_for_comment, letter_id, to, email)
    office.act(record_comment_copy, copy)
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(copy.pdf)).pages)


def keep_to_ada(database: Database, person_id: int) -> None:
    """Put the person into a circle of Ada alone, and the letters to them with it."""
    with as_owner(database) as connection, installing(connection):
        connection.execute(text("INSERT INTO circle (id, name) VALUES (7, 'Ada’s')"))
        ada = {"ada": staff_id("ada.adviser")}
        connection.execute(text("INSERT INTO circle_member (circle_id, staff_id) VALUES (7, :ada)"), ada)
        connection.execute(text("UPDATE person SET circle_id = 7 WHERE id = :person"), {"person": person_id})


def test_the_copy_says_what_it_is_and_nobody_signs_it(ada: Office, written_id: int) -> None:
    words = made(ada, written_id)
    assert "Draft for comment – not sent · copy of 20 November 2026" in words
    assert ANSWER.split(".")[0] in words.replace("\n", " ")
    assert "Yours sincerely" in words
    assert "Ada Adviser" not in words.partition("Yours sincerely")[2]


def test_it_is_on_record_with_to_whom(ada: Office, written_id: int, person_id: int) -> None:
    made(ada, written_id)
    event = ada.read(letter_record, written_id).events[-1]
    assert (event.kind, event.detail, event.by) == (
        "copied_for_comment",
        "To Jo Bell, jo.bell@example.org",
        "Ada Adviser",
    )
    assert any("copied for comment" in one.title for one in ada.read(timeline, person_id))
    assert ada.read(last_reader, written_id).startswith("Jo Bell")


def test_it_opens_as_a_message_that_asks(ada: Office, written_id: int) -> None:
    copy = ada.read(copy_for_comment, written_id, "Jo Bell", "jo.bell@example.org")
    message = message_from_bytes(copy.email, policy=policy.default)
    assert (message["To"], message["X-Unsent"]) == ("jo.bell@example.org", "1")
    assert "block 7" in message.get_body().get_content()  # type: ignore[union-attr]
    (attached,) = message.iter_attachments()
    assert attached.get_filename() == copy.file_name
    with pytest.raises(EmailNotValid):
        ada.read(copy_for_comment, written_id, "Jo", "jo at home")


def test_what_they_say_is_pinned_to_the_number_on_the_copy(ada: Office, lea: Office, written_id: int) -> None:
    numbers = ada.read(block_numbers, written_id)
    made(ada, written_id)
    ada.act(comment_by_number, written_id, numbers["answer"], "It is June.", "Jo Bell")
    (told,) = ada.read(comments_of, written_id)
    assert (told.block_id, told.from_whom, told.by, told.revision_number) == ("answer", "Jo Bell", "Ada Adviser", 0)
    refused = ((0, "x", "no block 0"), (99, "x", "no block 99"), (numbers["answer"], " ", "should change"))
    for number, words, why in refused:
        with pytest.raises(BadInput, match=why):
            ada.act(comment_by_number, written_id, number, words)
    revision = ada.act(submit_letter, written_id).result
    lea.act(comment_by_number, written_id, numbers["answer"], "And of which year?", "Sam Orr")
    assert [one.revision_number for one in lea.read(for_approval, written_id).comments] == [0, 1]
    with pikepdf.open(io.BytesIO(lea.read(pages_with_numbers, revision))) as pdf:
        assert len(pdf.pages) == 1


def test_numbers_stay_those_of_the_copy(ada: Office, written_id: int) -> None:
    before = ada.read(block_numbers, written_id)
    made(ada, written_id)
    content = from_json(ada.read(letter_for_editing, written_id).content)
    own = with_text(Block("own-1", "paragraph", "free", (), lang=content.language), "A word before.")
    first, *rest = content.blocks
    ada.keep(keep_letter_draft, written_id, to_json(replace(content, blocks=(first, own, *rest))))
    assert ada.read(block_numbers, written_id) == before
    with pytest.raises(BadInput):
        ada.act(comment_by_number, written_id, len(before) + 1, "Of the new one.")
    made(ada, written_id)
    assert ada.read(block_numbers, written_id)["own-1"] == 2
    ada.keep(keep_letter_draft, written_id, to_json(content))
    with pytest.raises(BadInput, match="taken out"):
        ada.act(comment_by_number, written_id, 2, "Leave it out.")


def test_no_copy_of_what_is_no_draft(ada: Office, approved_id: int) -> None:
    with pytest.raises(LetterMoved):
        ada.read(copy_for_comment, approved_id)
    with pytest.raises(LetterMoved):
        ada.act(comment_by_number, approved_id, 1, "Late.")


def test_nothing_of_a_circle_goes_out(
    enter: Enter, ada: Office, written_id: int, person_id: int, database: Database
) -> None:
    keep_to_ada(database, person_id)
    with pytest.raises(NotAllowed, match="kept to a circle"):
        enter("ada.adviser").read(copy_for_comment, written_id)
