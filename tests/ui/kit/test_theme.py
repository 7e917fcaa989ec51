"""Every theme can be read, and wears its fonts and sizes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

import resources
from ui.kit.icons import icon
from ui.kit.theme.apply import Choice, apply_theme, dress, look
from ui.kit.theme.tokens import EDGES, PAIRS, THEMES, ThemeName, contrast

NAMES: tuple[ThemeName, ...] = ("light", "dark", "contrast")


@pytest.fixture
def light_again(qapp: QApplication) -> Iterator[None]:
    yield
    apply_theme(qapp, "light", use_shipped_fonts=True)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_each_text_can_be_read_on_its_ground(name: ThemeName, ink: str, ground: str) -> None:
    tokens = THEMES[name]
    least = 7 if name == "contrast" else 4.5
    assert contrast(tokens.named(ink), tokens.named(ground)) >= least


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("line", "ground"), EDGES)
def test_lines_that_mean_something_can_be_seen(name: ThemeName, line: str, ground: str) -> None:
    assert contrast(THEMES[name].named(line), THEMES[name].named(ground)) >= 3


@pytest.mark.parametrize(
    ("first", "second", "ratio"),
    [("#000000", "#ffffff", 21.0), ("#ffffff", "#ffffff", 1.0), ("#767676", "#ffffff", 4.54)],
)
def test_contrast_is_what_wcag_says(first: str, second: str, ratio: float) -> None:
    assert contrast(first, second) == pytest.approx(ratio, abs=0.005)
    assert contrast(second, first) == contrast(first, second)


def test_an_unknown_token_is_refused() -> None:
    with pytest.raises(KeyError):
        THEMES["light"].named("puce")


@pytest.mark.usefixtures("light_again")
@pytest.mark.parametrize("choice", NAMES)
def test_a_theme_dresses_palette_and_style(qapp: QApplication, choice: Choice) -> None:
    worn = apply_theme(qapp, choice, use_shipped_fonts=True)
    assert look() == worn
    assert qapp.palette().window().color() == QColor(worn.tokens.surface)
    assert qapp.font().family() == "Inter"


@pytest.mark.usefixtures("light_again")
@pytest.mark.parametrize("choice", NAMES)
def test_a_window_is_dressed_in_whatever_is_worn_then_and_later(
    qapp: QApplication, qtbot: QtBot, choice: Choice
) -> None:
    window, other = QWidget(), QWidget()
    qtbot.addWidget(window)
    qtbot.addWidget(other)
    dress(window)
    assert look().tokens.accent in window.styleSheet()
    worn = apply_theme(qapp, choice, use_shipped_fonts=True)
    assert worn.tokens.accent in window.styleSheet()
    assert not qapp.styleSheet()
    assert not other.styleSheet()


def test_what_is_put_together_is_dressed_once_when_it_comes_into_the_window(qtbot: QtBot) -> None:
    """Under a sheet of the program's it would be dressed again for each thing that it is put into."""
    window = QWidget()
    qtbot.addWidget(window)
    dress(window)
    inner = _Counted()
    nested: list[QWidget] = [inner]
    for _ in range(4):
        outer = QWidget()
        QVBoxLayout(outer).addWidget(nested[-1])
        nested.append(outer)
    assert inner.times == 0
    nested[-1].setParent(window)
    assert inner.times == 1


class _Counted(QLabel):
    """Counts how often Qt dresses it."""

    times = 0

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        super().changeEvent(event)
        self.times += event.type() == QEvent.Type.StyleChange


@pytest.mark.usefixtures("light_again")
def test_compact_rows_are_lower(qapp: QApplication) -> None:
    assert apply_theme(qapp, "light", "comfortable", use_shipped_fonts=True).row_height == 32
    assert apply_theme(qapp, "light", "compact", use_shipped_fonts=True).row_height == 26


def _ink_at_densest(image: QImage) -> QColor:
    places = [(x, y) for x in range(image.width()) for y in range(image.height())]
    return max((image.pixelColor(x, y) for x, y in places), key=QColor.alpha)


@pytest.mark.usefixtures("light_again")
def test_an_icon_follows_the_theme_without_being_made_again(qapp: QApplication) -> None:
    printer = icon("printer", "accent")
    light = _ink_at_densest(printer.pixmap(QSize(64, 64)).toImage())
    apply_theme(qapp, "dark", use_shipped_fonts=True)
    dark = _ink_at_densest(printer.pixmap(QSize(64, 64)).toImage())
    assert light.name() == THEMES["light"].accent
    assert dark.name() == THEMES["dark"].accent


def test_an_icon_is_sharp_at_twice_the_scale(qapp: QApplication) -> None:
    assert icon("mail").pixmap(QSize(16, 16), 2.0).size() == QSize(32, 32)


def test_an_unknown_icon_is_refused(qapp: QApplication) -> None:
    with pytest.raises(FileNotFoundError):
        icon("unicorn")


def test_every_shipped_icon_draws_something(qapp: QApplication) -> None:
    names = [file.stem for file in resources.path("icons").glob("*.svg")]
    blank = [name for name in names if _ink_at_densest(icon(name).pixmap(QSize(24, 24)).toImage()).alpha() == 0]
    assert len(names) > 50
    assert blank == []
