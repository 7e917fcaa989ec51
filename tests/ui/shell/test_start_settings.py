"""The settings of Python under which the window runs."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator

import pytest

from ui.start import let_the_window_run


@pytest.fixture
def pythons_own() -> Iterator[None]:
    """Those that Python starts with; the tests have others for themselves."""
    interval, threshold = sys.getswitchinterval(), gc.get_threshold()
    gc.set_threshold(700, 10, 10)
    yield
    sys.setswitchinterval(interval)
    gc.set_threshold(*threshold)


@pytest.mark.usefixtures("pythons_own")
def test_a_worker_gives_way_soon_and_no_full_collection_comes_often() -> None:
    before = gc.get_threshold()
    let_the_window_run()
    assert sys.getswitchinterval() == pytest.approx(0.0005)
    often = [first * second * third for first, second, third in (before, gc.get_threshold())]
    assert often[1] > 25 * often[0]
    assert gc.isenabled()
