"""The correspondence register: every letter, found by typing, with its page and its way out of the office."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from app.correspondence.confirm_address import waits_to_be_looked_into
from app.correspondence.find import LetterRecord, LetterRow, letter_record, register
from app.correspondence.posting_day import day_has_passed
from app.correspondence.states import LetterState
from app.correspondence.still_true import still_true
from app.correspondence.stored_pdf import stored_content, stored_pages
from app.correspondence.take_back_approval import may_take_back
from app.staff.permissions import Permission
from app.staff.work import ReadWork
from ui.correspondence.envelope import envelope_group
from ui.correspondence.kinds import kind_words, state_status
from ui.correspondence.outgoing import Outgoing, Ways
from ui.correspondence.redating import RedatingStrip
from ui.correspondence.sending import SendingBar
from ui.correspondence.sending_state import history
from ui.kit.dates import show_date
from ui.kit.desk import Changed, Ticket, touches
from ui.kit.empty_state import Empty
from ui.kit.facts_panel import FactsPanel
from ui.kit.headline import Headline
from ui.kit.layout import column, text
from ui.kit.paged_table import Ask, Column, PagedTable, Slice
from ui.kit.side_panels import SidePanels
from ui.kit.timeline import Timeline
from ui.parts.page_picture import PagePicture
from ui.shell.actions import Action
from ui.shell.navigation import PageWidget, Shell

NO_LETTERS = Empty("No letters yet", "Letters come here as soon as they are drafted.", icon="mail")
NONE_FOUND = Empty(
    "No letter has all these words", "Type part of a reference, a name, a kind or a state.", icon="search"
)
NOT_CHOSEN = Empty("No letter chosen", "Choose one at the left to see its page.", icon="file-text")
TYPING_MS = 120


def when_or_whose(row: LetterRow) -> str:
    """The day it went or is to go, else who writes it."""
    if row.posted_on is not None:
        return show_date(row.posted_on)
    if row.state is LetterState.APPROVED and row.planned_on is not None:
        return f"goes out {show_date(row.planned_on)}"
    return row.author


COLUMNS: Sequence[Column[LetterRow]] = (
    Column(
        "addressee",
        "To",
        lambda row: row.addressee,
        second=lambda row: f"{row.reference} · {kind_words(row.kind)}",
        face="strong",
        stretch=True,
        tip=lambda row: row.title,
    ),
    Column(
        "state",
        "State",
        lambda row: state_status(row.state, row.stopped_because).word,
        second=when_or_whose,
        status=lambda row: state_status(row.state, row.stopped_because),
        tip=lambda row: row.stopped_because,
        width=164,
    ),
    Column("reference", "Reference", lambda row: row.reference, face="reference", width=132, shown=False),
    Column("author", "Author", lambda row: row.author, shown=False),
    Column(
        "approver",
        "Approved by",
        lambda row: row.approver or ("Nobody: went alone" if row.went_alone else ""),
        shown=False,
    ),
    Column("created", "Drafted", lambda row: show_date(row.created_at.date()), face="figures", shown=False, width=110),
    Column("planned", "Goes out", lambda row: show_date(row.planned_on), face="figures", shown=False, width=110),
    Column("posted", "Posted", lambda row: show_date(row.posted_on), face="figures", shown=False, width=110),
)


def load_register(work: ReadWork, ask: Ask) -> Slice[LetterRow]:
    """One page of the register."""
    rows = register(work, ask.filters.get("words", ""), ask.after, ask.limit)
    return Slice.cut(rows, ask, lambda row: row.id)


def load_record(work: ReadWork, letter_id: int) -> tuple[LetterRecord, Outgoing | None]:
    """One letter, and its stored page where there is one."""
    record = letter_record(work, letter_id)
    if record.shown_revision_id is None:
        return record, None
    pages = stored_pages(work, record.shown_revision_id)
    content = stored_content(work, record.shown_revision_id)
    may_print, may_undo = work.actor.may(Permission.LETTER_PRINT), may_take_back(work, letter_id)
    return record, Outgoing(
        record,
        pages,
        content,
        may_print,
        work.today(),
        may_undo,
        untrue=still_true(work, letter_id),
        day_passed=day_has_passed(work, letter_id),
        to_look_into=work.actor.may(Permission.MEMBER_EDIT) and waits_to_be_looked_into(work, letter_id),
    )


class RegisterPage(PageWidget):
    """``letter:12`` opens on that letter; Enter on a letter that is being written opens its editor."""

    def __init__(self, shell: Shell, parent: QWidget | None = None, *, ways: Ways | None = None) -> None:
        super().__init__(shell, parent)
        self._letter_id: int | None = None
        self._ticket: Ticket | None = None
        self._head_ticket: Ticket | None = None
        self.search = QLineEdit()
        self.table: PagedTable[LetterRow] = PagedTable(
            self.desk, "letter_register", COLUMNS, load_register, id_of=lambda row: row.id, empty=NO_LETTERS
        )
        self.headline = Headline()
        self.picture = PagePicture("register_page", self.desk.preferences)
        self.sending = SendingBar(shell, ways)
        self.redating = RedatingStrip(shell)
        self.envelope = FactsPanel("register_envelope")
        self.history = Timeline("letter_history")
        self.history.setAccessibleName("What happened to this letter")
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._lay_out()
        self._connect()
        self._show_nothing()

    # ---- what the window asks

    def opened(self, subject: str) -> None:
        kind, _, number = subject.partition(":")
        if kind == "letter" and number.isdigit():
            self._read(int(number))
        self._search()
        self.redating.look()

    def refresh(self, changed: Changed) -> None:
        if touches(changed, "letter:*"):
            self.table.refresh()
            self.redating.look()
        if self._letter_id is not None and touches(changed, f"letter:{self._letter_id}", "person:*"):
            self._read_again(self._letter_id)

    def page_actions(self) -> Sequence[Action]:
        sending = self.sending
        return (
            Action("print_letter", "Print this letter", sending.begin_print, "printer", "Ctrl+P", self._why_not_print),
            Action(
                "export_letter",
                "Export this letter",
                sending.begin_export,
                "download",
                "Ctrl+Shift+S",
                self._why_not_print,
            ),
            Action("post_letter", "Post this letter", sending.begin_post, "mail-check", why_not=self._why_not_post),
        )

    def focus_first(self) -> None:
        self.search.setFocus()

    # ---- what is shown

    def _lay_out(self) -> None:
        self.search.setObjectName("register_search")
        self.search.setAccessibleName("Find a letter")
        self.search.setPlaceholderText("Reference, name, kind or state")
        self.search.setClearButtonEnabled(True)
        left = column(text("Register", "page-name"), self.search, self.redating, self.table, gap=12, edge=16)
        head = column(self.headline)
        head.setContentsMargins(16, 16, 16, 8)
        middle = column(head, self.picture, self.sending, gap=0)
        middle.setStretch(1, 1)
        grounds = []
        for layout in (left, middle):
            ground = QWidget()
            ground.setLayout(layout)
            grounds.append(ground)
        grounds[0].setMinimumWidth(360)
        beside = column(self.envelope, self.history, gap=0)
        beside.setStretch(1, 1)
        grounds.append(QWidget())
        grounds[2].setLayout(beside)
        grounds[1].setMinimumWidth(440)
        grounds[2].setMinimumWidth(220)
        panels = ((grounds[0], 368), (grounds[1], 656), (grounds[2], 252))
        self.setLayout(column(SidePanels("register", self.desk.preferences, panels, grows=1, folds=True), gap=0))

    def _connect(self) -> None:
        self.search.textChanged.connect(self._typing.start)
        self.search.returnPressed.connect(self.table.view.setFocus)
        down = QShortcut(QKeySequence(Qt.Key.Key_Down), self.search, context=Qt.ShortcutContext.WidgetShortcut)
        down.activated.connect(self.table.view.setFocus)
        self._typing.timeout.connect(self._search)
        self.sending.handing_out.refused.connect(self._on_refused)
        self.sending.redate_asked.connect(lambda letter_id: self.redating.redate([letter_id]))
        self.history.opened.connect(lambda subject: self.shell.go("letters", subject))
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(lambda row: self._open(row.id))
        self.table.loaded.connect(self._on_loaded)

    def _search(self) -> None:
        words = self.search.text().strip()
        self.table.set_empty(NONE_FOUND if words else NO_LETTERS)
        self.table.start({"words": words})

    def _on_loaded(self, count: int) -> None:
        if self._letter_id is not None:
            self.table.choose(self._letter_id)
        elif not count:
            self._show_nothing()

    def _on_chosen(self, row: LetterRow | None) -> None:
        if row is not None and row.id != self._letter_id:
            self._read(row.id)

    def _read(self, letter_id: int) -> None:
        self._letter_id = letter_id
        self.desk.forget(self._ticket)
        self._ticket = self.desk.read(self, load_record, letter_id, then=self._on_read, failed=self._on_unread)

    def _read_again(self, letter_id: int) -> None:
        """How it stands and what happened to it are there at once; its page, and what is still true, take longer."""
        self.desk.forget(self._head_ticket)
        self._head_ticket = self.desk.read(self, letter_record, letter_id, then=self._show_record)
        self._read(letter_id)

    def _on_refused(self, letter_id: int) -> None:
        """What keeps it here may be that a day has come, which no desk tells of."""
        if letter_id == self._letter_id:
            self._read_again(letter_id)

    def _on_unread(self, error: Exception) -> bool:
        self._show_nothing()
        self.picture.clear(Empty("This letter cannot be shown", str(error), icon="circle-alert"))
        return False

    def _on_read(self, found: tuple[LetterRecord, Outgoing | None]) -> None:
        record, outgoing = found
        self.desk.forget(self._head_ticket)
        self._show_record(record)
        self.sending.show_letter(outgoing)
        self._show_envelope(outgoing)
        if outgoing is None:
            self.picture.clear(self._no_page_yet(record.letter.id))
        else:
            self.picture.show_pdf(outgoing.pages.pdf, (), outgoing.pages.words, layout=outgoing.pages.layout)
        self.title_changed.emit(record.letter.reference)

    def _show_record(self, record: LetterRecord) -> None:
        letter = record.letter
        if letter.id != self._letter_id:
            return
        self.headline.show_title(letter.title, f"{kind_words(letter.kind)} to {letter.addressee}", letter.reference)
        self.headline.show_chips([state_status(letter.state, letter.stopped_because)])
        self.headline.show()
        self.history.show_entries(history(record))
        self.history.show()

    def _show_envelope(self, outgoing: Outgoing | None) -> None:
        groups = envelope_group(outgoing.pages, self.desk, self.picture, self) if outgoing is not None else []
        self.envelope.show_groups(groups)
        self.envelope.setVisible(bool(groups))

    def _no_page_yet(self, letter_id: int) -> Empty:
        hint = "It is still being written; it has a page here once it is submitted."
        return Empty("No page yet", hint, "Open the letter", lambda: self._open(letter_id), "file-pen")

    def _open(self, letter_id: int) -> None:
        self.shell.go("letters", f"letter:{letter_id}")

    def _show_nothing(self) -> None:
        self._letter_id = None
        self.headline.hide()
        self.history.hide()
        self.sending.show_letter(None)
        self._show_envelope(None)
        self.picture.clear(NOT_CHOSEN)

    def _why_not_print(self) -> str:
        return self.sending.state.why_not_print

    def _why_not_post(self) -> str:
        return self.sending.state.why_not_post
