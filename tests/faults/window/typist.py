"""A window in a process of its own in which somebody types half a sentence; whoever started it kills it.

``python -m tests.faults.window.typist URL LOGIN PASSWORD WORDS`` says ``kept`` once the words are in the office, and
goes on as if nothing could happen. With ``MORE`` words after them the office takes nothing half typed; those are typed
into a new complaint, and ``kept`` is said once both are on this machine.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp

import platformdirs
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from app.basics.problems import DatabaseAway
from app.office import Office
from app.staff.drafts import my_drafts
from ui.complaints.complaints_page import ComplaintsPage
from ui.kit.preferences import Preferences
from ui.session import Session

LOOK_MS = 50


def main(url: str, login: str, password: str, words: str, more: str = "") -> int:
    """Type, and stay."""
    app = QApplication([])
    office = Office.sign_in(url, login, password)
    session = Session(office, Preferences(Path(mkdtemp()) / "window.ini"), use_shipped_fonts=True)
    if more:
        office.keep = away  # type: ignore[method-assign,assignment]
    session.begin()
    QTimer.singleShot(0, lambda: type_words(session, words, more))
    looks = QTimer(app, interval=LOOK_MS)
    looks.timeout.connect(lambda: say_when_kept(lambda: is_kept(session, words, more), looks))
    looks.start()
    return app.exec()


def away(*_asked: object) -> None:
    """Nothing half typed gets through to the office."""
    raise DatabaseAway("The database cannot be reached.")


def type_words(session: Session, words: str, more: str) -> None:
    """Log a contact and begin to write what was wanted; write of a complaint as well, where there is more."""
    session.matters.log()
    panel = session.matters.panel
    type_into(panel.words.widget("wanted") if panel is not None else None, words)
    if more:
        session.window.go("complaints", "complaint:new")
        page = session.window.navigator.current()
        type_into(page.log.words.widget("in_their_words") if isinstance(page, ComplaintsPage) else None, more)


def type_into(field: object, words: str) -> None:
    """With the keys, as a person does."""
    if not isinstance(field, QPlainTextEdit):
        raise TypeError("there is nothing to type in")
    field.setFocus(Qt.FocusReason.OtherFocusReason)
    QTest.keyClicks(field, words)


def is_kept(session: Session, words: str, more: str) -> bool:
    """Look past the window: into the office itself, or at what lies on this machine."""
    if more:
        folder = platformdirs.user_state_path("fairhand", appauthor=False) / "kept-words"
        there = "".join(file.read_text(encoding="utf-8") for file in folder.glob("*.json"))
        return words in there and more in there
    return any(row.text == words for row in session.office.read(my_drafts))


def say_when_kept(kept: Callable[[], bool], looks: QTimer) -> None:
    """To whoever started this."""
    if kept():
        looks.stop()
        sys.stdout.write("kept\n")
        sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
