"""The checks: everything that was found, at once, each a link to the words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QStackedWidget

from letters.checks import Finding
from ui.correspondence.editor.block_editor import Mark
from ui.correspondence.editor.finding_words import checks_heading, finding_sentence, finding_tone, how_kept
from ui.kit.layout import column, text
from ui.kit.link_list import Link, LinkList

CHECKING = "Checking…"
RESTING = "The checks look at a letter while it is being written."
NOTHING = "Nothing to mend. The checks look again at every pause."


class ChecksPanel(QFrame):
    """A heading with how much was found, and the list."""

    asked = Signal(object)
    """The Finding to be mended."""
    keep_asked = Signal(object)
    """The Finding that may stand, or that may no longer."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("letter_checks_panel")
        self._heading = text("Checks", "group", name="letter_checks_heading")
        self.list = LinkList("letter_checks")
        self.list.setAccessibleName("Checks")
        self._said = text(CHECKING, "muted", name="letter_checks_nothing", wrap=True)
        quiet = QFrame()
        quiet.setLayout(column(self._said, None, edge=12))
        self._faces = QStackedWidget()
        self._faces.addWidget(quiet)
        self._faces.addWidget(self.list)
        self._findings: tuple[Finding, ...] = ()
        head = column(self._heading)
        head.setContentsMargins(12, 10, 12, 4)
        self.setLayout(column(head, self._faces, gap=0))
        keep = QShortcut(QKeySequence("K"), self.list, context=Qt.ShortcutContext.WidgetShortcut)
        keep.activated.connect(self.ask_keep)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show these in place of the ones before."""
        if tuple(findings) == self._findings and self.list.count():
            return
        self._findings = tuple(findings)
        self._heading.setText(checks_heading(findings))
        self.list.show_links([self._link(finding) for finding in findings])
        self._said.setText(NOTHING)
        self._faces.setCurrentIndex(1 if findings else 0)

    def show_checking(self) -> None:
        """Nothing is known yet of this letter."""
        self._say(CHECKING)

    def show_resting(self) -> None:
        """The letter is only read, so nothing is checked."""
        self._say(RESTING)

    def show_failure(self, sentence: str) -> None:
        """The letter could not be checked, and why: what was found before may no longer be so."""
        self._say(f"Could not be checked. {sentence}")

    def _say(self, sentence: str) -> None:
        self.show_findings([])
        self._said.setText(sentence)

    def _link(self, finding: Finding) -> Link:
        tip = f"{finding.rule}  {how_kept(finding)}".strip()
        return Link(finding_sentence(finding), lambda: self.asked.emit(finding), finding_tone(finding), tip)

    def ask_keep(self) -> None:
        """Ask to let the finding that is chosen stand."""
        number = self.list.currentRow()
        if 0 <= number < len(self._findings):
            self.keep_asked.emit(self._findings[number])

    def go_to_next(self, by: int = 1) -> None:
        """Go to the next thing to mend, after the last to the first."""
        if self._findings:
            number = (self.list.currentRow() + by) % len(self._findings)
            self.list.setCurrentRow(number)
            self.asked.emit(self._findings[number])

    def focus_first(self) -> None:
        """Put the focus on the first thing to mend."""
        self.list.setCurrentRow(0)
        self.list.setFocus()


def marks_of(findings: Sequence[Finding]) -> Mapping[str, Sequence[Mark]]:
    """What to underline, by block: spelling wavy, as everywhere; the rest dashed."""
    marks: dict[str, list[Mark]] = {}
    for finding in findings:
        if finding.block_id and finding.start is not None and finding.end is not None:
            wavy = finding.rule == "SP"
            ink = "bad" if wavy or finding.blocks else "warn"
            mark = Mark(finding.start, finding.end, ink, finding_sentence(finding), wavy)
            marks.setdefault(finding.block_id, []).append(mark)
    return marks
