"""A part of the record as a list: each line with what can be done to it, and a way to add another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.kit.flow import Flow
from ui.kit.layout import button, column, row, text
from ui.kit.status_chip import StatusChip
from ui.kit.table_data import Status

Do = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what it is, a quiet second line, a state, and its verbs. ``key`` names its widgets."""

    key: str
    title: str
    second: str = ""
    status: Status | None = None
    verbs: Sequence[tuple[str, Do]] = ()
    is_past: bool = False


class PartsList(QWidget):
    """A heading with its verbs, and lines under it; an empty list says so in one quiet sentence."""

    def __init__(self, name: str, title: str, none: str, adds: Sequence[tuple[str, Do]] = ()) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._none = none
        self._adds = [button(verb, f"{name}_add_{number}", "link") for number, (verb, _do) in enumerate(adds)]
        for made, (_verb, do) in zip(self._adds, adds, strict=True):
            made.clicked.connect(lambda _on=False, do=do: do())
        head = row(text(title, "group"), gap=12)
        head.addLayout(Flow(*self._adds, gap=12, to_right=True), 1)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self.setLayout(column(head, self._lines, gap=6))

    def show_lines(self, lines: Sequence[Line], *, why_not: str = "") -> None:
        """Show these; ``why_not`` says why nothing can be changed, and takes the verbs away."""
        while (item := self._lines.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for made in self._adds:
            made.setEnabled(not why_not)
            made.setToolTip(why_not)
        for line in lines:
            self._lines.addWidget(_line_widget(self.objectName(), line, may_change=not why_not))
        if not lines:
            self._lines.addWidget(text(self._none, "muted", wrap=True))


def _line_widget(name: str, line: Line, *, may_change: bool) -> QWidget:
    title = text(line.title, "muted" if line.is_past else None, name=f"{name}_{line.key}", wrap=True)
    words = column(title, gap=1)
    if line.second:
        words.addWidget(text(line.second, "muted-small", wrap=True))
    made = row(words, gap=12)
    made.setStretch(0, 1)
    if line.status is not None:
        made.addWidget(StatusChip(line.status))
    verbs = Flow(gap=12, to_right=True)
    made.addLayout(verbs)
    for verb, do in line.verbs if may_change else ():
        link = button(verb, f"{name}_{line.key}_{verb.lower().replace(' ', '_')}", "link")
        link.setAccessibleName(f"{verb}: {line.title}")
        link.clicked.connect(lambda _on=False, do=do: do())
        verbs.addWidget(link)
    holder = QWidget()
    holder.setLayout(made)
    return holder
