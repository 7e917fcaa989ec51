"""The program from the first window to the last: who is signed in, and what happens when they leave."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import cast

import platformdirs
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QMessageBox

from app.basics.problems import WorldProblem
from app.office import Office
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


class Program(QObject):
    """One session after another, until a window is closed for good."""

    def __init__(self, *, demo: bool = False, profile: str = "") -> None:
        self.app = QApplication.instance() or QApplication(sys.argv[:1])
        super().__init__()
        self.app.setApplicationName("fairhand")
        self.preferences = Preferences()
        self._demo, self._profile = demo, profile
        self._session: Session | None = None
        self._sign_in: SignIn | None = None
        self._net = CrashHook(self._keep_words, self)

    def run(self) -> int:
        """Open what was asked for and run until the last window is closed; 1 where it could not be opened."""
        if isinstance(self.app, QApplication):
            self.app.setQuitOnLastWindowClosed(False)
            wear_kept(self.app, self.preferences)
        self._net.install()
        try:
            if self._demo:
                self._open_demo(self.preferences.text("demo/login", DEMO_LOGIN))
            else:
                self._ask_who()
        except WorldProblem as problem:
            QMessageBox.warning(None, "Fairhand", str(problem))
            return 1
        status = self.app.exec()
        self._net.remove()
        return status

    def _open_demo(self, login: str) -> None:
        url = f"sqlite:///{demo_file().as_posix()}"
        try:
            office = Office.sign_in(url, login)
        except WorldProblem:
            if login == DEMO_LOGIN:
                raise
            office = Office.sign_in(url, DEMO_LOGIN)
        self.preferences.keep("demo/login", office.actor.login)
        self._open(office)

    def _open(self, office: Office) -> None:
        self._session = session = Session(office, self.preferences, self)
        session.ended.connect(self.app.quit)
        session.signed_out.connect(self._ask_who)
        session.switched.connect(self._open_demo)
        self._net.crashed.connect(session.desk.problem)
        session.known.connect(self._welcome)
        session.begin()

    def _welcome(self) -> None:
        """Explain the demo to whoever opens it first."""
        session = self._session
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
        self._sign_in.profiles_changed.connect(self._keep_profiles)
        self._sign_in.rejected.connect(self.app.quit)
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

    def _keep_words(self) -> None:
        """After a fault of ours: what is half typed is kept at once, not only at the next pause."""
        if self._session is not None:
            self._session.keep_words()
