"""Signing in happens in the background, says what is wrong in place, and keeps a password only when asked."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.basics.problems import BadInput, NotAllowed
from tests.ui.fakes import FakeDoor, HeldRunner
from ui.kit.background import Runner
from ui.kit.desk import OfficeDoor
from ui.kit.gallery_desk import AtOnceRunner
from ui.shell.kept_password import Keyring, KeyringProblem
from ui.shell.profiles import BadProfiles, Profile, profile_for, read_profiles, write_profiles
from ui.shell.sign_in import SignedIn, SignIn

OFFICE = Profile("Head office", "postgresql+psycopg://db.example.org/fairhand", "postgresql")
DEMO = Profile("Demo", "sqlite:////tmp/demo.db", "demo")


class Drawer:
    """A keyring in a dict."""

    def __init__(self, why_not: str = "") -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self._why_not = why_not

    def why_not(self) -> str:
        return self._why_not

    def recall(self, url: str, login: str) -> str:
        return self.kept.get((url, login), "")

    def keep(self, url: str, login: str, password: str) -> None:
        self.kept[url, login] = password

    def forget(self, url: str, login: str) -> None:
        self.kept.pop((url, login), None)


def open_office(profile: Profile, login: str, password: str) -> OfficeDoor:
    if profile.asks_password and password != "right":
        raise NotAllowed("The login or the password is wrong.", "Try again.")
    return FakeDoor()


def make(
    qtbot: QtBot,
    opening: Callable[[Profile, str, str], OfficeDoor] = open_office,
    *,
    keeper: Drawer | None = None,
    runner: Runner | None = None,
    login: str = "asha",
    last: str = "Head office",
) -> SignIn:
    dialog = SignIn(
        [DEMO, OFFICE], opening, keeper or Drawer(), last=last, login=login, runner=runner or AtOnceRunner()
    )
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    return dialog


def press(dialog: SignIn, name: str) -> None:
    button = dialog.findChild(QPushButton, name)
    assert isinstance(button, QPushButton)
    button.click()


def said(dialog: SignIn) -> str:
    label = dialog.findChild(QLabel, "sign_in_problem")
    assert isinstance(label, QLabel)
    return label.text() if label.isVisible() else ""


def type_in(dialog: SignIn, key: str, words: str) -> None:
    line = dialog.findChild(QLineEdit, key)
    assert isinstance(line, QLineEdit)
    line.clear()
    QTest.keyClicks(line, words)


def test_the_right_password_opens_the_office(qtbot: QtBot) -> None:
    dialog = make(qtbot)
    type_in(dialog, "password", "right")
    with qtbot.waitSignal(dialog.signed_in) as told:
        press(dialog, "sign_in_go")
    signed_in = told.args[0] if told.args else None
    assert isinstance(signed_in, SignedIn)
    assert (signed_in.profile, signed_in.login) == (OFFICE, "asha")
    assert not dialog.isVisible()


def test_a_wrong_password_is_said_in_place_and_may_be_tried_again(qtbot: QtBot) -> None:
    dialog = make(qtbot)
    type_in(dialog, "password", "wrong")
    press(dialog, "sign_in_go")
    assert said(dialog) == "▲ The login or the password is wrong. Try again."
    assert dialog.isVisible()
    type_in(dialog, "password", "right")
    with qtbot.waitSignal(dialog.signed_in):
        press(dialog, "sign_in_go")


def test_a_login_is_needed(qtbot: QtBot) -> None:
    dialog = make(qtbot, login="")
    press(dialog, "sign_in_go")
    assert dialog.form.told() == {"login": "Your login is needed."}


def test_a_demo_asks_for_no_password(qtbot: QtBot) -> None:
    dialog = make(qtbot, last="Demo")
    assert not dialog.form.widget("password").isVisible()
    with qtbot.waitSignal(dialog.signed_in):
        press(dialog, "sign_in_go")


def test_waiting_can_be_cancelled(qtbot: QtBot) -> None:
    held = HeldRunner()
    dialog = make(qtbot, runner=held)
    held.let_go()
    press(dialog, "sign_in_go")
    cancel = dialog.findChild(QPushButton, "sign_in_cancel")
    assert isinstance(cancel, QPushButton)
    assert cancel.isVisible()
    cancel.click()
    assert held.held == {}
    assert not cancel.isVisible()
    assert dialog.form.isEnabled()


def test_the_window_stays_alive_while_a_far_database_answers(qtbot: QtBot, qapp: QApplication) -> None:
    gate = threading.Event()

    def slow(_profile: Profile, _login: str, _password: str) -> OfficeDoor:
        gate.wait(10)
        return FakeDoor()

    dialog = SignIn([OFFICE], slow, Drawer(), login="asha")
    qtbot.addWidget(dialog)
    dialog.show()
    press(dialog, "sign_in_go")
    running = dialog.findChild(QLabel, "sign_in_running")
    assert isinstance(running, QLabel)
    qtbot.waitUntil(running.isVisible)
    with qtbot.waitSignal(dialog.signed_in):
        gate.set()
    assert dialog.shut_down()


def test_a_password_is_kept_only_when_asked(qtbot: QtBot) -> None:
    keeper = Drawer()
    for keep, kept in ((False, {}), (True, {(OFFICE.url, "asha"): "right"})):
        dialog = make(qtbot, keeper=keeper)
        type_in(dialog, "password", "right")
        dialog.form.change_values({"keep": keep})
        press(dialog, "sign_in_go")
        assert keeper.kept == kept


def test_a_kept_password_is_filled_in(qtbot: QtBot) -> None:
    keeper = Drawer()
    keeper.kept[OFFICE.url, "asha"] = "right"
    dialog = make(qtbot, keeper=keeper)
    assert dialog.form.values()["password"] == "right"


@pytest.mark.parametrize("office", [OFFICE, replace(OFFICE, may_keep_password=False)], ids=["unwanted", "forbidden"])
def test_a_password_that_was_kept_is_forgotten_where_it_shall_not_be_kept_any_more(
    qtbot: QtBot, office: Profile
) -> None:
    keeper = Drawer()
    keeper.kept[OFFICE.url, "asha"] = "right"
    dialog = SignIn([office], open_office, keeper, login="asha", runner=AtOnceRunner())
    qtbot.addWidget(dialog)
    type_in(dialog, "password", "right")
    dialog.form.change_values({"keep": False})
    press(dialog, "sign_in_go")
    assert keeper.kept == {}


def test_what_was_kept_of_one_person_is_not_another_ones_wish(qtbot: QtBot) -> None:
    keeper = Drawer()
    keeper.kept[OFFICE.url, "asha"] = "right"
    dialog = make(qtbot, keeper=keeper)
    type_in(dialog, "login", "ben")
    assert (dialog.form.values()["password"], dialog.form.values()["keep"]) == ("", False)
    type_in(dialog, "password", "right")
    press(dialog, "sign_in_go")
    assert keeper.kept == {(OFFICE.url, "asha"): "right"}


@pytest.mark.parametrize("is_late", [False, True])
def test_no_office_is_sent_what_was_kept_for_another(qtbot: QtBot, *, is_late: bool) -> None:
    """Also where the keyring answers only after another office was chosen."""
    keeper, held = Drawer(), HeldRunner()
    keeper.kept[OFFICE.url, "asha"] = "right"
    branch = replace(OFFICE, name="Branch", url="postgresql+psycopg://branch.example.org/fairhand")
    dialog = SignIn([OFFICE, branch], open_office, keeper, login="asha", runner=held)
    qtbot.addWidget(dialog)
    if not is_late:
        held.let_go()
        assert dialog.form.values()["password"] == "right"
    dialog.form.change_values({"profile": "Branch"})
    dialog._on_edited("profile")
    held.let_go()
    assert (dialog.form.values()["password"], dialog.form.values()["keep"]) == ("", False)


def test_a_kept_password_that_fits_no_more_is_named_as_such(qtbot: QtBot) -> None:
    keeper = Drawer()
    keeper.kept[OFFICE.url, "asha"] = "until yesterday"
    dialog = make(qtbot, keeper=keeper)
    press(dialog, "sign_in_go")
    note = dialog.findChild(QLabel, "password_note")
    assert isinstance(note, QLabel)
    assert "the keyring kept" in note.text()


def test_a_keyring_that_keeps_nothing_is_told_of_after_signing_in(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Backends raise whatever their system gives, and the sign-in window is gone by then."""

    class Locked(KeyringBackend):
        def __init__(self) -> None:
            super().__init__()  # type: ignore[no-untyped-call]

        def get_password(self, service: str, username: str) -> str | None:
            return None

        def set_password(self, service: str, username: str, password: str) -> None:
            raise OSError("the bus went away")

        def delete_password(self, service: str, username: str) -> None:
            raise OSError("the bus went away")

    monkeypatch.setattr(keyring, "get_keyring", Locked)
    monkeypatch.setattr(keyring, "set_password", Locked().set_password)
    monkeypatch.setattr(keyring, "get_password", Locked().get_password)
    dialog = SignIn([OFFICE], open_office, Keyring(), login="asha", runner=AtOnceRunner())
    qtbot.addWidget(dialog)
    type_in(dialog, "password", "right")
    dialog.form.change_values({"keep": True})
    with qtbot.waitSignal(dialog.keyring_failed) as told:
        press(dialog, "sign_in_go")
    problem = told.args[0] if told.args else None
    assert isinstance(problem, KeyringProblem)
    assert str(problem).startswith("The keyring did not keep the password: the bus went away.")


def test_without_a_keyring_a_sentence_says_so(qtbot: QtBot) -> None:
    keeper = Drawer("This computer has no keyring, so the password is asked for each time.")
    dialog = make(qtbot, keeper=keeper)
    note = dialog.findChild(QLabel, "keep_note")
    assert isinstance(note, QLabel)
    assert note.text() == keeper.why_not()
    assert not dialog.form.widget("keep").isEnabled()
    type_in(dialog, "password", "right")
    with qtbot.waitSignal(dialog.signed_in):
        press(dialog, "sign_in_go")
    assert keeper.kept == {}


def test_nothing_is_pressed_flat_by_what_comes_later(qtbot: QtBot) -> None:
    dialog = make(qtbot)
    add = dialog.findChild(QPushButton, "sign_in_add")
    assert add is not None
    before = dialog.height()
    press(dialog, "sign_in_add")
    qtbot.waitUntil(lambda: dialog.height() > before)
    assert add.height() >= add.fontMetrics().height()


def test_our_own_fault_is_logged_and_said_as_ours(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    def broken(_profile: Profile, _login: str, _password: str) -> OfficeDoor:
        raise ZeroDivisionError

    dialog = make(qtbot, broken)
    press(dialog, "sign_in_go")
    assert "our fault" in said(dialog)
    assert caplog.records[-1].levelno == logging.ERROR
    caplog.clear()


def test_an_office_is_added_and_a_faulty_place_refused_under_its_field(qtbot: QtBot) -> None:
    dialog = make(qtbot)
    press(dialog, "sign_in_add")
    type_in(dialog, "name", "Branch")
    type_in(dialog, "place", "mysql://db/fairhand")
    press(dialog, "sign_in_keep_new")
    assert "Choose a database file" in dialog.new_form.told()["place"]
    type_in(dialog, "place", "postgresql://db.example.org/branch")
    with qtbot.waitSignal(dialog.profiles_changed) as told:
        press(dialog, "sign_in_keep_new")
    added = told.args[0][-1] if told.args else None
    assert added == Profile("Branch", "postgresql+psycopg://db.example.org/branch", "postgresql")
    assert dialog.form.values()["profile"] == "Branch"


@pytest.mark.parametrize(
    ("place", "url", "shown"),
    [
        (
            "postgresql://db.example.org/office",
            "postgresql+psycopg://db.example.org/office",
            "office on db.example.org",
        ),
        (
            "postgres://db:5433/office?sslmode=require",
            "postgresql+psycopg://db:5433/office?sslmode=require",
            "office on db",
        ),
        ("sqlite:////srv/office.db", "sqlite:////srv/office.db", "office.db"),
        ("/srv/my office.db", "sqlite:////srv/my office.db", "my office.db"),
    ],
)
def test_a_place_becomes_a_profile(place: str, url: str, shown: str) -> None:
    profile = profile_for("Office", place)
    assert (profile.url, profile.place) == (url, shown)


@pytest.mark.parametrize(
    ("name", "place", "sentence"),
    [
        ("", "/srv/office.db", "Give the profile a name"),
        ("Office", "", "Choose a database file"),
        ("Office", "http://example.org", "Choose a database file"),
        ("Office", "postgresql://asha:hush@db/office", "Leave the password out"),
        ("Office", "postgresql:///office", "needs a server"),
        ("Office", "postgresql://db", "needs a server"),
        ("Office", "postgresql://db:port/office", "is not a number"),
    ],
)
def test_a_place_that_is_none_is_refused(name: str, place: str, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        profile_for(name, place)


def test_profiles_are_read_as_they_were_written(tmp_path: Path) -> None:
    file = tmp_path / "config" / "profiles.toml"
    assert read_profiles(file) == []
    profiles = [DEMO, OFFICE, Profile('Łódź "East" \\ 陳', "sqlite:///C:/x y.db", "sqlite", may_keep_password=False)]
    write_profiles(file, profiles)
    assert read_profiles(file) == profiles
    assert "right" not in file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "text",
    [
        "[[profile]",
        "profile = 3",
        "profile = [3]",
        '[[profile]]\nname = "x"',
        '[[profile]]\nname="x"\nurl="y"\nkind="z"',
    ],
)
def test_a_spoilt_file_of_profiles_says_where(tmp_path: Path, text: str) -> None:
    file = tmp_path / "profiles.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadProfiles, match=r"profiles\.toml"):
        read_profiles(file)


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(BadProfiles, match="cannot be kept"):
        write_profiles(tmp_path / "file" / "profiles.toml", [DEMO])
