"""The page as it will print: pages beside the work, with zoom, page number, and the window and folds to lay over it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QStackedLayout, QWidget

from ui.kit.background import Runner
from ui.kit.empty_state import Empty, EmptyState
from ui.kit.flow import Flow
from ui.kit.layout import button, column, row, text
from ui.kit.preferences import Preferences
from ui.parts.page_ground import BlockBox
from ui.parts.page_view import STEP, PageView

NO_PAGE = Empty("No page to show", "Choose a letter to see its pages.", icon="file-text")


class PagePicture(QWidget):
    """Shows a PDF from its bytes. ``name`` is the objectName and the key under which the overlay is remembered.

    Give it the bytes and, where there are any, the boxes of the parts (``letters.typeset.Box``).
    """

    block_clicked = Signal(str)
    failed = Signal(object)

    def __init__(
        self, name: str, preferences: Preferences, parent: QWidget | None = None, *, runner: Runner | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._preferences, self._key = preferences, f"pages/{name}"
        self.view = PageView(self, runner=runner)
        self.view.setObjectName(f"{name}_pages")
        self._nothing = EmptyState(NO_PAGE)
        self._page = text("", "muted", name=f"{name}_number")
        self._zoom = text("", "muted", name=f"{name}_zoom")
        self._overlay = QCheckBox("Window and folds")
        self._overlay.setObjectName(f"{name}_overlay")
        self._lay_out(name)
        self._connect()
        self._overlay.setChecked(preferences.flag(self._key))

    def show_pdf(self, pdf: bytes, boxes: Iterable[BlockBox] = (), words: str = "", *, layout: str = "notify") -> None:
        """Show these pages; one stays where one was reading. ``words`` is the letter as text, for screen readers."""
        self.view.setAccessibleDescription(words)
        self._faces.setCurrentWidget(self.view)
        self._tools.show()
        self.view.show_pdf(pdf, boxes, layout)

    def clear(self, empty: Empty = NO_PAGE) -> None:
        """Show no page, and say why; there is nothing to zoom then."""
        self._tools.hide()
        self.view.clear()
        self._nothing.show_empty(empty)
        self._faces.setCurrentWidget(self._nothing)

    def mark(self, *block_ids: str, scroll: bool = True) -> None:
        """Lay a tint on these parts and bring the first into sight; none takes the tint away."""
        self.view.mark(block_ids, scroll=scroll)

    def _lay_out(self, name: str) -> None:
        nearer = button("", f"{name}_nearer", "quiet", icon_name="zoom-in", tip="Nearer  Ctrl++")
        farther = button("", f"{name}_farther", "quiet", icon_name="zoom-out", tip="Farther  Ctrl+−")
        width = button("Fit width", f"{name}_fit", "quiet", tip="As wide as there is room  Ctrl+0")
        for made, label in ((nearer, "Nearer"), (farther, "Farther")):
            made.setAccessibleName(label)
        nearer.clicked.connect(lambda: self.view.zoom_by(STEP))
        farther.clicked.connect(lambda: self.view.zoom_by(1 / STEP))
        width.clicked.connect(self.view.fit_width)
        zoom = QWidget()
        zoom.setLayout(row(farther, self._zoom, nearer, width, gap=4))
        tools = row(self._page, gap=4)
        tools.addLayout(Flow(self._overlay, zoom, to_right=True), 1)
        tools.setContentsMargins(12, 4, 8, 4)
        self._tools = QWidget()
        self._tools.setLayout(tools)
        self._tools.hide()
        faces = QWidget()
        self._faces = QStackedLayout(faces)
        self._faces.addWidget(self._nothing)
        self._faces.addWidget(self.view)
        self.setLayout(column(self._tools, faces, gap=0))
        self.setFocusProxy(self.view)

    def _connect(self) -> None:
        self.view.block_clicked.connect(self.block_clicked)
        self.view.failed.connect(self._on_failed)
        self.view.page_changed.connect(self._on_page)
        self.view.zoomed.connect(lambda zoom: self._zoom.setText(f"{zoom:.0%}"))
        self._overlay.toggled.connect(self._on_overlay)
        keys = (("Ctrl++", lambda: self.view.zoom_by(STEP)), ("Ctrl+=", lambda: self.view.zoom_by(STEP)),
                ("Ctrl+-", lambda: self.view.zoom_by(1 / STEP)), ("Ctrl+0", self.view.fit_width))  # fmt: skip
        for key, do in keys:
            shortcut = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(do)

    def _on_page(self, page: int, count: int) -> None:
        self._page.setText(f"Page {page} of {count}" if count else "")

    def _on_overlay(self, shown: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._preferences.keep(self._key, shown)
        self.view.set_overlay(shown=shown)

    def _on_failed(self, error: Exception) -> None:
        self.clear(Empty("This page cannot be drawn", str(error), icon="circle-alert"))
        self.failed.emit(error)
