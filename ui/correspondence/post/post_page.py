"""The day's post: what is approved and has not gone, printed as one job, ticked off, and what came back of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from app.basics.problems import BadInput, WorldProblem
from app.correspondence.find_post import PostRow
from app.correspondence.label_letter import label_letter
from app.correspondence.post_letter import post_letter
from app.correspondence.tracking import parse_tracked, show_tracked
from app.staff.permissions import Permission
from ui.correspondence.outgoing import Ways
from ui.correspondence.post.page_state import (
    chosen_words,
    layout_words,
    posted_words,
    stays,
    summary,
    tracked_words,
    why_not_post,
    why_not_print,
)
from ui.correspondence.post.post_columns import COLUMNS, NOTHING, load_post
from ui.correspondence.post.post_printing import PostPrinting
from ui.correspondence.post.posted_form import PostedForm
from ui.correspondence.post.returned_box import ReturnedBox
from ui.correspondence.post.tracked_box import TrackedBox
from ui.correspondence.posting import PostingStep
from ui.kit.dates import show_date
from ui.kit.desk import Changed, touches
from ui.kit.elided_label import ClampedLabel
from ui.kit.facts_panel import Fact, FactGroup, FactsPanel
from ui.kit.layout import button, column, panel, row, scrolled, text
from ui.kit.notices import Notice
from ui.kit.paged_table import PagedTable
from ui.kit.side_panels import SidePanels
from ui.shell.actions import Action
from ui.shell.navigation import PageWidget, Shell


class PostPage(PageWidget):
    """Shift and the arrows choose several letters, Ctrl+A all; Ctrl+P prints them, Ctrl+Enter ticks them off."""

    def __init__(self, shell: Shell, parent: QWidget | None = None, *, ways: Ways | None = None) -> None:
        super().__init__(shell, parent)
        self.printing = PostPrinting(shell, ways or Ways(), self)
        self._tracked_of = 0
        """The letter whose number stands in the field."""
        self._tracked: dict[int, str] = {}
        """By letter, a number on its way to the office; where it does not get there it goes with the tick."""
        self._under_way: list[PostRow] = []
        self._posted: dict[str, date] = {}
        self._failed: dict[str, str] = {}
        self._summary = text("", "muted", name="post_summary")
        self._chosen = ClampedLabel("", "muted", name="post_chosen")
        self._why = text("", "muted", name="post_why", wrap=True)
        self.table: PagedTable[PostRow] = PagedTable(
            self.desk, "post", COLUMNS, load_post, id_of=lambda row: row.id, empty=NOTHING
        )
        self.print = button("Print", "print_post", icon_name="printer", tip="Print what is chosen  Ctrl+P")
        self.printed = button("Choose all printed", "choose_printed", icon_name="check-check", shortcut="Ctrl+Shift+A")
        self.post = button("Posted…", "tick_off", "main", icon_name="mail-check", tip="Say when they went out")
        self.posting = PostingStep()
        self.facts = FactsPanel("post_facts")
        self.tracked = QLineEdit()
        self._tracked_label = text("Tracked number", "field-label")
        self._tracked_problem = text("", "field-problem", name="tracked_problem", wrap=True)
        self.returned, self.tracked_later = ReturnedBox(shell), TrackedBox(shell)
        self._lay_out()
        self._connect()
        self._show_chosen()

    # ---- what the window asks

    def may_close(self) -> bool:
        """What is half typed is kept, so nothing holds the page."""
        for form in self._forms():
            form.kept.keeper.keep_now()
        return True

    def in_hand(self) -> Collection[str]:
        """What is half typed in the forms that are open."""
        return tuple(subject for form in self._forms() for subject in form.kept.in_hand())

    def opened(self, subject: str) -> None:
        self.table.start()
        self.returned.load()

    def refresh(self, changed: Changed) -> None:
        if touches(changed, "letter:*", "person:*"):
            self.table.refresh()
            self.returned.load()

    def page_actions(self) -> Sequence[Action]:
        noting = self.returned.noting
        return (
            Action(
                "print_post", "Print the chosen letters", self.begin_print, "printer", "Ctrl+P", self._why_not_print
            ),
            Action(
                "tick_off",
                "Tick the chosen letters off as posted",
                self.tick_off,
                "mail-check",
                "Ctrl+Return",
                self._why_not_tick_off,
            ),
            Action(
                "tracked_later",
                "Tracked number of a posted letter",
                self.tracked_later.begin,
                "tag",
                why_not=self.tracked_later.why_not,
            ),
            Action("note_returned", "Something came back", noting.begin, "undo", why_not=noting.why_not),
        )

    def focus_first(self) -> None:
        self.table.setFocus()

    # ---- what is shown

    def _lay_out(self) -> None:
        self.tracked.setObjectName("tracked")
        self.tracked.setAccessibleName("Tracked number")
        self.tracked.setPlaceholderText("RB 1234 5678 5GB")
        self.tracked.setMaxLength(40)
        buttons = row(self.printed, self._chosen, self.print, self.post)
        buttons.setStretch(1, 1)
        self._buttons = QWidget()
        self._buttons.setLayout(column(self._why, buttons))
        foot = column(self.posting, self._buttons)
        foot.setContentsMargins(16, 12, 16, 12)
        head = column(row(text("Post", "page-name"), 8, self._summary, None))
        head.setContentsMargins(16, 16, 16, 8)
        left = QWidget()
        left.setLayout(column(head, self.table, panel(foot), gap=0))
        side = column(self._tracked_label, self.tracked, self._tracked_problem, gap=4)
        side.setContentsMargins(16, 0, 16, 0)
        lower = column(self.tracked_later, self.returned, gap=12)
        lower.setContentsMargins(16, 16, 16, 16)
        right = QWidget()
        right.setLayout(column(self.facts, side, None, lower, gap=0))
        around = scrolled(right)
        around.setMinimumWidth(280)
        panels = ((left, 900), (around, 320))
        self.setLayout(column(SidePanels("post_panels", self.desk.preferences, panels, grows=0), gap=0))

    def _connect(self) -> None:
        self.table.loaded.connect(self._on_loaded)
        self.table.view.selectionModel().selectionChanged.connect(lambda _on, _off: self._show_chosen())
        self.table.opened.connect(self._open)
        self.print.clicked.connect(self.begin_print)
        self.printing.busy_changed.connect(self._show_chosen)
        self.printed.clicked.connect(self.choose_printed)
        self.post.clicked.connect(self.begin_post)
        self.posting.done.connect(self._on_day)
        self.posting.left.connect(self._buttons.show)
        self.tracked.returnPressed.connect(self._keep_tracked)
        self.tracked.editingFinished.connect(self._note_tracked)
        to_number = QShortcut(QKeySequence("Ctrl+T"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        to_number.activated.connect(self.tracked.setFocus)

    def _on_loaded(self, _count: int) -> None:
        if not self.table.selected() and self.table.model.rows:
            self.table.choose(self.table.model.rows[0].id)
        for one in self.table.model.rows:
            if self._tracked.get(one.id) == one.tracked:
                del self._tracked[one.id]
        self._show_chosen()

    def _show_chosen(self) -> None:
        rows, chosen = self.table.model.rows, self.table.selected()
        self._summary.setText(summary(rows, more=self.table.model.total is None and bool(rows)))
        self._chosen.setText(chosen_words(chosen))
        one = chosen[0] if len(chosen) == 1 else None
        self._show_facts(one)
        why_print, why_post = self._why_not_print(), self._why_not_post()
        self.print.setEnabled(not why_print)
        self.post.setEnabled(not why_post)
        self.printed.setEnabled(any(row.is_printed and not row.stopped for row in rows))
        self.printed.setToolTip("Choose what was printed  Ctrl+Shift+A")
        self._why.setText(why_print or why_post)
        self._why.setVisible(bool(self._why.text()) and bool(rows))
        self.actions_changed.emit()

    def _show_facts(self, one: PostRow | None) -> None:
        for widget in (self._tracked_label, self.tracked, self._tracked_problem):
            widget.setVisible(one is not None and not self.desk.why_not(Permission.LETTER_PRINT))
        self._tracked_problem.clear()
        self.facts.show_groups([] if one is None else [self._facts_of(one)])
        shown = show_tracked(self._number_of(one)) if one else ""
        if one is None or one.id != self._tracked_of or not self.tracked.isModified():
            self.tracked.setText(shown)  # of the same letter nothing is taken away that is half typed
        self._tracked_of = one.id if one else 0

    def _facts_of(self, one: PostRow) -> FactGroup:
        may_open = not self.desk.why_not(Permission.LETTER_READ)
        return FactGroup(
            one.to,
            (
                Fact("", "\n".join(one.address)),
                Fact("Stopped", one.stopped),
                Fact("Letter", one.reference, reference=True, go=partial(self._open, one) if may_open else None),
                Fact("Layout", layout_words(one)),
                Fact("With it", "\n".join(f"{line.title} ({line.what})" for line in one.enclosed)),
                Fact("Approved", f"{one.approved_by}, {show_date(one.approved_at.date())}"),
                Fact("Post", tracked_words(self._number_of(one))),
            ),
        )

    def _open(self, one: PostRow) -> None:
        if not self.desk.why_not(Permission.LETTER_READ):
            self.shell.go("register", f"letter:{one.id}")

    def _why_not_print(self) -> str:
        if self.printing.is_busy:
            return "A job is being printed."
        return why_not_print(self.table.selected(), self.desk.why_not(Permission.LETTER_PRINT))

    def _why_not_post(self) -> str:
        if self._under_way:
            return "Letters are being ticked off."
        return why_not_post(self.table.selected(), self.desk.why_not(Permission.LETTER_PRINT))

    def _going(self) -> list[PostRow]:
        """The chosen letters that may be ticked off."""
        return [row for row in self.table.selected() if not row.stopped]

    # ---- print

    def choose_printed(self) -> None:
        """Choose all that were printed, to be ticked off together."""
        self.table.choose_all({row.id for row in self.table.model.rows if row.is_printed and not row.stopped})
        self.table.setFocus()

    def begin_print(self) -> None:
        """Ask for a printer once, and print all chosen letters as one job."""
        if not self._why_not_print():
            self.printing.begin([row for row in self.table.selected() if not stays(row)])

    # ---- tick off

    def _keep_tracked(self) -> None:
        """Keep the number with its letter and go on to the next: a scanner ends with Enter."""
        if self._note_tracked():
            if not self.table.choose_next():
                self._show_chosen()
            self.tracked.selectAll()

    def _note_tracked(self) -> bool:
        """The number that stands there goes to the letter at once, also where one leaves the field without Enter."""
        one = self.table.current()
        if one is None or one.id != self._tracked_of:
            return False
        if not self.tracked.isModified():
            return True
        try:
            number = parse_tracked(self.tracked.text())
        except BadInput as problem:
            self._tracked_problem.setText(str(problem))
            self.tracked.selectAll()
            return False
        self.tracked.setModified(False)
        self._tracked[one.id] = number
        self.desk.act(self, label_letter, one.id, number)
        return True

    def _number_of(self, one: PostRow) -> str:
        return self._tracked.get(one.id, one.tracked)

    def tick_off(self) -> None:
        """The key serves the form in hand, those at the right before the day of posting; else it asks for the day."""
        if (box := self._form_in_hand()) is not None:
            box.submit()
        elif self.posting.isVisible():
            self.posting.submit()
        else:
            self.begin_post()

    def _why_not_tick_off(self) -> str:
        return "" if self._form_in_hand() is not None else self._why_not_post()

    def _form_in_hand(self) -> PostedForm | None:
        return next((form for form in self._forms() if form.is_in_hand()), None)

    def _forms(self) -> tuple[PostedForm, ...]:
        return (self.returned.noting, self.tracked_later)

    def begin_post(self) -> None:
        """Ask on which day they went out."""
        if not self._why_not_post():
            self._buttons.hide()
            first = self._going()[0]
            self.posting.begin(first.today, posted_on=max(first.today, first.collected_on))

    def _on_day(self, values: dict[str, Any]) -> None:
        """One transaction a letter: what stops one holds up none of the others.

        What goes with a later collection is of the day that it bears, whatever the day of the others is.
        """
        self._under_way, self._posted, self._failed = self._going(), {}, {}
        for one in self._under_way:
            number = self._number_of(one)
            day: date = one.collected_on if one.is_early else values["posted_on"]
            done, failed = partial(self._on_posted, one, day), partial(self._on_not_posted, one)
            self.desk.act(self, post_letter, one.id, day, number, then=done, failed=failed)
        self.posting.leave()

    def _on_posted(self, one: PostRow, day: date, _none: None) -> None:
        self._tracked.pop(one.id, None)
        self._posted[one.reference] = day
        self._sum_up()

    def _on_not_posted(self, one: PostRow, error: Exception) -> bool:
        self._failed[one.reference] = str(error) if isinstance(error, WorldProblem) else "It failed."
        self._sum_up()
        return isinstance(error, WorldProblem)

    def _sum_up(self) -> None:
        if len(self._posted) + len(self._failed) == len(self._under_way):
            today, self._under_way = self._under_way[0].today, []
            words = posted_words(self._posted, today, self._failed)
            self.shell.notify(Notice(words, "warn" if self._failed else "good", key="sending"))
            self._show_chosen()
