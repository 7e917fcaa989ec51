"""A typeset letter to show."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from letters.compose import compose
from letters.typeset import Typeset, typeset

EXAMPLES = Path(__file__).parents[3] / "letters" / "examples"


@pytest.fixture(scope="session")
def pages() -> Typeset:
    """The worked example of a first-stage response, four pages of it."""
    return typeset(compose(json.loads((EXAMPLES / "facts-first-stage-response.json").read_text(encoding="utf-8"))))
