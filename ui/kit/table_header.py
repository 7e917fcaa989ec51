"""A table's header: sort, choose and reorder columns, type under a title to filter, and remember it all."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLineEdit, QMenu, QWidget

from ui.kit.preferences import Preferences
from ui.kit.table_data import Column

FILTER_PAUSE_MS = 200
FILTER_PX = 30
MOVE_LEFT, MOVE_RIGHT = "Ctrl+Shift+Left", "Ctrl+Shift+Right"
"""Move the column in which the current cell is."""


class TableHeader(QHeaderView):
    """Columns move by dragging and hide in the menu; filters open with Ctrl+Shift+F."""

    sort_asked = Signal(str, bool)
    """The sort key of a column, and whether it goes downwards."""
    filters_changed = Signal(object)
    """``{column key: text}`` of what is typed under the titles."""

    def __init__(
        self, columns: Sequence[Column[Any]], name: str, preferences: Preferences, parent: QWidget | None = None
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._columns = tuple(columns)
        self._key, self._preferences = f"table/{name}", preferences
        self._editors: dict[int, QLineEdit] = {}
        self._filters_shown = False
        self._sorted: tuple[str, bool] = ("", False)
        self._pause = QTimer(self, singleShot=True, interval=FILTER_PAUSE_MS)
        self._pause.timeout.connect(self._on_pause)
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(48)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)
        self.sectionClicked.connect(self._on_clicked)
        self.sectionResized.connect(self._place_editors)
        self.sectionMoved.connect(self._place_editors)
        self._make_editors()

    @property
    def can_filter(self) -> bool:
        return bool(self._editors)

    def filters(self) -> dict[str, str]:
        """What is typed under the titles, empty ones left out."""
        texts = {self._columns[number].key: line.text().strip() for number, line in self._editors.items()}
        return {key: text for key, text in texts.items() if text} if self._filters_shown else {}

    def show_filters(self, *, shown: bool) -> None:
        """Open the line of filters and go to the first, or close it and drop what is typed."""
        if not self.can_filter or shown == self._filters_shown:
            return
        had = bool(self.filters())
        self._filters_shown = shown
        for line in self._editors.values():
            line.setVisible(shown)
            line.clear()
        self.updateGeometries()
        self.geometriesChanged.emit()
        self._place_editors()
        if shown:
            next(iter(self._editors.values())).setFocus()
        elif had:
            self.filters_changed.emit({})

    def toggle_filters(self) -> None:
        self.show_filters(shown=not self._filters_shown)

    def note_sorted(self, sort: str, *, descending: bool) -> None:
        """What the rows are sorted by, so that another click on that title turns the order round."""
        self._sorted = (sort, descending)

    def set_shown(self, key: str, *, shown: bool) -> None:
        """Show or hide a column; the last one shown stays. Raises KeyError for an unknown key."""
        number = self._number(key)
        if shown or self.count() - self.hiddenSectionCount() > 1:
            self.setSectionHidden(number, not shown)
            self._place_editors()
            self.keep()

    def move_column(self, key: str, by: int) -> None:
        """Move a column to the left (negative) or right by so many places."""
        at = self.visualIndex(self._number(key))
        self.moveSection(at, max(0, min(self.count() - 1, at + by)))
        self.keep()

    def current_column(self) -> int:
        """The column of the current cell, or the first that is shown."""
        view = self.parent()
        number = view.currentIndex().column() if isinstance(view, QAbstractItemView) else -1
        if number < 0 or self.isSectionHidden(number):
            return next(filter(lambda one: not self.isSectionHidden(one), map(self.logicalIndex, range(self.count()))))
        return number

    def move_current(self, by: int) -> None:
        """Move the current column past the next one that is shown."""
        self.move_past(self.current_column(), by)

    def move_past(self, number: int, by: int) -> None:
        """Move a column past the next one that is shown, to the left (-1) or right (1); at the edge it stays."""
        to = self.visualIndex(number) + by
        while 0 <= to < self.count() and self.isSectionHidden(self.logicalIndex(to)):
            to += by
        if 0 <= to < self.count():
            self.moveSection(self.visualIndex(number), to)
            self._place_editors()
            self.keep()

    def restore(self) -> None:
        """The columns as this person left them, or as they are declared."""
        for number, column in enumerate(self._columns):
            self.resizeSection(number, column.width)
            self.setSectionHidden(number, not column.shown)
        kept = self._preferences.words(self._key)
        known = {column.key: number for number, column in enumerate(self._columns)}
        for place, entry in enumerate(word.split("=") for word in kept):
            if len(entry) == 3 and entry[0] in known and entry[1].isdigit():
                number = known[entry[0]]
                self.moveSection(self.visualIndex(number), min(place, self.count() - 1))
                self.resizeSection(number, max(int(entry[1]), self.minimumSectionSize()))
                self.setSectionHidden(number, entry[2] == "hidden")
        if self.count() and self.hiddenSectionCount() == self.count():
            self.setSectionHidden(0, False)  # noqa: FBT003 - Qt's signature
        self._stretch()

    def keep(self) -> None:
        """Remember order, widths and which are hidden."""
        words = []
        for place in range(self.count()):
            number = self.logicalIndex(place)
            hidden = self.isSectionHidden(number)
            column = self._columns[number]
            width = column.width if hidden or column.stretch else self.sectionSize(number)
            words.append(f"{column.key}={width}={'hidden' if hidden else 'shown'}")
        self._preferences.keep(self._key, tuple(words))

    def forget(self) -> None:
        """Back to the columns as they are declared."""
        self._preferences.keep(self._key, ())
        for number in range(self.count()):
            self.moveSection(self.visualIndex(number), number)
        self.restore()

    def menu(self, number: int = -1) -> QMenu:
        """The menu of columns, opened on one of them (else on the current); it deletes itself when it closes."""
        number = number if number >= 0 else self.current_column()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setObjectName("columns_menu")
        for each in map(self.logicalIndex, range(self.count())):
            column = self._columns[each]
            action = QAction(column.title or column.key, menu, checkable=True)
            action.setChecked(not self.isSectionHidden(each))
            action.setObjectName(f"show_{column.key}")
            action.toggled.connect(lambda on, key=column.key: self.set_shown(key, shown=on))
            menu.addAction(action)
        menu.addSeparator()
        title = self._columns[number].title or self._columns[number].key
        menu.addAction(f"Move “{title}” to the left\t{MOVE_LEFT}", partial(self.move_past, number, -1))
        menu.addAction(f"Move “{title}” to the right\t{MOVE_RIGHT}", partial(self.move_past, number, 1))
        if self.can_filter:
            menu.addAction("Filter under the titles\tCtrl+Shift+F", self.toggle_filters)
        menu.addAction("Put the columns back", self.forget)
        return menu

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        return QSize(size.width(), size.height() + (FILTER_PX if self._filters_shown else 0))

    def updateGeometries(self) -> None:
        self.setViewportMargins(0, 0, 0, FILTER_PX if self._filters_shown else 0)
        super().updateGeometries()
        self._place_editors()

    def _make_editors(self) -> None:
        for number, column in enumerate(self._columns):
            if column.filter:
                line = QLineEdit(self)
                line.setProperty("part", "filter")
                line.setObjectName(f"filter_{column.key}")
                line.setAccessibleName(f"Filter {column.title}")
                line.setPlaceholderText("Filter")
                line.setClearButtonEnabled(True)
                line.hide()
                line.textEdited.connect(self._pause.start)
                line.textChanged.connect(self._pause.start)
                escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), line, context=Qt.ShortcutContext.WidgetShortcut)
                escape.activated.connect(self.toggle_filters)
                self._editors[number] = line

    def _place_editors(self) -> None:
        if not self._filters_shown:
            return
        top = self.viewport().geometry().bottom() + 2
        for number, line in self._editors.items():
            left = self.sectionViewportPosition(number)
            line.setGeometry(QRect(left + 4, top, self.sectionSize(number) - 8, FILTER_PX - 6))
            line.setVisible(not self.isSectionHidden(number))

    def _on_pause(self) -> None:
        self.filters_changed.emit(self.filters())

    def _on_clicked(self, number: int) -> None:
        sort = self._columns[number].sort
        if sort:
            self.sort_asked.emit(sort, sort == self._sorted[0] and not self._sorted[1])

    def _show_menu(self, at: QPoint) -> None:
        self.menu(self.logicalIndexAt(at)).popup(self.mapToGlobal(at))

    def _stretch(self) -> None:
        for number, column in enumerate(self._columns):
            mode = QHeaderView.ResizeMode.Stretch if column.stretch else QHeaderView.ResizeMode.Interactive
            self.setSectionResizeMode(number, mode)

    def _number(self, key: str) -> int:
        numbers = {column.key: number for number, column in enumerate(self._columns)}
        return numbers[key]
