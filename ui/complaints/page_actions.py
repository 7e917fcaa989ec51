"""What can be done on the Complaints tab, for keys and the palette; on what it is done is asked when it is done."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Protocol

from app.staff.permissions import Permission
from ui.complaints.case_view import CaseView
from ui.complaints.deed import Deed
from ui.complaints.deeds import DEEDS
from ui.complaints.letter_offers import first_offer
from ui.complaints.opening import OpenCase
from ui.complaints.point_deeds import POINT_KEYS, point_deeds
from ui.complaints.side_panel import SECTIONS
from ui.complaints.similar_panel import KEY as SIMILAR_KEY
from ui.complaints.worklist_panel import WorklistPanel
from ui.kit.desk import Desk
from ui.shell.actions import Action

NO_CASE = "No case is open."


class CasesPage(Protocol):
    """The page as its actions see it."""

    @property
    def desk(self) -> Desk: ...
    @property
    def worklist(self) -> WorklistPanel: ...
    @property
    def case(self) -> CaseView: ...
    def shown_case(self) -> OpenCase | None: ...
    def begin_log(self, origin: str = "") -> None: ...
    def begin_short(self, origin: str = "") -> None: ...
    def begin_entries(self) -> None: ...
    def begin_whole_file(self) -> None: ...


class PageActions:
    """Of one page: each does what the page, or its case, can do, or says why not."""

    def __init__(self, page: CasesPage) -> None:
        self._page = page
        self._desk = page.desk

    def all(self) -> Sequence[Action]:
        """Every action, in the order of the palette."""
        return [*self._of_page(), *self._of_case(), *self._of_sections(), *self._of_deeds(), *self._of_point()]

    def _of_page(self) -> list[Action]:
        page, may_log = self._page, partial(self._desk.why_not, Permission.COMPLAINT_LOG)
        return [
            Action("log_complaint", "Log a complaint", page.begin_log, "plus", "Ctrl+N", may_log, "new case"),
            Action("settle_at_once", "Log what was settled at first contact", page.begin_short, "circle-check",
                   "Ctrl+Shift+N", may_log, "short form quick"),
            Action("hold_soon_late", "Hold what will soon be late…", page.worklist.soon.ask_to_hold, "pause",
                   why_not=self._why_no_hold),
            Action("enter_elsewhere", "Enter cases in the other system…", page.begin_entries, "clipboard-list",
                   why_not=lambda: page.worklist.why_no_entries, words="external copy csv"),
        ]  # fmt: skip

    def _of_case(self) -> list[Action]:
        may_work = partial(self._why_no_case, Permission.COMPLAINT_WORK)
        may_write = partial(self._why_no_case, Permission.LETTER_WRITE)
        page = self._page
        return [
            Action("case_save", "Save", self._save, "save", "Ctrl+S", may_work),
            Action("case_write", "Write the letter…", self._write, "feather", "Ctrl+Shift+L", may_write),
            Action("add_evidence", "Add evidence…", self._add_evidence, "paperclip", "Ctrl+Shift+E",
                   may_work, "attach file"),
            Action("split_pile", "Split a scanned pile…", self._split_pile, "copy", why_not=may_work),
            Action("case_similar", "Similar closed cases", self._open_similar, "search", SIMILAR_KEY,
                   self._why_no_case_open, "like precedent"),
            Action("whole_file", "Whole file as PDF…", page.begin_whole_file, "file-text", "Ctrl+Alt+F", may_work,
                   "export print dossier"),
        ]  # fmt: skip

    def _of_sections(self) -> list[Action]:
        return [
            Action(f"beside_{code}", f"Show {name.lower()}", partial(self._show_section, at), picture, key,
                   self._why_no_case_open)
            for at, (code, name, picture, key) in enumerate(SECTIONS)
        ]  # fmt: skip

    def _of_deeds(self) -> list[Action]:
        return [
            Action(f"case_{deed.key}", deed.title, partial(self._begin, deed), deed.icon,
                   why_not=partial(self._why_not, deed))
            for deed in DEEDS
        ]  # fmt: skip

    def _of_point(self) -> list[Action]:
        """What can become of the point in hand; which point that is, is asked when it is done."""
        return [
            Action(deed.key, deed.title, partial(self._begin_on_point, at), deed.icon, POINT_KEYS.get(deed.key, ""),
                   partial(self._why_not_point, at), "point")
            for at, deed in enumerate(point_deeds(None))
        ]  # fmt: skip

    # The case is made on need: which one it is, is not asked before something is done to it.

    def _save(self) -> None:
        self._page.case.save()

    def _add_evidence(self) -> None:
        self._page.case.inquiry.add_files()

    def _split_pile(self) -> None:
        self._page.case.inquiry.split()

    def _open_similar(self) -> None:
        self._page.case.similar.open()

    def _begin(self, deed: Deed) -> None:
        self._page.case.begin(deed)

    def _begin_on_point(self, at: int) -> None:
        head = self._page.case.point_in_hand()
        if head is not None:
            self._page.case.begin(point_deeds(head)[at], head.id)

    def _show_section(self, at: int) -> None:
        self._page.case.side.show_section(at, focused=True)

    def _write(self) -> None:
        """Open it, or say what it lacks and lead there."""
        case = self._page.shown_case()
        if case is not None:
            self._page.case.write(first_offer(case))

    def _why_not(self, deed: Deed) -> str:
        case = self._page.shown_case()
        return deed.why_not(case) if case is not None else NO_CASE

    def _why_not_point(self, at: int) -> str:
        case = self._page.shown_case()
        return point_deeds(self._page.case.point_in_hand())[at].why_not(case) if case is not None else NO_CASE

    def _why_no_hold(self) -> str:
        denied = self._desk.why_not(Permission.COMPLAINT_WORK) or self._desk.why_not(Permission.LETTER_WRITE)
        return denied or ("" if self._page.worklist.soon.rows else "Nothing here will soon be late.")

    def _why_no_case_open(self) -> str:
        return NO_CASE if self._page.shown_case() is None else ""

    def _why_no_case(self, permission: Permission) -> str:
        return self._desk.why_not(permission) or self._why_no_case_open()
