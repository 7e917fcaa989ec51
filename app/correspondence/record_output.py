"""What was done with the approved page: printed, printed in part, exported, put into an e-mail draft."""

from __future__ import annotations

from sqlalchemy import exists, select

from app.basics.text import clean_line
from app.correspondence.letter_rows import approved_revision, locked_letter, note_event
from app.correspondence.problems import LetterMoved
from app.correspondence.tables import LetterEvent, LetterEventKind
from app.staff.permissions import Permission
from app.staff.work import Work
from app.store.base import NOTE


def record_printed(work: Work, letter_id: int, revision_id: int, pages: int, printer: str) -> str:
    """The whole letter came out of a printer; "printed" the first time, "reprinted" later (which is returned).

    Raises LetterMoved where it may not go any more: it was stopped or taken back while it was printed.
    """
    work.require(Permission.LETTER_PRINT)
    again = exists().where(
        LetterEvent.letter_id == letter_id,
        LetterEvent.revision_id == revision_id,
        LetterEvent.kind == LetterEventKind.PRINTED,
    )
    kind = LetterEventKind.REPRINTED if work.session.scalar(select(again)) else LetterEventKind.PRINTED
    try:
        _record(work, letter_id, revision_id, kind, f"{_pages(pages)} on {printer}")
    except LetterMoved as moved:
        raise LetterMoved(moved.sentence, f"What came out of {printer} is not to go: take it away.") from moved
    return kind.value


def record_print_failed(work: Work, letter_id: int, revision_id: int, pages_done: int, pages: int, why: str) -> None:
    """Printing stopped half way: how many pages of how many went to the printer, and what it said."""
    detail = f"{pages_done} of {_pages(pages)}: {why}"
    _record(work, letter_id, revision_id, LetterEventKind.PRINT_FAILED, detail)


def record_exported(work: Work, letter_id: int, revision_id: int, file_name: str) -> None:
    """The PDF was saved under a name outside the office."""
    _record(work, letter_id, revision_id, LetterEventKind.EXPORTED, file_name)


def record_emailed(work: Work, letter_id: int, revision_id: int, to: str) -> None:
    """The PDF was put into an e-mail draft to this address; whether it is sent, the office does not know."""
    _record(work, letter_id, revision_id, LetterEventKind.EMAIL_DRAFTED, to)


def _record(work: Work, letter_id: int, revision_id: int, kind: LetterEventKind, detail: str) -> None:
    work.require(Permission.LETTER_PRINT)
    letter = locked_letter(work, letter_id)
    if approved_revision(work, letter).id != revision_id:
        raise LetterMoved(
            f"What went out is not what was approved of letter {letter.reference}.",
            "Take back that print and print the approved letter.",
        )
    note_event(work, letter, kind, clean_line(detail)[:NOTE], revision_id)


def _pages(count: int) -> str:
    return "1 page" if count == 1 else f"{count} pages"
