"""Actions as data: one table makes menus, tooltips, keys and the palette's commands, and says why one is off."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from ui.kit.held_key import once
from ui.kit.icons import icon


def always() -> str:
    """Nothing stands against it."""
    return ""


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a person can do. ``why_not`` answers an empty text when it can be done now, else a sentence.

    ``shortcut`` is written as Qt reads it (``Ctrl+L``). ``words`` are others by which the palette finds it. Of a
    table's action no two may have the same id or the same key.
    """

    id: str
    text: str
    do: Callable[[], None]
    icon: str = ""
    shortcut: str = ""
    why_not: Callable[[], str] = always
    words: str = ""
    in_palette: bool = True


class ActionTable(QObject):
    """The actions of a window or page; they work while ``widget`` or a child of it has the focus."""

    def __init__(self, widget: QWidget, actions: Sequence[Action] = ()) -> None:
        super().__init__(widget)
        self._widget = widget
        self._actions: dict[str, Action] = {}
        self._made: dict[str, QAction] = {}
        self.add(actions)

    def add(self, actions: Sequence[Action]) -> None:
        """More actions; an id or key that is taken already raises ValueError."""
        for action in actions:
            keys = {
                QKeySequence(other.shortcut).toString(): other.id for other in self._actions.values() if other.shortcut
            }
            key = QKeySequence(action.shortcut).toString()
            if action.id in self._actions or (key and key in keys):
                raise ValueError(f"{action.id} ({key or 'no key'}) is taken by {keys.get(key, action.id)}")
            self._actions[action.id] = action
            self._made[action.id] = self._make(action)

    def remove(self, ids: Sequence[str]) -> None:
        """Take actions away, as when another page is shown."""
        for action_id in ids:
            self._actions.pop(action_id)
            made = self._made.pop(action_id)
            self._widget.removeAction(made)
            made.deleteLater()

    def qaction(self, action_id: str) -> QAction:
        """The Qt action for a button or a menu; raises KeyError."""
        return self._made[action_id]

    def do(self, action_id: str) -> str:
        """Do it unless something stands against it; returns the sentence that says what, or an empty text."""
        action = self._actions[action_id]
        why_not = action.why_not()
        if not why_not:
            action.do()
        return why_not

    def why_not_by_key(self, key: QKeySequence) -> str:
        """Why the action of this key cannot be done now; empty where it can, or where no action has the key."""
        for action_id, action in self._actions.items():
            if action.shortcut and QKeySequence(action.shortcut) == key and not self._made[action_id].isEnabled():
                return action.why_not()
        return ""

    def refresh(self) -> None:
        """Ask again what can be done now; tooltips say why not."""
        for action_id, action in self._actions.items():
            why_not = action.why_not()
            made = self._made[action_id]
            made.setEnabled(not why_not)
            made.setToolTip(tooltip(action, why_not))

    def give_way_to(self, inner: QWidget | None) -> None:
        """While ``inner`` has the focus its own keys are its alone: Qt does nothing for a key that two have."""
        taken = {shortcut.key().toString() for shortcut in inner.findChildren(QShortcut)} if inner else set[str]()
        for made in self._made.values():
            is_taken = made.shortcut().toString() in taken
            context = Qt.ShortcutContext.WidgetShortcut if is_taken else Qt.ShortcutContext.WindowShortcut
            made.setShortcutContext(context)

    def all(self) -> tuple[Action, ...]:
        return tuple(self._actions.values())

    def menu(self, ids: Sequence[str], title: str = "", parent: QWidget | None = None) -> QMenu:
        """A menu of actions with their keys; an empty id is a line between."""
        menu = QMenu(title, parent or self._widget)
        menu.setToolTipsVisible(True)
        for action_id in ids:
            if action_id:
                menu.addAction(self._made[action_id])
            else:
                menu.addSeparator()
        menu.aboutToShow.connect(self.refresh)
        return menu

    def _make(self, action: Action) -> QAction:
        made = QAction(action.text, self._widget)
        made.setObjectName(action.id)
        if action.icon:
            made.setIcon(icon(action.icon))
        if action.shortcut:
            made.setShortcut(QKeySequence(action.shortcut))
            once(made)
        made.setToolTip(tooltip(action, ""))
        made.triggered.connect(lambda _on=False: self.do(action.id))
        self._widget.addAction(made)
        return made


def tooltip(action: Action, why_not: str) -> str:
    """What the action does, its key, and why it cannot be done now."""
    key = QKeySequence(action.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
    first = f"{action.text}  {key}".strip()
    return f"{first}\n{why_not}" if why_not else first
