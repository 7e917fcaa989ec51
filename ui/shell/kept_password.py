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
    """The system's own: Credential Locker, Keychain, Secret Service, KWallet.

    What a backend raises is seldom keyring's own: it may be whatever its system gives.
    """

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

        if self.why_not():
            return ""
        try:
            return keyring.get_password(_SERVICE, _name(url, login)) or ""
        except Exception as error:
            raise KeyringProblem(f"The keyring did not give the password: {_reason(error)}.", "Type it.") from error

    def keep(self, url: str, login: str, password: str) -> None:
        """Keep a password. Raises KeyringProblem."""
        import keyring

        try:
            keyring.set_password(_SERVICE, _name(url, login), password)
        except Exception as error:
            raise KeyringProblem(
                f"The keyring did not keep the password: {_reason(error)}.", "You are asked for it the next time."
            ) from error

    def forget(self, url: str, login: str) -> None:
        """Drop a password; one that is not there is fine. Raises KeyringProblem."""
        import keyring

        try:
            if keyring.get_password(_SERVICE, _name(url, login)) is not None:
                keyring.delete_password(_SERVICE, _name(url, login))
        except Exception as error:
            raise KeyringProblem(
                f"The keyring did not drop the password: {_reason(error)}.", "Take it out in the keyring's own program."
            ) from error


def _name(url: str, login: str) -> str:
    return f"{login} at {url}"


def _reason(error: Exception) -> str:
    return str(error).rstrip(".") or type(error).__name__
