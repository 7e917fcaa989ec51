"""Names that break programs, from the record to the printed letter."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default
from io import BytesIO

import pytest
from pypdf import PdfReader

from app.correspondence.approve_letter import approve_letter
from app.correspondence.draft_letter import draft_letter
from app.correspondence.email_draft import email_draft
from app.correspondence.find_editing import letter_for_editing
from app.correspondence.keep_letter_draft import keep_letter_draft
from app.correspondence.problems import LetterBlocked
from app.correspondence.stored_pdf import stored_pdf
from app.correspondence.submit_letter import submit_letter
from app.members.add_person import add_person
from app.members.find_people import search_people
from app.members.letter_facts import letter_problems
from app.office import Office
from letters.block_text import with_text
from letters.content import from_json, to_json
from tests.support.complaints import ADDRESS
from tests.support.offices import Enter

ANSWER = "Your membership runs until 31 December 2026. We will write to you before then."
FAMILIES = [
    "A & B <Ltd>",
    "Łódź",
    "O'Brien",
    "# not a heading",
    "**bold** _it_ `code`",
    "Παπαδοπούλου",
    "Щукина",
    "<b>Bobby</b>; DROP TABLE person",
    "%s %(x)s {0}",
]


NATIVE = {"family_name": "陳", "given_names": "大文", "family_name_first": True, "territory": "GB"}


def written(office: Office, family: str) -> tuple[int, int]:
    """Somebody of this name, and a reply to them that is ready to be submitted: both ids."""
    named = {"family_name": family, "given_names": "Jo", "territory": "GB"}
    person = office.act(add_person, named, address=ADDRESS).result
    return person, reply_to(office, person)


def reply_to(office: Office, person: int) -> int:
    """A reply that is ready to be submitted."""
    letter = office.act(draft_letter, None, person, "general-reply").result
    content = from_json(office.read(letter_for_editing, letter).content)
    office.keep(keep_letter_draft, letter, to_json(content.with_block(with_text(content.block("answer"), ANSWER))))
    return letter


def plain(words: str) -> str:
    """Words without what typesetting may change: blanks, breaks and the form of a quotation mark."""
    return "".join(words.split()).replace("’", "'").replace("‘", "'")


@pytest.mark.parametrize("family", FAMILIES)
def test_a_name_reaches_the_paper_as_it_was_typed(office: Office, enter: Enter, family: str) -> None:
    _, letter = written(office, family)
    revision = office.act(submit_letter, letter).result
    enter("lea.leader").act(approve_letter, letter, revision)
    pages = PdfReader(BytesIO(office.read(stored_pdf, revision))).pages
    printed = plain("".join(page.extract_text() for page in pages))
    assert plain(f"Jo {family}") in printed
    message = message_from_bytes(office.read(email_draft, letter).content, policy=default)
    body = message.get_body()
    assert body is not None
    assert f"Dear Jo {family}" in body.get_content()


@pytest.mark.parametrize(
    ("family", "typed"),
    [("A & B <Ltd>", "a b ltd"), ("Łódź", "lodz"), ("O'Brien", "obrien"), ("# not a heading", "not a head")],
)
def test_a_name_is_found_as_one_would_type_it(office: Office, family: str, typed: str) -> None:
    person, _ = written(office, family)
    assert [hit.person_id for hit in office.read(search_people, typed)] == [person]


def test_a_name_is_never_taken_for_a_field(office: Office) -> None:
    """Braces in a name are words like others: they are printed, and hold no letter back."""
    _, letter = written(office, "Smith{{ person.full_name }}")
    assert from_json(office.read(letter_for_editing, letter).content).recipient.name == "Jo Smith{{ person.full_name }}"
    office.act(submit_letter, letter)


def test_a_name_without_latin_letters_is_told_before_approval_and_never_printed_as_boxes(office: Office) -> None:
    person = office.act(add_person, NATIVE, address=ADDRESS).result
    letter = reply_to(office, person)
    assert "name_on_letters" in [problem.field for problem in office.read(letter_problems, person, "GB")]
    with pytest.raises(LetterBlocked) as blocked:
        office.act(submit_letter, letter)
    assert "陳" in str(blocked.value)


def test_with_a_latin_name_for_letters_the_same_person_can_be_written_to(office: Office) -> None:
    person = office.act(add_person, NATIVE | {"name_on_letters": "Chan Tai Man"}, address=ADDRESS).result
    revision = office.act(submit_letter, reply_to(office, person)).result
    printed = PdfReader(BytesIO(office.read(stored_pdf, revision))).pages[0].extract_text()
    assert "Chan Tai Man" in printed
    assert "陳" not in printed
