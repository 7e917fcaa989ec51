"""What is on its way is held still: nothing is typed that would go with the answer, and nothing is sent twice."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.kit.forms import Choice, Field, Form
from ui.kit.held_form import HeldForm
from ui.kit.layout import button, column

FIELDS = (
    Field("said", "What they said", "prose"),
    Field("how", "How", "choice", choices=(Choice("call", "Call"), Choice("letter", "Letter"))),
    Field("name", "Name", read_only=True),
)


def test_a_held_form_takes_no_word_and_gives_all_back_as_it_was(qtbot: QtBot) -> None:
    around, form = QWidget(), Form(FIELDS)
    save, off, out = (button(words, words.lower()) for words in ("Save", "Off", "Out"))
    off.setEnabled(False)
    around.setLayout(column(form, save, off, out))
    qtbot.addWidget(around)
    held = HeldForm(around)
    with qtbot.waitExposed(around):
        around.show()
    around.activateWindow()
    qtbot.waitUntil(around.isActiveWindow)
    said = form.widget("said")
    assert isinstance(said, QPlainTextEdit)
    said.setFocus()
    QTest.keyClicks(said, "Wants it")
    held.hold(out)
    held.hold(out)
    QTest.keyClicks(said, " now")
    assert said.toPlainText() == "Wants it"
    assert enabled(around) == {"save": False, "off": False, "out": True}
    assert not form.widget("how").isEnabled()
    held.let_go()
    QTest.keyClicks(said, " now")
    assert said.toPlainText() == "Wants it now"
    assert said.hasFocus()
    assert enabled(around) == {"save": True, "off": False, "out": True}
    QTest.keyClick(form.widget("name"), Qt.Key.Key_X)
    assert form.values()["name"] == ""


def test_what_something_else_disables_meanwhile_stays_disabled(qtbot: QtBot) -> None:
    """Also where it was enabled for a moment in between, and where all that is around it was disabled and is not."""
    around, inner = QWidget(), QWidget()
    save, off, out = (button(words, words.lower()) for words in ("Save", "Off", "Out"))
    inner.setLayout(column(save, off, out))
    around.setLayout(column(inner))
    qtbot.addWidget(around)
    held = HeldForm(around)
    held.hold()
    off.setEnabled(False)
    out.setEnabled(True)
    out.setEnabled(False)
    inner.setEnabled(True)
    assert enabled(around) == {"save": False, "off": False, "out": False}
    inner.setEnabled(False)
    held.let_go()
    inner.setEnabled(True)
    assert enabled(around) == {"save": True, "off": False, "out": False}


def enabled(around: QWidget) -> dict[str, bool]:
    names = ("save", "off", "out")
    return {name: made.isEnabled() for name in names if (made := around.findChild(QPushButton, name)) is not None}
