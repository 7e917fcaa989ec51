"""A warning or error that no test asked for fails it."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def no_unexpected_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """``caplog.clear()`` says: I expected these."""
    yield
    records = [record for phase in ("setup", "call") for record in caplog.get_records(phase)]
    stray = [record.getMessage() for record in records if record.levelno >= logging.WARNING]
    assert not stray, f"unexpected log lines: {stray}"
