"""How quick the editor is: ``python -m tests.ui.correspondence_editor.bench_editor`` prints the figures."""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer, SignalInstance
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from letters.compose import compose
from letters.content import Letter
from ui.correspondence.editor.editor_layout import EditorLayout
from ui.correspondence.editor.letter_editor import SETS_AT_LEAST_MS, SETTLES_MS
from ui.correspondence.editor.live_pages import LivePages
from ui.correspondence.editor.outline_state import outline_of
from ui.kit.pause import Pause
from ui.kit.preferences import Preferences
from ui.kit.theme.apply import apply_theme

FACTS = Path(__file__).parents[3] / "letters" / "examples" / "facts-first-stage-response.json"
KEYS = 40


class LongestGap:
    """The longest time between two turns of the event loop, by a timer of 5 ms."""

    def __init__(self) -> None:
        self.longest, self._last = 0.0, perf_counter()
        self._timer = QTimer(interval=5)
        self._timer.timeout.connect(self._turn)
        self._timer.start()

    def _turn(self) -> None:
        now = perf_counter()
        self.longest, self._last = max(self.longest, now - self._last), now

    def begin(self) -> None:
        self.longest, self._last = 0.0, perf_counter()


class Bench:
    """The editor without an office: the words, the page, and what happens at a pause."""

    def __init__(self, preferences: Preferences) -> None:
        self.parts = EditorLayout(preferences, None)
        self.pages = LivePages(self.parts)
        self.pause = Pause(self.parts, SETTLES_MS, SETS_AT_LEAST_MS)
        self.pause_ended = 0.0
        self.parts.text.edited.connect(lambda _block: self.pause.typed())
        self.pause.over.connect(self._set)
        self.pages.ready.connect(lambda pages: self.parts.page.show_pdf(pages.pdf, pages.boxes))
        self.parts.resize(1366, 700)
        self.parts.show()

    def _set(self) -> None:
        self.pause_ended = perf_counter()
        letter = self.parts.text.letter_now()
        self.pages.ask(letter)
        self.parts.outline.show_lines(outline_of(letter, (), ()))

    def open(self, letter: Letter) -> float:
        """Seconds until every block is there and the page is drawn."""
        begun = perf_counter()
        self.parts.text.show_letter(letter, editable=True)
        if not self.parts.text.is_built:
            wait_for(self.parts.text.built)
        self._set()
        wait_for(self.parts.page.view.drawn)
        return perf_counter() - begun

    def type_a_word(self, block_id: str) -> tuple[float, float]:
        """Seconds a key takes on average, and from the end of the pause to the page drawn anew."""
        words = self.parts.text.row(block_id).words
        words.setFocus()
        words.moveCursor(QTextCursor.MoveOperation.End)
        begun = perf_counter()
        QTest.keyClicks(words, " word")
        a_key = (perf_counter() - begun) / 5
        wait_for(self.parts.page.view.drawn)
        return a_key, perf_counter() - self.pause_ended


def wait_for(signal: SignalInstance) -> None:
    """Turn the event loop until a signal comes."""
    loop = QEventLoop()
    signal.connect(loop.quit)
    loop.exec()
    signal.disconnect(loop.quit)


def large(letter: Letter, times: int) -> Letter:
    """The letter with its points again and again."""
    heads = [block for block in letter.blocks if block.head_id]
    more = tuple(replace(block, id=f"{block.id}-{turn}") for turn in range(times) for block in heads)
    place = letter.blocks.index(heads[-1]) + 1
    return replace(letter, blocks=(*letter.blocks[:place], *more, *letter.blocks[place:]))


def run() -> list[tuple[str, str]]:
    """Each figure with what it is."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    apply_theme(app, "light", use_shipped_fonts=True)
    letter = compose(json.loads(FACTS.read_text(encoding="utf-8")))
    figures: list[tuple[str, str]] = []
    for example in (letter, large(letter, 2)):
        with tempfile.TemporaryDirectory() as folder:
            figures += _measure(example, Preferences(Path(folder) / "window.ini"))
    return figures


def _measure(letter: Letter, preferences: Preferences) -> list[tuple[str, str]]:
    name = f"letter of {len(letter.blocks)} blocks"
    bench, gap = Bench(preferences), LongestGap()
    gap.begin()
    opening = bench.open(letter)
    opening_gap = gap.longest
    bench.type_a_word("head-h1-told-us")
    gap.begin()
    typed = [bench.type_a_word("head-h1-told-us") for _ in range(KEYS)]
    keys, drawn = [key for key, _ in typed], sorted(page for _, page in typed)
    bench.parts.close()
    bench.parts.deleteLater()
    return [
        (f"{name}: opened, all blocks and the page", f"{opening * 1000:.0f} ms"),
        (f"{name}: longest gap while opening", f"{opening_gap * 1000:.0f} ms"),
        (f"{name}: a key", f"{statistics.median(keys) * 1000:.1f} ms"),
        (f"{name}: pause to page, p50", f"{statistics.median(drawn) * 1000:.0f} ms"),
        (f"{name}: pause to page, p95", f"{drawn[int(len(drawn) * 0.95)] * 1000:.0f} ms"),
        (f"{name}: longest gap while typing", f"{gap.longest * 1000:.0f} ms"),
    ]


if __name__ == "__main__":
    sys.setswitchinterval(0.0005)
    for what, figure in run():
        sys.stdout.write(f"{what:60} {figure}\n")
