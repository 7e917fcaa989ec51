"""A copy of a drafted letter for comment: blocks numbered in the margin, marked on each page, without a signature."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final, get_args

import pikepdf
from reportlab.pdfgen.canvas import Canvas

from letters.content import Letter, Role
from letters.fonts import font_name, word_width
from letters.page import LEFT, PAGE
from letters.rows import MM
from letters.template.forms import show_date
from letters.typeset import Box, typeset

NOT_SENT: Final = "Draft for comment – not sent"
_NUMBER, _MARK = 8.0, 10.5
_GAP: Final = 3.0
_ROLES: Final = frozenset(get_args(Role))
"""A part of the letterhead may be called as a block is."""
_MARK_AT: Final = 7.0
"""Millimetres from the top edge: above all that a letter prints."""


def numbers_of(block_ids: Iterable[str]) -> dict[str, int]:
    """The number of each block: its place in the letter, from 1."""
    return {block_id: number for number, block_id in enumerate(block_ids, 1)}


def comment_copy(letter: Letter, made_on: date) -> bytes:
    """The draft as a PDF to be read by others, with the numbers by which they speak of its blocks.

    Nobody signs a draft: the block with the signature is left out, and the others keep their numbers.
    """
    unsigned = replace(letter, blocks=tuple(block for block in letter.blocks if block.role != "signature"))
    pages = typeset(unsigned)
    mark = f"{NOT_SENT} · copy of {show_date(made_on.isoformat(), 'en-GB')}"
    title = f"{NOT_SENT}: {letter.subject} ({letter.reference})"
    return numbered(pages.pdf, pages.boxes, numbers_of(block.id for block in letter.blocks), mark, title)


def numbered(pdf: bytes, boxes: Sequence[Box], numbers: Mapping[str, int], mark: str = "", title: str = "") -> bytes:
    """The pages with the number of each block in the margin; where it goes on on another page, in brackets."""
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as pages:
        _lay_over(pages, _margins(len(pages.pages), boxes, numbers, mark))
        if title:
            pages.docinfo["/Title"] = title
        pages.save(made, deterministic_id=True)
    return made.getvalue()


def _lay_over(pages: pikepdf.Pdf, margins: bytes) -> None:
    with pikepdf.open(io.BytesIO(margins)) as sheets:
        for page, sheet in zip(pages.pages, sheets.pages, strict=True):
            page.add_overlay(sheet, pikepdf.Rectangle(*map(float, page.mediabox)))


def _margins(count: int, boxes: Sequence[Box], numbers: Mapping[str, int], mark: str) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(PAGE.w * MM, PAGE.h * MM), invariant=1)
    begun: set[str] = set()
    for page in range(1, count + 1):
        if mark:
            _put_mark(canvas, mark)
        for box in sorted((one for one in boxes if one.page == page), key=lambda one: one.y):
            if box.block_id in numbers and box.role in _ROLES:
                number = str(numbers[box.block_id])
                _put_number(canvas, box, f"({number})" if box.block_id in begun else number)
                begun.add(box.block_id)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _put_mark(canvas: Canvas, mark: str) -> None:
    """In a frame in the middle of the upper edge."""
    width = word_width(mark, strong=True) * _MARK
    left, baseline = (PAGE.w * MM - width) / 2, (PAGE.h - _MARK_AT) * MM
    canvas.setFillGray(1)
    canvas.setStrokeGray(0)
    canvas.rect(left - 8, baseline - 5, width + 16, _MARK + 7, stroke=1, fill=1)
    canvas.setFillGray(0)
    canvas.setFont(font_name(strong=True), _MARK)
    canvas.drawString(left, baseline, mark)


def _put_number(canvas: Canvas, box: Box, number: str) -> None:
    canvas.setFillGray(0.25)
    canvas.setFont(font_name(strong=True), _NUMBER)
    right, top = (LEFT - _GAP) * MM, (PAGE.h - box.y) * MM
    canvas.drawRightString(right, top - _NUMBER - 2, number)
