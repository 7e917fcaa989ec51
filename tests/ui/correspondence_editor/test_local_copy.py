"""Words kept on this machine: whole or not at all, for this person only, gone when the office has them."""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.correspondence.keep_letter_draft import fingerprint
from ui.correspondence.editor.local_copy import KeptCopy, LocalCopies
from ui.parts.own_file import CannotKeepHere

COPY = KeptCopy({"blocks": [{"text": "Łódź, 陳大文"}]}, "abc", datetime(2026, 11, 20, 14, 2, tzinfo=UTC))


def test_a_copy_is_found_again_and_forgotten(tmp_path: Path) -> None:
    LocalCopies(tmp_path).keep("L26-1|1|Tan", COPY)
    assert LocalCopies(tmp_path).find("L26-1|1|Tan") == COPY
    assert LocalCopies(tmp_path).find("L26-1|2|Tan") is None
    LocalCopies(tmp_path).forget("L26-1|1|Tan")
    assert LocalCopies(tmp_path).find("L26-1|1|Tan") is None
    LocalCopies(tmp_path).forget("L26-1|1|Tan")


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps the folder of a person to that person")
def test_nobody_else_may_read_it(tmp_path: Path) -> None:
    LocalCopies(tmp_path).keep("L26-1", COPY)
    (file,) = tmp_path.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "L26-1" not in file.name


def test_a_card_number_is_kept_nowhere(tmp_path: Path) -> None:
    """Here as in the office: the words stay in the window, and a sentence says why."""
    copies, words = LocalCopies(tmp_path), {"blocks": [{"text": "Refund to 4111 1111 1111 1111."}]}
    with pytest.raises(CannotKeepHere, match="payment card number"):
        copies.keep("L26-1", replace(COPY, content=words))
    assert list(tmp_path.iterdir()) == []
    assert copies.is_in_window_alone("L26-1")
    copies.keep("L26-1", COPY)
    assert not copies.is_in_window_alone("L26-1")


@pytest.mark.parametrize(("days", "is_there"), [(29, True), (31, False)])
def test_what_nobody_came_back_for_is_gone_after_thirty_days(tmp_path: Path, days: int, is_there: bool) -> None:
    LocalCopies(tmp_path).keep("L26-1", COPY)
    (file,) = tmp_path.iterdir()
    then = file.stat().st_mtime - days * 24 * 60 * 60
    os.utime(file, (then, then))
    assert (LocalCopies(tmp_path).find("L26-1") is not None) is is_there


def test_a_disk_that_takes_nothing_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CannotKeepHere, match="cannot keep a copy"):
        LocalCopies(tmp_path / "file").keep("L26-1", COPY)


@pytest.mark.parametrize("broken", ["", "{", "[]", '{"content": {}, "based_on": "x", "kept_at": "never"}'])
def test_a_broken_copy_is_none(tmp_path: Path, caplog: pytest.LogCaptureFixture, broken: str) -> None:
    copies = LocalCopies(tmp_path)
    copies.keep("L26-1", COPY)
    next(tmp_path.iterdir()).write_text(broken)
    assert copies.find("L26-1") is None
    assert "cannot be read" in caplog.text
    caplog.clear()


def test_fingerprints_tell_drafts_apart_whatever_the_order() -> None:
    assert fingerprint({"a": 1, "b": 2}) == fingerprint({"b": 2, "a": 1}) != fingerprint({"a": 1, "b": 3})
