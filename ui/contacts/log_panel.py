"""Log a contact beside whatever page is shown: one matter, from the first word to saved or put down."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from app.basics.problems import BadInput
from app.contacts.callers import Callers, callers_of, preset_kind
from app.contacts.log_contact import log_contact
from app.contacts.when import WhenNotUnderstood, parse_past
from ui.contacts.caller_check import CallerCheckBox
from ui.contacts.fields import LONG, WORDS_FIELDS, head_fields
from ui.contacts.promise_rows import PromiseRows
from ui.kit.desk import Desk, Ticket
from ui.kit.flow import Flow
from ui.kit.forms import Form
from ui.kit.held_form import HeldForm
from ui.kit.held_key import once
from ui.kit.layout import button, column, panel, row, scrolled, text
from ui.parts.growing import grow_with_text
from ui.parts.keeping import Keeper
from ui.parts.person_pick import PersonPick
from ui.parts.spell_check import check_spelling_in


class LogPanel(QWidget):
    """``subject`` names its draft (``contact:new:<token>``); the words are kept at each pause."""

    logged = Signal(int, object)
    """The id of the contact, and what to do next with it: "", "complaint" or "settled"."""
    put_down = Signal()
    thrown_away = Signal()

    def __init__(self, desk: Desk, zone: str, subject: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("log_panel")
        self.setAccessibleName("Log a contact")
        self.desk, self.subject, self._zone = desk, subject, zone
        self._held = HeldForm(self)
        self._callers: Callers | None = None
        self._asked: Ticket | None = None
        self.person = PersonPick(desk, "Person")
        self.head = Form(head_fields(zone), name="log_head")
        self.check = CallerCheckBox()
        self.words = Form(WORDS_FIELDS, name="log_words")
        self.promises = PromiseRows(zone)
        self.keeper = Keeper(desk, self.parked, self)
        self.keeper.watch(subject, {})
        self._problem = text("", "field-problem", name="log_problem", wrap=True)
        self._problem.hide()
        self._lay_out()
        self._connect()
        check_spelling_in(self, desk.preferences)
        grow_with_text(self.words)
        self._show_kind()
        self._show_dissatisfied()

    def title(self) -> str:
        """One line that names the matter in the strip of what was put down."""
        who = self.person.name() or str(self.head.values()["caller_name"]) or "Somebody"
        wanted = " ".join(str(self.words.values()["wanted"]).split())
        return f"{who}: {wanted[:40]}" if wanted else who

    def is_empty(self) -> bool:
        """Whether nothing was typed that would be missed."""
        forms = (self.words, self.promises, self.head)
        return not (any(form.parked() for form in forms) or self.check.checked() or self.person.sought())

    def parked(self) -> dict[str, str]:
        """All that stands here, word for word, and where the cursor was."""
        found = {f"head.{key}": value for key, value in self.head.parked().items()}
        found |= {f"words.{key}": value for key, value in self.words.parked().items()}
        found["promises"] = self.promises.parked()
        found["checked"] = " ".join(self.check.checked())
        found |= self.person.parked()
        found["cursor"] = self._cursor() if any(found.values()) else ""
        return {key: value for key, value in found.items() if value}

    def restore(self, parked: dict[str, str]) -> None:
        """Bring a matter back to the same word."""
        for prefix, form in (("head.", self.head), ("words.", self.words)):
            form.restore({key.removeprefix(prefix): v for key, v in parked.items() if key.startswith(prefix)})
        self.person.restore(parked)
        self._read_callers()
        self._show_kind()
        self._show_dissatisfied()
        self.check.restore(parked.get("checked", "").split())
        self.promises.restore(parked.get("promises", ""))
        self.keeper.watch(self.subject, parked)
        self._go_to(parked.get("cursor", ""))

    def begin(self, person_id: int | None, name: str) -> None:
        """Begin with the person of the page one is on, if there is one."""
        if person_id is not None:
            self.person.show_person(person_id, name)
            self._read_callers()
        self.focus_first()

    def focus_first(self) -> None:
        """Where work begins: the words, or who it is where nobody is chosen yet."""
        if self.person.person_id is None:
            self.person.field.setFocus()
        else:
            self.words.focus("wanted")

    def toggle_dissatisfied(self) -> None:
        """Ctrl+D: mark, and go to what it is about."""
        marked = not self.words.values()["dissatisfied"]
        self.words.change_values({"dissatisfied": marked})
        self._show_dissatisfied()
        self.words.focus("dissatisfied_about" if marked else "wanted")

    def save(self, then: str = "") -> None:
        """Log it; ``then`` "complaint" goes on to log the complaint with all that stands here.

        "settled" does so by the short form, for what was settled at first contact.
        """
        if self._held.is_held or not self._may_save():
            return
        values = self._values()
        self._held.hold()
        self.desk.act(
            self, log_contact, self.person.person_id, **values, then=lambda i: self._saved(i, then),
            failed=self._failed,
        )  # fmt: skip

    def _values(self) -> dict[str, Any]:
        head, words = self.head.values(), self.words.values()
        marked = bool(words["dissatisfied"])
        return {
            "channel": head["channel"],
            "direction": head["direction"] or "in",
            "happened_at": self._happened() if str(head["happened"]).strip() else None,
            "caller_kind": head["caller_kind"] or "unknown",
            "caller_name": head["caller_name"],
            "wanted": words["wanted"],
            "said": words["said"],
            "checked": self.check.checked(),
            "dissatisfied": marked,
            "dissatisfied_about": words["dissatisfied_about"] if marked else "",
            "complaint_wanted": words["complaint_wanted"] if marked else None,
            "promises": self.promises.promises(),
        }

    def _happened(self) -> datetime:
        now = datetime.now(UTC)
        words = str(self.head.values()["happened"])
        return parse_past(words, now, self._zone) if words.strip() else now

    def _day(self) -> date:
        """The day of the contact at this desk; today while it cannot be read."""
        try:
            at = self._happened()
        except WhenNotUnderstood:
            at = datetime.now(UTC)
        return at.astimezone(ZoneInfo(self._zone)).date()

    def may_be_kept(self) -> bool:
        """Whether it can be put down: all of it may be kept, else that is marked, and it is not being logged."""
        if self._held.is_held:
            return False
        is_short = all(len(str(text)) <= LONG for text in self.words.values().values())
        if is_short and not self.keeper.held_back():
            return True
        self.keeper.keep_now()
        self._may_save()
        return False

    def _may_save(self) -> bool:
        well = self._is_nobody_sought()
        well = self.promises.check() and well
        well = self.head.check() and well
        return self.words.check() and well

    def _is_nobody_sought(self) -> bool:
        """Whether nothing stands in the search line that would be lost: whoever is looked for is not chosen yet."""
        if self.person.sought():
            self.person.tell(
                "Choose one of those found, or empty this line: there is a field for another caller's name."
            )
        return not self.person.sought()

    def _saved(self, contact_id: int, then: str) -> None:
        self.keeper.forget()
        self.logged.emit(contact_id, then)

    def _failed(self, error: Exception) -> bool:
        self._held.let_go()
        if not isinstance(error, BadInput):
            return False
        problems = {problem.field: problem.sentence for problem in error.problems}
        problems["happened"] = problems.pop("happened_at", "")
        shown = {key: sentence for key, sentence in problems.items() if sentence}
        self.head.show_problems({key: s for key, s in shown.items() if key in self.head.values()})
        self.words.show_problems({key: s for key, s in shown.items() if key in self.words.values()})
        self.promises.show_problems(shown)
        unmarked = [s for key, s in shown.items() if not self._is_marked(key)]
        self._problem.setText("▲ " + (" ".join(unmarked) or "Not saved yet: see what is marked above."))
        self._problem.show()
        return True

    def _is_marked(self, key: str) -> bool:
        return key in self.head.values() or key in self.words.values() or key.startswith("promises.")

    def _read_callers(self) -> None:
        """What the record says of who may be calling: asked whenever a person is chosen."""
        self.desk.forget(self._asked)
        if self.person.person_id is not None:
            self._asked = self.desk.read(self, callers_of, self.person.person_id, then=self._show_callers)

    def _show_callers(self, callers: Callers) -> None:
        """A kind of caller that was chosen stays; what was only preset is as this person's record has it."""
        was = preset_kind(self._callers)
        self._callers = callers
        if "caller_kind" not in self.head.parked() and preset_kind(callers) != was:
            self.head.preset({"caller_kind": preset_kind(callers).value})
        self._show_kind()

    def _show_kind(self) -> None:
        known = self._callers if self._callers and self._callers.person_id == self.person.person_id else None
        self.check.show_callers(known, str(self.head.values()["caller_name"]), self._day())
        self.check.show_kind(str(self.head.values()["caller_kind"] or "unknown"))
        order = [self.head.widget("caller_name"), *self.check.focus_widgets(), self.words.widget("wanted")]
        for before, after in itertools.pairwise(order):
            QWidget.setTabOrder(before, after)

    def _show_dissatisfied(self) -> None:
        marked = bool(self.words.values()["dissatisfied"])
        for key in ("dissatisfied_about", "complaint_wanted"):
            self.words.set_shown(key, shown=marked)

    def _on_edited(self, key: str = "") -> None:
        self._problem.hide()
        if key in ("caller_kind", "caller_name", "happened"):
            self._show_kind()
        elif key == "dissatisfied":
            self._show_dissatisfied()
        self.keeper.touched()

    def _cursor(self) -> str:
        """The field one is in by its name, and where in its words."""
        widget = QApplication.focusWidget()
        if widget is None or not self.isAncestorOf(widget):
            return ""
        if isinstance(widget, QPlainTextEdit):
            return f"{widget.objectName()} {widget.textCursor().position()}"
        return f"{widget.objectName()} {widget.cursorPosition()}" if isinstance(widget, QLineEdit) else ""

    def _go_to(self, cursor: str) -> None:
        name, _, position = cursor.partition(" ")
        widget = self.findChild(QWidget, name) if position.isdigit() else None
        if isinstance(widget, QPlainTextEdit):
            at = widget.textCursor()
            at.setPosition(min(int(position), len(widget.toPlainText())))
            widget.setTextCursor(at)
        elif isinstance(widget, QLineEdit):
            widget.setCursorPosition(int(position))
        else:
            self.focus_first()
            return
        widget.setFocus()

    def _connect(self) -> None:
        self.head.edited.connect(self._on_edited)
        self.words.edited.connect(self._on_edited)
        self.check.edited.connect(self._on_edited)
        self.promises.edited.connect(self._on_edited)
        self.person.typed.connect(self._on_edited)
        self.person.picked.connect(lambda _id: self._on_edited())
        self.person.picked.connect(lambda _id: self._read_callers())
        self.person.picked.connect(lambda _id: self.words.focus("wanted"))
        for form in (self.head, self.words):
            form.submitted.connect(self.save)
        keys: list[tuple[str, Callable[[], None]]] = [
            ("Ctrl+Return", self.save),
            ("Ctrl+D", self.toggle_dissatisfied),
            ("Ctrl+Shift+C", lambda: self.save("complaint")),
            ("Ctrl+Shift+X", lambda: self.save("settled")),
            ("Esc", self.put_down.emit),
        ]
        for sequence, do in keys:
            shortcut = QShortcut(QKeySequence(sequence), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(do)
            once(shortcut)

    def _lay_out(self) -> None:
        down = button("Put down", "log_put_down", "quiet", icon_name="arrow-down", tip="Put down  Esc, Ctrl+Down")
        away = button("Throw away", "log_throw_away", "quiet", icon_name="trash", tip="Throw away what stands here")
        down.clicked.connect(self.put_down)
        away.clicked.connect(self._throw_away)
        save = button("Save", "log_save", "main", tip="Save  Ctrl+Enter")
        save.clicked.connect(self._save_alone)
        complaint = button("Save as complaint", "log_complaint", tip="Save, and log the complaint  Ctrl+Shift+C")
        complaint.clicked.connect(lambda: self.save("complaint"))
        inner = QWidget()
        inner.setLayout(column(self.person, self.head, self.check, self.words, self.promises, None, gap=12, edge=16))
        top = row(text("Log a contact", "section"), None, away, down)
        top.setContentsMargins(16, 12, 8, 4)
        settled = button(
            "Save as settled", "log_settled", tip="Save, and log it as settled at first contact  Ctrl+Shift+X"
        )
        settled.clicked.connect(lambda: self.save("settled"))
        foot = column(self._problem, Flow(save, complaint, settled), edge=16)
        ground = panel(column(top, scrolled(inner), foot, gap=0))
        self.setLayout(column(ground, gap=0))

    def _save_alone(self) -> None:
        """What a click does: Qt would pass its "checked" on as what comes next."""
        self.save()

    def _throw_away(self) -> None:
        self.keeper.forget()
        self.thrown_away.emit()
