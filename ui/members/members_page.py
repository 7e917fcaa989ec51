"""The Members tab: find somebody at the left, the whole record at the right, sheets over it for every change."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from app.members.find_people import PersonHit
from app.record.whose import Whose, whose
from app.staff.permissions import Permission
from ui.kit.desk import Changed, Ticket, touches
from ui.kit.empty_state import Empty, EmptyState
from ui.kit.layout import column
from ui.kit.notices import Notice
from ui.kit.side_panels import SidePanels
from ui.members.contact_sheet import Logged, contact_sheet, read_logged
from ui.members.opening import Desk, Opened, at_desk, open_person
from ui.members.page_state import person_of, subject_page, why_not_edit
from ui.members.parked import person_and_sheet
from ui.members.pick_person import PickPerson
from ui.members.record_faces import RecordFaces
from ui.members.record_view import RecordView
from ui.members.search_panel import SearchPanel
from ui.members.sheet import Call, Sheet
from ui.members.sheets import add_person_sheet, representative_sheet
from ui.members.sheets_again import SheetsAgain
from ui.shell.actions import Action
from ui.shell.navigation import PageWidget, Shell

FOLLOW_MS = 250
"""How long a row must stay current before its record is read, so that ↓ held down stays quick."""

NARROW_PX = 1000
"""A page that is less wide has no room for the search beside a record, as when a call is logged at its right."""

BEING_OPENED = "The record is still being opened."
"""Why nothing can be done yet: what is on the screen may still be of whoever was open before."""

UNDONE = "Taken back at once"
"""Why, in the history of what was undone."""

_NOBODY = Empty("Nobody is open", "Find somebody at the left: the record opens here.", icon="users")


class MembersPage(PageWidget):
    """Opens ``person:12``, ``person:new``, ``person:new:what was typed``, and the person of ``contact:7``.

    The shell always knows who is open, since a call that comes in is logged for that person: whoever is chosen here
    is opened through it.
    """

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self.person_id: int | None = None
        self._awaits_record = False
        self._opened: Opened | None = None
        self._ticket: Ticket | None = None
        self.search = SearchPanel(self.desk)
        self.record = RecordView(self.desk)
        self.nobody = EmptyState(_NOBODY)
        self.faces = RecordFaces(self.desk, self.nobody, self.record)
        self._sheets_again = SheetsAgain(shell, self.faces, self.open_person, lambda: self.person_id)
        panels = SidePanels("members", self.desk.preferences, [(self.search, 400), (self.faces, 900)], grows=1)
        self.setLayout(column(panels, gap=0))
        self._follow = QTimer(self, singleShot=True, interval=FOLLOW_MS)
        self._connect()

    @property
    def opened_record(self) -> Opened | None:
        """Who is shown, with what may be done."""
        return self._opened

    def opened(self, subject: str) -> None:
        person_id = person_of(subject)
        if person_id is not None:
            if person_id != self.person_id or self.faces.sheet is None:
                self.open_person(person_id)
        elif person_and_sheet(subject) is not None:
            self._sheets_again.open(subject)
        elif subject.startswith("person:new"):
            self.faces.drop_sheet()
            self.begin_adding(subject.removeprefix("person:new").removeprefix(":"))
        elif subject:
            self.desk.read(self, whose, subject, then=self._open_whose)
        else:
            self.close_person()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def show_search(self) -> None:
        """Back to the search, also where a record has all the room."""
        self.search.show()
        self.search.focus_box()

    def _make_room(self) -> None:
        """Where there is little room, a record that is open has it, and the focus as soon as it is there."""
        has_room = self.person_id is None or self.width() >= NARROW_PX
        focused: QWidget | None = self.focusWidget()
        loses_focus = not has_room and focused is not None and self.search.isAncestorOf(focused)
        if loses_focus:
            self.setFocus()
        self.search.setVisible(has_room)
        self._awaits_record = loses_focus
        self._take_focus()

    def _take_focus(self) -> None:
        if self._awaits_record and self.record.isVisible():
            self._awaits_record = False
            self.record.focus_first()

    def may_close(self) -> bool:
        """Half-typed words are kept, so nothing holds the page."""
        if self.faces.sheet is not None:
            self.faces.sheet.keeper.keep_now()
        return True

    def in_hand(self) -> Collection[str]:
        return () if self.faces.sheet is None else (self.faces.sheet.sheet.draft,)

    def refresh(self, changed: Changed) -> None:
        if self.person_id is not None and touches(changed, f"person:{self.person_id}"):
            self._read(self.person_id)
        if touches(changed, "person:*"):
            self.search.refresh()

    def unsaved_words(self) -> dict[str, str]:
        return self.faces.sheet.form.parked() if self.faces.sheet is not None else {}

    def focus_first(self) -> None:
        if self.faces.sheet is not None:
            self.faces.sheet.focus_first()
        elif self.person_id is not None:
            if self.focusWidget() not in self.search.findChildren(QWidget):
                self.record.focus_first()
        else:
            self.show_search()

    def page_actions(self) -> Sequence[Action]:
        return (
            Action("find_person", "Find a person", self.show_search, "search", "Ctrl+F"),
            Action("add_person", "Add a person", self._add_typed, "user-plus", "Ctrl+Shift+N",
                   partial(self.desk.why_not, Permission.MEMBER_EDIT), "new member"),
            Action("edit_person", "Change this person", self._edit, "pencil", "F2", self._why_not_edit),
            Action("correct_contact", "Correct this contact", self._correct, "pencil", "Ctrl+E", self._why_not_correct,
                   "mistake wrong entry"),
            Action("new_complaint_here", "New complaint of this person", lambda: self._begin("complaint"),
                   "message-square-warning", "", partial(self._why_not_begin, Permission.COMPLAINT_LOG)),
            Action("new_letter_here", "Write to this person", lambda: self._begin("letter"), "feather", "",
                   partial(self._why_not_begin, Permission.LETTER_WRITE)),
        )  # fmt: skip

    def open_person(self, person_id: int) -> None:
        """Show a record; a sheet that is open is put down."""
        self.faces.drop_sheet()
        if self._opened is not None and self._opened.record.id != person_id:
            self._opened = None
        self.person_id = person_id
        self._make_room()
        self.actions_changed.emit()
        self._read(person_id)

    def close_person(self) -> None:
        """Nobody is open; the search keeps what it found."""
        self.faces.drop_sheet()
        self.desk.forget(self._ticket)
        self.person_id, self._opened = None, None
        self.nobody.show_empty(_NOBODY)
        self.faces.show_face(self.nobody)

    def begin_adding(self, typed: str = "") -> None:
        """The sheet of a new person; ``typed`` is what was searched for in vain."""
        self.desk.read(self, at_desk, then=lambda desk: self._show_adding(desk, typed))

    def leave_sheet(self) -> None:
        """Back to the record; what is half typed is kept."""
        self.faces.drop_sheet()
        self.faces.show_face(self.record if self.person_id is not None else self.nobody)
        self.record.focus_first()

    def _on_thrown_away(self, sheet: Sheet, words: Mapping[str, str]) -> None:
        self.leave_sheet()
        self._sheets_again.offer(sheet, words)

    def _connect(self) -> None:
        self.faces.saved.connect(self._on_saved)
        self.faces.left.connect(self.leave_sheet)
        self.faces.subject_asked.connect(self._go)
        self.faces.person_asked.connect(lambda person_id: self._go(f"person:{person_id}"))
        self.faces.thrown_away.connect(self._on_thrown_away)
        self.search.chosen.connect(self._on_chosen)
        self.search.opened.connect(self._on_opened)
        self.search.add_asked.connect(self.begin_adding)
        self._follow.timeout.connect(self._show_current)
        self.record.entry_chosen.connect(self.actions_changed)
        self.record.tabs.currentChanged.connect(lambda _tab: self.actions_changed.emit())
        self.record.timeline.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.record.timeline.customContextMenuRequested.connect(self._show_menu)
        self.record.subject_asked.connect(self._go)
        self.record.sheet_asked.connect(self._ask_sheet)
        self.record.verb_asked.connect(self._begin)
        self.record.details.call_asked.connect(self._do)
        self.record.details.representative_asked.connect(self._pick_representative)

    def _on_chosen(self, hit: PersonHit | None) -> None:
        if hit is not None and hit.person_id != self.person_id:
            self._follow.start()

    def _show_current(self) -> None:
        hit = self.search.table.current()
        if hit is not None and hit.person_id != self.person_id:
            self._go(f"person:{hit.person_id}")

    def _on_opened(self, hit: PersonHit) -> None:
        self._follow.stop()
        if hit.person_id == self.person_id or self.shell.go("members", f"person:{hit.person_id}"):
            self.record.focus_first()

    def _open_whose(self, found: Whose | None) -> None:
        if found is not None:
            self.open_person(found.person_id)
            self.record.show_tab("Timeline")

    def _read(self, person_id: int) -> None:
        self.desk.forget(self._ticket)
        self._ticket = self.desk.read(self, open_person, person_id, then=self._show, failed=self._not_shown)

    def _show(self, opened: Opened) -> None:
        self._opened = opened
        self.record.show_log_button(shown=self.window().findChild(QAction, "log_contact") is not None)
        self.record.show_person(opened)
        self.title_changed.emit(opened.record.name.full_name)
        if not self.faces.is_covered:
            self.faces.show_face(self.record)
        self._take_focus()
        self._sheets_again.on_shown(opened)

    def _not_shown(self, error: Exception) -> None:
        self._opened, self.person_id = None, None
        self.nobody.show_empty(Empty("This record cannot be shown", str(error), icon="circle-alert"))
        self.faces.show_face(self.nobody)

    def _show_adding(self, desk: Desk, typed: str) -> None:
        if desk.why_not_edit:
            self.shell.notify(Notice(desk.why_not_edit, tone="warn", key="may_not_add"))
            return
        self.faces.show_sheet(add_person_sheet(desk, typed))

    def _on_saved(self, sheet: Sheet, result: object) -> None:
        self.faces.drop_sheet()
        if sheet.name == "add_person" and isinstance(result, int):
            self._go(f"person:{result}")
        else:
            self.faces.show_face(self.record)
        self.record.focus_first()

    def _ask_sheet(self, sheet: Sheet) -> None:
        if self._opened is not None:
            self.faces.show_sheet(sheet)

    def _do(self, call: Call, said: str, undo: Call) -> None:
        if self._opened is None:
            return
        self.desk.act(
            self, call.verb, *call.args, **call.more, why=call.why, then=lambda _done: self._say_done(said, undo)
        )

    def _say_done(self, said: str, undo: Call) -> None:
        notice = Notice(said, tone="good", action="Undo", do=lambda: self._undo(undo), key="ended")
        self.shell.notify(notice)

    def _undo(self, call: Call) -> None:
        self.desk.act(self, call.verb, *call.args, **call.more, why=UNDONE)

    def _pick_representative(self) -> None:
        opened = self._opened
        if opened is None:
            return
        pick = PickPerson(self.desk, f"Who acts for {opened.record.name.full_name}?")
        pick.left.connect(self.leave_sheet)
        pick.picked.connect(
            lambda hit: self.faces.show_sheet(representative_sheet(opened, hit.person_id, hit.name.full_name))
        )
        self.faces.show_face(pick)
        pick.focus_first()

    def _go(self, subject: str) -> None:
        page = subject_page(subject)
        if page is not None:
            self.shell.go(page, subject)

    def _begin(self, kind: str) -> None:
        """Begin a contact, a complaint or a letter for the person who is open: its own screen does the rest."""
        if kind == "contact" and self._opened is not None:
            action = self.window().findChild(QAction, "log_contact")
            if action is not None:
                action.trigger()
            return
        page = subject_page(f"{kind}:new")
        if page is not None and self._opened is not None:
            self.shell.go(page, f"{kind}:new:person:{self._opened.record.id}")

    def _add_typed(self) -> None:
        self.begin_adding(self.search.typed().strip() if not self.search.table.model.rowCount() else "")

    def _edit(self) -> None:
        if self._opened is not None:
            self.record.details.edit_person()

    def _why_not_edit(self) -> str:
        why_not = self.desk.why_not(Permission.MEMBER_EDIT) or self._why_not_yet()
        return why_not_edit(why_not, self._opened.record) if self._opened is not None else why_not

    def _why_not_yet(self) -> str:
        if self._opened is not None:
            return ""
        return "Choose a person first." if self.person_id is None else BEING_OPENED

    def _correct(self) -> None:
        contact_id, opened = self.record.chosen_contact(), self._opened
        if contact_id is None or opened is None:
            return

        def show(logged: Logged) -> None:
            if self.person_id == opened.record.id:
                self.faces.show_sheet(contact_sheet(logged))

        self.desk.read(self, read_logged, contact_id, then=show)

    def _why_not_correct(self) -> str:
        why_not = self.desk.why_not(Permission.CONTACT_LOG) or self._why_not_yet()
        return why_not or (
            "" if self.record.chosen_contact() is not None else "Choose a contact on the timeline first."
        )

    def _show_menu(self, at: QPoint) -> None:
        """Of the entry under the mouse, or of the current one by the menu key."""
        action = self.window().findChild(QAction, "correct_contact")
        if action is not None and self.record.chosen_contact() is not None:
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.setToolTipsVisible(True)
            menu.addAction(action)
            menu.popup(self.record.timeline.viewport().mapToGlobal(at))

    def _why_not_begin(self, permission: Permission) -> str:
        return self.desk.why_not(permission) or self._why_not_yet()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.faces.sheet is None:
            self.show_search()
        else:
            super().keyPressEvent(event)
