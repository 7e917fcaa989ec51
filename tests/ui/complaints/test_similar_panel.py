"""Similar closed cases beside the one in hand: unfolded by its key, and one of them opened from there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.complaints.close_complaint import close_complaint
from app.complaints.withdraw_head import withdraw_head
from app.office import Office
from tests.support.complaints import add_mei, log, record_of
from tests.support.offices import Enter
from tests.ui.complaints.conftest import FakeShell
from ui.complaints.complaints_page import ComplaintsPage
from ui.complaints.similar_lines import NOTHING

pytestmark = pytest.mark.only_on("sqlite")


def test_what_is_like_it_is_read_when_the_panel_is_unfolded(page: ComplaintsPage, ready: Office, enter: Enter) -> None:
    person_id = add_mei(ready)
    before, mine = log(ready, person_id), log(ready, person_id)
    page.opened(f"complaint:{mine}")
    similar = page.case.similar
    [key] = [action for action in page.page_actions() if action.id == "case_similar"]
    key.do()
    assert (similar.lines(), similar.heading()) == ([], NOTHING)
    assert page.window().focusWidget() is similar.toggle, "where nothing is like it the focus is not lost"
    for head in record_of(ready, before).heads:
        ready.act(withdraw_head, head.id, "She said so.")
    enter("lea.leader").act(close_complaint, before, "All is withdrawn.")
    key.do()
    key.do()
    assert similar.lines() == ["The certificate that never came\n4 words in common\nWithdrawn"]
    similar.list.resize(200, similar.list.height())
    row = similar.list.visualItemRect(similar.list.item(0))
    assert row.height() >= 4 * similar.list.fontMetrics().lineSpacing(), "its title goes on, and its outcome is read"
    similar.list.setCurrentRow(0)
    QTest.keyClick(similar.list, Qt.Key.Key_Return)
    assert isinstance(page.shell, FakeShell)
    assert page.shell.went[-1] == ("complaints", f"complaint:{before}")
