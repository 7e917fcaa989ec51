"""Words survive: a database that is away, a window that is gone, a letter that somebody else wrote meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from app.basics.problems import DatabaseAway
from app.correspondence.find_editing import letter_for_editing
from app.office import Office
from letters.block_text import to_plain
from letters.content import from_json
from tests.ui.correspondence_editor.conftest import OpenWindow, Window, write

pytestmark = pytest.mark.only_on("sqlite")


class Cable:
    """Between the window and the office; it can be pulled out."""

    def __init__(self, office: Office) -> None:
        self.office, self.actor, self.is_out = office, office.actor, False

    def _through(self, call: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        if self.is_out:
            raise DatabaseAway("The database cannot be reached.", "Nothing was saved.")
        return call(*args, **kwargs)

    def read(self, *args: Any, **kwargs: Any) -> Any:
        return self._through(self.office.read, *args, **kwargs)

    def act_once(self, *args: Any, **kwargs: Any) -> Any:
        return self._through(self.office.act_once, *args, **kwargs)

    def keep(self, *args: Any, **kwargs: Any) -> Any:
        return self._through(self.office.keep, *args, **kwargs)


def stored(office: Office, letter_id: int) -> str:
    return to_plain(from_json(office.read(letter_for_editing, letter_id).content).block("answer"))


def shown(window: Window) -> str:
    return window.editor.parts.text.row("answer").words.toPlainText()


def type_more(window: Window, text: str) -> None:
    editor = window.editor.parts.text.row("answer").words
    editor.setFocus()
    editor.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(editor, text)


def saved_line(window: Window) -> str:
    found = window.main.findChild(QLabel, "letter_saved")
    assert found is not None
    return found.text()


def pull_and_type(window: Window, cable: Cable) -> None:
    """Type while the database is away, and wait until the window says where the words are."""
    cable.is_out = True
    type_more(window, " Typed in the dark.")
    window.qtbot.waitUntil(lambda: "kept on this machine" in saved_line(window))


def test_words_typed_while_the_database_is_away_are_saved_when_it_is_back(
    ada: Office, reply_id: int, open_window: OpenWindow
) -> None:
    cable = Cable(ada)
    window = open_window(cable)  # type: ignore[arg-type]
    window.edit(reply_id)
    type_more(window, " First.")
    window.saved()
    pull_and_type(window, cable)
    assert saved_line(window).startswith("Not saved since ")
    assert window.page.unsaved_words()
    cable.is_out = False
    window.editor.keeper.flush()
    window.saved()
    assert stored(ada, reply_id).endswith("First. Typed in the dark.")
    assert saved_line(window).startswith("Saved ")


def test_what_only_this_machine_has_is_back_when_the_letter_is_opened_again(
    ada: Office, reply_id: int, open_window: OpenWindow
) -> None:
    cable = Cable(ada)
    window = open_window(cable)  # type: ignore[arg-type]
    window.edit(reply_id)
    pull_and_type(window, cable)
    assert not stored(ada, reply_id).endswith("dark.")
    again = open_window(ada)
    again.edit(reply_id)
    assert shown(again).endswith("Typed in the dark.")
    again.saved()
    assert stored(ada, reply_id).endswith("Typed in the dark.")
    assert any("only on this machine" in sentence for sentence in again.notices())


def test_words_over_a_letter_that_changed_meanwhile_are_offered_not_put_in(
    ada: Office, reply_id: int, open_window: OpenWindow
) -> None:
    cable = Cable(ada)
    window = open_window(cable)  # type: ignore[arg-type]
    window.edit(reply_id)
    pull_and_type(window, cable)
    write(ada, reply_id, "answer", "Written at another desk.")
    again = open_window(ada)
    again.edit(reply_id)
    assert shown(again) == "Written at another desk."
    (offer,) = [notice for notice in again.main.notices.notices() if notice.key == "letter-kept"]
    assert offer.do is not None
    offer.do()
    again.saved()
    assert stored(ada, reply_id).endswith("Typed in the dark.")


def test_leaving_the_page_saves_what_waits_for_a_pause(ada: Office, reply_id: int, open_window: OpenWindow) -> None:
    window = open_window(ada)
    window.edit(reply_id)
    type_more(window, " Not yet paused.")
    window.main.go("register")
    window.qtbot.waitUntil(lambda: not window.desk.is_acting)
    assert stored(ada, reply_id).endswith("Not yet paused.")


def test_words_of_one_letter_never_reach_another(
    ada: Office, reply_id: int, person_id: int, open_window: OpenWindow
) -> None:
    """The database goes while one letter is written; another is opened before it is back."""
    from app.correspondence.draft_letter import draft_letter

    other = ada.act(draft_letter, None, person_id, "general-reply").result
    before = stored(ada, other)
    cable = Cable(ada)
    window = open_window(cable)  # type: ignore[arg-type]
    window.edit(reply_id)
    pull_and_type(window, cable)
    window.open(f"letter:{other}")
    cable.is_out = False
    window.editor.read_again()
    window.wait_for_letter()
    window.editor.keeper.flush()
    window.qtbot.waitUntil(lambda: not window.desk.is_acting)
    assert stored(ada, other) == before
    assert "dark" not in stored(ada, reply_id)
    window.edit(reply_id)
    window.saved()
    assert stored(ada, reply_id).endswith("Typed in the dark.")


def test_another_desks_words_are_shown_where_nothing_waits_here(
    ada: Office, reply_id: int, open_window: OpenWindow
) -> None:
    window = open_window(ada)
    window.edit(reply_id)
    write(ada, reply_id, "answer", "Written in my other window.")
    window.desk.changed_elsewhere(frozenset({f"letter:{reply_id}"}))
    window.qtbot.waitUntil(lambda: shown(window) == "Written in my other window.")


def test_words_in_hand_are_not_overwritten_by_what_is_read(ada: Office, reply_id: int, open_window: OpenWindow) -> None:
    window = open_window(ada)
    window.edit(reply_id)
    type_more(window, " In hand.")
    window.desk.changed_elsewhere(frozenset({f"letter:{reply_id}"}))
    window.saved()
    assert shown(window).endswith("In hand.")
    assert stored(ada, reply_id).endswith("In hand.")


def test_two_windows_of_one_person_lose_no_words(ada: Office, reply_id: int, open_window: OpenWindow) -> None:
    first, second = open_window(ada), open_window(ada)
    first.edit(reply_id)
    second.edit(reply_id)
    type_more(first, " Of the first.")
    first.saved()
    type_more(second, " Of the second.")
    second.qtbot.waitUntil(lambda: any("changed in another window" in sentence for sentence in second.notices()))
    second.qtbot.waitUntil(lambda: shown(second).endswith("Of the first."))
    assert stored(ada, reply_id).endswith("Of the first.")
    (offer,) = [notice for notice in second.main.notices.notices() if notice.key == "letter-kept"]
    assert offer.do is not None
    offer.do()
    second.saved()
    assert stored(ada, reply_id).endswith("Of the second.")


def test_a_window_goes_on_from_its_own_saves(ada: Office, reply_id: int, open_window: OpenWindow) -> None:
    """Also from those whose answer it has not heard yet."""
    window = open_window(ada)
    window.edit(reply_id)
    for words in (" One.", " Two.", " Three."):
        type_more(window, words)
        window.editor.keeper.flush()
    window.saved()
    assert stored(ada, reply_id).endswith("One. Two. Three.")
    assert not [one for one in window.main.notices.notices() if one.key == "letter-overtaken"]
