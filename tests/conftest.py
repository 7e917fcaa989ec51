"""What every test stands on; the fixtures themselves are in ``tests/support``."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from hypothesis import HealthCheck, settings

from tests.support.compiled import share_compiled_statements

pytest_plugins = ["tests.support.databases", "tests.support.offices", "tests.support.prepared", "tests.support.logs"]

settings.register_profile(
    "house", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
settings.load_profile("house")

share_compiled_statements()

LONGEST = (
    "tests/journeys/test_tour.py",
    "tests/journeys",
    "tests/demo",
    "tests/every",
    "tests/complaints/test_thirteen_cases.py",
)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first: so that no process is left with one of them when the others have nothing to do."""
    items.sort(
        key=lambda item: next((n for n, long in enumerate(LONGEST) if long in item.path.as_posix()), len(LONGEST))
    )
