"""A window in a process of its own in which somebody types half a sentence; whoever started it kills it.

``python -m tests.faults.window.typist URL LOGIN PASSWORD WORDS`` says ``kept`` once the words are in the office, and
goes on as if nothing could happen.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import mkdtemp

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from app.office import Office
from app.staff.drafts import my_drafts
from ui.kit.preferences import Preferences
from ui.session import Session

LOOK_MS = 50


def main(url: str, login: str, password: str, words: str) -> int:
    """Type, and stay."""
    app = QApplication([])
    session = Session(
        Office.sign_in(url, login, password), Preferences(Path(mkdtemp()) / "window.ini"), use_shipped_fonts=True
    )
    session.begin()
    QTimer.singleShot(0, lambda: type_words(session, words))
    looks = QTimer(app, interval=LOOK_MS)
    looks.timeout.connect(lambda: say_when_kept(session, words, looks))
    looks.start()
    return app.exec()


def type_words(session: Session, words: str) -> None:
    """Log a contact and begin to write what was wanted."""
    session.matters.log()
    panel = session.matters.panel
    field = panel.words.widget("wanted") if panel is not None else None
    if not isinstance(field, QPlainTextEdit):
        raise TypeError("there is nothing to type in")
    field.setFocus(Qt.FocusReason.OtherFocusReason)
    QTest.keyClicks(field, words)


def say_when_kept(session: Session, words: str, looks: QTimer) -> None:
    """Look into the office itself, past the window."""
    if any(row.text == words for row in session.office.read(my_drafts)):
        looks.stop()
        sys.stdout.write("kept\n")
        sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
