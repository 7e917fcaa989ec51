"""What differs stays readable when another theme is put on while it is shown."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.correspondence.change_words import Span
from app.correspondence.differences import BlockDifference
from ui.correspondence.difference_view import DifferenceView
from ui.kit.theme.apply import apply_theme, look

DIFFERENCE = BlockDifference("answer", "Answer", "changed", (Span("same", "You rang "), Span("added", "twice.")))


@pytest.fixture(autouse=True)
def light_again(qapp: QApplication) -> Iterator[None]:
    apply_theme(qapp, "light", use_shipped_fonts=True)
    yield
    apply_theme(qapp, "light", use_shipped_fonts=True)


def test_its_colours_are_those_of_the_theme_that_is_worn(qapp: QApplication, qtbot: QtBot) -> None:
    view = DifferenceView("view")
    qtbot.addWidget(view)
    view.show_differences([("Since then", [DIFFERENCE], "")])
    before = _inks(view)
    apply_theme(qapp, "dark", use_shipped_fonts=True)
    qtbot.waitUntil(lambda: _inks(view) != before)
    assert _inks(view) == {look().colour("text").name(), look().colour("accent").name()}
    assert "You rang twice." in view.toPlainText()


def _inks(view: DifferenceView) -> set[str]:
    """The colours of all words."""
    inks = set()
    block = view.document().begin()
    while block.isValid():
        inks |= {part.format.foreground().color().name() for part in block.textFormats() if part.length}
        block = block.next()
    return inks
