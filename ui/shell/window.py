"""The window: it shows pages, and nothing else is decided here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import shiboken6
from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from ui.kit.desk import Changed, Desk
from ui.kit.icons import icon
from ui.kit.notice_bar import NoticeBar
from ui.kit.notices import Notice
from ui.kit.theme.apply import dress
from ui.shell.actions import Action, ActionTable
from ui.shell.help_panel import HelpPanel
from ui.shell.leaving import Leaving
from ui.shell.navigation import Navigator, Page, PageWidget, Place
from ui.shell.page_area import PageArea, PageStack
from ui.shell.palette import Palette, Provider
from ui.shell.person_menu import Person, PersonMenu, kept_theme, wear_kept
from ui.shell.rail import Rail
from ui.shell.status import Status
from ui.shell.telling import Telling
from ui.shell.top_bar import TopBar

FIRST, LEAST = QSize(1366, 740), QSize(900, 420)
"""As large as a small laptop shows whole, and what is left of its screen at 150 % (911 × 512) beside a task bar."""
NAMED_FROM = QSize(1000, 600)
"""In a smaller window the rail shows its pages by their icons alone."""
BESIDE_PX, NARROW_PX, NARROW_BELOW = 440, 380, 1200
"""How wide a panel beside the page is, and in a window less wide than that."""


def local_files(data: QMimeData) -> list[Path]:
    """The files of this computer among what is dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


class MainWindow(QMainWindow):
    """Is the Shell of its pages (see ``navigation``)."""

    switch_asked = Signal()
    sign_out_asked = Signal()
    absence_asked = Signal()
    leaving = Signal()
    """Every page agreed to close: what stands beside the pages keeps its words now."""
    closing = Signal()
    """The window will close: every page agreed and nothing is being saved any more."""
    stayed = Signal()
    """It was to close, and stays: whatever was to come after it does not."""

    def __init__(
        self,
        desk: Desk,
        person: Person,
        pages: Sequence[Page],
        providers: Sequence[Provider] = (),
        *,
        use_shipped_fonts: bool = False,
    ) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowIcon(icon("fairhand"))
        self.desk, self._person = desk, person
        self._use_shipped_fonts = use_shipped_fonts
        self._for_files = next((page.key for page in pages if page.takes_files), "")
        self.setAcceptDrops(bool(self._for_files))
        self._page_actions: list[str] = []
        self._page_shown = ""
        self._beside: QWidget | None = None
        """The panel that stands beside the page, until it is deleted."""
        self.actions_table = ActionTable(self, self._own_actions(pages))
        self.status = Status(desk)
        self.notices = NoticeBar()
        self.help = HelpPanel()
        self.rail = Rail(pages)
        self.top = TopBar(person.name, PersonMenu(person, self.actions_table, desk.preferences, self))
        self._stack, self._centre = PageStack(), QWidget()
        self.navigator = Navigator(pages, self._stack, self)
        self.telling = Telling(self.notices, self.top, self._page_here, self)
        self._going = Leaving(desk, self.navigator, self.notices, self.telling, self)
        self._lay_out()
        self.palette_box = Palette(self._centre, providers, self.actions_table.all, self.top.find_field)
        self._connect()
        dress(self)
        self._restore_geometry()
        self.show_office(person.office, may_switch=person.may_switch)

    def show_office(self, name: str, *, may_switch: bool) -> None:
        """Which office this is, once it was read; in a demo one may go on as a colleague."""
        self._person = replace(self._person, office=name, may_switch=may_switch)
        self.setWindowTitle(f"{name} – Fairhand" if name else "Fairhand")
        self.top.person_menu.show_person(self._person)
        self.actions_table.refresh()

    def go(self, page: str, subject: str = "") -> bool:
        """Open a page; false if the one that is open would not close."""
        return self.navigator.go(page, subject)

    def back(self) -> None:
        """Go where one was before."""
        self.navigator.back()

    def notify(self, notice: Notice) -> None:
        """Show a notice above the page and keep it in the list at the top."""
        self.telling.notify(notice)

    def put_beside(self, panel: QWidget) -> None:
        """Let a panel stand at the right of whatever page is shown."""
        self._beside = panel
        self._fit_beside()
        self._lower.insertWidget(self._lower.count() - 1, panel)

    def _fit_beside(self) -> None:
        """On a small screen the page has more of it."""
        if self._beside is not None and shiboken6.isValid(self._beside):
            self._beside.setFixedWidth(BESIDE_PX if self.width() >= NARROW_BELOW else NARROW_PX)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_beside()
        self.rail.show_names(shown=event.size().expandedTo(NAMED_FROM) == event.size())

    def set_running(self, key: str, text: str = "") -> None:
        """Say in the status bar what runs; an empty text takes it away. The window stays while anything runs."""
        self.status.show_job(key, text)
        self._going.set_running(key, text)

    def show_count(self, page: str, count: int) -> None:
        """How much waits on a page, on the rail."""
        self.rail.show_count(page, count)

    def leave(self, verb: str, again: Callable[[], object]) -> None:
        """Close for the sake of what the person does, such as "Sign out"; ``again`` does that anew."""
        self._going.leave(verb, again)

    def wear(self) -> None:
        """Wear what this person chose, or what the system says now."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            wear_kept(app, self.desk.preferences, use_shipped_fonts=self._use_shipped_fonts)

    def _lay_out(self) -> None:
        middle = QVBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.notices)
        middle.addWidget(PageArea(self._stack), 1)
        lower = QHBoxLayout()
        lower.setContentsMargins(0, 0, 0, 0)
        lower.setSpacing(0)
        lower.addWidget(self.rail)
        lower.addLayout(middle, 1)
        lower.addWidget(self.help)
        self._lower = lower
        whole = QVBoxLayout()
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.top)
        whole.addLayout(lower, 1)
        self._centre.setLayout(whole)
        self.setCentralWidget(self._centre)
        self.setStatusBar(self.status)

    def _connect(self) -> None:
        self.rail.asked.connect(self._open)
        self.top.find_field.asked.connect(self.palette_box.begin)
        self.top.person_menu.looks_changed.connect(self.wear)
        self.top.back_asked.connect(self.back)
        self.navigator.moved.connect(self._on_moved)
        self.navigator.actions_changed.connect(self.actions_table.refresh)
        self.desk.changed.connect(self._on_changed)
        self.desk.problem.connect(self._tell_problem)
        self.desk.settled.connect(self.telling.settled)
        self.desk.found_again.connect(self.telling.found_again)
        self._going.begins.connect(self.leaving)
        self._going.stays.connect(self.stayed)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._give_way_beside)
        QApplication.styleHints().colorSchemeChanged.connect(self._on_scheme)

    def _own_actions(self, pages: Sequence[Page]) -> list[Action]:
        opening = [
            Action(f"open_{page.key}", f"Open {page.title}", partial(self._open, page.key), page.icon, page.shortcut)
            for page in pages
        ]
        return [
            *opening,
            Action("find", "Find…", self._find, "search", "Ctrl+K", in_palette=False),
            Action("back", "Back", self.back, "arrow-left", "Alt+Left", self._why_no_way_back),
            Action("forward", "Forward", self._forward, "arrow-right", "Alt+Right", self._why_no_way_on),
            Action("help", "Explain this page", self._toggle_help, "help-circle", "F1", words="help keys"),
            Action("switch_person", "Switch person…", self.switch_asked.emit, "users", "", self._why_no_switch),
            Action(
                "absence",
                "Away, and who is starting…",
                self.absence_asked.emit,
                "calendar-clock",
                words="absence holiday cover starter",
            ),
            Action("sign_out", "Sign out", self._sign_out, "log-out"),
            Action("quit", "Leave Fairhand", self._leave, "door-open", "Ctrl+Q"),
        ]

    def _open(self, key: str) -> None:
        self.go(key)

    def _find(self) -> None:
        self.palette_box.begin()

    def _leave(self) -> None:
        self.close()

    def _forward(self) -> None:
        self.navigator.forward()

    def _why_no_way_back(self) -> str:
        return "" if self.navigator.can_go_back() else "There is no page before this one."

    def _why_no_way_on(self) -> str:
        return "" if self.navigator.can_go_forward() else "There is no page after this one."

    def _why_no_switch(self) -> str:
        return "" if self._person.may_switch else "Only a demo office lets you work as somebody else."

    def _page_here(self) -> str:
        here = self.navigator.here
        return here.page if here is not None else ""

    def _on_moved(self, place: Place) -> None:
        if place.page != self._page_shown:
            self.notices.leave(self._page_shown)
            self._page_shown = place.page
        self.rail.show_open(place.page)
        self.top.back.setEnabled(self.navigator.can_go_back())
        page = self.navigator.current()
        if page is not None:
            self._show_actions_of(page)
            page.focus_first()
        if self.help.isVisible():
            self.help.show_page(place.page)

    def _show_actions_of(self, page: PageWidget) -> None:
        self.actions_table.remove(self._page_actions)
        self._page_actions = []
        actions = page.page_actions()
        self.actions_table.add(actions)
        self._page_actions = [action.id for action in actions]
        self.actions_table.refresh()
        self._give_way_beside()

    def _give_way_beside(self) -> None:
        """The keys of the panel beside are its own while one works there, whatever they do on the page."""
        beside = self._beside if self._beside is not None and shiboken6.isValid(self._beside) else None
        focused: QWidget | None = QApplication.focusWidget()
        is_inside = beside is not None and focused is not None and beside.isAncestorOf(focused)
        self.actions_table.give_way_to(beside if is_inside else None)

    def _on_changed(self, changed: Changed) -> None:
        self.navigator.refresh(changed)

    def _on_scheme(self) -> None:
        if kept_theme(self.desk.preferences) == "system":
            self.wear()

    def _tell_problem(self, problem: Exception) -> None:
        self._going.met_a_problem()
        self.telling.problem(problem)

    def _toggle_help(self) -> None:
        if self.help.isVisible():
            self.help.close_help()
        elif self.navigator.here is not None:
            self.help.show_page(self.navigator.here.page)

    def _sign_out(self) -> None:
        if self.navigator.may_close():
            self.sign_out_asked.emit()

    def _restore_geometry(self) -> None:
        """As it was left; else as large as a small screen shows whole."""
        self.setMinimumSize(LEAST)
        if not self.restoreGeometry(self.desk.preferences.state("window/geometry")):
            room = self.screen().availableSize()
            self.resize(FIRST.boundedTo(room) if room.expandedTo(LEAST) == room else FIRST)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that nothing inside took goes back; the key of an action that cannot be done says why."""
        if event.key() == Qt.Key.Key_Escape:
            self.back()
            return
        why_not = self.actions_table.why_not_by_key(QKeySequence(event.keyCombination()))
        if why_not:
            self.notify(Notice(why_not, key="why_not"))
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files are taken wherever they are dropped: an answer finds its question from any page."""
        if local_files(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand them to the page that takes files, and show it."""
        files = local_files(event.mimeData())
        here, shown = self.navigator.here, self.navigator.current()
        is_here = here is not None and (here.page == self._for_files or (shown is not None and shown.takes_files_now()))
        if not files or not (is_here or self.go(self._for_files)):
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        page = self.navigator.current()
        if page is not None:
            page.take_files(files)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._going.may_go():
            event.ignore()
            return
        self.desk.preferences.keep("window/geometry", self.saveGeometry())
        self.desk.preferences.write()
        self.closing.emit()
        super().closeEvent(event)
