"""What every test stands on; the fixtures themselves are in ``tests/support``."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from hypothesis import HealthCheck, settings

from tests.support.compiled import share_compiled_statements

pytest_plugins = ["tests.support.databases", "tests.support.prepared", "tests.support.offices", "tests.support.logs"]

settings.register_profile(
    "house", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
settings.load_profile("house")

share_compiled_statements()
