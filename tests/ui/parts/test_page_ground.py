"""Where the pages of a letter lie, and when all of them were looked at."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF

from ui.parts.looked_at import LookedAt
from ui.parts.page_drawing import PageSize
from ui.parts.page_ground import GAP, MARGIN, NARROWEST_MM, WIDEST_MM, PageGround

A4, A5 = PageSize(210, 297), PageSize(148, 210)


def test_pages_lie_under_each_other_each_in_the_middle() -> None:
    ground = PageGround((A4, A5), 2.0)
    first, second = ground.page(0, 600), ground.page(1, 600)
    assert first == QRectF(90, MARGIN, 420, 594)
    assert second == QRectF(152, MARGIN + 594 + GAP, 296, 420)
    assert (ground.width(), ground.height()) == (420 + 2 * MARGIN, second.bottom() + MARGIN)


def test_a_page_wider_than_its_ground_begins_at_the_margin() -> None:
    assert PageGround((A4,), 2.0).page(0, 200).left() == MARGIN


@pytest.mark.parametrize(("sizes", "widest"), [((A5, A4), 210), ((), 210), ((A5,), 148)])
def test_the_widest_page_fits_and_without_one_a_sheet_would(sizes: tuple[PageSize, ...], widest: float) -> None:
    assert PageGround(sizes).scale_to_fit(500) == pytest.approx((500 - 2 * MARGIN) / widest)


@pytest.mark.parametrize(("wanted", "taken"), [(0.1, NARROWEST_MM), (3.0, 3.0), (99.0, WIDEST_MM)])
def test_no_scale_is_of_no_use(wanted: float, taken: float) -> None:
    ground = PageGround((A4,))
    ground.scale_to(wanted)
    assert ground.pixels_a_mm == taken


def test_a_page_is_looked_at_once_its_last_part_was_in_sight() -> None:
    seen, room = LookedAt(), QRectF(0, 0, 400, 300)
    assert not seen.is_every_page(0), "where there is no page nothing was looked at"
    seen.note(0, QRectF(0, 0, 400, 500), room)
    assert not seen.is_every_page(1)
    seen.note(0, QRectF(0, -170, 400, 500), room)
    assert not seen.is_every_page(1), "the middle of the last part lies below"
    seen.note(0, QRectF(0, -200, 400, 500), room)
    assert seen.is_every_page(1)
    assert not seen.is_every_page(2)
    seen.forget()
    assert not seen.is_every_page(1)
