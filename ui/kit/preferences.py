"""What a window remembers of itself: geometry, splitters, columns, theme. Never data, never a password."""

from __future__ import annotations

from pathlib import Path

import platformdirs
from PySide6.QtCore import QByteArray, QSettings


def preferences_file() -> Path:
    """The INI file in this person's configuration folder, where support can find it."""
    return platformdirs.user_config_path("fairhand", appauthor=False) / "window.ini"


Value = str | int | bool | QByteArray | tuple[str, ...]


class Preferences:
    """Typed values by key in an INI file.

    A value that cannot be read is the default, so that a bad file never stops anybody's work.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = file if file is not None else preferences_file()
        self._settings = QSettings(str(self._file), QSettings.Format.IniFormat)

    def text(self, key: str, default: str = "") -> str:
        value = self._settings.value(key)
        return value if isinstance(value, str) else default

    def number(self, key: str, default: int = 0) -> int:
        try:
            return int(self.text(key))
        except ValueError:
            return default

    def flag(self, key: str, *, default: bool = False) -> bool:
        return {"true": True, "false": False}.get(self.text(key), default)

    def words(self, key: str) -> tuple[str, ...]:
        """A list of short keys, kept as one line."""
        return tuple(self.text(key).split())

    def state(self, key: str) -> QByteArray:
        """What Qt's ``saveState`` or ``saveGeometry`` gave; empty when there is none."""
        return QByteArray.fromBase64(QByteArray(self.text(key).encode()))

    def keep(self, key: str, value: Value) -> None:
        """Remember one value; it is on disk when the program ends, or soon."""
        self._settings.setValue(key, _as_text(value))

    def write(self) -> None:
        """Write the file now."""
        self._settings.sync()


def _as_text(value: Value) -> str:
    if isinstance(value, QByteArray):
        return bytes(value.toBase64().data()).decode()
    if isinstance(value, tuple):
        return " ".join(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
