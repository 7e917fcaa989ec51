"""What the window imports before anybody has signed in: Qt, SQLAlchemy and no more, so that it is there at once."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.every.rooms import ROOT

LATER = (
    "alembic",
    "babel",
    "chunspell",
    "holidays",
    "hunspell",
    "jinja2",
    "jsonschema",
    "phonenumbers",
    "pikepdf",
    "pypdfium2",
    "rapidfuzz",
    "reportlab",
    "sqlalchemy.dialects.postgresql",
    "uharfbuzz",
)
STARTS = {
    "the program": "import ui.start, ui.program",
    "the session": "import ui.session, ui.pages",
    "the first page": "import ui.session, ui.pages, ui.contacts.today_page",
}


@pytest.mark.parametrize("what", STARTS)
def test_what_starts_imports_the_rest_on_need(what: str) -> None:
    asked = f"{STARTS[what]}; import sys; print(sorted(set(sys.modules) & set({LATER!r})))"
    told = subprocess.run(
        [sys.executable, "-c", asked],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (told.returncode, told.stdout.strip()) == (0, "[]"), told.stderr
