"""Printing to the end, half way, and not at all; files that cannot be written."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from letters.typeset import Typeset
from ui.correspondence.printing import PrinterPaper, PrintFailed, print_pages
from ui.parts.export import CannotSaveFile, NoMailProgram, drafts_folder, open_draft, save_file
from ui.parts.page_drawing import draw_pages

FULL_DISK = Path("/dev/full")


@dataclass
class Stack:
    """Paper that remembers its pages; it stops after ``breaks_after`` of them."""

    breaks_after: int = 99
    starts: bool = True
    name: str = "Third floor"
    pixels_a_mm: float = 2.0
    both_sides: bool = False
    put_down: list[QImage] = field(default_factory=list)
    ended: bool = False

    def begin(self) -> str:
        return "" if self.starts else "it is switched off"

    def next_page(self) -> str:
        return "" if len(self.put_down) < self.breaks_after else "out of paper"

    def put(self, image: QImage) -> str:
        self.put_down.append(image)
        return ""

    def end(self) -> str:
        self.ended = True
        return ""


def test_every_page_is_put_down_once_and_in_order(pages: Typeset) -> None:
    stack = Stack()
    printed = print_pages(pages.pdf, pages.page_count, stack)
    assert (printed.pages, printed.printer) == (4, "Third floor")
    assert stack.put_down == [draw_pages(pages.pdf, [number], 2.0).images[number] for number in range(4)]
    assert stack.ended


@pytest.mark.parametrize(
    ("stack", "done", "sentence"),
    [
        (Stack(breaks_after=2), 2, "Only 2 of 4 pages were printed: out of paper. The letter is as it was"),
        (Stack(starts=False), 0, "Nothing was printed: it is switched off."),
    ],
)
def test_a_printer_that_stops_says_how_far_it_came(pages: Typeset, stack: Stack, done: int, sentence: str) -> None:
    with pytest.raises(PrintFailed) as failed:
        print_pages(pages.pdf, pages.page_count, stack)
    assert (failed.value.done, failed.value.pages) == (done, 4)
    assert str(failed.value).startswith(sentence)
    assert stack.ended


def test_a_real_printer_device_gets_whole_a4_pages(qtbot: QtBot, pages: Typeset, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printed = print_pages(pages.pdf, pages.page_count, PrinterPaper(printer))
    assert printed.pages == 4
    sizes = draw_pages((tmp_path / "printed.pdf").read_bytes(), [], 1.0).sizes
    assert [(round(size.width), round(size.height)) for size in sizes] == [(210, 297)] * 4


@pytest.mark.qt_log_ignore(r"QPainter::begin\(\): Returned false")
def test_a_printer_that_cannot_be_opened_prints_nothing(qtbot: QtBot, pages: Typeset, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFileName(str(tmp_path / "nowhere" / "printed.pdf"))
    with pytest.raises(PrintFailed, match="Nothing was printed"):
        print_pages(pages.pdf, pages.page_count, PrinterPaper(printer))


@pytest.mark.skipif(not FULL_DISK.exists(), reason="only Linux has a disk that is always full")
def test_a_print_into_a_file_on_a_full_disk_is_no_print(qtbot: QtBot, pages: Typeset) -> None:
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(FULL_DISK))
    with pytest.raises(PrintFailed, match=r"the letter may not be whole: full could not be written whole"):
        print_pages(pages.pdf, 1, PrinterPaper(printer))


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    file = tmp_path / "letter.pdf"
    assert save_file(file, b"first") == "letter.pdf"
    assert save_file(file, b"second") == "letter.pdf"
    assert file.read_bytes() == b"second"
    assert list(tmp_path.iterdir()) == [file]
    with pytest.raises(CannotSaveFile, match=r"letter\.pdf cannot be saved"):
        save_file(tmp_path / "nowhere" / "letter.pdf", b"third")


def test_a_draft_is_opened_from_a_folder_of_ones_own() -> None:
    opened: list[Path] = []

    def opens(file: Path) -> bool:
        opened.append(file)
        return True

    open_draft("L26 Dr Tan.eml", b"X-Unsent: 1", opens)
    assert opened == [drafts_folder() / "L26 Dr Tan.eml"]
    assert opened[0].read_bytes() == b"X-Unsent: 1"
    assert drafts_folder().stat().st_mode & 0o077 == 0


def test_a_computer_without_a_mail_program_says_so() -> None:
    with pytest.raises(NoMailProgram, match="Export the PDF"):
        open_draft("L26.eml", b"", lambda _file: False)


def test_a_disk_that_takes_no_draft_is_told_with_another_way(nobodys_settings: Path) -> None:
    """Nobody chose a folder for it, so that “choose another” would help nobody."""
    nobodys_settings.mkdir(exist_ok=True)
    (nobodys_settings / "xdg_cache_home").write_text("in the way")
    with pytest.raises(CannotSaveFile, match=r"No draft .* can be written here .*Export the PDF"):
        open_draft("L26.eml", b"", lambda _file: True)
