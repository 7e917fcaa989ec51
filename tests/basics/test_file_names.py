"""Names that files come with: no folders, and nothing that makes them read as another."""

from __future__ import annotations

import pytest

from app.basics.file_names import plain_name


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("reply.pdf", "reply.pdf"),
        ("..\\..\\windows\\evil.pdf", "evil.pdf"),
        ("../../etc/evil.pdf", "evil.pdf"),
        ("letter\u202efdp.exe", "letterfdp.exe"),
        ("\u2066a\u2069 \u200fb.pdf", "a b.pdf"),
        ("two\nlines.pdf", "two lines.pdf"),
        ("إفادة.pdf", "إفادة.pdf"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
        ("\u202e", "file"),
    ],
)
def test_a_name_is_what_it_reads_as(name: str, plain: str) -> None:
    assert plain_name(name) == plain
