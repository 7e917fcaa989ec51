"""Files that come to a case, dropped on the window or chosen: looked at one after another, each with its own form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.basics.file_names import plain_name
from app.basics.file_types import FileTooBig, FileType
from app.complaints.look_at_file import FileSeen, look_at_file
from app.complaints.states import QuestionOutcome
from ui.complaints.deed import Deed
from ui.complaints.inquiry_deeds import add_evidence_deed, answer_deed
from ui.complaints.inquiry_state import why_no_file
from ui.complaints.opening import OpenCase
from ui.kit.desk import Desk
from ui.kit.notices import Notice, notice_of


class IncomingFiles(QObject):
    """An answer to a question opens the case of its question; any other file goes to the case that is open."""

    case_wanted = Signal(int)
    """The case that a file belongs to is not the one that is open."""
    deed_ready = Signal(object, int)
    """The Deed that keeps the file, and its target."""
    pile_offered = Signal(object, str)
    """The Path of a PDF that may be several documents, and a sentence that says why."""
    told = Signal(object)
    """A Notice."""

    def __init__(
        self, desk: Desk, parent: QObject, case: Callable[[], OpenCase | None], is_free: Callable[[], bool]
    ) -> None:
        """``is_free`` says whether no form is open: one that is half typed is not taken away."""
        super().__init__(parent)
        self._desk, self._case, self._is_free = desk, case, is_free
        self._waiting: list[Path] = []
        self._is_reading = False
        self._for_case: FileSeen | None = None
        """An answer that waits for the case of its question to be shown."""
        self.head_in_hand: Callable[[], int | None] = lambda: None

    def take(self, paths: Sequence[Path]) -> None:
        """Look at these, after those that wait already."""
        self._waiting += paths
        if paths and not self._is_free():
            told = f"“{plain_name(paths[0].name)}” comes as soon as the form above is done with."
            self.told.emit(Notice(told, "info", key="incoming"))
        self.go_on()

    def go_on(self) -> None:
        """Look at the next one that waits, if there is one and no form is open."""
        if not self._waiting or self._is_reading or not self._is_free() or self._for_case is not None:
            return
        case = self._case()
        path = self._waiting.pop(0)
        self._is_reading = True
        self._desk.read(
            self,
            look_at_file,
            path,
            case.record.id if case else None,
            then=self._on_seen,
            failed=partial(self._on_refused, path),
        )

    def case_left(self) -> None:
        """Another case is coming: what waited for this one does not go to that one."""
        if self._waiting and self._for_case is None:
            names = ", ".join(f"“{plain_name(path.name)}”" for path in self._waiting)
            self.told.emit(Notice(f"Not added, since the case was left: {names}.", "warn", key="incoming-left"))
            self._waiting.clear()

    def not_shown(self) -> None:
        """The case of an answer cannot be shown: it is not filed."""
        self._for_case = None
        self.go_on()

    def on_shown(self, case: OpenCase) -> None:
        """A case is shown: the answer that waits for it is filed there."""
        seen, self._for_case = self._for_case, None
        if seen is not None and seen.question is not None and seen.question.complaint_id == case.record.id:
            self._answer(case, seen)

    def _on_seen(self, seen: FileSeen) -> None:
        self._is_reading = False
        case = self._case()
        if seen.question is not None and seen.question.outcome is not QuestionOutcome.ANSWERED:
            if case is not None and case.record.id == seen.question.complaint_id:
                self._answer(case, seen)
            else:
                self._for_case = seen
                self.case_wanted.emit(seen.question.complaint_id)
            return
        if seen.question is not None:
            told = f"{seen.question.reference} is answered already: keep “{seen.name}” as evidence."
            self.told.emit(Notice(told, "info", key="incoming"))
        if case is None:
            self.told.emit(
                Notice(f"Open the case that “{seen.name}” belongs to, and drop it there.", "warn", key="incoming")
            )
            self.go_on()
        elif seen.others:
            self._offer(case, seen)
        else:
            self._keep(case, seen)

    def _answer(self, case: OpenCase, seen: FileSeen) -> None:
        if seen.question is not None:
            self._begin(case, answer_deed(case, [seen.question], seen), seen.question.id)

    def _offer(self, case: OpenCase, seen: FileSeen) -> None:
        """A message that names no question: it answers one of those that wait, or is evidence of its own."""
        self.told.emit(
            Notice(
                f"“{seen.name}” names no question. Choose the one that it answers.",
                "warn",
                "Keep it as evidence",
                lambda: self._keep(case, seen),
                key="incoming",
            )
        )
        self._begin(case, answer_deed(case, seen.others, seen), 0)

    def _keep(self, case: OpenCase, seen: FileSeen) -> None:
        if seen.file_type is FileType.PDF and (seen.pages or 0) > 1 and not why_no_file(case):
            self.pile_offered.emit(
                seen.path, f"“{seen.name}” has {seen.pages} pages. Is it a pile of several documents?"
            )
        self._begin(case, add_evidence_deed(seen, self.head_in_hand()), case.record.id)

    def _begin(self, case: OpenCase, deed: Deed, target: int) -> None:
        why_not = deed.why_not(case)
        if why_not:
            self.told.emit(Notice(why_not, "warn", key="incoming"))
            self.go_on()
        else:
            self.deed_ready.emit(deed, target)

    def _on_refused(self, path: Path, error: Exception) -> bool:
        """Each file is told of by itself, also where several are refused for the same reason."""
        self._is_reading = False
        case = self._case()
        if isinstance(error, FileTooBig) and path.suffix.lower() == ".pdf" and case and not why_no_file(case):
            self.pile_offered.emit(path, str(error))
        else:
            self.told.emit(replace(notice_of(error), key=f"refused:{path.name}"))
        self.go_on()
        return True
