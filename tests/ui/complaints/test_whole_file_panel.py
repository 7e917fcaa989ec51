"""A case made into one PDF through the window: parts taken out by keyboard, a reason asked for, and Cancel."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.office import Office
from app.record.deeds_of_case import deeds_of_case
from app.record.whole_file import REASONS
from letters.dossier_job import part_of
from tests.support.complaints import add_mei, log
from tests.ui.complaints.conftest import FakeShell
from ui.complaints.complaints_page import ComplaintsPage
from ui.complaints.whole_file_panel import WholeFilePanel

pytestmark = pytest.mark.only_on("sqlite")


@pytest.fixture
def case_id(ready: Office) -> int:
    return log(ready, add_mei(ready))


@pytest.fixture
def panel(page: ComplaintsPage, case_id: int, tmp_path: Path) -> WholeFilePanel:
    """The panel of a case, as its command opens it; files go to the test's own folder."""
    page.opened(f"complaint:{case_id}")
    action = next(one for one in page.page_actions() if one.id == "whole_file")
    assert action.why_not() == ""
    page.whole_file._where = lambda _parent, name: tmp_path / name
    action.do()
    return page.whole_file


def sentences(page: ComplaintsPage) -> list[str]:
    assert isinstance(page.shell, FakeShell)
    return [notice.sentence for notice in page.shell.told]


def test_a_file_is_made_and_put_on_record(
    qtbot: QtBot, page: ComplaintsPage, panel: WholeFilePanel, ready: Office, case_id: int, tmp_path: Path
) -> None:
    assert [panel.list.item(at).text() for at in range(panel.list.count())][:2] == [
        "Chronology",
        "The points and what was found",
    ]
    QTest.keyClick(panel.list, Qt.Key.Key_End)
    QTest.keyClick(panel.list, Qt.Key.Key_Space)
    panel.submit()
    assert not panel.job.is_running
    assert "Say why" in panel.form.told()["why"]
    assert panel.list.currentItem().text() == "Who did what · left out: say why"
    panel.form.change_values({"usual": REASONS[0]})
    assert panel.form.values()["why"] == REASONS[0]
    panel.form.change_values({"why": "It names colleagues"})
    assert panel.list.currentItem().text() == "Who did what · left out: It names colleagues"
    QTest.keyClick(panel.list, Qt.Key.Key_Up)
    assert panel.form.isHidden()
    QTest.keyClick(panel.list, Qt.Key.Key_Space)
    panel.form.change_values({"why": ""})
    panel.form.change_values({"usual": REASONS[2]})
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    assert panel.form.values() == {"usual": None, "why": "It names colleagues"}
    with qtbot.waitSignal(panel.ended, timeout=30_000):
        QTest.keyClick(panel.form.widget("why"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (made,) = tmp_path.glob("*whole file.pdf")
    with pikepdf.open(made) as pdf:
        assert sentences(page) == [f"Saved as {made.name}: {len(pdf.pages)} pages."]
    last = ready.read(deeds_of_case, case_id)[-1]
    assert last.what == "made the whole file as a PDF"
    assert f"The dates explained: {REASONS[2]}. Who did what: It names colleagues" in last.changes[0]
    assert page.findChild(QWidget, "whole_file") is not None
    assert not panel.isVisible()


def test_esc_stops_it_and_leaves_nothing(
    qtbot: QtBot, page: ComplaintsPage, panel: WholeFilePanel, tmp_path: Path
) -> None:
    with qtbot.waitSignal(panel.ended, timeout=30_000):
        panel.submit()
        assert panel.job.is_running
        assert panel._making is not None
        part_of(panel._making.to).write_bytes(b"half of it")
        QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert sentences(page) == ["The file was not made."]
    assert [*tmp_path.glob("*.pdf"), *tmp_path.glob(".*")] == []
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert not panel.isVisible()


def test_a_folder_that_is_gone_is_told(
    qtbot: QtBot, page: ComplaintsPage, panel: WholeFilePanel, tmp_path: Path
) -> None:
    panel._where = lambda _parent, name: tmp_path / "nowhere" / name
    with qtbot.waitSignal(panel.ended, timeout=30_000):
        panel.submit()
    assert "cannot be saved" in sentences(page)[0]
    assert panel.do.isEnabled()
