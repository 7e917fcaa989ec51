"""How fast letters are composed, checked and typeset, beside plain ReportLab paragraphs on the same text."""

from __future__ import annotations

import io
import json
import time
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

import letters
from letters.checks import check
from letters.checks.spelling import BritishSpeller
from letters.compose import compose
from letters.content import Letter
from letters.fonts import font_name
from letters.typeset import typeset

_EXAMPLE = Path(letters.__file__).parent / "examples" / "facts-first-stage-response.json"


def run() -> list[tuple[str, str]]:
    """Label and figure of each measure, the best of several runs on a first-stage response with three points."""
    facts = json.loads(_EXAMPLE.read_text(encoding="utf-8"))
    letter, speller = compose(facts), BritishSpeller()
    pages = typeset(letter).page_count
    ours = _best(lambda: typeset(letter))
    plain = _best(lambda: _plain_reportlab(letter))
    return [
        ("compose a first-stage response", f"{_best(lambda: compose(facts)) * 1000:.1f} ms"),
        ("check it", f"{_best(lambda: check(letter, facts)) * 1000:.1f} ms"),
        ("check it with spelling", f"{_best(lambda: check(letter, facts, speller=speller)) * 1000:.1f} ms"),
        (f"typeset it ({pages} pages)", f"{ours * 1000:.1f} ms, {1 / ours:.0f} letters a second"),
        ("the same text in plain ReportLab paragraphs", f"{plain * 1000:.1f} ms, {1 / plain:.0f} letters a second"),
    ]


def _best(work: Callable[[], object], times: int = 15) -> float:
    """Seconds of the fastest of several runs, after one to warm up."""
    work()
    return min(_seconds(work) for _ in range(times))


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _plain_reportlab(letter: Letter) -> bytes:
    """What one would write first: a platypus paragraph for each paragraph, in one frame, with the same fonts."""
    name = font_name(strong=False)
    style = ParagraphStyle("body", fontName=name, fontSize=12, leading=16, spaceAfter=9)
    buffer = io.BytesIO()
    document = BaseDocTemplate(buffer, invariant=1, initialFontName=name)
    document.addPageTemplates(PageTemplate(frames=[Frame(70, 50, 402, 720)]))
    document.build([Paragraph(escape(piece.text), style) for block in letter.blocks for piece in block.paragraphs])
    return buffer.getvalue()
