"""The one style sheet, made from the tokens; Fusion and the palette below it do the rest."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from string import Template

from PySide6.QtCore import QTemporaryDir

from ui.kit.theme.svg import tinted_svg
from ui.kit.theme.tokens import Tokens
from ui.kit.theme.type import BODY, PAGE, REFERENCES, SECTION, SMALL, points

_SHEET = Template("""
* { outline: none; }
QWidget { color: $text; }
QMainWindow, QDialog, QWidget[part="page"] { background: $surface; }
QToolTip { background: $raised; color: $text; border: 1px solid $edge; padding: 4px 8px; }

QLabel { background: transparent; }
QLabel[part="page-name"] { font-size: ${page_pt}pt; font-weight: 600; }
QLabel[part="section"] { font-size: ${section_pt}pt; font-weight: 600; }
QLabel[part="group"] { font-weight: 600; }
QLabel[part="muted"] { color: $muted; }
QLabel[part="muted-small"] { color: $muted; font-size: ${small_pt}pt; }
QLabel[part="field-label"] { font-weight: 500; }
QLabel[part="field-problem"] { color: $bad; font-size: ${small_pt}pt; font-weight: 500; }
QLabel[part="warning"] { color: $warn; background: $warn_soft; border-radius: 4px;
  font-weight: 500; }
QLabel[part="warning-grave"] { color: $bad; background: $bad_soft; border-radius: 4px;
  font-weight: 600; }
QLabel[part="reference"] { font-family: "$reference_face"; }
QFrame[part="hairline"] { background: $hairline; border: none; }
QFrame[part="raised"], QWidget[part="raised"] { background: $raised; }
QFrame[part="card"] { background: $raised; border: 1px solid $hairline; border-radius: 6px; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox {
  background: $raised; color: $text; border: 1px solid $edge; border-radius: 4px;
  selection-background-color: $accent; selection-color: $accent_text; placeholder-text-color: $muted; }
QLineEdit, QComboBox, QSpinBox { padding: ${pad}px 8px; min-height: ${field}px; }
QPlainTextEdit, QTextEdit { padding: 2px 4px; }
QLineEdit:hover, QPlainTextEdit:hover, QComboBox:hover { border-color: $text; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus {
  border: 2px solid $focus; padding: ${pad_focus}px 7px; }
QPlainTextEdit:focus, QTextEdit:focus { padding: 1px 3px; }
QLineEdit[readOnly="true"], QPlainTextEdit[readOnly="true"], QLineEdit:disabled, QPlainTextEdit:disabled,
QComboBox:disabled { background: transparent; border-color: $hairline; color: $muted; }
*[problem="true"] { border-color: $bad; }
QLineEdit[part="find"] { background: $surface; border-color: $hairline; border-radius: 6px; }
QLineEdit[part="filter"] { padding: 1px 6px; min-height: 18px; border-color: $hairline; border-radius: 3px;
  font-size: ${small_pt}pt; }

QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url("$arrow"); width: 14px; height: 14px; }
QComboBox QAbstractItemView, QListView[part="popup"] { background: $raised; border: 1px solid $edge; padding: 4px;
  selection-background-color: $selection; selection-color: $selection_text; }

QCheckBox, QRadioButton { spacing: 8px; padding: 3px; border: 1px solid transparent; border-radius: 4px; }
QCheckBox:focus, QRadioButton:focus { border-color: $focus; }
QCheckBox::indicator, QRadioButton::indicator, QListView::indicator, QTreeView::indicator, QTableView::indicator {
  width: 14px; height: 14px; border: 1px solid $edge; background: $raised; }
QCheckBox::indicator, QListView::indicator, QTreeView::indicator, QTableView::indicator { border-radius: 3px; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $text; }
QListView::indicator:hover, QTreeView::indicator:hover, QTableView::indicator:hover { border-color: $text; }
QCheckBox::indicator:checked, QListView::indicator:checked, QTreeView::indicator:checked,
QTableView::indicator:checked { background: $accent; border-color: $accent; image: url("$tick"); }
QRadioButton::indicator:checked { border: 5px solid $accent; width: 6px; height: 6px; background: $accent_text; }
QCheckBox:disabled, QRadioButton:disabled { color: $muted; }

QPushButton { background: $raised; border: 1px solid $edge; border-radius: 5px; padding: ${pad}px 14px;
  min-height: ${field}px; font-weight: 500; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $sunken; }
QPushButton:focus { border: 2px solid $focus; padding: ${pad_focus}px 13px; }
QPushButton:disabled { color: $muted; border-color: $hairline; background: transparent; }
QPushButton[part="main"] { background: $accent; color: $accent_text; border-color: $accent; }
QPushButton[part="main"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[part="main"]:focus { border: 2px solid $main_focus; }
QPushButton[part="main"]:disabled { background: $hover; color: $muted; border-color: $hairline; }
QPushButton[part="danger"] { color: $bad; border-color: $bad; }
QPushButton[part="danger"]:hover { background: $bad_soft; }
QPushButton[part="link"] { background: transparent; border: 1px solid transparent; color: $accent; padding: 0 1px;
  min-height: 15px; text-align: left; border-radius: 3px; }
QPushButton[part="link"]:hover { color: $accent_hover; background: $accent_soft; }
QPushButton[part="link"]:focus { border: 1px solid $focus; padding: 0 1px; }
QPushButton[part="link"]:disabled { color: $muted; }
QPushButton[part="quiet"], QToolButton { background: transparent; border: 1px solid transparent;
  border-radius: 5px; padding: 4px 8px; }
QPushButton[part="quiet"]:hover, QToolButton:hover { background: $hover; }
QPushButton[part="quiet"]:focus, QToolButton:focus { border: 2px solid $focus; padding: 3px 7px; }
QToolButton::menu-indicator { image: none; }

QWidget[part="rail"] { background: $sunken; border-right: 1px solid $hairline; }
QToolButton[part="rail"] { color: $muted; border-radius: 6px; padding: 6px 2px;
  font-size: ${small_pt}pt; border: 2px solid transparent; }
QToolButton[part="rail"]:hover { color: $text; background: $hover; }
QToolButton[part="rail"]:checked { color: $accent; background: $accent_soft; font-weight: 600; }
QToolButton[part="rail"]:focus { border: 2px solid $focus; padding: 6px 2px; }
QWidget[part="top-bar"] { background: $raised; border-bottom: 1px solid $hairline; }
QStatusBar { background: $surface; border-top: 1px solid $hairline; color: $muted; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: $muted; font-size: ${small_pt}pt; }

QTableView, QTreeView, QListView { background: $raised; border: none; alternate-background-color: $raised;
  selection-background-color: $selection; selection-color: $selection_text; gridline-color: $hairline; }
QTableView QTableCornerButton::section { background: $raised; border: none; }
QHeaderView { background: $raised; border: none; }
QHeaderView::section { background: $raised; color: $muted; border: none; border-bottom: 1px solid $hairline;
  padding: 5px 8px; font-size: ${small_pt}pt; font-weight: 500; }
QHeaderView::section:hover { color: $text; background: $hover; }

QFrame[part="palette"] { background: $raised; border: 1px solid $edge; border-radius: 8px; }
QFrame[part="palette"] QListView { border: none; }
QFrame[part="help"] { background: $raised; border: none; border-left: 1px solid $hairline; }
QTextBrowser { border: none; background: transparent; }

QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget { background: transparent; }
QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: $edge; border-radius: 3px; margin: 3px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page { background: none;
  border: none; width: 0; height: 0; }
QSplitter::handle { background: $hairline; }
QSplitter::handle:hover { background: $focus; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }

QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: $muted; padding: 6px 2px; margin-right: 18px;
  border-bottom: 2px solid transparent; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; font-weight: 600; }
QTabBar::tab:focus { color: $focus; border-bottom-color: $focus; }
QTabBar[part="icons"]::tab { padding: 6px 4px; margin-right: 0; }
QTabWidget::pane { border: none; border-top: 1px solid $hairline; }

QMenu { background: $raised; border: 1px solid $edge; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 10px; border-radius: 4px; }
QMenu::item:selected { background: $selection; color: $selection_text; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $hairline; margin: 4px 6px; }
QMenu::icon { padding-left: 8px; }
QProgressBar { background: $hover; border: none; border-radius: 3px; max-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QGroupBox { border: none; margin-top: 24px; font-weight: 600; }
""")


def style_sheet(tokens: Tokens, *, compact: bool) -> str:
    """The style sheet of a theme; compact takes two px off each side of what is pressed or typed in."""
    pad = 2 if compact else 4
    values = {name: tokens.named(name) for name in Tokens.__slots__}
    return _SHEET.substitute(
        values,
        small_pt=points(SMALL),
        body_pt=points(BODY),
        section_pt=points(SECTION),
        page_pt=points(PAGE),
        reference_face=REFERENCES,
        pad=pad,
        pad_focus=pad - 1,
        field=18 if compact else 20,
        main_focus=tokens.text,
        arrow=_icon_url("chevron-down", tokens.muted),
        tick=_icon_url("check", tokens.accent_text),
    )


def _icon_url(name: str, colour: str) -> str:
    """An icon in one colour, as a file: a style sheet takes no data and no ``currentColor``."""
    file = Path(_tinted_folder().path()) / f"{name}-{colour.lstrip('#')}.svg"
    if not file.exists():
        file.write_text(tinted_svg(name, colour), encoding="utf-8")
    return file.as_posix()


@cache
def _tinted_folder() -> QTemporaryDir:
    """Goes away with the program."""
    return QTemporaryDir()
