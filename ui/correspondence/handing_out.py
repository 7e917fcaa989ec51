"""A letter's stored pages are printed, saved or opened as an e-mail, and each outcome is put on record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.correspondence.email_draft import EmailDraft, email_draft, file_name
from app.correspondence.record_output import record_emailed, record_exported, record_print_failed, record_printed
from app.correspondence.stored_pdf import Pack, pdf_to_send
from ui.correspondence.outgoing import Outgoing, Ways
from ui.correspondence.printing import Paper, Printed, PrintFailed, print_pages
from ui.correspondence.sending_state import by_hand_words, not_in_it
from ui.kit.notices import Notice, notice_of
from ui.parts.export import CannotSaveFile, NoMailProgram, open_draft, save_file
from ui.parts.workers import printing_runner
from ui.shell.navigation import Shell

SENDING = "sending"


class HandingOut(QObject):
    """Each deed is given its letter: by the time it is done another may be shown."""

    busy_changed = Signal()
    printed = Signal()
    """A print ended, well or not."""
    refused = Signal(int)
    """The letter of this id may not go as it was shown: it is another by now."""

    def __init__(self, shell: Shell, ways: Ways, owner: QWidget) -> None:
        super().__init__(owner)
        self._shell, self._desk, self._ways, self._owner = shell, shell.desk, ways, owner
        self.is_busy = False

    def print(self, letter: Outgoing) -> None:
        """Ask for a printer and print on a worker."""
        paper = self._ways.paper(self._owner, letter.pages.page_count)
        if paper is not None:
            self._set_busy(busy=True, words=f"Printing {letter.record.letter.reference}")
            self._ask_to_send(letter, lambda pack: self._print(letter, pack, paper))

    def export(self, letter: Outgoing) -> None:
        """Ask where, save, and put it on record."""
        file = self._ways.file(self._owner, file_name(letter.content, "pdf"))
        if file is not None:
            self._ask_to_send(letter, lambda pack: self._save(letter, pack, file))

    def email(self, letter: Outgoing) -> None:
        """Make the draft and open it in the person's mail program."""
        letter_id = letter.record.letter.id
        self._desk.read(self, email_draft, letter_id, then=partial(self._open_draft, letter_id))

    def _ask_to_send(self, letter: Outgoing, then: Callable[[Pack], None]) -> None:
        """Ask the office for the bytes at this moment: what is shown may have been withdrawn at another desk."""

        numbers = letter.record.letter.id, letter.pages.revision_id

        def failed(_error: Exception) -> bool:
            self._set_busy(busy=False)
            self.refused.emit(numbers[0])
            return False

        self._desk.read(self, pdf_to_send, *numbers, then=then, failed=failed)

    def _print(self, letter: Outgoing, pack: Pack, paper: Paper) -> None:
        printing_runner().submit(
            lambda: print_pages(pack.pdf, pack.pages, paper, pack.starts),
            on_done=partial(self._on_printed, letter),
            on_error=partial(self._on_print_failed, letter, paper.name),
            owner=self,
        )

    def _on_printed(self, letter: Outgoing, printed: Printed) -> None:
        self._set_busy(busy=False)
        known, reference = letter.record.letter, letter.record.letter.reference
        told = Notice(
            f"{reference} went to {printed.printer}.{by_hand_words(letter.pages.enclosed)}", "good", key=SENDING
        )
        self._desk.act(
            self,
            record_printed,
            known.id,
            letter.pages.revision_id,
            printed.pages,
            printed.printer,
            then=lambda _kind: self._shell.notify(told),
        )
        self.printed.emit()

    def _on_print_failed(self, letter: Outgoing, printer: str, error: Exception) -> None:
        self._set_busy(busy=False)
        done, why = (error.done, f"{printer}: {error.why}") if isinstance(error, PrintFailed) else (0, str(error))
        pages = letter.pages
        self._desk.act(
            self, record_print_failed, letter.record.letter.id, pages.revision_id, done, pages.page_count, why
        )
        self._tell_of(error)
        self.printed.emit()

    def _save(self, letter: Outgoing, pack: Pack, file: Path) -> None:
        try:
            name = save_file(file, pack.pdf)
        except CannotSaveFile as problem:
            self._tell_of(problem)
            return
        self._desk.act(self, record_exported, letter.record.letter.id, letter.pages.revision_id, name)
        self._shell.notify(Notice(f"Saved as {name}.{not_in_it(pack.by_hand)}", "good", key=SENDING))

    def _open_draft(self, letter_id: int, draft: EmailDraft) -> None:
        try:
            open_draft(draft.file_name, draft.content, self._ways.opens)
        except (CannotSaveFile, NoMailProgram) as problem:
            self._tell_of(problem)
            return
        to = draft.to or "nobody yet"
        self._desk.act(self, record_emailed, letter_id, draft.revision_id, to)
        said = f"A draft to {to} is open in your mail program. Sending it is yours.{not_in_it(draft.by_hand)}"
        self._shell.notify(Notice(said, "info", key=SENDING))

    def _tell_of(self, problem: Exception) -> None:
        """Until it is done after all: what that says takes its place."""
        self._shell.notify(replace(notice_of(problem), key=SENDING))

    def _set_busy(self, *, busy: bool, words: str = "") -> None:
        self.is_busy = busy
        self._shell.set_running(f"printing_{id(self)}", words)  # two pages may print at a time
        self.busy_changed.emit()
