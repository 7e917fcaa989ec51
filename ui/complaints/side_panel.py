"""At the right of a case: its sections, one at a time; which one is remembered, and each has a key."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from app.complaints.record import ChronologyRow
from app.complaints.set_evidence_aside import take_evidence_back
from ui.complaints.case_section import CaseSection
from ui.complaints.deed import Deed
from ui.complaints.inquiry_deeds import (
    ADD_LINE,
    ASK_SOMEBODY,
    CHASE_QUESTION,
    GIVE_UP,
    SET_ASIDE,
    STRIKE_OUT,
    answer_deed,
    correct_line_deed,
    edit_evidence_deed,
)
from ui.complaints.inquiry_state import (
    as_fact,
    chronology_rows,
    evidence_rows,
    open_question,
    question_rows,
    section_tips,
    why_no_file,
    why_not_item,
    why_not_line,
    why_not_question,
)
from ui.complaints.list_section import ListSection, RowDeed, SectionWords
from ui.complaints.opening import OpenCase
from ui.complaints.page_state import why_no_edit
from ui.complaints.standards_section import StandardsSection
from ui.kit.desk import Desk
from ui.kit.focus import CameFrom
from ui.kit.icons import icon
from ui.kit.layout import hairline

FACTS, CHRONOLOGY, EVIDENCE, QUESTIONS, STANDARDS = range(5)
SECTIONS = (
    ("case", "The case", "list-checks", "Alt+C"),
    ("chronology", "Chronology", "history", "Alt+H"),
    ("evidence", "Evidence", "paperclip", "Alt+E"),
    ("questions", "Questions", "message-circle", "Alt+Q"),
    ("standards", "Standards", "scale", "Alt+T"),
)
"""Code, name, icon and key of each section; numbers are the keys of usual remedies."""
KEPT = "case/section"

_CHRONOLOGY = SectionWords(
    "chronology",
    "Chronology",
    "What happened when",
    "What happened when stands here: contacts, letters, clocks and evidence by themselves, the rest you add.",
    "I puts a line into what happened of the point in hand, as dragging it there does. Enter opens what it is about.",
    "Add a line…",
)
_EVIDENCE = SectionWords(
    "evidence",
    "Evidence",
    "Evidence",
    "What you looked at stands here, and in the letter. Drop files on the window, or add them.",
    "Enter shows it beside the point. F2 changes what is said of it.",
    "Add files…",
)
_QUESTIONS = SectionWords(
    "questions",
    "Questions",
    "Questions to colleagues",
    "Ask somebody who was there and does not use Fairhand. Drop the answer, an .eml or .msg file, on the window.",
    "Enter shows the answer as it came. An answer that is dropped on the window finds its question.",
    "Ask…",
)


class SidePanel(QWidget):
    """Rows open what they are about; what is done to them is asked for in a form. Esc goes back to where one was."""

    left = Signal()
    """Esc, where it is not known any more whence one came."""
    go_asked = Signal(str)
    """Where a “Ready to write?” link leads: ``head:7#reason``."""
    open_asked = Signal(str)
    """A record to open: ``person:3``."""
    deed_asked = Signal(object, int)
    """A Deed, and the id of what it is done to."""
    use_asked = Signal(str)
    """Words for “what happened” of the point in hand."""
    view_asked = Signal(int)
    """Evidence to be shown."""
    copy_asked = Signal(int)
    """Evidence of which a copy is wanted."""
    draft_asked = Signal(int)
    """A question whose e-mail is wanted again."""
    files_asked = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("case_side")
        self._desk = desk
        self._case: OpenCase | None = None
        self.facts_section = CaseSection()
        self.ready, self.facts = self.facts_section.ready, self.facts_section.facts
        self.chronology = ListSection(_CHRONOLOGY, self._line_deeds(), lambda: self._begin(ADD_LINE))
        self.evidence = ListSection(_EVIDENCE, self._evidence_deeds(), self.files_asked.emit)
        self.questions = ListSection(_QUESTIONS, self._question_deeds(), lambda: self._begin(ASK_SOMEBODY))
        self.standards = StandardsSection(desk)
        self.faces = QStackedWidget()
        self._sections = (self.facts_section, self.chronology, self.evidence, self.questions, self.standards)
        for section in self._sections:
            self.faces.addWidget(section)
        self._came_from = CameFrom(self)
        self._make_tabs()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.tabs)
        layout.addWidget(hairline())
        layout.addWidget(self.faces, 1)
        self._connect()

    def show_case(self, case: OpenCase) -> None:
        """Show the case as it is now."""
        self._case = case
        self.facts_section.show_case(case)
        self.chronology.show_rows(chronology_rows(case.record), why_no_file(case))
        self.evidence.show_rows(evidence_rows(case), why_no_file(case))
        self.questions.show_rows(question_rows(case), why_no_edit(case))
        for at, tip in enumerate(section_tips(case, [name for _, name, _, _ in SECTIONS])):
            self.tabs.setTabToolTip(at, f"{tip}  {SECTIONS[at][3]}")
            self.tabs.setAccessibleTabName(at, tip)

    def show_section(self, at: int, *, focused: bool = False) -> None:
        """Bring a section to the front, and the focus into it."""
        if focused:
            self._came_from.note()
        self.tabs.setCurrentIndex(at)
        if focused:
            self.focus_section()

    def focus_section(self) -> None:
        """Go into the section that is open."""
        self._sections[self.faces.currentIndex()].focus_first()

    def choose_made(self, key: str, made: int) -> None:
        """Go to the row of what a deed just made here."""
        if key == "add_line":
            lines = self._case.record.chronology if self._case else ()
            places = [at for at, line in enumerate(lines) if line.line is not None and line.line.id == made]
            self._choose(CHRONOLOGY, self.chronology, *places)
        elif key == "add_evidence":
            self._choose(EVIDENCE, self.evidence, made)
        elif key == "ask_somebody":
            self._choose(QUESTIONS, self.questions, made)

    def _choose(self, at: int, section: ListSection, *keys: int) -> None:
        self.show_section(at)
        for key in keys:
            section.list.choose(key)
        section.focus_first()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if not self._came_from.go_back():
                self.left.emit()
            return
        super().keyPressEvent(event)

    def _make_tabs(self) -> None:
        self.tabs = QTabBar()
        self.tabs.setObjectName("case_sections")
        self.tabs.setAccessibleName("Beside the case")
        self.tabs.setDrawBase(False)
        self.tabs.setProperty("part", "icons")
        self.tabs.setExpanding(True)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setIconSize(QSize(18, 18))
        for at, (_, name, picture, key) in enumerate(SECTIONS):
            self.tabs.addTab(icon(picture), "")
            self.tabs.setTabToolTip(at, f"{name}  {key}")
            self.tabs.setAccessibleTabName(at, name)
        kept = self._desk.preferences.text(KEPT)
        codes = [code for code, _, _, _ in SECTIONS]
        self.tabs.setCurrentIndex(codes.index(kept) if kept in codes else FACTS)
        self.faces.setCurrentIndex(self.tabs.currentIndex())

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._on_section)
        self.facts_section.go_asked.connect(self._go)
        self.facts_section.open_asked.connect(self.open_asked)
        self.chronology.list.opened.connect(self._open_line)
        self.evidence.list.opened.connect(self.view_asked)
        self.questions.list.opened.connect(self._open_question)

    def _on_section(self, at: int) -> None:
        self.faces.setCurrentIndex(at)
        self._desk.preferences.keep(KEPT, SECTIONS[at][0])
        if at == STANDARDS:
            self.standards.start()

    def _go(self, link: str) -> None:
        """A question is beside the case; all other links lead into it."""
        kind, _, rest = link.partition(":")
        if kind == "question":
            self.show_section(QUESTIONS, focused=True)
            self.questions.list.choose(int(rest.partition("#")[0]))
        else:
            self.go_asked.emit(link)

    def _begin(self, deed: Deed, target: int = 0) -> None:
        self.deed_asked.emit(deed, target)

    # ---- the chronology

    def _line_deeds(self) -> tuple[RowDeed, ...]:
        return (
            RowDeed("use", "Put it into what happened", Qt.Key.Key_I, self._use, self._why_no_use),
            RowDeed("correct", "Correct it…", Qt.Key.Key_F2, self._correct, self._why_not_line),
            RowDeed("strike_out", "Strike it out…", Qt.Key.Key_Delete, self._strike_out, self._why_not_line),
        )

    def _line(self, at: int) -> ChronologyRow | None:
        lines = self._case.record.chronology if self._case else ()
        return lines[at] if at < len(lines) else None

    def _open_line(self, at: int) -> None:
        line = self._line(at)
        kind, _, number = (line.subject or "" if line else "").partition(":")
        if kind == "evidence":
            self.view_asked.emit(int(number))
        elif kind == "head":
            self.go_asked.emit(f"head:{number}#what_happened")
        elif kind == "contact" and self._case:
            self.open_asked.emit(f"person:{self._case.record.person_id}")
        elif kind == "letter":
            self.open_asked.emit(f"letter:{number}")
        elif line is not None and line.line is not None and not self._why_not_line(at):
            self._correct(at)

    def _use(self, at: int) -> None:
        line = self._line(at)
        if line is not None:
            self.use_asked.emit(as_fact(line))

    def _why_no_use(self, _at: int) -> str:
        return why_no_edit(self._case) if self._case else ""

    def _why_not_line(self, at: int) -> str:
        return why_not_line(self._case, self._line(at))

    def _correct(self, at: int) -> None:
        line = self._line(at)
        if line is not None and line.line is not None:
            self._begin(correct_line_deed(line.line), line.line.id)

    def _strike_out(self, at: int) -> None:
        line = self._line(at)
        if line is not None and line.line is not None:
            self._begin(STRIKE_OUT, line.line.id)

    # ---- the evidence

    def _evidence_deeds(self) -> tuple[RowDeed, ...]:
        return (
            RowDeed("view", "Show it", None, self.view_asked.emit, lambda _key: ""),
            RowDeed("edit", "Change what is said of it…", Qt.Key.Key_F2, self._edit, self._why_no_file),
            RowDeed("copy", "Save a copy…", None, self.copy_asked.emit, lambda _key: ""),
            RowDeed("set_aside", "Set it aside…", Qt.Key.Key_Delete, self._set_aside, self._why_no_file),
            RowDeed("take_back", "Let it count again", None, self._take_back, self._why_no_take_back),
        )

    def _why_no_file(self, key: int) -> str:
        return why_not_item(self._case, key, counts=True)

    def _why_no_take_back(self, key: int) -> str:
        return why_not_item(self._case, key, counts=False)

    def _edit(self, key: int) -> None:
        item = self._case.record.item(key) if self._case else None
        if item is not None:
            self._begin(edit_evidence_deed(item), key)

    def _set_aside(self, key: int) -> None:
        self._begin(SET_ASIDE, key)

    def _take_back(self, key: int) -> None:
        self._desk.act(self, take_evidence_back, key)

    # ---- the questions

    def _question_deeds(self) -> tuple[RowDeed, ...]:
        return (
            RowDeed("answer", "They have answered…", None, self._answer, self._why_no_answer),
            RowDeed("draft", "Open the e-mail again", None, self.draft_asked.emit, self._why_no_chase),
            RowDeed("chase", "Ask them again…", Qt.Key.Key_F2, self._chase, self._why_no_chase),
            RowDeed("give_up", "Go on without an answer…", Qt.Key.Key_Delete, self._give_up, self._why_no_chase),
        )

    def _why_no_answer(self, key: int) -> str:
        return why_not_question(self._case, key, waited_for=False)

    def _why_no_chase(self, key: int) -> str:
        return why_not_question(self._case, key, waited_for=True)

    def _answer(self, key: int) -> None:
        found = open_question(self._case, key)
        if self._case is not None and found is not None:
            self._begin(answer_deed(self._case, [found]), key)

    def _chase(self, key: int) -> None:
        self._begin(CHASE_QUESTION, key)

    def _give_up(self, key: int) -> None:
        self._begin(GIVE_UP, key)

    def _open_question(self, key: int) -> None:
        found = self._case.record.question(key) if self._case else None
        if found is not None and found.evidence_id is not None:
            self.view_asked.emit(found.evidence_id)
        elif found is not None and not self._why_no_answer(key):
            self._answer(key)
