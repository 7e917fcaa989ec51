"""Printing a stored page: drawn at the printer's own resolution from bytes whose hash was checked."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from app.basics.problems import WorldProblem
from ui.parts.page_drawing import draw_pages

MM_AN_INCH = 25.4
PDF_END = b"%%EOF\n"
FINEST_DPI = 600
"""Finer than this no office printer shows, and a page would take a gigabyte."""


class PrintFailed(WorldProblem):
    """The printer stopped: ``done`` of ``pages`` were sent to it."""

    def __init__(self, done: int, pages: int, why: str) -> None:
        self.done, self.pages, self.why = done, pages, why
        told = f"Only {done} of {pages} pages were printed" if done else "Nothing was printed"
        if done == pages:
            told = "All pages were sent to the printer, but the letter may not be whole"
        super().__init__(f"{told}: {why}.", "The letter is as it was: mend the printer and print it again.")


@dataclass(frozen=True, slots=True)
class Printed:
    """How many pages went to which printer."""

    pages: int
    printer: str


class Paper(Protocol):
    """What pages are put on: a printer, or what stands in for one in a test."""

    name: str
    pixels_a_mm: float
    both_sides: bool

    def begin(self) -> str:
        """Start; answers why it cannot, or an empty text."""
        ...

    def next_page(self) -> str:
        """Go on to another sheet side; answers as ``begin``."""
        ...

    def put(self, image: QImage) -> str:
        """One whole page; answers as ``begin``."""
        ...

    def end(self) -> str:
        """All is said; answers as ``begin``."""
        ...


class PrinterPaper:
    """A QPrinter, whole A4 sheets without the printer's own margins, so that millimetres are millimetres."""

    def __init__(self, printer: QPrinter) -> None:
        printer.setFullPage(True)
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        printer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)
        self._printer, self._painter = printer, QPainter()
        self.name = printer.printerName() or printer.outputFileName()
        # What the printer decides by itself may be both: a blank side costs less than two readers on one sheet.
        self.both_sides = printer.duplex() != QPrinter.DuplexMode.DuplexNone
        self.pixels_a_mm = min(printer.resolution(), FINEST_DPI) / MM_AN_INCH

    def begin(self) -> str:
        return "" if self._painter.begin(self._printer) else f"{self.name or 'the printer'} does not answer"

    def next_page(self) -> str:
        return "" if self._printer.newPage() else self._state() or "the printer took no further page"

    def put(self, image: QImage) -> str:
        self._painter.drawImage(QRectF(self._printer.paperRect(QPrinter.Unit.DevicePixel)), image)
        return self._state()

    def end(self) -> str:
        if not self._painter.isActive():
            return ""
        if not self._painter.end():
            return "the printer did not take the end of the letter"
        file = self._printer.outputFileName()
        return "" if not file or _is_whole(Path(file)) else f"{Path(file).name} could not be written whole"

    def _state(self) -> str:
        states = {
            QPrinter.PrinterState.Aborted: "printing was stopped at the printer",
            QPrinter.PrinterState.Error: "the printer reports an error",
        }
        return states.get(self._printer.printerState(), "")


def _is_whole(pdf: Path) -> bool:
    """Whether what was printed into a file has its end: Qt is silent about a disk that is full."""
    try:
        with pdf.open("rb") as stream:
            stream.seek(max(0, pdf.stat().st_size - len(PDF_END)))
            return stream.read(len(PDF_END)) == PDF_END
    except OSError:
        return False


def print_pages(pdf: bytes, page_count: int, paper: Paper, starts: Collection[int] = ()) -> Printed:
    """Put every page on paper, on a worker. Raises PrintFailed saying how far it came, and CannotDrawPages.

    ``starts`` are pages, from 0, that begin a sheet of their own when both sides are printed on: those of enclosures.
    """
    done = sides = 0
    why = paper.begin()
    try:
        while not why and done < page_count:
            turns = 1 + (paper.both_sides and done in starts and sides % 2) if done else 0
            for _turn in range(turns):
                why = why or paper.next_page()
            sides += turns or 1
            if not why:
                image = draw_pages(pdf, [done], paper.pixels_a_mm).images[done]
                why = paper.put(image)
            done += not why
    finally:
        ending = paper.end()
    why = why or ending
    if why:
        raise PrintFailed(done, page_count, why)
    return Printed(done, paper.name)


AskPaper = Callable[[QWidget, int], Paper | None]
"""Asks for a printer for so many pages; None when the person thought better of it."""


def ask_printer(parent: QWidget, pages: int) -> Paper | None:
    """The system's own dialog."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle("Print one page" if pages == 1 else f"Print {pages} pages")
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, on=False)
    chosen = dialog.exec() == QPrintDialog.DialogCode.Accepted
    dialog.deleteLater()
    return PrinterPaper(printer) if chosen else None
