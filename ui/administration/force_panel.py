"""Beside a procedure in the making: what is wrong, what changes, what it would mean, and putting it in force."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.dates import show_date, today_here
from ui.kit.field import Field
from ui.kit.forms import Form
from ui.kit.layout import button, column, hairline, row, scrolled, text
from ui.kit.link_list import Link, LinkList

DAY, REASON, ARRIVED = "in_force_from", "reason", "received"
MOST_CHANGES = 60
WHY_PX = 76


def example_day(today: date) -> date:
    """The Friday before the next Christmas: closed days lie ahead of it."""
    christmas = date(today.year + (today >= date(today.year, 12, 18)), 12, 25)
    return christmas - timedelta(days=(christmas.weekday() - 4) % 7 or 7)


class ForcePanel(QWidget):
    """Ctrl+Enter in its form puts the version in force."""

    submitted = Signal()
    example_asked = Signal()
    form_edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("procedure_force")
        self.today = date.min
        """The office's: what is over has its cases."""
        self.wrong = LinkList("procedure_flaws")
        self.wrong.setAccessibleName("What is wrong")
        self._wrong_title = text("", "group", name="procedure_flaws_title")
        self._changes = text("", name="procedure_changes", wrap=True)
        self._changes_title = text("What changes", "group")
        self.example = Form((Field(ARRIVED, "Something received on", "date", chars=16),), name="procedure_example")
        self.example.show_values({ARRIVED: example_day(today_here())})
        self._days = text("", name="procedure_example_days", wrap=True)
        self.form = Form(
            (
                Field(
                    *(DAY, "In force from", "date"),
                    required=True,
                    validate=self._why_not_day,
                    hint="Cases logged from that day take it.",
                ),
                Field(REASON, "Why", "prose", required=True, lines=3, limit=4_000),
            ),
            name="procedure_in_force",
        )
        self.form.widget(REASON).setMaximumHeight(WHY_PX)
        self.put = button("Put in force", "procedure_put", "main", tip="Put in force  Ctrl+Enter")
        self.why_not = text("", "muted", name="procedure_why_not", wrap=True)
        self._lay_out()
        self.example.edited.connect(lambda _key: self.example_asked.emit())
        self.form.edited.connect(lambda _key: self.form_edited.emit())
        self.form.submitted.connect(self.submitted)
        self.put.clicked.connect(self.submitted)

    def show_flaws(self, links: Sequence[Link]) -> None:
        """All that is wrong, each a link to its field."""
        bad = sum(link.tone == "bad" for link in links)
        self._wrong_title.setText(f"{bad} to mend" if bad else "Nothing is wrong" if not links else "To be known")
        self.wrong.show_links(links)
        self.wrong.setVisible(bool(links))
        self._fit_flaws()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_flaws()

    def _fit_flaws(self) -> None:
        """As high as its wrapped sentences, up to a third of the panel."""
        room = QRect(0, 0, max(120, self.width() - 88), 10_000)
        measure = self.wrong.fontMetrics()
        high = sum(
            measure.boundingRect(room, Qt.TextFlag.TextWordWrap, sentence).height() + 14
            for sentence in self.wrong.sentences()
        )
        self.wrong.setFixedHeight(min(max(self.height() // 3, 120), high + 8))

    def show_changes(self, sentences: Sequence[str]) -> None:
        """Before → after."""
        more = len(sentences) - MOST_CHANGES
        shown = [*sentences[:MOST_CHANGES], *([f"… and {more} more."] if more > 0 else [])]
        self._changes.setText("\n\n".join(shown) or "Nothing yet: it says what the version says that it is made from.")

    def show_example(self, sentences: Sequence[str]) -> None:
        self._days.setText("\n\n".join(sentences))

    def show_why_not(self, sentence: str) -> None:
        """Why it cannot be put in force now; empty where it can."""
        self.why_not.setText(sentence)
        self.why_not.setVisible(bool(sentence))
        self.put.setEnabled(not sentence)
        self.put.setToolTip(sentence or "Put in force  Ctrl+Enter")

    def why_not_now(self) -> str:
        """What is wrong with the day that is typed; empty where it may be, or none is typed yet."""
        return self.form.editor(DAY).problem() or self._why_not_day(self.form.values()[DAY]) or ""

    def _why_not_day(self, day: date | None) -> str | None:
        if day is None or day >= self.today:
            return None
        return f"{show_date(day)} is over: a version comes in force today or later."

    def arrived(self) -> date | None:
        """The day of the example."""
        found = self.example.values()[ARRIVED]
        return found if isinstance(found, date) else None

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setLayout(
            column(
                self._wrong_title,
                self.wrong,
                8,
                self._changes_title,
                self._changes,
                8,
                text("For example", "group"),
                self.example,
                self._days,
                None,
                edge=16,
            )
        )
        below = QWidget()
        below.setLayout(column(self.form, self.why_not, row(None, self.put), gap=8, edge=16))
        below.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        whole = column(scrolled(inside), hairline(), below, gap=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self.setMinimumWidth(300)
