"""The settings of Python under which the window runs."""

from __future__ import annotations

import gc
import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ui.start import LogFile, let_the_window_run


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


@pytest.mark.parametrize("place", ["nowhere/log", "full"])
def test_a_log_that_cannot_be_written_stops_nobody(
    tmp_path: Path, place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "nowhere").write_text("in the way")
    (tmp_path / "full" / "fairhand.log").mkdir(parents=True)
    log = LogFile(tmp_path / place)
    log.handle(logging.LogRecord("ui", logging.INFO, "", 1, "A line.", None, None))
    log.close()
    assert capsys.readouterr().err == ""
