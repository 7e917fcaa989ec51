"""At most fifty keys go out; beyond that the largest kinds go whole."""

from __future__ import annotations

import pytest

from app.store.touched import MANY, shorten


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({"person:1"}, {"person:1"}),
        ({f"person:{n}" for n in range(MANY + 1)} | {"letter:7"}, {"person:*", "letter:7"}),
        ({f"kind{n}:1" for n in range(MANY + 1)}, {"*"}),
    ],
)
def test_keys_are_shortened_by_their_largest_kind(keys: set[str], expected: set[str]) -> None:
    assert shorten(keys) == expected
