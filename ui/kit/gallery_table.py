"""The picture of a list: long names, foreign letters, every state."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from ui.kit.desk import Desk
from ui.kit.empty_state import Empty
from ui.kit.gallery_desk import sized
from ui.kit.headline import Headline
from ui.kit.layout import button, column, panel, row, text
from ui.kit.paged_table import Ask, Column, PagedTable, Slice, Status


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
    return sized(panel(column(top, table, row(8, count, None, edge=4), gap=0), part="page"), 1180, 640)
