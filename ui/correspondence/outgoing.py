"""A letter on its way out of the office, and how the system is asked to take it: printer, folder, mail program."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.correspondence.find import LetterRecord
from app.correspondence.states import LetterState
from app.correspondence.stored_pdf import StoredPages
from app.correspondence.untrue import Untrue
from letters.content import Letter
from ui.correspondence.printing import AskPaper, ask_printer
from ui.parts.export import AskFile, OpenFile, ask_file, open_file


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A letter with its stored page; ``content`` is what was stored, ``today`` the date at its reader's desk.

    ``untrue`` is what is no longer so; ``to_look_into``: it came back, and nobody has confirmed the address;
    ``day_passed``: the posting day that it bears is over.
    """

    record: LetterRecord
    pages: StoredPages
    content: Letter
    may_print: bool
    today: date
    may_take_back: bool = False
    untrue: tuple[Untrue, ...] = ()
    to_look_into: bool = False
    day_passed: bool = False


@dataclass(frozen=True, slots=True)
class Ways:
    """How the system is asked; a test gives its own."""

    paper: AskPaper = ask_printer
    file: AskFile = ask_file
    opens: OpenFile = open_file


def is_posted(letter: Outgoing | None) -> bool:
    """Whether it has left the office, so that only another letter can say what was wrong in it."""
    return letter is not None and letter.record.letter.state is LetterState.POSTED
