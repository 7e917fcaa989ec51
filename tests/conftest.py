"""What every test stands on; the fixtures themselves are in ``tests/support``."""

from __future__ import annotations

import gc
import os
from collections.abc import Generator
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from hypothesis import HealthCheck, settings

from tests.support.compiled import share_compiled_statements

gc.disable()  # until all tests are collected: see pytest_collection

pytest_plugins = ["tests.support.databases", "tests.support.offices", "tests.support.prepared", "tests.support.logs"]

settings.register_profile(
    "house", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
settings.load_profile("house")

share_compiled_statements()


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """What is imported and collected stays, and is never searched for garbage: half the work of collecting, and a
    fifth of that of the tests, among which the search is for what a test leaves alone.
    """
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.set_threshold(10_000, 10, 50)
        gc.enable()


LONGEST = (
    "tests/journeys/test_tour.py",
    "tests/journeys",
    "tests/demo",
    "tests/every",
    "tests/complaints/test_thirteen_cases.py",
)
TOGETHER = {
    "tests/every/test_every_action.py": "a day's work",
    "tests/every/test_every_answer.py": "a day's work",
    "tests/every/window/test_every_page.py": "a day's work",
}
"""Files that begin on the same long past: in one process it is made once."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """With ``--dist loadfile`` each file is one process's: so are those TOGETHER."""
    if config.getoption("dist") != "loadfile":
        return None
    from xdist.scheduler.loadfile import LoadFileScheduling

    scheduler = LoadFileScheduling(config, log)
    file_of = scheduler._split_scope
    scheduler._split_scope = lambda nodeid: TOGETHER.get(file_of(nodeid), file_of(nodeid))
    return scheduler


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first: so that no process is left with one of them when the others have nothing to do."""
    items.sort(
        key=lambda item: next((n for n, long in enumerate(LONGEST) if long in item.path.as_posix()), len(LONGEST))
    )
