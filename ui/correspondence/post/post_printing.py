"""The chosen letters of the day's post go to a printer as one job, and each outcome is put on record."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.correspondence.find_post import NotToPrint, PostRow, ToPrint, job_to_print
from app.correspondence.record_output import record_print_failed, record_printed
from ui.correspondence.outgoing import Ways
from ui.correspondence.post.page_state import job_words
from ui.correspondence.post.print_job import Job, print_job
from ui.correspondence.printing import Paper
from ui.kit.notices import Notice
from ui.parts.workers import printing_runner
from ui.shell.navigation import Shell


class PostPrinting(QObject):
    """One job at a time."""

    busy_changed = Signal()
    ended = Signal()
    """A job came to its end, well or not, and that is on its way to the record."""

    def __init__(self, shell: Shell, ways: Ways, owner: QWidget) -> None:
        super().__init__(owner)
        self._shell, self._desk, self._ways, self._owner = shell, shell.desk, ways, owner
        self.is_busy = False

    def begin(self, letters: Sequence[PostRow]) -> None:
        """Ask for a printer once, and print these letters as one job."""
        paper = self._ways.paper(self._owner, sum(row.pages for row in letters))
        if paper is not None:
            self._set_busy(busy=True, words=f"Printing {len(letters):,} letters" if len(letters) > 1 else "Printing")
            wanted = [(row.id, row.revision_id) for row in letters]
            self._desk.read(self, job_to_print, wanted, then=partial(self._print, paper), failed=self._not_read)

    def _not_read(self, _error: Exception) -> bool:
        self._set_busy(busy=False)
        return False

    def _print(self, paper: Paper, found: tuple[list[ToPrint], list[NotToPrint]]) -> None:
        ready, refused = found
        if not ready:
            self._on_printed(refused, Job(paper.name, (), 0))
            return
        printing_runner().submit(
            lambda: print_job(ready, paper),
            on_done=partial(self._on_printed, refused),
            on_error=self._on_broken,
            owner=self,
        )

    def _on_printed(self, refused: Sequence[NotToPrint], job: Job) -> None:
        self._set_busy(busy=False)
        for letter in job.printed:
            self._desk.act(self, record_printed, letter.id, letter.revision_id, letter.pages, job.printer)
        if job.broken:
            one, why = job.broken, f"{job.printer}: {job.why}"
            self._desk.act(self, record_print_failed, one.id, one.revision_id, job.done, one.pages, why)
        is_whole = not job.broken and not refused
        self._shell.notify(Notice(job_words(job, refused), "good" if is_whole else "warn", key="sending"))
        self.ended.emit()

    def _on_broken(self, error: Exception) -> None:
        self._set_busy(busy=False)
        self._desk.problem.emit(error)
        self.ended.emit()

    def _set_busy(self, *, busy: bool, words: str = "") -> None:
        self.is_busy = busy
        self._shell.set_running(f"printing_{id(self)}", words)
        self.busy_changed.emit()
