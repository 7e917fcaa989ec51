"""How the lines of a block are set in the editor: their font, their weight, their distance."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat

from letters.content import Block
from ui.kit.theme.type import BODY, SECTION, sized

_ITEM_INDENT: Final = 18

_GAP_AFTER: Final = {"text": 7, "item": 3}

_LINE_HEIGHT: Final = 128.0


def font_of(block: Block, font: QFont) -> QFont:
    """Headings stand out as they do on the page: by weight, the greater ones by size."""
    if block.role != "heading":
        return sized(font, BODY)
    return sized(font, SECTION if block.level <= 1 else BODY, QFont.Weight.DemiBold)


def weight_format(*, strong: bool) -> QTextCharFormat:
    """Strong words, or plain ones."""
    ink = QTextCharFormat()
    ink.setFontWeight(QFont.Weight.Bold if strong else QFont.Weight.Normal)
    return ink


def line_format(*, is_item: bool) -> QTextBlockFormat:
    """Room between the lines; an item of a list hangs from its mark."""
    line = QTextBlockFormat()
    line.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    line.setBottomMargin(_GAP_AFTER["item" if is_item else "text"])
    if is_item:
        line.setLeftMargin(_ITEM_INDENT)
        line.setTextIndent(-_ITEM_INDENT + 6)
    return line
