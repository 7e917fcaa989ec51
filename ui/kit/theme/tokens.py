"""The colours of the window in one place: light, dark and high contrast, each pair of text and ground readable."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Literal

ThemeName = Literal["light", "dark", "contrast"]


@dataclass(frozen=True, slots=True)
class Tokens:
    """Colours as ``#rrggbb``. Inks stand on surface, raised and sunken; each ``_soft`` is a ground for its ink."""

    surface: str
    raised: str
    sunken: str
    hover: str
    text: str
    muted: str
    hairline: str
    edge: str
    accent: str
    accent_text: str
    accent_hover: str
    accent_soft: str
    good: str
    good_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    focus: str
    selection: str
    selection_text: str

    def named(self, name: str) -> str:
        """The colour of a token by its name; raises KeyError."""
        if name not in {field.name for field in fields(self)}:
            raise KeyError(name)
        return str(getattr(self, name))


LIGHT = Tokens(
    surface="#f7f7f5",
    raised="#ffffff",
    sunken="#eeeeeb",
    hover="#e7e7e3",
    text="#1c1e21",
    muted="#575c63",
    hairline="#dfdfda",
    edge="#858a91",
    accent="#24478f",
    accent_text="#ffffff",
    accent_hover="#1b3872",
    accent_soft="#e6ebf6",
    good="#1b6338",
    good_soft="#e3f1e7",
    warn="#7d4a00",
    warn_soft="#fbf0dc",
    bad="#a11d17",
    bad_soft="#fae7e4",
    focus="#3a66c9",
    selection="#dde6f7",
    selection_text="#14213d",
)

DARK = Tokens(
    surface="#1c1e21",
    raised="#232629",
    sunken="#16181a",
    hover="#2c3034",
    text="#e5e6e8",
    muted="#a7adb5",
    hairline="#363a3f",
    edge="#737a83",
    accent="#9bb8f5",
    accent_text="#101a30",
    accent_hover="#b6cbf8",
    accent_soft="#27324c",
    good="#86cf9f",
    good_soft="#1d3226",
    warn="#e6b868",
    warn_soft="#372c18",
    bad="#f39b92",
    bad_soft="#3d2321",
    focus="#9bb8f5",
    selection="#2c3b5c",
    selection_text="#eef2fb",
)

CONTRAST = Tokens(
    surface="#000000",
    raised="#000000",
    sunken="#000000",
    hover="#262626",
    text="#ffffff",
    muted="#e6e6e6",
    hairline="#9a9a9a",
    edge="#ffffff",
    accent="#7fd4ff",
    accent_text="#000000",
    accent_hover="#b8e7ff",
    accent_soft="#00263a",
    good="#7dffa0",
    good_soft="#002a10",
    warn="#ffd23e",
    warn_soft="#2e2400",
    bad="#ffa79e",
    bad_soft="#3a0602",
    focus="#ffd23e",
    selection="#002e4a",
    selection_text="#ffffff",
)

THEMES: dict[ThemeName, Tokens] = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}

INKS = ("text", "muted", "accent", "good", "warn", "bad")
GROUNDS = ("surface", "raised", "sunken", "hover")
PAIRS = (
    *((ink, ground) for ink in INKS for ground in GROUNDS),
    *((ink, f"{ink}_soft") for ink in ("accent", "good", "warn", "bad")),
    *(("text", f"{ink}_soft") for ink in ("accent", "good", "warn", "bad")),
    *(("muted", f"{ink}_soft") for ink in ("accent", "good", "warn", "bad")),
    ("accent_text", "accent"),
    ("accent_text", "accent_hover"),
    ("selection_text", "selection"),
    *((ink, "selection") for ink in INKS),
)
"""Every pair of text and ground that the window uses; a test measures each."""

EDGES = (("edge", "raised"), ("edge", "surface"), ("focus", "raised"), ("focus", "surface"), ("focus", "sunken"))
"""Lines that carry meaning need 3:1 against what they stand on (WCAG 2.2, 1.4.11)."""


def contrast(first: str, second: str) -> float:
    """The contrast of two colours as WCAG 2.2 measures it, from 1 to 21."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
