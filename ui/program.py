"""The program from the first window to the last: who is signed in, and what happens when they leave."""

from __future__ import annotations

import logging
import sys
from dataclasses import replace
from pathlib import Path
from typing import cast

import platformdirs
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QMessageBox

from app.basics.problems import WorldProblem
from app.office import Office
from ui.kit.background import BackgroundRunner
from ui.kit.notices import notice_of
from ui.kit.preferences import Preferences
from ui.session import Session
from ui.shell.crash import CrashHook
from ui.shell.kept_password import Keyring
from ui.shell.person_menu import wear_kept
from ui.shell.profiles import BadProfiles, Profile, profiles_file, read_profiles, write_profiles
from ui.shell.sign_in import SignedIn, SignIn

log = logging.getLogger(__name__)

DEMO_LOGIN = "asha"
DEMO_NAME = "Demo office"


def demo_file() -> Path:
    """Where the demo office of this computer lies; ``packaging/bootstrap.py`` makes it there."""
    return platformdirs.user_data_path("Fairhand", appauthor=False) / "demo.db"


def enter_demo(login: str) -> Office:
    """The demo office as the colleague with this login; as the first of them where there is no such colleague."""
    url = f"sqlite:///{demo_file().as_posix()}"
    try:
        return Office.sign_in(url, login)
    except WorldProblem:
        if login == DEMO_LOGIN:
            raise
        return Office.sign_in(url, DEMO_LOGIN)


class Program(QObject):
    """One session after another, until a window is closed for good."""

    over = Signal(int)
    """The last window is closed, with this exit status."""

    def __init__(self, *, demo: bool = False, profile: str = "") -> None:
        self.app = QApplication.instance() or QApplication(sys.argv[:1])
        super().__init__()
        self.app.setApplicationName("fairhand")
        self.preferences = Preferences()
        self._demo, self._profile = demo, profile
        self.session: Session | None = None
        """Of whoever is signed in."""
        self._sign_in: SignIn | None = None
        self._told: QMessageBox | None = None
        self._net = CrashHook(self._keep_words, self)
        self._door = BackgroundRunner(self, workers=1)

    def run(self) -> int:
        """Open what was asked for and run until the last window is closed; 1 where it could not be opened."""
        if isinstance(self.app, QApplication):
            self.app.setQuitOnLastWindowClosed(False)
            wear_kept(self.app, self.preferences)
        self.over.connect(self.app.exit)
        self._net.install()
        self.begin()
        status = self.app.exec()
        self._net.remove()
        return status

    def begin(self) -> None:
        """Open the demo, or ask who it is."""
        if self._demo:
            self._open_demo(self.preferences.text("demo/login", DEMO_LOGIN))
        else:
            self._ask_who()

    def _open_demo(self, login: str) -> None:
        self._door.submit(lambda: enter_demo(login), on_done=self._on_demo, on_error=self._on_no_demo)

    def _on_demo(self, office: Office) -> None:
        self.preferences.keep("demo/login", office.actor.login)
        self._open(office)

    def _on_no_demo(self, error: Exception) -> None:
        if not isinstance(error, WorldProblem):
            log.error("The demo could not be opened, in a way nobody expected.", exc_info=error)
        self._told = told = QMessageBox(QMessageBox.Icon.Warning, "Fairhand", notice_of(error).sentence)
        told.setObjectName("not_opened")
        told.finished.connect(told.deleteLater)
        told.finished.connect(lambda _answer: self.over.emit(1))
        told.open()

    def _open(self, office: Office) -> None:
        self.session = session = Session(office, self.preferences, self)
        for leaving in (session.ended, session.signed_out, session.switched):
            leaving.connect(self._let_go)
        session.ended.connect(lambda: self.over.emit(0))
        session.signed_out.connect(self._ask_who)
        session.switched.connect(self._open_demo)
        self._net.crashed.connect(session.desk.problem)
        session.known.connect(self._welcome)
        session.begin()

    def _let_go(self, *_login: str) -> None:
        """Keep nothing of who was here: a window is some 50 MB, and what was around it goes by itself."""
        self.session = None

    def _welcome(self) -> None:
        """Explain the demo to whoever opens it first."""
        session = self.session
        if session and session.line and session.line.is_demo and not self.preferences.flag("demo/welcomed"):
            session.window.help.show_page("welcome")
            self.preferences.keep("demo/welcomed", True)  # noqa: FBT003 - a value to keep, not a switch

    def _ask_who(self) -> None:
        self._sign_in = SignIn(
            self._profiles(),
            lambda profile, login, password: Office.sign_in(profile.url, login, password),
            Keyring(),
            last=self._profile or self.preferences.text("sign_in/profile"),
            login=self.preferences.text("sign_in/login"),
        )
        self._sign_in.signed_in.connect(self._on_signed_in)
        self._sign_in.keyring_failed.connect(self._tell_of_keyring)
        self._sign_in.profiles_changed.connect(self._keep_profiles)
        self._sign_in.rejected.connect(lambda: self.over.emit(0))
        self._sign_in.show()

    def _profiles(self) -> list[Profile]:
        try:
            found = read_profiles(profiles_file())
        except BadProfiles as problem:
            QMessageBox.warning(None, "Fairhand", str(problem))
            found = []
        if demo_file().is_file():
            found.append(Profile(DEMO_NAME, f"sqlite:///{demo_file().as_posix()}", "demo"))
        return found

    def _keep_profiles(self, profiles: list[Profile]) -> None:
        try:
            write_profiles(profiles_file(), [profile for profile in profiles if profile.kind != "demo"])
        except BadProfiles as problem:
            QMessageBox.warning(self._sign_in, "Fairhand", str(problem))

    def _on_signed_in(self, signed_in: SignedIn) -> None:
        self.preferences.keep("sign_in/profile", signed_in.profile.name)
        self.preferences.keep("sign_in/login", signed_in.login)
        self._open(cast("Office", signed_in.door))

    def _tell_of_keyring(self, error: Exception) -> None:
        """The sign-in window is gone by then, and the first page not there yet."""
        if self.session is not None:
            self.session.window.notify(replace(notice_of(error), everywhere=True))

    def _keep_words(self) -> None:
        """After a fault of ours: what is half typed is kept at once, not only at the next pause."""
        if self.session is not None:
            self.session.keep_words()
