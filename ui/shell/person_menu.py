"""The person's menu: who works here, switch, sign out, theme and density; and what of it is remembered."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import get_args

from PySide6.QtCore import Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from ui.kit.layout import as_is
from ui.kit.preferences import Preferences
from ui.kit.theme.apply import Choice, Density, Look, apply_theme
from ui.shell.actions import ActionTable

_THEMES: dict[str, str] = {
    "system": "As the system",
    "light": "Light",
    "dark": "Dark",
    "contrast": "High contrast",
}
_DENSITIES: dict[str, str] = {"comfortable": "Comfortable rows", "compact": "Compact rows"}


@dataclass(frozen=True, slots=True)
class Person:
    """Who works here, as the window shows it; ``office`` is empty until it was read."""

    name: str
    role: str
    office: str = ""
    may_switch: bool = False

    @property
    def line(self) -> str:
        """What they are here: "Adviser, The Test Society"."""
        return ", ".join(filter(None, (self.role, self.office)))


class PersonMenu(QMenu):
    """Remembers what is chosen, and says so."""

    looks_changed = Signal()

    def __init__(
        self, person: Person, table: ActionTable, preferences: Preferences, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("person_menu")
        self._preferences = preferences
        self._who = self.addAction(as_is(person.line))
        self._who.setEnabled(False)
        self.addAction(table.qaction("absence"))
        self.addAction(table.qaction("switch_person"))
        self.addAction(table.qaction("sign_out"))
        self.addSeparator()
        self._add_choices("theme", _THEMES, kept_theme(preferences))
        self.addSeparator()
        self._add_choices("density", _DENSITIES, kept_density(preferences))
        self.addSeparator()
        self.addAction(table.qaction("help"))
        self.addAction(table.qaction("quit"))

    def show_person(self, person: Person) -> None:
        """More is known of who works here."""
        self._who.setText(as_is(person.line))

    def _add_choices(self, key: str, labels: dict[str, str], chosen: str) -> None:
        group = QActionGroup(self)
        for value, label in labels.items():
            action = self.addAction(label)
            action.setObjectName(f"{key}_{value}")
            action.setCheckable(True)
            action.setChecked(value == chosen)
            group.addAction(action)
            action.triggered.connect(partial(self._choose, key, value))

    def _choose(self, key: str, value: str, *_checked: object) -> None:
        self._preferences.keep(key, value)
        self.looks_changed.emit()


def wear_kept(app: QApplication, preferences: Preferences, *, use_shipped_fonts: bool = False) -> Look:
    """Put on the theme and density that this person chose."""
    theme, density = kept_theme(preferences), kept_density(preferences)
    return apply_theme(app, theme, density, use_shipped_fonts=use_shipped_fonts)


def kept_theme(preferences: Preferences) -> Choice:
    """The theme this person chose; the system's before any choice."""
    kept = preferences.text("theme", "system")
    return next((choice for choice in get_args(Choice) if choice == kept), "system")


def kept_density(preferences: Preferences) -> Density:
    """The density this person chose."""
    return "compact" if preferences.text("density") == "compact" else "comfortable"
