"""Several letters as one print job: what went out whole, and in which letter the printer stopped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.basics.problems import WorldProblem
from app.correspondence.find_post import ToPrint
from ui.correspondence.printing import Paper
from ui.parts.page_drawing import draw_pages


@dataclass(frozen=True, slots=True)
class Job:
    """What came of a print job.

    ``broken`` is the letter in which it stopped, ``done`` the pages of it that were sent, ``why`` what the printer
    said; ``not_begun`` came after it.
    """

    printer: str
    printed: tuple[ToPrint, ...]
    sheets: int
    broken: ToPrint | None = None
    done: int = 0
    why: str = ""
    not_begun: tuple[ToPrint, ...] = ()


def print_job(letters: Sequence[ToPrint], paper: Paper) -> Job:
    """Put all pages of all letters on paper, on a worker. Printed on both sides, each letter begins a sheet."""
    run = _Run(paper)
    run.print(letters)
    broken = letters[len(run.printed)] if run.why and len(run.printed) < len(letters) else None
    printed = tuple(letters[: len(run.printed)])
    if run.why and broken is None and letters:  # all pages were sent, but the printer did not take the end
        printed, broken = printed[:-1], letters[-1]
    begun = len(printed) + (broken is not None)
    return Job(paper.name, printed, run.sheets, broken, run.done, run.why, tuple(letters[begun:]))


class _Run:
    """One job under way: sides are counted, so that sheets can be."""

    def __init__(self, paper: Paper) -> None:
        self.printed: list[ToPrint] = []
        self.done = 0
        self.why = ""
        self._paper, self._sides = paper, 0

    @property
    def sheets(self) -> int:
        """Sheets of paper so far."""
        return -(-self._sides // 2) if self._paper.both_sides else self._sides

    def print(self, letters: Sequence[ToPrint]) -> None:
        """Until all is put down or the printer stops."""
        self.why = self._paper.begin()
        try:
            for letter in letters:
                if self.why:
                    break
                self._print_one(letter)
        except WorldProblem as problem:
            self.why = problem.sentence
        finally:
            ending = self._paper.end()
        self.why = self.why or ending

    def _print_one(self, letter: ToPrint) -> None:
        self.done = 0
        if self._paper.both_sides and self._sides % 2:
            self._turn()
        while not self.why and self.done < letter.pages:
            if self._paper.both_sides and self.done in letter.starts and self._sides % 2:
                self._turn()
            image = draw_pages(letter.pdf, [self.done], self._paper.pixels_a_mm).images[self.done]
            self._turn()
            if not self.why:
                self.why = self._paper.put(image)
            self.done += not self.why
        if not self.why:
            self.printed.append(letter)

    def _turn(self) -> None:
        """To the next side, unless the printer has stopped."""
        if self._sides and not self.why:
            self.why = self._paper.next_page()
        self._sides += not self.why
