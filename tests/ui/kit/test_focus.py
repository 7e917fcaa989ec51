"""Tab goes through a ground as it is laid out, however often what stands in it is made anew."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.kit.flow import Flow
from ui.kit.focus import tab_as_read
from ui.kit.layout import button, column, row


def test_rows_within_rows_are_gone_through_in_their_places(qtbot: QtBot) -> None:
    ground, flow = QWidget(), QWidget()
    names = ["last", "usual", "second", "third", "first"]
    made = {name: button(name, name) for name in names}
    flow.setLayout(Flow(made["usual"]))
    lines = column()
    ground.setLayout(column(made["first"], row(made["second"], column(made["third"])), lines, flow, made["last"]))
    qtbot.addWidget(ground)
    for turn in range(3):
        while (old := lines.takeAt(0)) is not None:
            gone = old.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        line = QWidget()
        line.setLayout(column(button("change", f"change_{turn}"), row(button("back", f"back_{turn}"))))
        lines.addWidget(line)
        tab_as_read(ground)
        assert gone_through(made["first"], 7) == [
            *("first", "second", "third", f"change_{turn}", f"back_{turn}", "usual", "last")
        ]


def gone_through(first: QWidget, stops: int) -> list[str]:
    """The buttons in the order of Tab."""
    found = [first.objectName()]
    at = first.nextInFocusChain()
    while len(found) < stops and at is not None and at is not first:
        if isinstance(at, QPushButton):
            found.append(at.objectName())
        at = at.nextInFocusChain()
    return found
