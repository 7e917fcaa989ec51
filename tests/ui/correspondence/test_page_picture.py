"""Pages drawn from their bytes: sharp, clickable, in place, and told when they cannot be drawn."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel
from pytestqt.qtbot import QtBot

from letters.page import LAYOUTS, NOTIFY
from letters.typeset import Typeset
from ui.kit.preferences import Preferences
from ui.parts.page_drawing import CannotDrawPages, draw_pages
from ui.parts.page_ground import MARGIN
from ui.parts.page_overlay import PAPER_ACCENT
from ui.parts.page_picture import PagePicture
from ui.parts.workers import drawing_runner


@pytest.fixture
def picture(qtbot: QtBot, preferences: Preferences) -> Iterator[PagePicture]:
    picture = PagePicture("letter_page", preferences)
    qtbot.addWidget(picture)
    picture.resize(640, 700)
    with qtbot.waitExposed(picture):
        picture.show()
    yield picture
    assert drawing_runner().shut_down()


def shown(qtbot: QtBot, picture: PagePicture, pages: Typeset) -> PagePicture:
    picture.show_pdf(pages.pdf, pages.boxes, "Dear Dr Tan")
    qtbot.waitUntil(lambda: picture.view.is_sharp)
    return picture


def has_ink(image: QImage) -> bool:
    """Whether anything is printed where the window of the envelope is."""
    scale = image.width() / 210
    at = NOTIFY.address
    box = (round(edge * scale) for edge in (at.x, at.y, at.w, at.h))
    part = image.copy(*box)
    return any(part.pixelColor(x, y).lightness() < 100 for x in range(part.width()) for y in range(part.height()))


def test_pages_are_drawn_at_the_size_asked_for(pages: Typeset) -> None:
    drawn = draw_pages(pages.pdf, [0, 3, 99], 2.0)
    assert len(drawn.sizes) == pages.page_count
    assert sorted(drawn.images) == [0, 3]
    assert drawn.images[0].width() == pytest.approx(420, abs=1)
    assert drawn.images[0].height() == pytest.approx(594, abs=1)
    assert drawn.images[0].pixelColor(1, 1) == QColor("white")
    assert has_ink(drawn.images[0])


@pytest.mark.parametrize("content", [b"", b"nonsense", b"%PDF-1.7\n%%EOF"])
def test_what_is_no_pdf_is_told(content: bytes) -> None:
    with pytest.raises(CannotDrawPages, match="damaged"):
        draw_pages(content, [0], 2.0)


def test_the_page_fills_the_width_and_says_its_number(qtbot: QtBot, picture: PagePicture, pages: Typeset) -> None:
    shown(qtbot, picture, pages)
    number = picture.findChild(QLabel, "letter_page_number")
    assert number is not None
    assert number.text() == "Page 1 of 4"
    image = picture.view.image(1)
    assert image is not None
    assert abs(image.width() / image.devicePixelRatio() - (picture.view.viewport().width() - 32)) <= 1
    picture.view.go_to_page(3)
    assert number.text() == "Page 3 of 4"
    qtbot.waitUntil(lambda: picture.view.is_sharp)


def test_new_bytes_keep_the_place(qtbot: QtBot, picture: PagePicture, pages: Typeset) -> None:
    shown(qtbot, picture, pages)
    picture.view.go_to_page(2)
    place = picture.view.verticalScrollBar().value()
    assert place > 0
    shown(qtbot, picture, pages)
    assert picture.view.verticalScrollBar().value() == place


def test_a_click_names_the_part(qtbot: QtBot, picture: PagePicture, pages: Typeset) -> None:
    shown(qtbot, picture, pages)
    rect = picture.view.block_rect("restate")
    with qtbot.waitSignal(picture.block_clicked) as clicked:
        QTest.mouseClick(picture.view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center().toPoint())
    assert clicked.args == ["restate"]


def test_a_marked_part_is_brought_into_sight(qtbot: QtBot, picture: PagePicture, pages: Typeset) -> None:
    shown(qtbot, picture, pages)
    picture.mark("signature")
    assert picture.view.viewport().rect().contains(picture.view.block_rect("signature").toRect())


def test_zoom_by_keys_and_back_to_the_width(qtbot: QtBot, picture: PagePicture, pages: Typeset) -> None:
    shown(qtbot, picture, pages)
    fitting = picture.view.zoom
    picture.view.setFocus()
    QTest.keyClick(picture.view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert picture.view.zoom > fitting
    qtbot.waitUntil(lambda: picture.view.is_sharp)
    QTest.keyClick(picture.view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert picture.view.zoom == pytest.approx(fitting)
    qtbot.waitUntil(lambda: picture.view.is_sharp)


def test_the_overlay_is_laid_on_and_remembered(
    qtbot: QtBot, picture: PagePicture, pages: Typeset, preferences: Preferences
) -> None:
    shown(qtbot, picture, pages)
    before = picture.view.grab().toImage()
    box = picture.findChild(QCheckBox, "letter_page_overlay")
    assert box is not None
    box.setChecked(True)
    assert picture.view.grab().toImage() != before
    assert preferences.flag("pages/letter_page")


@pytest.mark.parametrize("code", ["notify", "uk-dl", "uk-c5"])
def test_the_overlay_is_that_of_the_envelope(qtbot: QtBot, picture: PagePicture, pages: Typeset, code: str) -> None:
    picture.view.set_overlay(shown=True)
    picture.show_pdf(pages.pdf, (), layout=code)
    picture.view.set_zoom(0.5)
    qtbot.waitUntil(lambda: picture.view.is_sharp)
    image = picture.view.grab().toImage()
    scale, ratio = picture.view.zoom * 96 / 25.4, image.devicePixelRatio()
    dashed = [
        y
        for y in range(image.height())
        if sum(image.pixelColor(x, y) == QColor(PAPER_ACCENT) for x in range(image.width())) > 100
    ]
    for fold in LAYOUTS[code].folds:
        assert any(abs(y - (MARGIN + fold * scale) * ratio) <= 2 for y in dashed), (fold, dashed)


def test_damaged_bytes_are_told_and_nothing_is_shown(qtbot: QtBot, picture: PagePicture, pages: Typeset) -> None:
    shown(qtbot, picture, pages)
    with qtbot.waitSignal(picture.failed) as failed:
        picture.show_pdf(b"%PDF damaged")
    assert isinstance(failed.args[0], CannotDrawPages)
    assert picture.view.page_count == 0
    assert not picture.view.isVisible()
