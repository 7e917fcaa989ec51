"""A sheet: one form over the record, with a quiet panel beside it; saving, refusals and conflicts are told in place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.basics.problems import BadInput, Conflict
from app.correspondence.would_stop import Planned
from app.members.reasons import REASON, REASON_CHARS
from app.record.history import FieldChange, history
from ui.kit.conflict import ConflictView, Merged
from ui.kit.dates import show_moment
from ui.kit.desk import Desk
from ui.kit.field import Field
from ui.kit.forms import Form
from ui.kit.held_form import HeldForm
from ui.kit.layout import button, column, hairline, row, scrolled, text
from ui.members.fields import Part
from ui.members.stops_list import StopsList
from ui.parts.growing import grow_with_text
from ui.parts.keeping import Keeper, emptied_too, with_emptied

Values = dict[str, Any]

WHY = Field(REASON, "Why", limit=REASON_CHARS, hint="May stay empty. It stands in the history beside what was changed.")


def nothing_to_say(_values: Values) -> str:
    """No reason is needed."""
    return ""


@dataclass(frozen=True, slots=True)
class Call:
    """What saving a sheet does: a verb and all it takes after ``work``; ``why`` stands in the history."""

    verb: Callable[..., Any]
    args: tuple[Any, ...] = ()
    more: Mapping[str, Any] = field(default_factory=dict)
    why: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One form as data. ``call`` gets the edits of what is on record, or all values of what is new.

    ``draft`` is the subject under which it is kept while it is half typed.
    ``seen`` is what is on record; None means a new thing, which starts from ``start``. ``subject`` (``table:id``)
    gives each field its history. ``notes`` says what stands under a field while it is typed in. ``rebuild`` gives
    other parts when the value of a field decides them, such as an address by its country.
    """

    name: str
    title: str
    save: str
    parts: Sequence[Part]
    call: Callable[[Any], Call]
    labels: Mapping[str, str]
    seen: Values | None = None
    start: Values = field(default_factory=dict)
    subject: str = ""
    draft: str = ""
    note: str = ""
    notes: Mapping[str, Callable[[Values], str]] = field(default_factory=dict)
    rebuild: tuple[str, Callable[[Any], Sequence[Part]]] | None = None
    why: Callable[[Values], str] | None = nothing_to_say
    """What must be said of the change as it stands in the form, empty where nothing must; None asks for no reason."""
    stops: Callable[[Values], Planned | None] | None = None
    """What the change as it stands in the form does to letters on their way; None where it does nothing to any."""
    why_label: str = "Why"
    focus: str = ""
    """The field where typing begins, if not in the first."""


class SheetView(QWidget):
    """Ctrl+Enter saves, Esc puts it down, F8 tells the history of the field one is in.

    What is half typed is kept at each pause and stands here again, on any desk.
    """

    saved = Signal(object)
    """What the verb returned."""
    left = Signal()
    thrown_away = Signal(object)
    """What stood here, as ``restore`` takes it."""
    typed = Signal()
    subject_asked = Signal(str)
    """A letter (``letter:ID``) that the change would stop."""

    def __init__(self, desk: Desk, sheet: Sheet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(sheet.name)
        self.sheet = sheet
        self._desk = desk
        self._save = button(sheet.save, f"{sheet.name}_save", "main", tip=f"{sheet.save}  Ctrl+Enter")
        self._back = button("Put down", f"{sheet.name}_back", tip="Put down; what is typed is kept  Esc")
        self._away = button("Throw away", f"{sheet.name}_throw_away", "link")
        self._words = text("", "field-problem", name=f"{sheet.name}_problem", wrap=True)
        self._words.hide()
        self.stops = StopsList(desk)
        self.stops.letter_asked.connect(lambda number: self.subject_asked.emit(f"letter:{number}"))
        self.side = QVBoxLayout()
        self.form = self._new_form(sheet.parts)
        self._holder = QVBoxLayout()
        self._holder.setContentsMargins(0, 0, 16, 0)
        self._holder.addWidget(self.form)
        self._holder.addStretch(1)
        self.keeper = Keeper(desk, lambda: emptied_too(self.form.parked()), self)
        self._held = HeldForm(self)
        self._lay_out()
        self._fill()
        self._show_notes()
        self._ask_why()
        self.keeper.watch(sheet.draft, {})
        self._tell_dirty()

    def restore(self, kept: Mapping[str, str]) -> None:
        """Bring back what was half typed."""
        words = with_emptied(kept)
        self.form.restore(words)
        if self.sheet.rebuild is not None and self.sheet.rebuild[0] in words:
            self._rebuild()
            self.form.restore(words)
        self.keeper.watch(self.sheet.draft, dict(kept))
        self._show_notes()
        self._ask_why()
        self._tell_dirty()

    def throw_away(self) -> None:
        """Forget what was typed and go back."""
        words = emptied_too(self.form.parked())
        self.keeper.forget()
        self.thrown_away.emit(words)

    def focus_first(self) -> None:
        """Where typing begins."""
        self.form.focus(self.sheet.focus or None)

    def values(self) -> Values:
        """What stands in the form now."""
        return self.form.values()

    def is_dirty(self) -> bool:
        return self.form.is_dirty()

    def show_side(self, widget: QWidget) -> None:
        """Put something beside the form in place of what is there."""
        while (item := self.side.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.side.addWidget(widget)
        self.side.addStretch(1)

    def leave(self) -> None:
        """Put it down; not while there is a word in it that cannot be kept: that is marked."""
        if self.keeper.held_back():
            self.form.check()
        else:
            self.left.emit()

    def submit(self) -> None:
        """Save, unless something is wrong; then say what, all at once."""
        if not self.form.check() or not self._save.isEnabled():
            return
        what = self.form.edits() if self.sheet.seen is not None else self.form.values()
        self._send({key: value for key, value in what.items() if key != REASON})

    def _lay_out(self) -> None:
        head = [text(self.sheet.title, "page-name", name=f"{self.sheet.name}_title", wrap=True)]
        if self.sheet.note:
            head.append(text(self.sheet.note, "muted", wrap=True))
        body, beside = QWidget(), QWidget()
        body.setLayout(self._holder)
        beside.setLayout(self.side)
        beside.setFixedWidth(280)
        self.side.setContentsMargins(16, 0, 0, 0)
        if self.sheet.subject:
            self.side.addWidget(text("F8 tells who changed the field you are in, and when.", "muted", wrap=True))
        self.side.addStretch(1)
        whole = column(*head, 4, row(scrolled(body), hairline(upright=True), beside, gap=0))
        whole.addWidget(self.stops)
        whole.addWidget(self._words)
        whole.addLayout(row(self._save, self._back, None, self._away))
        whole.setContentsMargins(16, 16, 16, 16)
        self.setLayout(whole)
        self._save.clicked.connect(self.submit)
        self._back.clicked.connect(self.leave)
        self._away.clicked.connect(self.throw_away)

    def _new_form(self, parts: Sequence[Part]) -> Form:
        asked = [*parts, replace(WHY, label=self.sheet.why_label)] if self.sheet.why is not None else parts
        form = Form(asked, name=f"{self.sheet.name}_form")
        form.submitted.connect(self.submit)
        form.edited.connect(self._on_edited)
        grow_with_text(form)
        return form

    def _fill(self) -> None:
        if self.sheet.seen is not None:
            self.form.show_values(self.sheet.seen)
        elif self.sheet.start:
            self.form.show_values({**self.form.values(), **self.sheet.start})

    def _on_edited(self, key: str) -> None:
        self._show_notes()
        if self.sheet.rebuild is not None and key == self.sheet.rebuild[0]:
            self._rebuild()
        self._ask_why()
        self.keeper.touched()
        self._tell_dirty()
        self.typed.emit()

    def _show_notes(self) -> None:
        """What stands under each field that looks at what is typed, there or elsewhere."""
        for key, note in self.sheet.notes.items():
            self.form.show_note(key, note(self.form.values()))

    def _ask_why(self) -> None:
        """Say what must be said of the change, as soon as it is one that needs a reason, and what it stops."""
        self.stops.ask(self.sheet.stops(self.form.values()) if self.sheet.stops is not None else None)
        if self.sheet.why is not None:
            self.form.show_note(REASON, self.sheet.why(self.form.values()) or WHY.hint)

    def _rebuild(self) -> None:
        """Other parts with the same words in them."""
        if self.sheet.rebuild is None:
            return
        key, parts_for = self.sheet.rebuild
        parked, chosen, old = self.form.parked(), self.form.values()[key], self.form
        self.form = self._new_form(parts_for(chosen))
        self._fill()
        self.form.restore(parked)
        self._holder.replaceWidget(old, self.form)
        old.hide()
        old.deleteLater()
        self.form.focus(key)

    def _send(self, what: Values) -> None:
        call, why = self.sheet.call(what), str(self.form.values().get(REASON, ""))
        self._tell("")
        self._held.hold()
        self._desk.act(
            self,
            call.verb,
            *call.args,
            **call.more,
            why=call.why or why,
            then=self._on_saved,
            failed=self._failed,
        )

    def _on_saved(self, result: Any) -> None:
        self._held.let_go()
        self.form.mark_saved()
        self.keeper.forget()
        self.saved.emit(result)

    def _failed(self, error: Exception) -> bool:
        self._held.let_go()
        if isinstance(error, BadInput):
            self._refused(error)
        elif isinstance(error, Conflict) and error.conflicts:
            self._choose(error)
        else:
            return False
        return True

    def _refused(self, error: BadInput) -> None:
        keys = set(self.form.values())
        self.form.show_problems([problem for problem in error.problems if problem.field in keys])
        self._tell(" ".join(problem.sentence for problem in error.problems if problem.field not in keys))

    def _tell_dirty(self) -> None:
        dirty = self.is_dirty()
        self._back.setText("Put down" if dirty else "Go back")
        self._away.setVisible(dirty)

    def _tell(self, words: str) -> None:
        self._words.setText(f"▲ {words}" if words else "")
        self._words.setVisible(bool(words))

    def _choose(self, conflict: Conflict) -> None:
        """Somebody changed the same field meanwhile: both are shown, and one is chosen."""
        view = ConflictView(conflict, self.sheet.labels, self)
        view.accepted.connect(lambda: self._take(conflict, view.merged()))
        view.finished.connect(view.deleteLater)
        view.open()

    def _take(self, conflict: Conflict, merged: Merged) -> None:
        """What was chosen stands in the form, which is saved again: whatever else is wrong, it is not asked again."""
        self.form.show_stored_meanwhile({entry.field: entry.theirs for entry in conflict.conflicts})
        self.form.change_values({field: new for field, (_theirs, new) in merged.edits.items()})
        self.keeper.touched()
        self.submit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() == Qt.Key.Key_F8 and self.sheet.subject:
            self.show_history()
        else:
            super().keyPressEvent(event)

    def show_history(self) -> None:
        """Beside the form: every value of the field with the focus, newest first."""
        key = next((key for key in self.form.values() if self.form.widget(key) is self.focusWidget()), None)
        if key is None or key == REASON:
            return
        label = self.sheet.labels.get(key, key)
        self._desk.read(self, history, self.sheet.subject, key, then=lambda found: self._show_found(label, found))

    def _show_found(self, label: str, changes: Sequence[FieldChange]) -> None:
        lines = [text(f"History of {label}", "group", name="field_history")]
        lines += [history_line(change) for change in changes]
        if not changes:
            lines.append(text("Never changed since the record began.", "muted", wrap=True))
        holder = QWidget()
        holder.setLayout(column(*lines, gap=12))
        self.show_side(holder)


def history_line(change: FieldChange) -> QLabel:
    """Who, when, from what to what, and why."""
    was = f"{change.old} → {change.new or '(empty)'}" if change.old else change.new
    why = f"\n{change.why}" if change.why else ""
    return text(f"{was}\n{show_moment(change.at)}, {change.who}{why}", wrap=True)
