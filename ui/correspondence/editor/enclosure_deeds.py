"""Attach, order, name and take out what goes with the letter that is being written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QMenu, QWidget

from app.basics.file_names import plain_name
from app.basics.file_types import TYPE_WORDS
from app.correspondence.enclose_file import enclose_file
from app.correspondence.enclose_paper import enclose_paper
from app.correspondence.enclosed import Enclosed
from app.correspondence.file_to_enclose import (
    FileToEnclose,
    files_of_matter,
    look_at_file_to_enclose,
    look_at_paper_of_matter,
)
from app.correspondence.move_enclosure import move_enclosure
from app.correspondence.rename_enclosure import rename_enclosure
from app.correspondence.take_out_enclosure import put_back_enclosure, take_out_enclosure
from app.staff.work import MatterFile
from ui.correspondence.editor.letter_deeds import Editing
from ui.correspondence.editor.pages_job import PagesJob
from ui.correspondence.enclosure_dialog import EnclosureDialog
from ui.kit.desk import OnFailure
from ui.kit.layout import as_is
from ui.kit.notices import Notice, notice_of
from ui.parts.ask_files import AskFiles, ask_files
from ui.shell.navigation import Shell

KEY = "letter-enclosures"
SLOW_MS = 2_000


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A file still to be looked at, and the letter that it goes with."""

    letter_id: int
    name: str
    look: Callable[..., FileToEnclose]
    asked: tuple[object, ...]


class EnclosureDeeds:
    """One file after another is looked at and attached; each that is refused is told by itself."""

    def __init__(self, shell: Shell, owner: QWidget, editing: Editing) -> None:
        self._shell, self._desk = shell, shell.desk
        self._owner, self._editing = owner, editing
        self._waiting: list[_Wanted] = []
        self._is_looking = False
        self._letter_in_hand = 0
        """Which letter the file goes with whose pages are made."""
        self.job = PagesJob(owner)
        self.job.ready.connect(self._attach)
        self.job.refused.connect(self._on_refused)
        owner.destroyed.connect(self.job.stop)
        self._slow = QTimer(owner, singleShot=True, interval=SLOW_MS)
        self._slow.timeout.connect(self._tell_slow)
        self.ask_files: AskFiles = partial(ask_files, title="Attach to the letter")
        panel = editing.parts.enclosures
        panel.ways.addAction("Files…\tCtrl+Shift+A", self.attach)
        panel.ways.addAction("Evidence of the case…\tCtrl+Shift+E", self.from_case)
        panel.ways.addAction("Something on paper…", self.on_paper)
        panel.list.opened.connect(self.open)
        panel.list.rename_asked.connect(self.rename)
        panel.list.take_out_asked.connect(self.take_out)

    def attach(self) -> None:
        """Ask which files of this computer go with the letter."""
        if self._may():
            self.take_files(self.ask_files(self._owner))

    def take_files(self, paths: Sequence[Path]) -> None:
        """Attach these, one after another."""
        if self._may():
            letter_id = self._editing.letter_id
            self._take(*(_Wanted(letter_id, plain_name(path.name), look_at_file_to_enclose, (path,)) for path in paths))

    def leave(self) -> None:
        """Another letter is shown: what was not looked at yet goes with neither, and is told."""
        left, self._waiting = self._waiting, []
        if left:
            names = ", ".join(f"“{one.name}”" for one in left)
            told = f"Not attached, since the letter was left before: {names}. Open it again and attach them."
            self._shell.notify(Notice(told, "warn", key=f"{KEY}-left"))

    def from_case(self) -> None:
        """Offer the papers of the matter."""
        if self._may():
            letter_id = self._editing.letter_id
            self._desk.read(self._owner, files_of_matter, letter_id, then=partial(self._offer, letter_id))

    def on_paper(self) -> None:
        """Ask what is put in by hand."""
        if self._may():
            question = "What goes with the letter on paper?"
            self._editing.parts.reason.ask(question, "Add", partial(self._act, enclose_paper, self._editing.letter_id))

    def open(self, line: Enclosed) -> None:
        """Look at one."""
        if line.is_file:
            EnclosureDialog(self._desk, line.id, self._owner).open()

    def rename(self, line: Enclosed) -> None:
        """Ask what the letter calls it."""
        if self._may():
            question = "What does the letter call it?"
            self._editing.parts.reason.ask(
                question, "Call it so", partial(self._act, rename_enclosure, line.id), line.title
            )

    def take_out(self, line: Enclosed) -> None:
        """Take it out; Undo attaches it again."""
        if self._may():
            undo = partial(self._act, put_back_enclosure, line.id)
            told = Notice(f"“{line.title}” does not go with the letter.", "good", "Undo", undo, KEY)
            self._act(take_out_enclosure, line.id, then=told)

    def move(self, by: int) -> None:
        """Put the one that is chosen before or behind its neighbour."""
        line = self._editing.parts.enclosures.list.current()
        if line is not None and self._may():
            self._act(move_enclosure, line.id, by)

    def _may(self) -> bool:
        why_not = self._editing.why_not_editable
        if why_not:
            self._shell.notify(Notice(why_not, key="letter-why-not"))
        return not why_not

    def _take(self, *wanted: _Wanted) -> None:
        self._waiting += wanted
        self._next()

    def _next(self) -> None:
        if self._waiting and not self._is_looking:
            self._is_looking = True
            one = self._waiting.pop(0)
            self._desk.read(
                self._owner,
                one.look,
                *one.asked,
                then=partial(self._make_pages, one.letter_id),
                failed=partial(self._unread, one.name),
            )

    def _make_pages(self, letter_id: int, file: FileToEnclose) -> None:
        self._letter_in_hand = letter_id
        self._slow.start()
        self.job.start(file)

    def _tell_slow(self) -> None:
        """A file that draws for ever does not hold up those behind it: whoever waits may give it up."""
        told = f"The pages of “{self.job.name}” are being made."
        self._shell.notify(Notice(told, "info", "Stop", partial(self._stop, self.job.name), f"{KEY}-slow"))

    def _stop(self, name: str) -> None:
        if self.job.name == name:
            self.job.cancel()

    def _attach(self, file: FileToEnclose) -> None:
        failed = partial(self._refused, file.name)
        self._act(enclose_file, self._letter_in_hand, file, failed=failed, then=self._told_of(file))
        self._go_on()

    def _on_refused(self, error: Exception) -> None:
        self._unread(str(error), error)

    def _unread(self, name: str, error: Exception) -> bool:
        self._refused(name, error)
        self._go_on()
        return True

    def _refused(self, name: str, error: Exception) -> bool:
        """Each file is told of by itself, also where several are refused for the same reason."""
        self._shell.notify(replace(notice_of(error), key=f"{KEY}-{name}"))
        return True

    def _go_on(self) -> None:
        self._is_looking = False
        self._slow.stop()
        self._next()

    def _offer(self, letter_id: int, files: Sequence[MatterFile]) -> None:
        if letter_id != self._editing.letter_id:
            return
        panel = self._editing.parts.enclosures
        menu = QMenu(panel.attach)
        menu.setObjectName("papers_of_matter")
        menu.setAccessibleName("From the case")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for file in files:
            words = f"{file.title} ({TYPE_WORDS[file.file_type]})"
            menu.addAction(as_is(words), partial(self._take_from_case, letter_id, file))
        if not files:
            menu.addAction("The matter has no files").setEnabled(False)
        menu.popup(panel.attach.mapToGlobal(panel.attach.rect().bottomLeft()))
        menu.setActiveAction(menu.actions()[0])

    def _take_from_case(self, letter_id: int, file: MatterFile) -> None:
        self._take(_Wanted(letter_id, file.title, look_at_paper_of_matter, (letter_id, file.source)))

    def _told_of(self, file: FileToEnclose) -> Notice:
        if file.paper is None:
            told = (
                f"“{file.title}” goes with the letter. It is not printed with it: whoever posts it puts it in by hand."
            )
            return Notice(told, "info", key=KEY)
        return Notice(f"“{file.title}” goes with the letter.", "good", key=KEY)

    def _act(
        self, verb: Callable[..., Any], *args: object, then: Notice | None = None, failed: OnFailure | None = None
    ) -> None:
        self._editing.keeper.flush()

        def done(_result: object) -> None:
            if then is not None:
                self._shell.notify(then)
            self._editing.read_again()

        self._desk.act(self._owner, verb, *args, then=done, failed=failed)
