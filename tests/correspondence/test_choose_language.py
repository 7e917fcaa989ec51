"""In which language a letter is drafted, and writing it in another without losing a word."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from app.basics.problems import BadInput
from app.correspondence.choose_language import choose_language, languages_of_letter
from app.correspondence.draft_letter import draft_letter
from app.correspondence.find_editing import check_draft, letter_for_editing
from app.correspondence.problems import LetterBlocked
from app.correspondence.submit_letter import submit_letter
from app.correspondence.take_facts import stale_facts, take_facts
from app.members.agree_adjustment import agree_adjustment
from app.members.edit_person import edit_person
from app.members.tables import PRINT_SIZES, AdjustmentKind
from app.office import Office
from app.staff.tables import Desk, LetterLayout
from app.store.engines import installing
from letters.block_text import to_plain
from letters.content import Letter, from_json
from letters.page import LAYOUTS
from letters.styles import POINTS
from letters.versions import untranslated
from tests.correspondence.conftest import ANSWER, write
from tests.support.acting import as_owner
from tests.support.databases import Database

BOTH = "cy-GB+en-GB"
WELSH_ANSWER = "Mae eich aelodaeth yn para tan 31 Rhagfyr 2026. Byddwn yn ysgrifennu atoch cyn hynny."


def content(office: Office, letter_id: int) -> Letter:
    return from_json(office.read(letter_for_editing, letter_id).content)


def prefers(office: Office, person_id: int, language: str, was: str = "und") -> None:
    office.act(edit_person, person_id, {"language": (was, language)})


def blocking(office: Office, letter_id: int, rule: str) -> list[str]:
    return [one.message for one in office.read(check_draft, letter_id) if one.rule == rule and one.blocks]


@pytest.mark.parametrize("language", ["cy-GB", BOTH, "en-GB+cy-GB", "en-GB"])
def test_a_letter_is_drafted_in_the_language_of_its_reader(ada: Office, person_id: int, language: str) -> None:
    prefers(ada, person_id, language)
    letter_id = ada.act(draft_letter, None, person_id, "general-reply").result
    assert content(ada, letter_id).language == language
    assert not [message for message in blocking(ada, letter_id, "C33") if "prefers" in message]


def test_a_reader_nobody_asked_is_written_to_as_the_desk_has_settled(
    ada: Office, database: Database, person_id: int
) -> None:
    assert content(ada, ada.act(draft_letter, None, person_id, "general-reply").result).language == "en-GB"
    with as_owner(database) as connection, installing(connection):
        connection.execute(update(Desk).values(unknown_language=BOTH))
    assert content(ada, ada.act(draft_letter, None, person_id, "general-reply").result).language == BOTH
    assert content(ada, ada.act(draft_letter, None, person_id, "membership-enquiry").result).language == "en-GB"


def test_another_language_keeps_every_word_of_the_one_that_stays(ada: Office, written_id: int, person_id: int) -> None:
    assert ada.read(languages_of_letter, written_id) == ("en-GB", "cy-GB", BOTH, "en-GB+cy-GB")
    prefers(ada, person_id, BOTH)
    (told,) = blocking(ada, written_id, "C33")
    assert told.startswith("The reader prefers letters in Welsh and English")
    ada.act(choose_language, written_id, BOTH)
    both = content(ada, written_id)
    assert both.language == BOTH
    assert to_plain(both.block("answer")) == ANSWER
    assert {one.block_id for one in untranslated(both)} >= {"cy-answer"}
    for one in untranslated(both):
        write(ada, written_id, one.block_id, WELSH_ANSWER)
    assert blocking(ada, written_id, "C33") == []
    ada.act(choose_language, written_id, "en-GB+cy-GB")
    turned = content(ada, written_id)
    assert (turned.blocks[0].lang, to_plain(turned.block("cy-answer"))) == ("en-GB", WELSH_ANSWER)


def test_words_in_a_language_that_is_left_out_are_not_lost(ada: Office, written_id: int) -> None:
    with pytest.raises(BadInput, match="You wrote in English here"):
        ada.act(choose_language, written_id, "cy-GB")
    assert content(ada, written_id).language == "en-GB"
    with pytest.raises(BadInput, match="no text for this letter in Malay"):
        ada.act(choose_language, written_id, "ms")


def test_it_cannot_be_submitted_before_both_languages_say_it(ada: Office, written_id: int, person_id: int) -> None:
    prefers(ada, person_id, BOTH)
    ada.act(choose_language, written_id, BOTH)
    with pytest.raises(LetterBlocked, match="has no Welsh yet"):
        ada.act(submit_letter, written_id)


def test_a_size_agreed_under_a_draft_sets_its_pages_anew(ada: Office, written_id: int, person_id: int) -> None:
    ada.act(agree_adjustment, person_id, {"kind": AdjustmentKind.LARGE_PRINT_22})
    assert any("22 point" in message for message in blocking(ada, written_id, "C32"))
    (changed,) = ada.read(stale_facts, written_id)
    assert changed.sentence == "Addressee · adjustments: was nothing, is now “Large print, 22 point”."
    with pytest.raises(LetterBlocked):
        ada.act(submit_letter, written_id)
    ada.keep(take_facts, written_id)
    assert content(ada, written_id).style == "large_print_22"
    assert blocking(ada, written_id, "C32") == []
    ada.act(submit_letter, written_id)


def test_a_letter_is_laid_out_for_the_envelopes_of_its_desk(ada: Office, database: Database, person_id: int) -> None:
    with as_owner(database) as connection, installing(connection):
        connection.execute(update(Desk).values(letter_layout=LetterLayout.UK_C5))
    assert content(ada, ada.act(draft_letter, None, person_id, "general-reply").result).layout == "uk-c5"
    assert {layout.value for layout in LetterLayout} == set(LAYOUTS)
    assert {AdjustmentKind(style) for style in POINTS if style != "standard"} == PRINT_SIZES
