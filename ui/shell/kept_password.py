"""Passwords kept by the computer's keyring, where there is one; every call may block and belongs on a worker."""

from __future__ import annotations

from typing import Protocol

from app.basics.problems import WorldProblem

_SERVICE = "fairhand"


class KeyringProblem(WorldProblem):
    """The keyring did not do what it was asked."""


class PasswordKeeper(Protocol):
    """Keeps passwords; ``why_not`` is an empty text where it can, else a sentence."""

    def why_not(self) -> str: ...

    def recall(self, url: str, login: str) -> str: ...

    def keep(self, url: str, login: str, password: str) -> None: ...

    def forget(self, url: str, login: str) -> None: ...


class Keyring:
    """The system's own: Credential Locker, Keychain, Secret Service, KWallet."""

    def why_not(self) -> str:
        """A machine without a backend has keyring's ``fail`` or ``null`` one."""
        import keyring

        backend = keyring.get_keyring()
        if type(backend).__module__.rpartition(".")[2] in ("fail", "null"):
            return "This computer has no keyring, so the password is asked for each time."
        return ""

    def recall(self, url: str, login: str) -> str:
        """The password, or an empty text. Raises KeyringProblem, as when the keyring stays locked."""
        import keyring
        from keyring.errors import KeyringError

        if self.why_not():
            return ""
        try:
            return keyring.get_password(_SERVICE, f"{login} at {url}") or ""
        except KeyringError as error:
            raise KeyringProblem(f"The keyring did not give the password: {error}.", "Type it.") from error

    def keep(self, url: str, login: str, password: str) -> None:
        """Keep a password. Raises KeyringProblem."""
        import keyring
        from keyring.errors import KeyringError

        try:
            keyring.set_password(_SERVICE, f"{login} at {url}", password)
        except KeyringError as error:
            raise KeyringProblem(f"The keyring did not keep the password: {error}.") from error

    def forget(self, url: str, login: str) -> None:
        """Drop a password; one that is not there is fine. Raises KeyringProblem."""
        import keyring
        from keyring.errors import KeyringError

        if not self.recall(url, login):
            return
        try:
            keyring.delete_password(_SERVICE, f"{login} at {url}")
        except KeyringError as error:
            raise KeyringProblem(f"The keyring did not drop the password: {error}.") from error
