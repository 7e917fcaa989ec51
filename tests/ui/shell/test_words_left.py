"""After an unexpected end: one quiet line, and the words in their form again; leaving asks alike however one leaves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import SignalInstance
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.basics.clock import SetClock
from app.basics.problems import DatabaseAway
from app.complaints.edit_head import edit_head
from app.office import Office
from app.staff.drafts import drafts_of, keep_draft, my_drafts
from tests.support.complaints import add_mei, log, ready, record_of
from tests.support.offices import Enter
from ui.complaints.complaints_page import ComplaintsPage
from ui.contacts.log_panel import LogPanel
from ui.correspondence.approvals.opening import draft_subject
from ui.kit.notices import Notice
from ui.kit.preferences import Preferences
from ui.parts.words_here import WordsHere
from ui.session import Session

__all__ = ["ready"]

pytestmark = pytest.mark.only_on("sqlite")

CALL = "contact:new:1"
SignIn = Callable[[], Session]


@pytest.fixture
def sign_in(qtbot: QtBot, enter: Enter, preferences: Preferences) -> SignIn:
    """Opens Ada's window; each test closes it in its own way."""

    def make() -> Session:
        session = Session(enter("ada.adviser"), preferences, use_shipped_fonts=True)
        session.begin()
        session.window.activateWindow()
        qtbot.waitUntil(lambda: session.line is not None, timeout=15_000)
        return session

    return make


def close(qtbot: QtBot, session: Session) -> None:
    with qtbot.waitSignal(session.ended, timeout=15_000):
        session.window.close()


def leave_behind(office: Office, clock: SetClock, **fields: dict[str, str]) -> None:
    """What a window that was killed leaves on this machine, by subject with ``_`` for ``:``."""
    here = WordsHere(f"{office.place}|{office.actor.login}", now=clock.now)
    for subject, words in fields.items():
        here.keep(subject.replace("__", ":"), words)
    here.close()


def said(session: Session) -> list[str]:
    return [notice.sentence for notice in session.window.notices.notices()]


def press(qtbot: QtBot, session: Session, name: str) -> None:
    """A verb on a notice, as soon as it stands there."""

    def there() -> list[QPushButton]:
        return [one for one in session.window.notices.findChildren(QPushButton, name) if one.isVisible()]

    qtbot.waitUntil(lambda: bool(there()), timeout=15_000)
    there()[0].click()


def owed(session: Session) -> list[Notice]:
    return [notice for notice in session.window.notices.notices() if notice.key == "owed-words"]


def wanted(session: Session) -> QPlainTextEdit:
    panel = session.matters.panel
    assert isinstance(panel, LogPanel)
    field = panel.words.widget("wanted")
    assert isinstance(field, QPlainTextEdit)
    return field


def test_words_left_behind_come_back_over_what_the_office_had(
    qtbot: QtBot, office: Office, clock: SetClock, sign_in: SignIn
) -> None:
    office.keep(keep_draft, CALL, {"words.wanted": "A rec", "words.said": "Yes"})
    leave_behind(office, clock, contact__new__1={"words.wanted": "A receipt, to"})
    session = sign_in()
    press(qtbot, session, "notice_pick_up")
    qtbot.waitUntil(lambda: session.matters.panel is not None, timeout=15_000)
    assert wanted(session).toPlainText() == "A receipt, to"
    assert office.read(drafts_of, CALL) == {"words.wanted": "A receipt, to", "words.said": "Yes"}
    (past,) = session.window.telling.past
    assert past.do is not None
    past.do()  # from the list at the top, when all is picked up already
    close(qtbot, session)
    again = sign_in()
    qtbot.waitUntil(lambda: len(again.matters.put_down_now) == 1, timeout=15_000)
    assert said(again) == []
    close(qtbot, again)


def test_words_left_behind_are_offered_until_they_are_discarded(
    qtbot: QtBot, office: Office, clock: SetClock, sign_in: SignIn
) -> None:
    leave_behind(office, clock, contact__new__1={"words.wanted": "A receipt"}, person__99__edit_person={"title": "Dr"})
    session = sign_in()
    qtbot.waitUntil(lambda: len(said(session)) == 2, timeout=15_000)
    assert said(session)[1] == "Words from 20 Nov 2026, 10:00 were not saved."
    press(qtbot, session, "notice_copy_the_words")
    assert QApplication.clipboard().text() == "Dr"
    close(qtbot, session)
    session = sign_in()
    qtbot.waitUntil(lambda: len(said(session)) == 2, timeout=15_000)
    for _notice in range(2):
        press(qtbot, session, "notice_discard")
    close(qtbot, session)
    session = sign_in()
    assert said(session) == []
    assert office.read(my_drafts) == []
    close(qtbot, session)


def test_words_on_a_point_that_was_changed_since_say_so(
    qtbot: QtBot, ready: Office, enter: Enter, clock: SetClock, sign_in: SignIn
) -> None:
    complaint = log(ready, add_mei(ready))
    head = record_of(ready, complaint).heads[1]
    leave_behind(ready, clock, **{f"complaint_head__{head.id}": {"what_happened": "Nobody rang"}})
    clock.advance(timedelta(minutes=5))
    enter("ben.adviser").act(edit_head, head.id, {"what_happened": ("", "They rang twice")})
    session = sign_in()
    press(qtbot, session, "notice_pick_up")
    qtbot.waitUntil(lambda: isinstance(session.window.navigator.current(), ComplaintsPage), timeout=15_000)
    page = session.window.navigator.current()
    assert isinstance(page, ComplaintsPage)
    qtbot.waitUntil(lambda: page.case.point.head_id() == head.id, timeout=15_000)
    assert page.case.point.parked() == {"what_happened": "Nobody rang"}
    (told,) = said(session)
    assert told.endswith("was changed by Ben Adviser, 20 Nov 2026, 10:05: look at it before you save.")
    close(qtbot, session)


def test_what_an_approver_began_to_say_is_left_behind_too(
    qtbot: QtBot, office: Office, clock: SetClock, sign_in: SignIn
) -> None:
    """Of a letter that is gone by then the words can still be copied."""
    leave_behind(office, clock, **{draft_subject(7).replace(":", "__"): {"reason": "Too long"}})
    session = sign_in()
    press(qtbot, session, "notice_copy_the_words")
    assert QApplication.clipboard().text() == "Too long"
    close(qtbot, session)


def away(*_asked: object) -> None:
    raise DatabaseAway("The database cannot be reached.")


def test_signing_out_asks_as_closing_does_and_is_off_the_table_once_one_stays(
    qtbot: QtBot, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = sign_in()
    signed_out: list[bool] = []
    session.signed_out.connect(lambda: signed_out.append(True))
    session.matters.log()
    QTest.keyClicks(wanted(session), "Half a sent")
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(session.office, "keep", away)
        session.window.sign_out_asked.emit()
        qtbot.waitUntil(lambda: bool(owed(session)) and not session.desk.is_acting, timeout=15_000)
        assert session.window.isVisible()
        (notice,) = owed(session)
        assert notice.action == "Sign out all the same"
        assert "only on this machine" in notice.sentence
    close(qtbot, session)
    assert signed_out == []


@pytest.mark.parametrize("way", ["sign_out", "switch", "close"])
def test_whoever_leaves_all_the_same_goes_where_they_wanted_and_is_offered_the_words(
    qtbot: QtBot, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    session = sign_in()
    session.matters.log()
    QTest.keyClicks(wanted(session), "Half a sent")
    monkeypatch.setattr(session.office, "keep", away)
    ways: dict[str, tuple[Callable[[], object], SignalInstance, str]] = {
        "sign_out": (session.window.sign_out_asked.emit, session.signed_out, "notice_sign_out_all_the_same"),
        "switch": (lambda: session.switch_to("ben.adviser"), session.switched, "notice_switch_person_all_the_same"),
        "close": (session.window.close, session.ended, "notice_close_all_the_same"),
    }
    leave, goes, name = ways[way]
    leave()
    with qtbot.waitSignal(goes, timeout=15_000):
        press(qtbot, session, name)
    with qtbot.waitSignal(session.destroyed):
        again = sign_in()
    press(qtbot, again, "notice_pick_up")
    qtbot.waitUntil(lambda: again.matters.panel is not None, timeout=15_000)
    assert wanted(again).toPlainText() == "Half a sent"
    close(qtbot, again)
