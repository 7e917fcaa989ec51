"""``fairhand --tour DIR``: the main job through the real window, in an office of its own, with pictures."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QWidget

from app.basics.problems import WorldProblem
from app.office import Office
from ui.correspondence.outgoing import Ways
from ui.correspondence.printing import Paper, PrinterPaper
from ui.kit.preferences import Preferences
from ui.kit.theme.apply import Choice
from ui.tour.album import Album, clear_pictures
from ui.tour.driver import Cast, Driver
from ui.tour.for_reader import settle_for_reader
from ui.tour.inquiry import look_into
from ui.tour.memory import most_memory_mb
from ui.tour.more_pictures import more_pictures
from ui.tour.office_rooms import correct_a_letter, read_procedures, see_the_post
from ui.tour.seat import Seat
from ui.tour.waiting import StuckError, Waiter

log = logging.getLogger(__name__)

MEMBERS, SEED = 300, 1
NOTICED_S = 0.05
ROOT = Path(__file__).parents[2]
CAST = Cast(("asha", "Asha"), ("carys", "Carys"), "tan", lambda words: words.startswith("TAN") and "Active" in words)
LETTER, PRINTED = "letter.pdf", "printed.pdf"


def run_tour(folder: Path, only: Choice | None = None) -> int:
    """Do it all and leave pictures, the letter and an ``index.md`` in the folder; 0 only when all of it worked.

    ``only`` one theme makes it shorter.
    May run twice into one folder. Needs no display.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    folder.mkdir(parents=True, exist_ok=True)
    clear_pictures(folder)
    with tempfile.TemporaryDirectory(prefix="fairhand-tour-", ignore_cleanup_errors=True) as office:
        try:
            _say("Making a small demo office.")
            url = f"sqlite:///{(Path(office) / 'demo.db').as_posix()}"
            _make_office(url)
            return _tour(folder, url, Path(office), only)
        except (WorldProblem, StuckError):
            log.exception("The tour could not go on.")
            return 1


def _tour(folder: Path, url: str, rest: Path, only: Choice | None) -> int:
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if isinstance(app, QApplication):
        app.setQuitOnLastWindowClosed(False)
    faults, waiter = Faults(), Waiter()
    qInstallMessageHandler(_hear_qt)
    seat = Seat(lambda login: Office.sign_in(url, login), Preferences(rest / "tour.ini"), waiter, ways=_ways(folder))
    album = Album(folder, seat, only)
    seat.sit(CAST.adviser[0])
    try:
        _say("Doing the main job.")
        driver = Driver(seat)
        driver.hand.until(lambda: driver.here() == "today", "the first page")
        album.mark("today", "Today: what was promised and what is due")
        case, letter = driver.main_job(CAST, album.mark)
        gaps = _gaps(waiter)
        _say("Going through the rest of the office.")
        _other_rooms(driver, album, letter)
        _say("Taking pictures of every page.")
        more_pictures(driver, album, case, letter)
    finally:
        seat.leave_if_there()
    _at_150_percent(folder, url)
    about = [f"Complaint {case}, letter {letter}: [{LETTER}]({LETTER}).", "", gaps[0], _memory()]
    album.write_index("The main job, step by step", about)
    for line in (*gaps, _memory(), f"{len(album.pictures)} pictures, {LETTER} and index.md are in {folder}."):
        _say(line)
    is_whole = (folder / LETTER).read_bytes().startswith(b"%PDF") and not faults.count
    return 0 if is_whole else 1


def _other_rooms(driver: Driver, album: Album, letter: str) -> None:
    """What belongs to the work beside the main job, a chapter each; ends as the adviser, as it began."""
    look_into(driver, album.mark)
    correct_a_letter(driver, letter, album.mark)
    settle_for_reader(driver, album.mark)
    see_the_post(driver, album.mark)
    read_procedures(driver, album.mark)
    driver.become(CAST.adviser)


def _make_office(url: str) -> None:
    """In a process of its own: what makes a demo is no part of the window, nor is its memory."""
    words = ["demo", "--members", str(MEMBERS), "--seed", str(SEED), "--url", url]
    made = subprocess.run(  # noqa: S603 - this very program
        [sys.executable, "-m", "app.admin_cli", *words], cwd=ROOT, stdout=subprocess.DEVNULL, check=False
    )
    if made.returncode:
        raise StuckError("The demo office could not be made; the lines above say why.")


def _gaps(waiter: Waiter) -> list[str]:
    """The longest gap of the main job, and each step that had one a person could notice."""
    longest = sorted(waiter.gaps, key=lambda step: step[1], reverse=True)
    lines = [f"Longest gap of the event loop: {gap}, on the way to “{step}”." for step, gap in longest[:1]]
    return lines + [f"  {step}: {gap}" for step, gap in longest[1:] if gap.seconds > NOTICED_S]


class Faults:
    """Counts the faults of ours that Qt would only print, from now to the end of the process."""

    def __init__(self) -> None:
        self.count = 0
        self._before = sys.excepthook
        sys.excepthook = self._note

    def _note(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        self.count += 1
        self._before(kind, error, trace)


def _ways(folder: Path) -> Ways:
    """The answers to the system's dialogs: a printer that prints into a file, and where to export."""

    def paper(_parent: QWidget, _pages: int) -> Paper:
        printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(folder / PRINTED))
        made = PrinterPaper(printer)
        made.name = "PDF printer"
        return made

    export: Callable[[QWidget, str], Path] = lambda _parent, _name: folder / LETTER  # noqa: E731
    return Ways(paper=paper, file=export)


def _at_150_percent(folder: Path, url: str) -> None:
    """Qt takes its scale when it starts: the pages at 150 % are pictured by a process of their own."""
    command = [sys.executable, "-m", "ui.tour.scaled", str(folder / "150"), url]
    done = subprocess.run(  # noqa: S603 - this very program
        command, env={**os.environ, "QT_SCALE_FACTOR": "1.5"}, cwd=ROOT, check=False
    )
    if done.returncode:
        raise StuckError("The pictures at 150 % could not be taken.")


def _memory() -> str:
    most = most_memory_mb()
    return f"Memory at most: {most:.0f} MB." if most is not None else "Memory: this system does not say."


def _hear_qt(kind: QtMsgType, _where: QMessageLogContext, words: str) -> None:
    """Pass on what Qt complains of; off screen it says of itself that it is no desktop, which is no complaint."""
    if kind is not QtMsgType.QtDebugMsg and not words.startswith("This plugin does not support"):
        log.warning("Qt: %s", words)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
