"""The table of every list: reads page by page, sorts, filters, remembers, copies, exports."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Generic

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QApplication, QStackedLayout, QWidget

from ui.kit.cell_delegate import CellDelegate
from ui.kit.csv_export import write_csv
from ui.kit.desk import Desk
from ui.kit.empty_state import Empty, EmptyState
from ui.kit.paged_model import PagedModel
from ui.kit.table_data import Ask, Column, Load, Row, Slice, Status
from ui.kit.table_header import MOVE_LEFT, MOVE_RIGHT, TableHeader
from ui.kit.table_view import TableView
from ui.kit.theme.apply import look

__all__ = ["Ask", "Column", "Empty", "PagedTable", "Slice", "Status"]

LOADING_AFTER_MS = 200
TWO_LINES_PX = 18


class PagedTable(QWidget, Generic[Row]):
    """A list of frozen rows of one kind.

    ``name`` is the table's key in what a person's window remembers and its objectName. ``load(work, ask)`` runs on
    a worker. ``id_of`` tells rows apart, so that the chosen one stays chosen when the list is read again.
    """

    opened = Signal(object)
    """A row was opened: Enter or double click."""
    chosen = Signal(object)
    """Another row is the current one; None when there is none."""
    loaded = Signal(int)

    def __init__(
        self,
        desk: Desk,
        name: str,
        columns: Sequence[Column[Row]],
        load: Load[Row],
        *,
        id_of: Callable[[Row], Any],
        empty: Empty,
        sort: str = "",
        descending: bool = False,
        page_size: int = 100,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._page_size, self._empty = page_size, empty
        self._filters: dict[str, str] = {}
        self._sort = (sort, descending)
        self._keep_chosen: Any = None
        self.model: PagedModel[Row] = PagedModel(desk, columns, load, id_of, self, page_size=page_size)
        self.view = TableView()
        self.view.setObjectName(f"{name}_rows")
        self._header = TableHeader(columns, name, desk.preferences, self.view)
        self._two_lines = any(column.second for column in columns)
        self._nothing = EmptyState(empty)
        self._shape = LoadingShape()
        self._late = QTimer(self, singleShot=True, interval=LOADING_AFTER_MS)
        self._lay_out(name)
        self._connect()

    def start(self, filters: Mapping[str, str] | None = None) -> None:
        """Read from the top; ``filters`` replace the page's own ones (those under the header stay)."""
        if filters is not None:
            self._filters = dict(filters)
        sort, descending = self._sort
        self._header.note_sorted(sort, descending=descending)
        both = {**self._filters, **self._header.filters()}
        self.model.start(Ask(None, self._page_size, sort, descending, both))

    def sort_by(self, sort: str, *, descending: bool = False) -> None:
        """Sort by one of the columns' sort keys, and read from the top."""
        self._sort = (sort, descending)
        self.start()

    def refresh(self) -> None:
        """Read again what is shown; the chosen row stays chosen and nothing jumps."""
        self.model.reread()

    def clear(self) -> None:
        """Show nothing, as before the first ``start``."""
        self.model.clear()

    def current(self) -> Row | None:
        """The row that is current."""
        return self.model.row(self.view.currentIndex())

    def selected(self) -> list[Row]:
        """All rows that are chosen, in the order shown."""
        indexes = sorted(self.view.selectionModel().selectedRows(), key=QModelIndex.row)
        return [row for row in map(self.model.row, indexes) if row is not None]

    def choose(self, row_id: Any) -> bool:
        """Make the row with this id current; false if it is not among those read so far."""
        number = self.model.number_of(row_id)
        if number is not None:
            self._mark(number)
        return number is not None

    def choose_all(self, row_ids: Collection[Any]) -> int:
        """Choose the rows with these ids among those read so far, and no others; how many there are."""
        numbers = [number for number, row in enumerate(self.model.rows) if self.model.id_of(row) in row_ids]
        if numbers:
            self._mark(numbers[0])
        flags = QItemSelectionModel.SelectionFlag
        for number in numbers[1:]:
            self.view.selectionModel().select(self.model.index(number, 0), flags.Select | flags.Rows)
        return len(numbers)

    def choose_next(self, by: int = 1) -> bool:
        """Go to the next row, or with -1 to the one before; false at the end."""
        number = self.view.currentIndex().row() + by
        if not 0 <= number < self.model.rowCount():
            return False
        self._mark(number)
        return True

    def _mark(self, number: int) -> None:
        """This row and no other: ``selectRow`` would add it to the ones before while Ctrl is held, as in Ctrl+Enter."""
        flags = QItemSelectionModel.SelectionFlag
        index = self.model.index(number, 0)
        self.view.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def set_empty(self, empty: Empty) -> None:
        """What to say when there are no rows: another sentence for an unanswered search than for a clear desk."""
        self._empty = empty
        self._show_right_face()

    def count_sentence(self) -> str:
        """``12 rows``, or ``100+ rows`` while more may come."""
        total, here = self.model.total, self.model.rowCount()
        number = f"{total:,}" if total is not None else f"{here:,}+"
        return f"{number} {'row' if number == '1' else 'rows'}"

    def export(self, file: Path) -> None:
        """Write the rows read so far and the columns shown, as a CSV file. Raises CannotWriteFile."""
        header = self._header
        shown = [
            self.model.columns[header.logicalIndex(place)]
            for place in range(header.count())
            if not header.isSectionHidden(header.logicalIndex(place))
        ]
        rows = ([column.text(row) for column in shown] for row in self.model.rows)
        write_csv(file, [column.title for column in shown], rows)

    @property
    def header(self) -> TableHeader:
        return self._header

    def _lay_out(self, name: str) -> None:
        self.view.setModel(self.model)
        self.view.setItemDelegate(CellDelegate(self.view))
        self.view.setHorizontalHeader(self._header)
        self._header.restore()
        self.view.setAccessibleName(name.replace("_", " ").capitalize())
        self._set_row_height()
        self._faces = QStackedLayout(self)
        for face in (self.view, self._nothing, self._shape):
            self._faces.addWidget(face)
        self.setFocusProxy(self.view)
        filtering = QShortcut(QKeySequence("Ctrl+Shift+F"), self)
        filtering.activated.connect(self._header.toggle_filters)
        for key, by in ((MOVE_LEFT, -1), (MOVE_RIGHT, 1)):
            moving = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            moving.activated.connect(partial(self._header.move_current, by))

    def _connect(self) -> None:
        self.view.opened.connect(self._on_opened)
        self.view.selectionModel().currentRowChanged.connect(self._on_current)
        self.model.modelAboutToBeReset.connect(self._remember_chosen)
        self.model.loading.connect(self._on_loading)
        self.model.loaded.connect(self._on_loaded)
        self.model.failed.connect(self._on_failed)
        self._late.timeout.connect(self._on_late)
        self._header.sort_asked.connect(lambda sort, down: self.sort_by(sort, descending=down))
        self._header.filters_changed.connect(lambda _filters: self.start())
        self._header.sectionMoved.connect(self._header.keep)
        self._header.sectionResized.connect(self._header.keep)

    def _set_row_height(self) -> None:
        height = look().row_height + (TWO_LINES_PX if self._two_lines else 0)
        self.view.verticalHeader().setDefaultSectionSize(height)
        self._shape.row_height = height

    def changeEvent(self, event: QEvent) -> None:
        """Rows stand as high as the density now says, also in a table that is open."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_shape"):
            self._set_row_height()

    def _remember_chosen(self) -> None:
        row = self.current()
        if row is not None:
            self._keep_chosen = self.model.id_of(row)

    def _on_loading(self) -> None:
        if not self.model.rows:
            self._late.start()

    def _on_late(self) -> None:
        if self.model.is_loading and not self.model.rows:
            self._show_face(self._shape)

    def _on_loaded(self, count: int) -> None:
        self._late.stop()
        self._show_right_face()
        if self._keep_chosen is not None and self.choose(self._keep_chosen):
            self._keep_chosen = None
        self.loaded.emit(count)

    def _show_right_face(self) -> None:
        if self.model.rows or self.model.is_loading or self._header.filters():
            self._show_face(self.view)
        else:
            self._nothing.show_empty(self._empty)
            self._show_face(self._nothing)

    def _show_face(self, face: QWidget) -> None:
        """One that has the focus gives it to the next: else Qt would give it to whatever comes first in the window."""
        now, before = QApplication.focusWidget(), self._faces.currentWidget()
        is_here = now is not None and before is not None and (now is before or before.isAncestorOf(now))
        self._faces.setCurrentWidget(face)
        target = self._nothing.focus_target() if face is self._nothing else face
        self.setFocusProxy(target)
        if is_here and not target.hasFocus():
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_failed(self, error: Exception) -> None:
        self._late.stop()
        if not self.model.rows:
            self._nothing.show_empty(
                Empty("This list could not be read", str(error), "Try again", self.start, "circle-alert")
            )
            self._show_face(self._nothing)

    def _on_opened(self, index: QModelIndex) -> None:
        row = self.model.row(index)
        if row is not None:
            self.opened.emit(row)

    def _on_current(self, index: QModelIndex) -> None:
        self.chosen.emit(self.model.row(index))


class LoadingShape(QWidget):
    """The shape of rows to come: still bars, no motion."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row_height = look().row_height
        self.setAccessibleName("Loading")

    def paintEvent(self, _event: QPaintEvent) -> None:
        worn, painter = look(), QPainter(self)
        painter.fillRect(self.rect(), worn.colour("raised"))
        widths = (0.34, 0.22, 0.28, 0.18)
        for number in range(min(12, self.height() // self.row_height - 1)):
            top = (number + 1) * self.row_height
            painter.setOpacity(max(0.15, 1 - number / 12))
            middle = top + self.row_height // 2 - 5
            painter.fillRect(8, middle, int(self.width() * widths[number % 4]), 10, worn.colour("hover"))
            painter.fillRect(self.width() // 2, middle, int(self.width() * 0.2), 10, worn.colour("hover"))
        painter.end()
