"""What ships as plain files: icons that can be tinted, fonts that hold what we need, a licence beside each."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import uharfbuzz

import resources

ICONS = sorted(resources.path("icons").glob("*.svg"))
FONTS = sorted(path for path in resources.path("fonts").rglob("*") if path.suffix in {".ttf", ".otf"})


def characters(font: Path) -> set[int]:
    """The code points that the font file has a glyph for."""
    return set(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(font))).unicodes)


@pytest.mark.parametrize("icon", ICONS, ids=lambda path: path.stem)
def test_icon_is_a_square_drawing_tinted_by_current_colour(icon: Path) -> None:
    drawing = ET.parse(icon).getroot()  # noqa: S314 (our own file)
    _, _, width, height = drawing.attrib["viewBox"].split()
    assert width == height
    if icon.stem != "fairhand":
        assert drawing.attrib["stroke"] == "currentColor"
        assert not re.search(r"#[0-9a-f]{3}", icon.read_text(encoding="utf-8"), re.IGNORECASE)


@pytest.mark.parametrize("font", FONTS, ids=lambda path: path.stem)
def test_every_font_has_its_licence_beside_it(font: Path) -> None:
    family = font.stem.partition("-")[0].removesuffix("Full")
    text = (font.parent / f"{family}-LICENSE.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE" in text.upper() or "Apache License" in text


@pytest.mark.parametrize("weight", ["Regular", "Medium", "SemiBold", "Bold"])
def test_interface_font_writes_european_names(weight: str) -> None:
    missing = set("Łódź Þórður Ğüneş Ελένη Жанна O’Brien – … € ✓ →")
    missing -= {chr(point) for point in characters(resources.path(f"fonts/interface/Inter-{weight}.otf"))}
    assert not missing


@pytest.mark.parametrize("encoding", ["gb2312", "big5"])
def test_chinese_font_writes_simplified_and_traditional(encoding: str) -> None:
    def is_written(point: int) -> bool:
        try:
            chr(point).encode(encoding)
        except UnicodeEncodeError:
            return False
        return True

    ideographs = {point for point in range(0x4E00, 0xA000) if is_written(point)}
    assert len(ideographs) > 6_000
    assert ideographs <= characters(resources.path("fonts/chinese/DroidSansFallbackFull.ttf"))


def test_path_finds_a_shipped_file() -> None:
    assert resources.path("icons/mail.svg").is_file()
    assert resources.path("fonts/interface").is_dir()


@pytest.mark.parametrize("name", ["", "/etc/passwd", "../pyproject.toml", "icons/../../LICENSE", "icons\\mail.svg"])
def test_path_refuses_what_lies_outside(name: str) -> None:
    with pytest.raises(ValueError, match="inside the resources"):
        resources.path(name)


def test_path_names_what_does_not_ship() -> None:
    with pytest.raises(FileNotFoundError, match="icons/no-such\\.svg"):
        resources.path("icons/no-such.svg")
