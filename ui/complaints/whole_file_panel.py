"""The whole file of a case as one PDF: what it shall hold, why the rest is left out, and how far it is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QListWidget, QListWidgetItem, QProgressBar, QWidget

from app.basics.problems import FieldProblem
from app.complaints.note_whole_file import note_whole_file
from app.record.whole_file import REASONS, FilePart, WholeFile, dossier_of, fetch_pages, whole_file
from ui.complaints.file_job import FileJob, MadeFile
from ui.complaints.saving import save_from_anywhere
from ui.kit.desk import Desk, Ticket
from ui.kit.forms import Choice, Field, Form
from ui.kit.layout import button, column, row, text
from ui.kit.notices import Notice
from ui.kit.wrapped_rows import WrappedRows

AskWhere = Callable[[QWidget, str], Path | None]
"""Asks where to save under a proposed name; None when the person thought better of it."""

_WHY = (
    Field("usual", "Why it is left out", "choice", choices=[Choice(one, one) for one in REASONS], chars=44),
    Field("why", "In these words", limit=400, hint="Stands under the index and on record", beside=True),
)


def ask_where(parent: QWidget, name: str) -> Path | None:
    """The system's own dialog, in the documents folder."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    chosen, _filter = QFileDialog.getSaveFileName(
        parent, "Save the whole file", str(Path(folder) / name), "PDF (*.pdf)"
    )
    return Path(chosen) if chosen else None


@dataclass(frozen=True, slots=True)
class _Making:
    """What is being made, of which case and where to: whatever is opened meanwhile, that is what goes on record."""

    file: WholeFile
    chosen: Collection[str]
    reasons: Mapping[str, str]
    folder: TemporaryDirectory[str]
    to: Path

    def left_out(self, failed: Mapping[str, str]) -> tuple[str, ...]:
        """What is not in the file, a sentence each; ``failed`` are the parts that could not be read."""
        return dossier_of(self.file, self.chosen, self.reasons, failed)[1]


class WholeFilePanel(QWidget):
    """Space takes a part out or in, Ctrl+Enter makes the file, Esc leaves or cancels."""

    taken_up = Signal()
    """It is to be shown."""
    told = Signal(object)
    """A Notice."""
    left = Signal()
    ended = Signal()
    """A file was made, or was not."""

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, where: AskWhere = ask_where) -> None:
        super().__init__(parent)
        self.setObjectName("whole_file")
        self._desk, self._where = desk, where
        self._file: WholeFile | None = None
        self._ticket: Ticket | None = None
        self._making: _Making | None = None
        """From the first step until the file is there; nothing else is begun meanwhile."""
        self._failed: Mapping[str, str] = {}
        self._is_stopped = False
        self.job = FileJob(self)
        self._title = text("Whole file as PDF", "page-name", name="whole_file_title")
        self._summary = text("", "muted", name="whole_file_summary", wrap=True)
        self.list = QListWidget()
        self.list.setObjectName("whole_file_parts")
        self.list.setAccessibleName("The parts of the file")
        self.list.setSpacing(2)
        WrappedRows(self.list)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._never = text("", "muted", name="whole_file_never", wrap=True)
        self._about = text("", name="whole_file_about", wrap=True)
        self.form = Form(_WHY, name="whole_file_form")
        self._reasons: dict[str, str] = {}
        self.bar = QProgressBar()
        self.bar.setObjectName("whole_file_progress")
        self.bar.setAccessibleName("How far the file is")
        self.do = button("Make the PDF…", "whole_file_do", "main", icon_name="file-text", tip="Make it  Ctrl+Enter")
        self.leave = button("Leave it", "whole_file_leave", tip="Leave it  Esc")
        foot = row(self.bar, None, self.leave, self.do)
        self.setLayout(
            column(self._title, self._summary, self.list, self._about, self.form, self._never, foot, gap=12, edge=24)
        )
        self._connect()
        self._show_running(running=False)

    def begin(self, complaint_id: int) -> None:
        """Read what the file of a case can hold, all of it chosen; one that is being made is shown as it is."""
        making = self._making
        if making is not None and making.file.complaint_id != complaint_id:
            words = f"The file of {making.file.reference} is still being made: begin the next once it is there."
            self.told.emit(Notice(words, "warn", key="whole-file"))
            return
        self.taken_up.emit()
        if making is not None:
            return
        self._desk.forget(self._ticket)
        self._file = None
        self._reasons = {}
        self.list.clear()
        self._summary.setText("Reading the case…")
        self.form.show_values({})
        self._show_running(running=False)
        self._ticket = self._desk.read(self, whole_file, complaint_id, then=self._show, failed=self._on_unread)

    def submit(self) -> None:
        """Ask where to, and make it."""
        file = self._file
        if file is None or self._making is not None:
            return
        without = [part.key for part in file.choices if part.key not in self.chosen() and not self._why(part.key)]
        if without:
            self.list.setCurrentRow(next(at for at in range(self.list.count()) if self._key(at) == without[0]))
            self.form.show_problems([FieldProblem("why", "Say why: it stands in the file in place of the part.")])
            self.form.focus("usual")
            return
        to = self._where(self, f"{file.reference} whole file.pdf".replace("/", "-"))
        if to is None:
            return
        folder = TemporaryDirectory(prefix="fairhand-file-")
        self._making = making = _Making(file, self.chosen(), dict(self._reasons), folder, to.with_suffix(".pdf"))
        self._show_running(running=True)
        parts = [part for part in file.parts if part.key in making.chosen]
        then = partial(self._compose, making)
        self._desk.read(self, fetch_pages, parts, folder.name, then=then, failed=self._on_unread)

    def cancel(self) -> None:
        """Stop what is being made, or go back to the case."""
        if self._making is None:
            self.left.emit()
        else:
            self._is_stopped = True
            self.job.cancel()

    def chosen(self) -> frozenset[str]:
        """The keys of what is ticked."""
        items = [self.list.item(at) for at in range(self.list.count())]
        return frozenset(one.data(_KEY) for one in items if one.checkState() is Qt.CheckState.Checked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancel()
            return
        super().keyPressEvent(event)

    def _connect(self) -> None:
        self.do.clicked.connect(self.submit)
        self.leave.clicked.connect(self.cancel)
        save_from_anywhere(self, self.submit)
        self.list.itemChanged.connect(self._on_ticked)
        self.list.currentRowChanged.connect(lambda _row: self._show_reason())
        self.form.edited.connect(self._on_reason)
        self.job.progressed.connect(self._on_progress)
        self.job.made.connect(self._on_made)
        self.job.failed.connect(self._on_failed)
        self.job.cancelled.connect(self._on_cancelled)
        self.destroyed.connect(self.job.stop)

    def _show(self, file: WholeFile) -> None:
        self._file = file
        self.list.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        for part in file.choices:
            self.list.addItem(_item(part))
        self.list.blockSignals(False)  # noqa: FBT003 - Qt's own signature
        self.list.setCurrentRow(0)
        never = [f"{part.title}: {part.why_not}" for part in file.parts if part.why_not]
        self._never.setText("Not in the file: " + " ".join(never) if never else "")
        self._never.setVisible(bool(never))
        self._sum_up()
        self._show_reason()
        self._show_running(running=False)
        self.list.setFocus()

    def _key(self, at: int) -> str:
        """The key of the part in a row, "" where there is none."""
        return str(self.list.item(at).data(_KEY)) if 0 <= at < self.list.count() else ""

    def _why(self, key: str) -> str:
        return self._reasons.get(key, "").strip()

    def _on_ticked(self, item: QListWidgetItem) -> None:
        """A part that is taken out begins with the reason that was given last: a run of them is quickly done."""
        key = str(item.data(_KEY))
        if item.checkState() is Qt.CheckState.Unchecked and key not in self._reasons and self._reasons:
            self._reasons[key] = next(reversed(self._reasons.values()))
        self._sum_up()
        self._show_reason()

    def _on_reason(self, key: str) -> None:
        """What was chosen becomes the words, which count and may be changed."""
        values = self.form.values()
        if key == "usual" and values["usual"]:
            self.form.change_values({"why": values["usual"]})
        elif key == "why":
            self._reasons[self._key(self.list.currentRow())] = values["why"]
            self._show_words()

    def _show_reason(self) -> None:
        """The form is about the part that the list is on, where that one is left out."""
        at = self.list.currentRow()
        part = next((one for one in self._file.choices if one.key == self._key(at)), None) if self._file else None
        out = part is not None and part.key not in self.chosen()
        why = self._why(part.key) if part is not None else ""
        self.form.show_values({"usual": why if why in REASONS else None, "why": why})
        self.form.setVisible(out)
        self._about.setVisible(out)
        self._about.setText(f"“{part.title}” is left out." if part is not None else "")
        self._show_words()

    def _show_words(self) -> None:
        """Behind each part that is left out stands why."""
        if self._file is None:
            return
        self.list.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        for at, part in enumerate(self._file.choices):
            item = self.list.item(at)
            out = item.checkState() is Qt.CheckState.Unchecked
            item.setText(_title(part) + (f" · left out: {self._why(part.key) or 'say why'}" if out else ""))
        self.list.blockSignals(False)  # noqa: FBT003 - Qt's own signature

    def _sum_up(self) -> None:
        if self._file is not None:
            chosen = self.chosen()
            pages = sum(part.pages for part in self._file.choices if part.key in chosen)
            stored = sum(bool(part.kind) for part in self._file.choices if part.key in chosen)
            left = len(self._file.choices) - len(chosen)
            words = f"{self._file.reference}: cover and index, then what is ticked. Letters and files: {stored:,}"
            words += f", {pages:,} pages." if pages != 1 else ", 1 page."
            self._summary.setText(words + (f" {left} left out." if left else ""))

    def _compose(self, making: _Making, failed: dict[str, str]) -> None:
        if self._is_stopped:
            self._on_cancelled()
            return
        self._failed = failed
        dossier, _told = dossier_of(making.file, making.chosen, making.reasons, failed)
        self.job.start(dossier, Path(making.folder.name), making.to)

    def _on_progress(self, done: int, steps: int) -> None:
        self.bar.setRange(0, steps)
        self.bar.setValue(done)

    def _on_made(self, made: MadeFile) -> None:
        making = self._making
        if making is None:
            return
        told = [*making.left_out(self._failed), *(f"{title}: {why}" for title, why in made.failed)]
        known = making.left_out({})
        self._end()
        self._desk.act(self, note_whole_file, making.file.complaint_id, made.pages, made.sha256, "\n".join(told))
        missing = [sentence for sentence in told if sentence not in known]
        words = f"Saved as {making.to.name}: {made.pages:,} pages."
        self.told.emit(Notice(" ".join([words, *missing]), "warn" if missing else "good", key="whole-file"))
        if not self.isHidden():  # else the person is at another case by now
            self.left.emit()
        self.ended.emit()

    def _on_failed(self, why: str) -> None:
        self._end()
        self.told.emit(Notice(why, "warn", key="whole-file"))
        self.ended.emit()

    def _on_cancelled(self) -> None:
        self._end()
        self.told.emit(Notice("The file was not made.", "info", key="whole-file"))
        self.ended.emit()

    def _on_unread(self, _error: Exception) -> bool:
        self._end()
        return False

    def _end(self) -> None:
        if self._making is not None:
            self._making.folder.cleanup()
        self._making, self._is_stopped = None, False
        self._show_running(running=False)

    def _show_running(self, *, running: bool) -> None:
        self.bar.setRange(0, 0)
        self.bar.setVisible(running)
        self.do.setEnabled(not running and self._file is not None)
        self.do.setToolTip(
            "Make it  Ctrl+Enter" if self.do.isEnabled() else "It is being made." if running else "Reading"
        )
        self.list.setEnabled(not running)
        self.form.setEnabled(not running)
        self.leave.setText("Cancel" if running else "Leave it")


_KEY = Qt.ItemDataRole.UserRole + 1


def _item(part: FilePart) -> QListWidgetItem:
    item = QListWidgetItem(_title(part))
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
    item.setCheckState(Qt.CheckState.Checked)
    item.setData(_KEY, part.key)
    return item


def _title(part: FilePart) -> str:
    pages = f"  ({part.pages} pages)" if part.pages > 1 else "  (1 page)" if part.pages else ""
    return f"{'    ' * part.level}{part.title}{pages}"
