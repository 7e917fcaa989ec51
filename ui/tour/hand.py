"""A person's hands on one window: widgets are found by their names, and get real keys and clicks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QMenu,
    QScrollArea,
    QTabBar,
    QTableView,
    QTabWidget,
    QWidget,
)

from ui.tour.waiting import StuckError, Waiter

MOST_TABS = 400
MOST_ROWS = 400

W = TypeVar("W", bound=QWidget)


@dataclass(frozen=True, slots=True)
class Effort:
    """What something took of a person: keys and chords, clicks, and letters of text typed."""

    keys: int = 0
    clicks: int = 0
    letters: int = 0

    def __sub__(self, before: Effort) -> Effort:
        return Effort(self.keys - before.keys, self.clicks - before.clicks, self.letters - before.letters)


class Hand:
    """``with_mouse=False`` never touches the mouse: what is to be pressed is reached with Tab."""

    def __init__(self, window: QWidget, waiter: Waiter, *, with_mouse: bool = True) -> None:
        self.window, self.waiter = window, waiter
        self.with_mouse = with_mouse
        self.effort = Effort()

    def come_forward(self) -> None:
        """Bring the window before all others: off screen there is no desktop that does it when a menu closes."""
        self.window.activateWindow()
        self.until(self.window.isActiveWindow, "the window before all others")

    # ---- finding

    def find(self, path: str) -> QWidget | None:
        """The visible widget of a name, ``log_words/wanted`` within one of a name; None where there is none."""
        *outer, name = path.split("/")
        grounds: list[QWidget] = [self.window]
        for part in outer:
            grounds = [found for ground in grounds for found in ground.findChildren(QWidget, part)]
        shown = (found for ground in grounds for found in ground.findChildren(QWidget, name) if found.isVisible())
        return next(shown, None)

    def see(self, path: str) -> QWidget:
        """Wait until a widget is there and can be used."""
        return self.see_a(QWidget, path)

    def see_a(self, kind: type[W], path: str) -> W:
        """Wait until a widget of a kind is there and can be used."""
        self.waiter.until(lambda: self._is_usable(path), f"“{path}” on the screen, to be used")
        found = self.find(path)
        if not isinstance(found, kind):
            raise StuckError(f"“{path}” is on the screen, but it is no {kind.__name__}.")
        return found

    def until(self, is_so: Callable[[], bool], what: str) -> None:
        """Wait for something."""
        self.waiter.until(is_so, what)

    def _is_usable(self, path: str) -> bool:
        found = self.find(path)
        return found is not None and found.isEnabled()

    # ---- keys

    def press(self, keys: str) -> None:
        """Press a key or a chord, ``Ctrl+Shift+C``, where the focus is."""
        self.effort = replace(self.effort, keys=self.effort.keys + 1)
        with self.waiter.measured():
            QTest.keySequence(self._target(), QKeySequence(keys))

    def write(self, words: str) -> None:
        """Type words where the focus is, a key at a time."""
        self.effort = replace(self.effort, letters=self.effort.letters + len(words))
        for letter in words:
            with self.waiter.measured():
                if letter == "\n":
                    QTest.keyClick(self._target(), Qt.Key.Key_Return)
                else:
                    self._type(letter)

    def _type(self, letter: str) -> None:
        key = ord(letter.upper()) if letter.isascii() else 0
        target = self._target()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(target, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter))

    def _target(self) -> QWidget:
        """Who gets the keys: a menu that is open, a dialog before the window, and in it what has the focus."""
        over: list[QWidget | None] = [QApplication.activePopupWidget(), QApplication.activeModalWidget()]
        top = next((widget for widget in over if widget is not None), self.window)
        focused: QWidget | None = top.focusWidget()
        return top if focused is None else focused

    # ---- reaching and pressing

    def reach(self, path: str) -> QWidget:
        """Bring the focus to a widget: by a click, or with Tab."""
        widget = self.see(path)
        bring_into_sight(widget)
        if has_focus(widget):
            return widget
        if self.with_mouse and not isinstance(widget, QAbstractButton):
            self._click(widget)
            self.until(lambda: has_focus(widget), f"the focus in “{path}”")
        else:
            self._tab_to(path, widget)
        return widget

    def fill(self, path: str, words: str) -> None:
        """Put words into a field in place of what is there."""
        self.reach(path)
        self.press("Ctrl+A")
        if not words:
            self.press("Del")
        self.write(words)

    def push(self, path: str) -> None:
        """Press a button, tick a box."""
        widget = self.see(path)
        if self.with_mouse:
            bring_into_sight(widget)
            self._click(widget)
        else:
            self._tab_to(path, widget)
            self.press("Space")

    def choose(self, path: str, label: str) -> None:
        """Choose an entry of a list that unfolds, with the arrow keys."""
        box = self.see_a(QComboBox, path)
        at = box.findText(label)
        if at < 0:
            raise StuckError(f"“{path}” offers no “{label}”.")
        self._tab_to(path, box)
        for _ in range(box.count() + 1):
            if box.currentIndex() == at:
                return
            self.press("Down" if box.currentIndex() < at else "Up")
        raise StuckError(f"The arrow keys do not come to “{label}” in “{path}”.")

    def choose_row(self, path: str, is_it: Callable[[str], bool], what: str) -> None:
        """Go down a list or table to the row whose words are the ones wanted, without opening it."""
        view = self.see_a(QAbstractItemView, path)
        self.until(lambda: any(is_it(words) for words in rows_of(view)), f"{what} in “{path}”")
        if self.with_mouse:
            self._click_row(view, is_it)
            return
        self._tab_to(path, view)
        self.press("Ctrl+Home")
        for _ in range(MOST_ROWS):
            if is_it(words_at(view, view.currentIndex().row())):
                return
            self.press("Down")
        raise StuckError(f"The arrow keys do not come to {what} in “{path}”.")

    def choose_by_arrows(self, path: str, is_it: Callable[[str], bool], what: str) -> None:
        """Go down a list that follows the keys of another field, such as what is found while one types."""
        view = self.see_a(QAbstractItemView, path)
        self.until(lambda: any(is_it(words) for words in rows_of(view)), f"{what} in “{path}”")
        for _ in range(MOST_ROWS):
            if is_it(words_at(view, view.currentIndex().row())):
                return
            self.press("Down")
        raise StuckError(f"The arrow keys do not come to {what} in “{path}”.")

    def click_at(self, widget: QWidget, where: QPoint) -> None:
        """Click on a point of a widget, in its own pixels."""
        self._click(widget, where)

    def show_tab(self, path: str, at: int) -> None:
        """Open one tab of several."""
        tabs = self.see(path)
        bar = tabs.tabBar() if isinstance(tabs, QTabWidget) else tabs
        if not isinstance(bar, QTabBar):
            raise StuckError(f"“{path}” has no tabs.")
        if self.with_mouse:
            self._click(bar, bar.tabRect(at).center())
        else:
            self._tab_to(path, bar)
            while bar.currentIndex() != at:
                self.press("Right" if bar.currentIndex() < at else "Left")
        self.until(lambda: bar.currentIndex() == at, f"tab {at + 1} of “{path}”")

    def take_from_menu(self, path: str, name: str) -> None:
        """Open the menu of a button and take an entry by its name."""
        self._tab_to(path, self.see_a(QAbstractButton, path))
        self.press("Space")
        self.until(lambda: isinstance(QApplication.activePopupWidget(), QMenu), f"the menu of “{path}”")
        menu = QApplication.activePopupWidget()
        if not isinstance(menu, QMenu):
            raise StuckError(f"“{path}” has no menu.")
        for _ in range(len(menu.actions()) + 1):
            entry: QAction | None = menu.activeAction()
            if entry is not None and entry.objectName() == name:
                self.press("Return")
                self.come_forward()
                return
            self.press("Down")
        raise StuckError(f"The menu of “{path}” has no “{name}” that can be taken.")

    def _tab_to(self, path: str, widget: QWidget) -> None:
        for _ in range(MOST_TABS):
            if has_focus(widget):
                bring_into_sight(widget)
                return
            self.press("Tab")
        raise StuckError(f"Tab does not come to “{path}”.")

    def _click(self, widget: QWidget, at: QPoint | None = None) -> None:
        self.effort = replace(self.effort, clicks=self.effort.clicks + 1)
        with self.waiter.measured():
            QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at or _handle(widget))

    def _click_row(self, view: QAbstractItemView, is_it: Callable[[str], bool]) -> None:
        row = next(number for number, words in enumerate(rows_of(view)) if is_it(words))
        index = view.model().index(row, 0)
        view.scrollTo(index)
        self._click(view.viewport(), view.visualRect(index).center())
        if view.currentIndex().row() != row:
            view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def has_focus(widget: QWidget) -> bool:
    """Whether keys go to a widget or to what stands for it."""
    focused: QWidget | None = widget.window().focusWidget()
    return focused is not None and focused in (widget, widget.focusProxy())


def bring_into_sight(widget: QWidget) -> None:
    """Scroll as a person would before clicking."""
    ground: QWidget | None = widget.parentWidget()
    while ground is not None:
        if isinstance(ground, QScrollArea):
            ground.ensureWidgetVisible(widget, 24, 48)
        ground = ground.parentWidget()


def words_at(view: QAbstractItemView, row: int) -> str:
    """What stands in a row, all columns of it."""
    model = view.model()
    columns = model.columnCount() if isinstance(view, QTableView) else 1
    cells = [model.index(row, column) for column in range(columns)]
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
    return " ".join(str(cell.data(role) or "") for cell in cells for role in roles)


def rows_of(view: QAbstractItemView) -> list[str]:
    """What stands in every row that is there."""
    return [words_at(view, row) for row in range(view.model().rowCount())]


def _handle(widget: QWidget) -> QPoint:
    """Where to click: the middle, and near the left edge for what is wider than its words."""
    middle = widget.rect().center()
    return QPoint(min(middle.x(), 12), middle.y()) if widget.inherits("QCheckBox") else middle
