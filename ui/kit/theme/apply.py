"""Putting a theme on the running program, and asking which one it wears."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from ui.kit.theme.style_sheet import style_sheet
from ui.kit.theme.tokens import THEMES, ThemeName, Tokens
from ui.kit.theme.type import interface_font

Density = Literal["comfortable", "compact"]
Choice = Literal["system", "light", "dark", "contrast"]

TIGHT, NEAR, GROUP, PAGE_EDGE = 4, 8, 16, 24
"""The grid, in px at 100 %: within a thing, between related things, between groups, around a page."""

_DRESSED = "wears_the_sheet"


@dataclass(frozen=True, slots=True)
class Look:
    """The theme in use."""

    name: ThemeName
    density: Density

    @property
    def tokens(self) -> Tokens:
        return THEMES[self.name]

    @property
    def row_height(self) -> int:
        """Of a table with one line a row, in px."""
        return 26 if self.density == "compact" else 32

    def colour(self, token: str) -> QColor:
        """A token as Qt paints it; raises KeyError."""
        return QColor(self.tokens.named(token))


def look() -> Look:
    """What the program wears now; light and comfortable before any theme was applied."""
    app = QApplication.instance()
    worn = app.property("look") if app is not None else None
    return worn if isinstance(worn, Look) else Look("light", "comfortable")


def apply_theme(
    app: QApplication,
    choice: Choice = "system",
    density: Density = "comfortable",
    *,
    use_shipped_fonts: bool = False,
) -> Look:
    """Wear a theme; ``system`` follows light or dark as the system says now."""
    worn = Look(_theme_name(choice), density)
    app.setProperty("look", worn)
    if app.style().objectName() != "fusion":
        app.setStyle("fusion")
    app.setFont(_font(use_shipped_fonts=use_shipped_fonts))
    app.setPalette(_palette(worn.tokens))
    for window in app.topLevelWidgets():
        if window.property(_DRESSED):
            _put_on(window, worn)
    return worn


def dress(window: QWidget) -> None:
    """Put the style sheet on a window that has no other above it, now and whenever another theme is worn.

    It is the window's and not the program's: under a sheet of the program's Qt dresses whatever is being put
    together anew each time that it is put into something else, and large pages open six times as slowly.
    """
    window.setProperty(_DRESSED, True)  # noqa: FBT003 - a value to keep, not a switch
    _put_on(window, look())


def _put_on(window: QWidget, worn: Look) -> None:
    sheet = style_sheet(worn.tokens, compact=worn.density == "compact")
    if window.styleSheet() != sheet:  # Qt dresses every widget anew, also for the sheet that it has
        window.setStyleSheet(sheet)


def _theme_name(choice: Choice) -> ThemeName:
    if choice != "system":
        return choice
    return "dark" if QApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"


def _font(*, use_shipped_fonts: bool) -> QFont:
    return interface_font(use_shipped_fonts=use_shipped_fonts)


def _palette(tokens: Tokens) -> QPalette:
    roles = {
        QPalette.ColorRole.Window: tokens.surface,
        QPalette.ColorRole.WindowText: tokens.text,
        QPalette.ColorRole.Base: tokens.raised,
        QPalette.ColorRole.AlternateBase: tokens.surface,
        QPalette.ColorRole.Text: tokens.text,
        QPalette.ColorRole.Button: tokens.raised,
        QPalette.ColorRole.ButtonText: tokens.text,
        QPalette.ColorRole.BrightText: tokens.bad,
        QPalette.ColorRole.ToolTipBase: tokens.raised,
        QPalette.ColorRole.ToolTipText: tokens.text,
        QPalette.ColorRole.PlaceholderText: tokens.muted,
        QPalette.ColorRole.Highlight: tokens.selection,
        QPalette.ColorRole.HighlightedText: tokens.selection_text,
        QPalette.ColorRole.Link: tokens.accent,
        QPalette.ColorRole.LinkVisited: tokens.accent,
        QPalette.ColorRole.Accent: tokens.accent,
        QPalette.ColorRole.Mid: tokens.hairline,
        QPalette.ColorRole.Light: tokens.hover,
        QPalette.ColorRole.Dark: tokens.edge,
    }
    palette = QPalette()
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.muted))
    return palette
