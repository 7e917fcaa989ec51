"""Signing in: choose the office, say who you are; in the background, with Cancel, and problems said in place."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QLabel, QWidget

from app.basics.problems import BadInput, WorldProblem
from ui.kit.background import BackgroundRunner, Runner
from ui.kit.desk import OfficeDoor
from ui.kit.forms import Choice, Field, Form
from ui.kit.icons import icon
from ui.kit.layout import button, column, row, text
from ui.kit.theme.apply import dress
from ui.shell.kept_password import PasswordKeeper
from ui.shell.profiles import Profile, profile_for

log = logging.getLogger(__name__)

OpenOffice = Callable[[Profile, str, str], OfficeDoor]
"""``open_office(profile, login, password)``: blocks, runs on a worker; raises WorldProblem with a sentence."""

FIELDS = (
    Field("profile", "Office", "choice", required=True),
    Field("login", "Your login", required=True, limit=63),
    Field("password", "Password", "secret"),
    Field("keep", "Keep the password in this computer's keyring", "check"),
)
_KEPT_BEFORE = "This is the password that the keyring kept. If it was changed since, type the new one."
NEW_FIELDS = (
    Field("name", "Name of the office", required=True, limit=80),
    Field("place", "Database file or URL", required=True, placeholder="postgresql://server/fairhand"),
)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """An office that was opened, and as whom."""

    door: OfficeDoor
    profile: Profile
    login: str


class SignIn(QDialog):
    """Emits ``signed_in`` and closes; closing it otherwise leaves the program."""

    signed_in = Signal(object)
    """A SignedIn."""
    keyring_failed = Signal(object)
    """The Exception for which a password was not kept, or not forgotten, after ``signed_in``."""
    profiles_changed = Signal(object)
    """The list of Profile after one was added, to be written."""

    def __init__(
        self,
        profiles: Sequence[Profile],
        open_office: OpenOffice,
        keeper: PasswordKeeper,
        *,
        last: str = "",
        login: str = "",
        runner: Runner | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("sign_in")
        self.setWindowTitle("Sign in to Fairhand")
        self._profiles = list(profiles)
        self._open_office, self._keeper = open_office, keeper
        self._runner: Runner = runner if runner is not None else BackgroundRunner(self, workers=2)
        self._ticket: int | None = None
        self._is_opening = False
        self._no_keyring = self._recalled = ""
        self.form = Form(FIELDS, name="sign_in_form")
        self.new_form = Form(NEW_FIELDS, name="new_profile_form")
        self._lay_out()
        dress(self)
        self._show_profiles(last)
        self.form.change_values({"login": login})
        self._on_profile()
        self._ask(keeper.why_not, self._on_keyring)

    def submit(self) -> None:
        """Sign in with what the form holds; the first problem is said in place."""
        self._say("")
        if self._is_opening or not self.form.check():
            return
        profile, login = self._profile(), str(self.form.values()["login"])
        password = str(self.form.values()["password"])
        if profile is None:
            return
        self._show_busy(busy=True)
        self._ticket = self._runner.submit(
            lambda: self._open_office(profile, login, password),
            on_done=lambda door: self._on_open(SignedIn(door, profile, login), password),
            on_error=self._on_failed,
            owner=self,
        )

    def cancel(self) -> None:
        """Stop waiting; the office that may still open is closed again by its own time limit."""
        if self._is_opening and self._ticket is not None:
            self._runner.forget(self._ticket)
            self._show_busy(busy=False)
            self._say("")

    def add_profile(self) -> None:
        """Take the new profile from its form; a fault in it is said under its field."""
        if not self.new_form.check():
            return
        values = self.new_form.values()
        try:
            profile = profile_for(values["name"], values["place"])
        except BadInput as error:
            self.new_form.show_problems(error.problems)
            return
        self._profiles = [*(old for old in self._profiles if old.name != profile.name), profile]
        self.profiles_changed.emit(list(self._profiles))
        self._show_profiles(profile.name)
        self._show_new(shown=False)
        self.form.focus("login")

    def _lay_out(self) -> None:
        self._sentence = text("", "field-problem", name="sign_in_problem", wrap=True)
        self._running = text("Signing in…", "muted", name="sign_in_running")
        self._go = button("Sign in", "sign_in_go", "main")
        self._go.setDefault(True)
        self._cancel = button("Cancel", "sign_in_cancel")
        self._add = button("Add an office…", "sign_in_add", "link")
        self._keep_new = button("Add this office", "sign_in_keep_new")
        self._go.clicked.connect(self.submit)
        self._cancel.clicked.connect(self.cancel)
        self._add.clicked.connect(lambda: self._show_new(shown=self.new_form.isHidden()))
        self._keep_new.clicked.connect(self.add_profile)
        self.form.submitted.connect(self.submit)
        self.form.edited.connect(self._on_edited)
        mark = QLabel()
        mark.setPixmap(icon("fairhand").pixmap(40, 40))
        buttons = row(self._running, None, self._cancel, self._go)
        self.setLayout(
            column(
                row(mark, text("Fairhand", "page-name"), None, gap=12),
                8,
                self.form,
                row(self._add, None),
                self.new_form,
                row(self._keep_new, None),
                self._sentence,
                8,
                buttons,
                None,
                edge=24,
            )
        )
        self.setMinimumWidth(420)
        self._show_new(shown=False)
        self._show_busy(busy=False)
        self._say("")

    def _show_profiles(self, chosen: str) -> None:
        names = [profile.name for profile in self._profiles]
        self.form.set_choices("profile", [Choice(p.name, f"{p.name}  ({p.place})") for p in self._profiles])
        first = chosen if chosen in names else names[0] if names else None
        self.form.change_values({"profile": first})
        self._on_profile()

    def _show_new(self, *, shown: bool) -> None:
        self.new_form.setVisible(shown)
        self._keep_new.setVisible(shown)
        if shown:
            self.new_form.focus()

    def _profile(self) -> Profile | None:
        name = self.form.values()["profile"]
        return next((profile for profile in self._profiles if profile.name == name), None)

    def _on_edited(self, key: str) -> None:
        if key == "profile":
            self._on_profile()
        elif key == "login":
            self._take_out_recalled()

    def _on_profile(self) -> None:
        self._take_out_recalled()
        profile = self._profile()
        asks = profile is not None and profile.asks_password
        self.form.set_shown("password", shown=asks)
        self.form.set_shown("keep", shown=asks and bool(profile and profile.may_keep_password))
        self._recall()

    def _recall(self) -> None:
        profile, login = whose = self._whose()
        if profile is not None and profile.asks_password and profile.may_keep_password and login:
            self._ask(lambda: self._keeper.recall(profile.url, login), lambda found: self._on_recalled(whose, found))

    def _whose(self) -> tuple[Profile | None, str]:
        return self._profile(), str(self.form.values()["login"])

    def _take_out_recalled(self) -> None:
        """It was kept of somebody else, or for another office, and so was the wish to keep it."""
        if self._recalled and self.form.values()["password"] == self._recalled:
            self.form.change_values({"password": "", "keep": False})
        self._recalled = ""

    def _ask(self, work: Callable[[], str], then: Callable[[str], None]) -> None:
        self._runner.submit(work, on_done=then, on_error=self._on_keyring_failed, owner=self)

    def _on_keyring(self, why_not: str) -> None:
        self._no_keyring = why_not
        if why_not:
            self.form.set_read_only("keep")
            self.form.widget("keep").setToolTip(why_not)
            self.form.show_note("keep", why_not)

    def _on_recalled(self, whose: tuple[Profile | None, str], password: str) -> None:
        """Unless somebody else, or another office, stands there by now: no server is sent another one's password."""
        if password and whose == self._whose() and not self.form.values()["password"]:
            self._recalled = password
            self.form.change_values({"password": password, "keep": True})

    def _on_keyring_failed(self, error: Exception) -> None:
        log.info("The keyring answered: %s", error)
        self.form.show_note("keep", str(error))

    def _on_open(self, signed_in: SignedIn, password: str) -> None:
        profile, login = signed_in.profile, signed_in.login
        self._show_busy(busy=False)
        self.signed_in.emit(signed_in)
        if profile.asks_password and not self._no_keyring:
            self._keep_or_forget(profile, login, password)
        self.accept()

    def _keep_or_forget(self, profile: Profile, login: str, password: str) -> None:
        """As the person wants; what was kept before goes where they do not, or the office does not any more."""
        wants = bool(self.form.values()["keep"]) and profile.may_keep_password

        def obey() -> None:
            if wants:
                self._keeper.keep(profile.url, login, password)
            else:
                self._keeper.forget(profile.url, login)

        self._runner.submit(obey, on_done=lambda _done: None, on_error=self.keyring_failed.emit)

    def _on_failed(self, error: Exception) -> None:
        self._show_busy(busy=False)
        if isinstance(error, WorldProblem):
            self._say(str(error))
            if self._recalled and self.form.values()["password"] == self._recalled:
                self.form.show_note("password", _KEPT_BEFORE)
        else:
            log.error("Signing in failed in a way nobody expected.", exc_info=error)
            self._say("Something went wrong in Fairhand: this is our fault. The log says more.")
        self.form.focus("password" if self.form.widget("password").isVisible() else "login")

    def _say(self, sentence: str) -> None:
        self._sentence.setText(f"▲ {sentence}" if sentence else "")
        self._sentence.setVisible(bool(sentence))

    def _show_busy(self, *, busy: bool) -> None:
        self._is_opening = busy
        self._running.setVisible(busy)
        self._cancel.setVisible(busy)
        self._go.setEnabled(not busy)
        self.form.setEnabled(not busy)

    def done(self, result: int) -> None:
        """Close; a worker that still waits for a far database is left to end by itself."""
        self.cancel()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.cancel()
        super().closeEvent(event)

    def shut_down(self) -> bool:
        """Wait for what still runs; for the end of the program."""
        return self._runner.shut_down()
