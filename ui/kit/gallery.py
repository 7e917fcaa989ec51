"""Every part of the kit in every theme, as pictures: ``python -m ui.kit.gallery FOLDER``."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from app.basics.problems import Conflict, FieldConflict
from ui.kit.ask import Answer, Question, QuestionBox
from ui.kit.conflict import ConflictView
from ui.kit.desk import Desk
from ui.kit.empty_state import Empty, EmptyState
from ui.kit.forms import Choice, Field, Form, Section
from ui.kit.gallery_desk import AtOnceRunner, NoOffice, sized
from ui.kit.gallery_record import record_picture
from ui.kit.gallery_table import STATES, table_picture
from ui.kit.layout import button, column, hairline, panel, row, text
from ui.kit.link_list import Link, LinkList
from ui.kit.notice_bar import NoticeBar
from ui.kit.notices import Notice
from ui.kit.paged_table import LoadingShape, Status
from ui.kit.preferences import Preferences
from ui.kit.status_chip import StatusChip
from ui.kit.theme.apply import Choice as ThemeChoice
from ui.kit.theme.apply import apply_theme, dress


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
    return sized(panel(column(form, None, hairline(), buttons, gap=16, edge=24), part="page"), 720, 780)


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
    return sized(
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


def draw(app: QApplication, folder: Path, themes: Iterable[ThemeChoice] = THEMES) -> list[Path]:
    """Draw every part in these themes; returns the files."""
    folder.mkdir(parents=True, exist_ok=True)
    desk = Desk(NoOffice(), Preferences(folder / "window.ini"), reads=AtOnceRunner(), acts=AtOnceRunner())
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
