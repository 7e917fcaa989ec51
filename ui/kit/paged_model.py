"""The model of a table that is read page by page in the background: rows are frozen, cells are made on demand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from ui.kit.desk import Desk, Ticket
from ui.kit.table_data import Ask, Column, Load, Row, Slice

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()

ROW_ROLE = Qt.ItemDataRole.UserRole + 1
COLUMN_ROLE = Qt.ItemDataRole.UserRole + 2

_ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "right": Qt.AlignmentFlag.AlignRight,
    "centre": Qt.AlignmentFlag.AlignHCenter,
}


class PagedModel(QAbstractTableModel, Generic[Row]):
    """Asks the desk for the next slice when the view nears the end; a late slice never lands in a newer list."""

    loading = Signal()
    loaded = Signal(int)
    """A slice arrived; the number of its rows."""
    failed = Signal(object)

    def __init__(
        self,
        desk: Desk,
        columns: Sequence[Column[Row]],
        load: Load[Row],
        id_of: Callable[[Row], Any],
        parent: QObject | None = None,
        *,
        page_size: int = 100,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._desk, self._load, self._id_of = desk, load, id_of
        self._first = Ask(limit=page_size)
        self._rows: list[Row] = []
        self._next: Ask | None = None
        self._ticket: Ticket | None = None
        self._total: int | None = None
        self._began = False
        self._is_loading = False
        self._broken = False

    @property
    def rows(self) -> Sequence[Row]:
        return self._rows

    @property
    def total(self) -> int | None:
        """How many rows there are in all; None where only a part was read and nobody counted."""
        whole = self._began and self._next is None and not self._broken and not self._is_loading
        return len(self._rows) if whole else self._total

    @property
    def is_loading(self) -> bool:
        return self._is_loading

    def ask(self) -> Ask:
        """What the first page is asked with now."""
        return self._first

    def start(self, ask: Ask | None = None) -> None:
        """Throw the rows away and read the first slice, with another question if one is given."""
        self._desk.forget(self._ticket)
        self._first = ask if ask is not None else self._first
        self.beginResetModel()
        # A view may ask for rows in the middle of the reset: nothing may be fetched before it has ended.
        self._rows, self._next, self._total, self._began, self._is_loading = [], self._first, None, True, True
        self.endResetModel()
        self._is_loading = False
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
        self.fetchMore(ROOT)

    def reread(self) -> None:
        """Read again what is shown, and swap the rows in when they are here: nothing flickers."""
        if not self._began:
            return
        self._desk.forget(self._ticket)
        wanted = max(len(self._rows), self._first.limit)
        ask = Ask(None, wanted, self._first.sort, self._first.descending, self._first.filters)
        self._is_loading = True
        self._ticket = self._desk.read(self, self._load, ask, then=self._replace, failed=self._fail)

    def clear(self) -> None:
        """No rows and nothing to ask, as before the first ``start``."""
        self._desk.forget(self._ticket)
        self.beginResetModel()
        self._rows, self._next, self._total, self._began, self._is_loading = [], None, None, False, False
        self.endResetModel()

    def row(self, index: Index) -> Row | None:
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def number_of(self, row_id: Any) -> int | None:
        """Where the row with this id stands among those read so far."""
        return next((n for n, row in enumerate(self._rows) if self._id_of(row) == row_id), None)

    def id_of(self, row: Row) -> Any:
        return self._id_of(row)

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index)
        if row is None:
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _spoken(column, row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tip(row) if column.tip else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGN[column.align] | Qt.AlignmentFlag.AlignVCenter
        return {ROW_ROLE: row, COLUMN_ROLE: column}.get(role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGN[column.align] | Qt.AlignmentFlag.AlignVCenter
        return self._title(column) if role == Qt.ItemDataRole.DisplayRole else None

    def _title(self, column: Column[Row]) -> str:
        """With an arrow at the column that the rows are sorted by."""
        if not column.sort or column.sort != self._first.sort:
            return column.title
        return f"{column.title} {'↓' if self._first.descending else '↑'}"

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._next is not None and not self._is_loading

    def fetchMore(self, parent: Index) -> None:
        if self._next is None or not self.canFetchMore(parent):
            return
        self._is_loading = True
        self.loading.emit()
        self._ticket = self._desk.read(self, self._load, self._next, then=self._append, failed=self._fail)

    def _append(self, piece: Slice[Row]) -> None:
        self._take(piece)
        if piece.rows:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(piece.rows) - 1)
            self._rows.extend(piece.rows)
            self.endInsertRows()
        self.loaded.emit(len(piece.rows))

    def _replace(self, piece: Slice[Row]) -> None:
        self._take(piece)
        same = [self._id_of(row) for row in piece.rows] == [self._id_of(row) for row in self._rows]
        if same and piece.rows:
            self._rows = list(piece.rows)
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(self.columns) - 1))
        else:
            self.beginResetModel()
            self._rows = list(piece.rows)
            self.endResetModel()
        self.loaded.emit(len(piece.rows))

    def _take(self, piece: Slice[Row]) -> None:
        self._is_loading = self._broken = False
        ask = self._first
        self._next = None if piece.after is None else Ask(piece.after, ask.limit, ask.sort, ask.descending, ask.filters)
        self._total = piece.total if piece.total is not None else self._total

    def _fail(self, error: Exception) -> bool:
        self._is_loading = False
        self._next, self._broken = None, True
        self.failed.emit(error)
        return not self._rows


def _spoken(column: Column[Row], row: Row) -> str:
    """What a screen reader says of a cell: its text, the second line, and the status in words."""
    status = column.status(row) if column.status else None
    parts = (column.text(row), status.word if status else "", column.second(row) if column.second else "")
    return ", ".join(dict.fromkeys(part for part in parts if part))
