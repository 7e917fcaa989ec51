"""The shipped line icons as text, in any one colour."""

from __future__ import annotations

from functools import lru_cache

import resources


@lru_cache(maxsize=512)
def tinted_svg(name: str, colour: str) -> str:
    """The icon's SVG with its stroke in ``colour`` (``#rrggbb``). Raises FileNotFoundError for an unknown name."""
    text = resources.path(f"icons/{name}.svg").read_text(encoding="utf-8")
    return text.replace("currentColor", colour)
