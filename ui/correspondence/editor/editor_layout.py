"""How the editor is laid out: outline and checks, the words, the page; strips above and below."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QSplitter, QWidget

from ui.correspondence.editor.checks_panel import ChecksPanel
from ui.correspondence.editor.dress import sheet
from ui.correspondence.editor.enclosures_panel import EnclosuresPanel
from ui.correspondence.editor.find_strip import FindStrip
from ui.correspondence.editor.language_box import LanguageBox
from ui.correspondence.editor.outline import Outline
from ui.correspondence.editor.strips import BannerStrip, FootStrip, ReasonStrip
from ui.correspondence.editor.text_column import TextColumn
from ui.kit.background import Runner
from ui.kit.headline import Headline
from ui.kit.layout import button, column, hairline, panel, row, scrolled, text
from ui.kit.preferences import Preferences
from ui.kit.side_panels import SidePanels
from ui.kit.theme.apply import GROUP, PAGE_EDGE
from ui.parts.page_picture import PagePicture

LEAST_TEXT_PX = 280
"""A line of the letter's text has some five words at least."""
LEAST_LEFT_PX = 330
"""Outline, checks and enclosures under each other; in a lower window they are scrolled."""


class EditorLayout(QFrame):
    """The parts of the editor, put together; it knows no letter."""

    def __init__(self, preferences: Preferences, page_runner: Runner | None) -> None:
        super().__init__()
        self.setObjectName("letter_editor")
        self.setProperty("part", "page")
        self.setStyleSheet(sheet())
        self.head = Headline()
        self.language = LanguageBox()
        self.saved = text("", "muted", name="letter_saved")
        self.add = button("Add paragraph", "letter_add", icon_name="plus", tip="Add paragraph  Ctrl+Shift+Enter")
        self.banner, self.reason, self.foot = BannerStrip(), ReasonStrip(), FootStrip()
        self.outline, self.checks, self.text = Outline(), ChecksPanel(), TextColumn()
        self.enclosures = EnclosuresPanel()
        self.finder = FindStrip(self.text)
        self.page = PagePicture("letter_page", preferences, runner=page_runner)
        self.below_head = column(gap=0)
        """Where strips about the whole letter come in."""
        self._put_together(preferences)

    def _put_together(self, preferences: Preferences) -> None:
        self.text.setMinimumWidth(LEAST_TEXT_PX)
        head = row(self.head, self.saved, self.language, self.add, gap=GROUP)
        head.setStretchFactor(self.head, 1)
        head.setAlignment(self.saved, Qt.AlignmentFlag.AlignVCenter)
        head.setContentsMargins(PAGE_EDGE, 12, GROUP, 10)
        panels = SidePanels(
            "letter_panels",
            preferences,
            [(self._left(), 270), (self.text, 520), (self.page, 500)],
            grows=1,
        )
        layout = column(head, self.banner, self.reason, self.below_head, self.finder, hairline(), gap=0)
        layout.addWidget(panels, 1)
        layout.addWidget(hairline())
        layout.addWidget(self.foot)
        self.setLayout(layout)
        self.text.come_after(self.enclosures.list)

    def _left(self) -> QWidget:
        title = column(text("Outline", "group"))
        title.setContentsMargins(12, 10, 12, 4)
        upper = panel(column(title, self.outline, gap=0))
        lower = panel(column(self.checks, gap=0))
        both = QSplitter(Qt.Orientation.Vertical)
        both.setObjectName("letter_left")
        both.setHandleWidth(1)
        both.setChildrenCollapsible(False)
        both.addWidget(upper)
        both.addWidget(lower)
        both.addWidget(panel(column(self.enclosures, gap=0)))
        both.setSizes([330, 200, 100])
        both.setMinimumHeight(LEAST_LEFT_PX)
        left = scrolled(both)
        left.setMinimumWidth(200)
        return left

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.styleSheet() != sheet():
            self.setStyleSheet(sheet())
