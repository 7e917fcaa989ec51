"""The pictures of the tour: numbered, in light and in dark, with a page that shows them in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from ui.kit.theme.apply import Choice, apply_theme, look
from ui.tour.seat import Seat

LAYOUT_TURNS = 8
"""Turns of the event loop after which nested layouts have told each other their sizes."""

THEMES: tuple[Choice, ...] = ("light", "dark")


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture, the same in every folder that has it."""

    file: str
    words: str
    folders: tuple[str, ...]


class Album:
    """Writes ``light/07-letter.png``, ``dark/07-letter.png`` and so on; pictures of an older tour go first.

    ``only`` one theme where the steps are wanted more than the pictures: to change dresses is a third of a tour.
    """

    def __init__(self, folder: Path, seat: Seat, only: Choice | None = None) -> None:
        self._folder, self._seat, self._only = folder, seat, only
        self.pictures: list[Picture] = []

    def mark(self, name: str, words: str) -> None:
        """Picture what is on the screen, in light and in dark."""
        self.take(name, words, THEMES)

    def take(self, name: str, words: str, themes: Sequence[Choice]) -> None:
        """Picture it in these themes, the one that is worn first: to dress a large window takes a moment."""
        themes = (self._only,) if self._only else tuple(themes)
        picture = Picture(f"{len(self.pictures) + 1:02d}-{name}.png", words, themes)
        with self._seat.waiter.unmeasured():
            for theme in sorted(themes, key=lambda one: one != look().name):
                self._wear(theme)
                (self._folder / theme).mkdir(parents=True, exist_ok=True)
                self._grab().save(str(self._folder / theme / picture.file))
        self.pictures.append(picture)
        self._seat.waiter.arrived(name)

    def _wear(self, theme: Choice) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication) and look().name != theme:
            apply_theme(app, theme, use_shipped_fonts=True)
        self._seat.waiter.turn(LAYOUT_TURNS)

    def _grab(self) -> QPixmap:
        """The window with the dialogs and menus over it."""
        window = self._seat.session.window
        picture = window.grab()
        painter = QPainter(picture)
        for over in QApplication.topLevelWidgets():
            if over is not window and over.isVisible() and over.parentWidget() is not None:
                self._lay_over(painter, window, over)
        painter.end()
        return picture

    def _lay_over(self, painter: QPainter, window: QWidget, over: QWidget) -> None:
        at = over.mapToGlobal(QPoint(0, 0)) - window.mapToGlobal(QPoint(0, 0))
        painter.drawPixmap(at, over.grab())
        painter.setPen(look().colour("edge"))
        painter.drawRect(at.x() - 1, at.y() - 1, over.width() + 1, over.height() + 1)

    def write_index(self, title: str, about: Sequence[str]) -> None:
        """``index.md``: every picture with its words, the light one shown and the others linked."""
        lines = [f"# {title}", "", *about, ""]
        for picture in self.pictures:
            others = ", ".join(f"[{folder}]({folder}/{picture.file})" for folder in picture.folders[1:])
            lines += [f"## {picture.words}", "", f"![{picture.words}]({picture.folders[0]}/{picture.file})", ""]
            lines += [f"Also in {others}.", ""] if others else []
        (self._folder / "index.md").write_text("\n".join(lines), encoding="utf-8")


def clear_pictures(folder: Path) -> None:
    """Take away the pictures of an older tour, and nothing else."""
    for theme in ("light", "dark", "contrast", "150"):
        for old in (folder / theme).glob("[0-9][0-9]-*.png"):
            old.unlink()
