"""Every part of the kit in every theme, as pictures: ``python -m ui.kit.gallery FOLDER``."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import shiboken6
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QTabBar, QWidget

from app.basics.problems import Conflict, FieldConflict, WorldProblem
from app.staff.work import Actor
from ui.kit.ask import Answer, Question, QuestionBox
from ui.kit.conflict import ConflictView
from ui.kit.desk import Desk
from ui.kit.empty_state import Empty, EmptyState
from ui.kit.facts_panel import Fact, FactGroup, FactsPanel
from ui.kit.forms import Choice, Field, Form, Section
from ui.kit.headline import Headline, Warnings
from ui.kit.layout import SidePanels, button, column, hairline, panel, row, scrolled, text
from ui.kit.link_list import Link, LinkList
from ui.kit.notice_bar import NoticeBar
from ui.kit.notices import Notice
from ui.kit.paged_table import Ask, Column, LoadingShape, PagedTable, Slice, Status
from ui.kit.preferences import Preferences
from ui.kit.status_chip import StatusChip
from ui.kit.theme.apply import Choice as ThemeChoice
from ui.kit.theme.apply import apply_theme, dress
from ui.kit.timeline import Entry, Timeline


class AnsweredAtOnce:
    """A runner without threads: pictures need no waiting."""

    def submit(
        self,
        work: Callable[[], Any],
        *,
        on_done: Callable[[Any], None],
        on_error: Callable[[Exception], None],
        owner: QObject | None = None,
    ) -> int:
        try:
            result = work()
        except WorldProblem as error:
            on_error(error)
        else:
            if owner is None or shiboken6.isValid(owner):
                on_done(result)
        return 0

    def forget(self, ticket: int) -> None:
        """Nothing waits."""

    def shut_down(self, msecs: int = 5000) -> bool:
        return msecs > 0


class NoOffice:
    """Calls finders with nothing: the gallery's rows are made up here."""

    actor = Actor(0, "", "", "", 0, "", "UTC", frozenset(), frozenset())

    def read(self, finder: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        return finder(None, *args, **kwargs)

    def act_once(self, *asked: Any, **kwargs: Any) -> Any:
        raise NotImplementedError

    def keep(self, verb: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        raise NotImplementedError


class Case(NamedTuple):
    """A row to show."""

    reference: str
    who: str
    why: str
    state: Status
    due: date
    balance: str


STATES = (
    Status("Late", "triangle", "bad"),
    Status("Due today", "half", "warn"),
    Status("Being looked into", "ring", "accent"),
    Status("Answered", "check", "good"),
    Status("Closed", "bar", "muted"),
)
NAMES = (
    "Tan Mei Ling, Dr",
    "O’Brien, Siobhán",
    "Łódzki-Wiśniewska, Małgorzata Elżbieta, Prof.",
    "陳大文 (Chan Tai Man)",
    "Rao, Asha",
)
WHY = (
    "Response due yesterday: two points have no finding yet",
    "Waits for your approval since 9:40",
    "Asked the registration team for the file on 19 Nov",
    "Posted on 18 Nov, second class",
    "Nothing to do",
)


def cases() -> list[Case]:
    first = date(2026, 11, 20)
    return [
        Case(
            f"C-2026-{1048 + n * 7:05}-{n % 90 + 10}",
            NAMES[n % 5],
            WHY[n % 5],
            STATES[n % 5],
            first + timedelta(days=n),
            f"{n * 1234.5 - 500:,.2f}",
        )
        for n in range(40)
    ]


COLUMNS: tuple[Column[Case], ...] = (
    Column("state", "State", lambda c: c.state.word, 170, status=lambda c: c.state, sort="state", filter=True),
    Column(
        "who",
        "Who and why it is here",
        lambda c: c.who,
        260,
        stretch=True,
        face="strong",
        second=lambda c: c.why,
        sort="name",
        filter=True,
    ),
    Column("reference", "Reference", lambda c: c.reference, 170, face="reference", icon=lambda _c: "file-text"),
    Column("due", "Due", lambda c: f"{c.due.day} {c.due:%b %Y}", 110, "right", "figures", sort="due"),
    Column("balance", "Balance SGD", lambda c: c.balance, 120, "right", "figures"),
)


def _table(desk: Desk, rows: list[Case]) -> PagedTable[Case]:
    def load(_work: object, ask: Ask) -> Slice[Case]:
        begin = ask.after or 0
        piece = rows[begin : begin + ask.limit]
        return Slice(piece, begin + ask.limit if begin + ask.limit < len(rows) else None)

    empty = Empty(
        "No complaint waits for you",
        "New complaints come here as soon as they are logged.",
        "Log a complaint",
        icon="inbox",
    )
    table = PagedTable(desk, "gallery_cases", COLUMNS, load, id_of=lambda c: c.reference, empty=empty, sort="due")
    table.start()
    return table


def table_picture(desk: Desk) -> QWidget:
    """The table with rows, a filter line, and one row chosen."""
    table = _table(desk, cases())
    table.header.show_filters(shown=True)
    table.view.selectRow(2)
    table.view.setFocus()
    head = Headline("Complaints", "14 are yours, 2 of them late")
    head.show_chips([STATES[0], STATES[2]])
    head.add_action(button("Export…", "export", icon_name="download"))
    head.add_action(button("Log a complaint", "log", "main", icon_name="plus", shortcut="Ctrl+Shift+L"))
    count = text(table.count_sentence(), "muted-small")
    top = panel(column(head, edge=16), part="page")
    return _sized(panel(column(top, table, row(8, count, None, edge=4), gap=0), part="page"), 1180, 640)


def form_picture(_desk: Desk) -> QWidget:
    """A form with two problems, a hint and a section."""
    parts = (
        Section(
            "Who complains",
            (
                Field("name", "Full name", required=True, limit=120),
                Field(
                    "role",
                    "As",
                    "choice",
                    choices=(Choice("m", "Member"), Choice("p", "Public user")),
                    beside=True,
                    chars=20,
                ),
                Field("email", "E-mail", "email"),
                Field("phone", "Phone", "phone", beside=True, hint="With + and the country for one abroad"),
            ),
        ),
        Section(
            "What it is about",
            (
                Field("raised", "First raised", "date", required=True, chars=16, hint="This day starts the clock"),
                Field("event", "It happened", "date", chars=16, beside=True),
                Field("claim", "Claimed", "money", chars=14, currency="SGD", beside=True),
                Field("words", "In their words", "prose", required=True, lines=4),
                Field(
                    "wants",
                    "Outcome sought",
                    "radio",
                    choices=(Choice(1, "An apology"), Choice(2, "A correction"), Choice(3, "Money")),
                ),
                Field("dissatisfied", "Dissatisfied, also if no complaint is wanted", "check"),
            ),
            "One point a complaint: add the others afterwards.",
        ),
    )
    form = Form(parts, name="gallery_form")
    form.show_values({"name": "Tan Mei Ling", "role": "m", "raised": date(2026, 11, 21), "claim": 125000, "wants": 2})
    form.restore({"email": "mei.ling@", "words": "I wrote twice and nobody answered."})
    form.show_problems(form.problems())
    buttons = row(None, button("Park", "park"), button("Log the complaint", "log", "main"))
    return _sized(panel(column(form, None, hairline(), buttons, gap=16, edge=24), part="page"), 720, 780)


def record_picture(desk: Desk) -> QWidget:
    """Headline, warnings, tabs, timeline and facts, as a person's record has them."""
    head = Headline()
    head.show_title("Dr Tan Mei Ling", "Fellow, Singapore, since 3 Feb 2011", "1048 8271 43")
    head.show_chips([Status("Active", "dot", "good")])
    head.add_action(button("Log a contact", "log_contact", icon_name="phone", shortcut="Ctrl+L"))
    warnings = Warnings()
    warnings.show_warnings(["Large print", "Phone first", "Representative: consent ends 30 Nov 2026"])
    tabs = QTabBar()
    for name in ("Timeline", "Details", "Membership", "Money", "Cases", "Letters", "Changes"):
        tabs.addTab(name)
    tabs.setExpanding(False)
    tabs.setDrawBase(False)
    line = Timeline("gallery_timeline")
    line.show_entries(_entries())
    line.setCurrentIndex(line.model().index(1, 0))
    line.expand(expanded=True)
    facts = FactsPanel("gallery_facts")
    facts.show_groups(_facts())
    left = panel(column(panel(column(head, warnings, gap=8, edge=16), part="page"), row(16, tabs), line, gap=0))
    panels = SidePanels("gallery", desk.preferences, [(left, 780), (panel(column(scrolled(facts))), 300)], grows=0)
    return _sized(panels, 1180, 620)


def _entries() -> list[Entry]:
    noon = datetime(2026, 11, 21, 14, 2, tzinfo=UTC)
    long_words = "She wants the receipt again: the first one went to her old address. Promised: by Tuesday."
    return [
        Entry("contact:1", noon, "Call in: wants a receipt", "phone-incoming", long_words, "Asha Rao"),
        Entry(
            "letter:1",
            noon - timedelta(hours=3),
            "Letter posted: acknowledgement L-2026-00412-17",
            "mail",
            "",
            "Asha Rao",
        ),
        Entry(
            "case:1",
            noon - timedelta(days=1),
            "Complaint logged, two points",
            "message-square-warning",
            "The card came late and under the wrong name.",
            "Ben Okafor",
            "warn",
        ),
        Entry(
            "change:1",
            noon - timedelta(days=1, hours=2),
            "Address changed",
            "history",
            "12 Old Road → 4 New Street",
            "Ben Okafor",
        ),
        Entry("member:1", date(2011, 2, 3), "Admitted as fellow", "award"),
    ]


def _facts() -> list[FactGroup]:
    return [
        FactGroup(
            "",
            [
                Fact("Prefers", "Phone, English"),
                Fact("Local time", "22:02, Sat"),
                Fact("Balance", "SGD 0.00"),
                Fact("Renews", "1 Jan 2027"),
            ],
        ),
        FactGroup(
            "Reach",
            [
                Fact("Phone", "+65 6123 4567"),
                Fact("E-mail", "mei.ling.tan@example.org"),
                Fact("Partner", "SMA", go=lambda: None),
            ],
        ),
        FactGroup(
            "Membership",
            [
                Fact("Number", "1048 8271 43", reference=True),
                Fact("State", status=Status("Active", "dot", "good")),
                Fact("Grade", "Fellow"),
            ],
        ),
    ]


def parts_picture(_desk: Desk) -> QWidget:
    """Buttons, chips, notices and links."""
    bar = NoticeBar()
    bar.show_notice(Notice("The letter was returned to Asha.", "good", "Undo"))
    bar.show_notice(
        Notice(
            "The database cannot be reached. What you type is kept here; try again in a minute.", "warn", "Try again"
        )
    )
    bar.show_notice(Notice("Something went wrong in Fairhand: this is our fault, not yours.", "bad", details="…"))
    disabled = button("Approve", "approve_off", "main")
    disabled.setEnabled(False)
    kinds = row(
        button("Approve", "approve", "main"),
        button("Return to Asha", "return"),
        button("Withdraw the letter", "withdraw", "danger", icon_name="trash"),
        button("Show the sum", "sum", "link"),
        button("More", "more", "quiet", icon_name="more-horizontal"),
        disabled,
        None,
    )
    chips = row(*(StatusChip(state) for state in STATES), StatusChip(Status("Draft", "none")), None)
    links = LinkList("gallery_links")
    links.show_links(
        [
            Link("Point 2 has no finding", tone="bad"),
            Link("The letter names no person who can be asked", tone="bad"),
            Link("The second paragraph has a sentence of 41 words", tone="warn"),
            Link("All promises are kept", tone="good"),
        ]
    )
    links.setFixedHeight(130)
    shape = LoadingShape()
    shape.setFixedHeight(130)
    lower = row(
        EmptyState(
            Empty(
                "No letters wait for approval",
                "They come here when an adviser submits one.",
                "Look again",
                icon="stamp",
            )
        ),
        shape,
    )
    return _sized(
        panel(
            column(bar, column(kinds, chips, text("Ready to write?", "section"), links, lower, gap=16, edge=24), gap=0),
            part="page",
        ),
        900,
        760,
    )


def conflict_picture(_desk: Desk) -> QWidget:
    """Two fields in conflict, one chosen."""
    conflict = Conflict(
        "member:17",
        [
            FieldConflict("street", "12 Old Road", "4 New Street", "4 New Street, #03-11"),
            FieldConflict("born", date(1971, 3, 2), date(1971, 2, 3), None),
        ],
        "Ben Okafor",
    )
    view = ConflictView(conflict, {"street": "Street", "born": "Date of birth"})
    view.choose("street", "yours")
    return view


def question_picture(_desk: Desk) -> QWidget:
    """A question that cannot be undone."""
    return QuestionBox(
        Question(
            "Post this letter?",
            "It is marked as posted today and the 20 working days begin. This cannot be taken back.",
            [Answer("post", "Post the letter")],
        )
    )


PICTURES: tuple[Callable[[Desk], QWidget], ...] = (
    table_picture,
    form_picture,
    record_picture,
    parts_picture,
    conflict_picture,
    question_picture,
)
THEMES: tuple[ThemeChoice, ...] = ("light", "dark", "contrast")


def _sized(widget: QWidget, width: int, height: int) -> QWidget:
    widget.resize(width, height)
    return widget


def draw(app: QApplication, folder: Path, themes: Iterable[ThemeChoice] = THEMES) -> list[Path]:
    """Draw every part in these themes; returns the files."""
    folder.mkdir(parents=True, exist_ok=True)
    desk = Desk(NoOffice(), Preferences(folder / "window.ini"), reads=AnsweredAtOnce(), acts=AnsweredAtOnce())
    files = []
    for theme in themes:
        apply_theme(app, theme, use_shipped_fonts=True)
        for make in PICTURES:
            widget = make(desk)
            dress(widget)
            widget.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
            widget.show()
            file = folder / f"{make.__name__.removesuffix('_picture')}-{theme}.png"
            widget.grab().save(str(file))
            widget.close()
            widget.deleteLater()
            files.append(file)
    return files


def main() -> int:
    """Draw into the folder that is named."""
    if len(sys.argv) != 2:
        sys.stderr.write("Name the folder for the pictures: python -m ui.kit.gallery FOLDER\n")
        return 2
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication([])
    for file in draw(app, Path(sys.argv[1])):
        sys.stdout.write(f"{file}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
