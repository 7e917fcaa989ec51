"""The small form of one deed, over what is in hand; Enter or Ctrl+Enter does it, Esc leaves it.

What is half typed is kept, and stands here again when the same is begun again, on any desk.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.basics.problems import BadInput
from app.staff.drafts import drafts_of
from ui.complaints.deed import Deed
from ui.complaints.opening import OpenCase
from ui.kit.desk import Desk
from ui.kit.focus import CameFrom
from ui.kit.forms import Form
from ui.kit.held_form import HeldForm
from ui.kit.layout import button, column, panel, row, text
from ui.parts.growing import grow_with_text
from ui.parts.keeping import Keeper


class DeedPanel(QWidget):
    """Hidden until a deed is begun; ``came_from`` knows where the person was."""

    done = Signal(str)
    """The sentence that says what happened."""
    did = Signal(str, int, object)
    """The key of the deed that was done, its target, and what its verb returned."""
    left = Signal()
    """Nothing was done, or all is done: the panel is free."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("deed")
        self._desk = desk
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(16, 12, 16, 12)
        self._layout.addStretch(1)
        self._panel: QWidget | None = None
        self._deed: Deed | None = None
        self._case: OpenCase | None = None
        self._target = 0
        self.form: Form | None = None
        self._held: HeldForm | None = None
        self._is_seen = False
        """Whether what was kept of this deed stands in the form, or there is nothing of the kind."""
        self.keeper = Keeper(desk, self.parked, self)
        self.came_from = CameFrom(self)
        self.hide()

    def begin(self, deed: Deed, case: OpenCase, target: int) -> None:
        """Ask for what the deed needs; ``target`` is the complaint's or the point's id."""
        self.came_from.note()
        self.leave()
        self._deed, self._case, self._target = deed, case, target
        self.form = Form(deed.fields(case), name=f"deed_{deed.key}", today=lambda: case.today)
        self.form.submitted.connect(self.submit)
        self.form.edited.connect(self._on_edited)
        do = button(deed.button, "deed_do", "main", tip=f"{deed.button}  Ctrl+Enter")
        do.clicked.connect(self.submit)
        back = button("Leave it", "deed_leave", tip="Leave it; what is typed is kept  Esc")
        back.clicked.connect(self._give_up)
        self._away = button("Throw away", "deed_throw_away", "link")
        self._away.clicked.connect(self._throw_away)
        self._away.hide()
        self._general = text("", "field-problem", name="deed_problem", wrap=True)
        self._general.hide()
        says = text(deed.says, "muted", wrap=True)
        self._panel = panel(
            column(
                text(deed.title.removesuffix("…"), "section"),
                says,
                _Fields(self.form),
                self._general,
                row(self._away, None, back, do),
                gap=8,
                edge=16,
            ),
            part="card",
        )
        self._layout.insertWidget(0, self._panel)
        grow_with_text(self._panel)
        self._held = HeldForm(self._panel)
        self._look_for_words(deed.draft(case.record.id, target))
        self.show()
        if self.form.values():
            self.form.focus()
        else:
            do.setFocus()

    def parked(self) -> dict[str, str]:
        """What is half typed, word for word."""
        return self.form.parked() if self.form is not None else {}

    def leave(self) -> None:
        """Fold the panel; nothing is done, and what is typed is kept."""
        self.keeper.watch("", {})
        if self._held is not None:
            self._held.let_go()
        if self._panel is not None:
            self._layout.removeWidget(self._panel)
            self._panel.hide()
            self._panel.deleteLater()
            self._panel = None
        self._deed = self.form = None
        self.hide()

    def wanted_height(self, width: int) -> int:
        """How high it stands with nothing to be scrolled."""
        layout = self._layout
        return layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalSizeHint().height()

    def submit(self) -> None:
        """Do the deed with what was typed."""
        if self._deed is None or self.form is None or self._case is None or self._held is None:
            return
        if self._held.is_held or not self.form.check():
            return
        values = self.form.values()
        given = dict(values)
        target = given.pop(self._deed.target) if self._deed.target else self._target
        forget = self._way_to_forget(values)
        self._held.hold()
        self._desk.act(
            self,
            self._deed.verb,
            target,
            *(self._deed.given(given) if self._deed.given else given.values()),
            then=partial(self._on_done, self.form, forget, self._deed, self._case, values, target),
            failed=partial(self._on_failed, self.form),
        )

    def _way_to_forget(self, values: Mapping[str, Any]) -> Callable[[], None]:
        """Words that are kept and came too late to be seen were not sent: they stay kept."""
        subject = self.keeper.subject
        if self._is_seen:
            return partial(self.keeper.forget_of, subject, dict.fromkeys(values, ""))
        return partial(self.keeper.forget_fields, subject, list(self.parked()))

    def _on_done(
        self,
        form: Form,
        forget: Callable[[], None],
        deed: Deed,
        case: OpenCase,
        values: dict[str, Any],
        target: int,
        result: Any,
    ) -> None:
        """Whoever has begun something else meanwhile is told, and stays with it."""
        forget()
        stayed = form is self.form
        if stayed:
            self.leave()
        self.done.emit(deed.done(case, values) if deed.done else str(result))
        if stayed:
            self.did.emit(deed.key, target, result)
            self.left.emit()

    def _on_failed(self, form: Form, error: Exception) -> bool:
        if form is not self.form or self._held is None:
            return False
        self._held.let_go()
        if not self._is_seen:
            self._look_for_words(self.keeper.subject)
        if not isinstance(error, BadInput):
            return False
        keys = set(form.values())
        form.show_problems([problem for problem in error.problems if problem.field in keys])
        others = [problem.sentence for problem in error.problems if problem.field not in keys]
        self._general.setText(" ".join(others))
        self._general.setVisible(bool(others))
        return True

    def _look_for_words(self, subject: str) -> None:
        """Asked for in order with what is kept: of a form that was left a moment ago nothing is missing."""
        self.keeper.watch(subject, {})
        self._is_seen = False
        if subject:
            self._desk.keep(self, drafts_of, subject, then=partial(self._restore, subject))

    def _restore(self, subject: str, words: Mapping[str, str]) -> None:
        """What was typed meanwhile stands over them; what is on its way already goes without them."""
        if self.form is None or self._held is None or subject != self.keeper.subject or self._held.is_held:
            return
        self._is_seen = True
        if not words:
            return
        self.form.restore({**words, **self.form.parked()})
        self.keeper.watch(subject, dict(words))
        self._away.show()

    def _on_edited(self, _key: str) -> None:
        self._away.setVisible(bool(self.keeper.subject) and bool(self.parked()))
        self.keeper.touched()

    def _throw_away(self) -> None:
        self.keeper.forget()
        self._give_up()

    def _give_up(self) -> None:
        self.leave()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._give_up()
            return
        super().keyPressEvent(event)


class _Fields(QScrollArea):
    """As high as the fields are; on a low window they are gone through, not cut, and the buttons stay."""

    def __init__(self, form: Form) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._form = form
        self.setWidget(form)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        form, room = self._form, self.viewport().width()
        high = form.heightForWidth(room) if form.hasHeightForWidth() else form.sizeHint().height()
        return QSize(super().sizeHint().width(), high + 2 * self.frameWidth())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fields that grow or are told what is wrong want another height."""
        if watched is self._form and event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()
