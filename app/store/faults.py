"""What a database driver reports, told as the world's problems: away, full, locked, refused by a guard."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

from app.basics.problems import BadInput, DatabaseAway, DatabaseBusy, DiskFull, WorldProblem
from app.store.base import Base, Words


class WrongPassword(WorldProblem):
    """The database does not accept this login and password."""


class DatabaseMissing(WorldProblem):
    """There is no database where the profile says."""


class ReadOnlyDatabase(WorldProblem):
    """The database, or its file, may only be read."""


class NotAnOffice(WorldProblem):
    """What is there is no database of Fairhand, or is damaged."""


class NewerDatabase(WorldProblem):
    """The database was upgraded by a newer Fairhand than this one."""


class OlderDatabase(WorldProblem):
    """The database was made by an older Fairhand and has not been upgraded."""


class OnNetworkShare(WorldProblem):
    """A SQLite file lies on a network share, where its locks cannot be trusted."""


class GuardRefused(WorldProblem):
    """The database itself refused a change: ``code`` names the guard, ``table`` what it guards."""

    def __init__(self, sentence: str, *, code: str, table: str) -> None:
        super().__init__(sentence, "Nothing was saved.")
        self.code = code
        self.table = table


_GUARD = re.compile(r"fairhand:(?P<code>\w+):(?P<table>\w+) (?P<sentence>[^\n]+)")
_TOO_LONG = re.compile(r"\bck_(?P<name>\w+)_fits\b")


def refusal(code: str, table: str, sentence: str) -> str:
    """The message that a guard raises, in the form that ``as_problem`` reads back."""
    return f"fairhand:{code}:{table} {sentence}"


def as_problem(error: BaseException) -> WorldProblem | None:
    """The world's problem behind an error of SQLAlchemy, psycopg or sqlite3; None where the fault is ours."""
    for link in _chain(error):
        if isinstance(link, WorldProblem):
            return link
        problem = _from_text(str(link)) or _from_sqlite(link) or _from_postgres(link)
        if problem is not None:
            return problem
    return None


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error, what SQLAlchemy wraps in it, and what it was raised from, innermost last."""
    link: BaseException | None = error
    seen: set[int] = set()
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        original = getattr(link, "orig", None)
        if not isinstance(original, BaseException):
            yield link
        link = original if isinstance(original, BaseException) else link.__cause__


def _from_text(text: str) -> WorldProblem | None:
    """Guards and length checks, which both engines report with our own words in the text."""
    guard = _GUARD.search(text)
    if guard:
        return GuardRefused(guard["sentence"], code=guard["code"], table=guard["table"])
    too_long = _TOO_LONG.search(text)
    if too_long:
        return _too_long(too_long["name"])
    return None


def _too_long(constraint: str) -> BadInput:
    """Table and column of a length check, as their names stand joined in its name."""
    for table in sorted(Base.metadata.tables.values(), key=lambda table: -len(table.name)):
        column = table.columns.get(constraint.removeprefix(f"{table.name}_"))
        if column is not None and isinstance(column.type, Words) and constraint == f"{table.name}_{column.name}":
            spoken = f"The {column.name.replace('_', ' ')} of the {table.name.replace('_', ' ')}"
            return BadInput.one(column.name, f"{spoken} is too long: {column.type.limit:,} characters fit. Shorten it.")
    raise LookupError(f"no table has a length check named {constraint}")


def _from_sqlite(error: BaseException) -> WorldProblem | None:
    if not isinstance(error, sqlite3.Error):
        return None
    name = getattr(error, "sqlite_errorname", "")
    for prefix, make in _SQLITE.items():
        if name.startswith(prefix):
            return make()
    return _other_program(str(error))


def _other_program(text: str) -> WorldProblem | None:
    if "no such function: fairhand_" in text:
        return GuardRefused("Only Fairhand may write to this office.", code="other_program", table="office")
    return None


def _from_postgres(error: BaseException) -> WorldProblem | None:
    state = getattr(error, "sqlstate", None)
    if state:
        return next((make() for prefix, make in _POSTGRES.items() if state.startswith(prefix)), None)
    if type(error).__module__.startswith("psycopg") and type(error).__name__ == "OperationalError":
        return _at_connect(str(error))
    return None


def _at_connect(text: str) -> WorldProblem:
    """libpq names no state for a failed connection: only the server's words tell why."""
    if "authentication failed" in text or "no password supplied" in text or 'role "' in text:
        return wrong_password()
    if 'database "' in text and "does not exist" in text:
        return database_missing("on the server")
    return away()


def wrong_password() -> WrongPassword:
    return WrongPassword(
        "The office does not know this name with this password.",
        "Check both, and that Caps Lock is off; an administrator can set a new password.",
    )


def database_missing(where: str) -> DatabaseMissing:
    return DatabaseMissing(
        f"There is no office {where}.", "Check the profile, or ask whoever looks after the database."
    )


def away() -> DatabaseAway:
    return DatabaseAway(
        "The database cannot be reached; nothing was saved.",
        "What you typed is kept here. Check the network, then try again.",
        "The database cannot be reached. Check that its server runs and that its address is right, then try again.",
    )


def moved_away(path: Path) -> DatabaseAway:
    what = f"The file {path} of the office is no longer there"
    return DatabaseAway(
        f"{what}; nothing was saved.",
        "What you typed is kept here. Move the file itself back, then try again; with a copy, start Fairhand again.",
        f"{what}. Put it back where it was, then try again.",
    )


def another_file(path: Path) -> DatabaseAway:
    what = f"Another file, or a copy, stands where the office was, {path}"
    return DatabaseAway(
        f"{what}; nothing was saved.",
        "What you typed is kept here. Move the file itself back, then try again; to work with the one that is there "
        "now, start Fairhand again.",
        f"{what}. Try again: the one that is there now is opened.",
    )


def busy() -> DatabaseBusy:
    return DatabaseBusy("Somebody else's work held the record too long; nothing was saved.", "Try again in a moment.")


def disk_full() -> DiskFull:
    return DiskFull(
        "The disk of the database is full; nothing was saved.",
        "Ask whoever looks after it to make room, then save again.",
    )


def read_only() -> ReadOnlyDatabase:
    return ReadOnlyDatabase(
        "The database may only be read here; nothing was saved.",
        "Check the rights on its file or folder, or whether the server is a standby.",
    )


def not_an_office() -> NotAnOffice:
    return NotAnOffice(
        "This is not an office of Fairhand, or it is damaged.",
        "Choose another file or database, or bring back a backup.",
    )


def _not_granted() -> GuardRefused:
    return GuardRefused("Your role may not do this, or not see this record.", code="grant", table="office")


_SQLITE: dict[str, Callable[[], WorldProblem]] = {
    "SQLITE_FULL": disk_full,
    "SQLITE_BUSY": busy,
    "SQLITE_LOCKED": busy,
    "SQLITE_READONLY": read_only,
    "SQLITE_PERM": read_only,
    "SQLITE_CANTOPEN": away,
    "SQLITE_IOERR": away,
    "SQLITE_NOTADB": not_an_office,
    "SQLITE_CORRUPT": not_an_office,
}

# SQLSTATE, or the class that it begins with: PostgreSQL manual, Appendix A.
_POSTGRES: dict[str, Callable[[], WorldProblem]] = {
    "28": wrong_password,
    "3D000": lambda: database_missing("on the server"),
    "53100": disk_full,
    "53": away,
    "08": away,
    "57P": away,
    "57014": busy,
    "55P03": busy,
    "40": busy,
    "25006": read_only,
    "25P03": away,
    "42501": _not_granted,
}
