"""Today: what was promised and is due, and what was put down; the first page of the day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from app.contacts.find import TaskRow, colleagues, my_day
from app.contacts.finish_task import finish_task
from app.contacts.hand_over_task import hand_over_task
from app.contacts.postpone_task import postpone_task
from app.contacts.reopen_task import reopen_task
from app.contacts.when import parse_when, show_when
from app.staff.permissions import Permission
from app.staff.work import ReadWork
from ui.contacts.settled_panel import SettledPanel
from ui.contacts.today_state import day_sentence, due_text, second_line, status_of, tone_of, where_to
from ui.kit.desk import Changed, touches
from ui.kit.empty_state import Empty
from ui.kit.headline import Headline
from ui.kit.layout import as_is, button, column, row
from ui.kit.notices import Notice
from ui.kit.paged_table import PagedTable
from ui.kit.table_data import Ask, Column, Slice
from ui.shell.actions import Action
from ui.shell.navigation import PageWidget, Shell


def columns(zone: str) -> tuple[Column[TaskRow], ...]:
    """The columns; times are those of a desk in ``zone``."""
    return (
        Column("what", "What", lambda task: task.what, stretch=True, second=second_line),
        Column("urgency", "When", lambda task: status_of(task).word, width=110, status=status_of),
        Column("due", "Due", partial(due_text, zone=zone), width=170, face="figures", tone=tone_of),
    )


NOTHING = Empty(
    "Nothing is due",
    "What you promise in a call stands here until it is done. Ctrl+L logs one.",
    icon="circle-check",
)

_DONE_TIP, _LATER_TIP = "Done  Ctrl+Shift+D", "Put off to tomorrow  Ctrl+Shift+T"
_HAND_TIP = "Hand over to a colleague  Ctrl+Shift+H"


def day_slice(work: ReadWork, _ask: Ask) -> Slice[TaskRow]:
    """The whole day in one page of rows: a person has no hundreds of promises."""
    rows = my_day(work)
    return Slice(rows, None, len(rows))


class TodayPage(PageWidget):
    """Enter opens what a task belongs to, Ctrl+Shift+D marks it done, T puts it off to tomorrow, H hands it over."""

    def __init__(self, shell: Shell, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self._zone = zone
        self._why_not = self.desk.why_not(Permission.TASK_WORK)
        self.headline = Headline("Today", "")
        self.table: PagedTable[TaskRow] = PagedTable(
            self.desk, "today", columns(zone), day_slice, id_of=lambda task: task.id, empty=NOTHING
        )
        self.done = button("Done", "task_done", "main", icon_name="check", tip=_DONE_TIP)
        self.later = button("Tomorrow", "task_later", icon_name="clock", tip=_LATER_TIP)
        self.hand = button("Hand over…", "task_hand_over", icon_name="users", tip=_HAND_TIP)
        self.hand.clicked.connect(self.hand_over)
        self.done.clicked.connect(self.finish)
        self.later.clicked.connect(self.put_off)
        self.settled = SettledPanel(self.desk)
        self.settled.opened.connect(partial(self.shell.go, "complaints"))
        buttons = row(self.done, self.later, self.hand, None)
        self.setLayout(column(self.headline, buttons, self.table, self.settled, edge=24, gap=12))
        self._leads = not (self.desk.why_not(Permission.LETTER_APPROVE) or self.desk.why_not(Permission.COMPLAINT_READ))
        self.table.opened.connect(self._open)
        self.table.chosen.connect(lambda _row: self._show_buttons())
        self.table.loaded.connect(self._on_loaded)

    def opened(self, subject: str) -> None:
        self.table.start()
        self._read_settled()

    def refresh(self, changed: Changed) -> None:
        if touches(changed, "task:*"):
            self.table.refresh()
        if touches(changed, "complaint:*", "contact:*"):
            self._read_settled()

    def focus_first(self) -> None:
        self.table.setFocus()

    def page_actions(self) -> list[Action]:
        return [
            Action("task_done", "Mark the task done", self.finish, "check", "Ctrl+Shift+D", self._why_no_task),
            Action(
                "task_later", "Put the task off to tomorrow", self.put_off, "clock", "Ctrl+Shift+T", self._why_no_task
            ),
            Action("task_hand_over", "Hand the task over…", self.hand_over, "users", "Ctrl+Shift+H", self._why_no_task),
        ]

    def finish(self) -> None:
        """Done, with Undo."""
        task = self.table.current()
        if task is not None and not self._why_not:
            self.desk.act(self, finish_task, task.id, then=partial(self._finished, task))

    def put_off(self) -> None:
        """To the end of tomorrow, with Undo."""
        task = self.table.current()
        if task is not None and not self._why_not:
            due_at = parse_when("tomorrow", datetime.now(UTC), self._zone)
            self.desk.act(self, postpone_task, task.id, due_at, then=lambda _done: self._put_off(task, due_at))

    def hand_over(self) -> None:
        """Offer the colleagues who work here today: arrow keys or a first letter, then Enter."""
        task = self.table.current()
        if task is not None and not self._why_not:
            self.desk.read(self, colleagues, then=partial(self._offer, task))

    def _offer(self, task: TaskRow, people: list[tuple[int, str]]) -> None:
        menu = QMenu(self)
        menu.setObjectName("colleagues")
        menu.setAccessibleName(f"Hand over to: {task.what}")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for staff_id, name in people:
            if staff_id != task.owner_id:
                menu.addAction(as_is(name), partial(self._give, task, staff_id, name))
        if menu.isEmpty():
            menu.addAction("Nobody else works here today").setEnabled(False)
        menu.popup(self.hand.mapToGlobal(self.hand.rect().bottomLeft()))

    def _give(self, task: TaskRow, staff_id: int, name: str) -> None:
        undo = partial(self.desk.act, self, hand_over_task, task.id, task.owner_id)
        said = f"Handed over to {name}: {task.what}"
        self.desk.act(self, hand_over_task, task.id, staff_id, then=lambda _done: self._tell(said, undo))

    def _finished(self, task: TaskRow, _result: None) -> None:
        self._tell(f"Done: {task.what}", partial(self.desk.act, self, reopen_task, task.id))

    def _put_off(self, task: TaskRow, due_at: datetime) -> None:
        was_ahead = task.due_at > datetime.now(UTC)
        undo = partial(self.desk.act, self, postpone_task, task.id, task.due_at) if was_ahead else None
        self._tell(f"Put off to {show_when(due_at, self._zone)}: {task.what}", undo)

    def _read_settled(self) -> None:
        """Who decides on letters leads: they see what was settled at first contact."""
        if self._leads:
            self.settled.read()

    def _tell(self, sentence: str, undo: Callable[[], None] | None) -> None:
        self.shell.notify(Notice(sentence, tone="good", action="Undo" if undo else "", do=undo, key="task"))

    def _open(self, task: TaskRow) -> None:
        place = where_to(task)
        if place is not None:
            self.shell.go(*place)

    def _on_loaded(self) -> None:
        self.headline.show_title("Today", day_sentence(list(self.table.model.rows)))
        if self.table.current() is None:
            self.table.choose_next()
        self._show_buttons()

    def _show_buttons(self) -> None:
        for made, tip in ((self.done, _DONE_TIP), (self.later, _LATER_TIP), (self.hand, _HAND_TIP)):
            made.setVisible(bool(self.table.model.rows))
            made.setEnabled(not self._why_no_task())
            made.setToolTip(self._why_no_task() or tip)
        self.actions_changed.emit()

    def _why_no_task(self) -> str:
        return self._why_not or ("" if self.table.current() is not None else "Choose a task first.")
