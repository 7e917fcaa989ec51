"""What the palette finds beside commands: people, cases and letters."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from app.record.look_up import Hit as Found
from app.record.look_up import HitKind, look_up
from ui.kit.desk import Desk
from ui.shell.palette import Give, Hit, Provider

_WHERE: dict[HitKind, tuple[str, str]] = {
    HitKind.PERSON: ("members", "user"),
    HitKind.COMPLAINT: ("complaints", "message-square-warning"),
    HitKind.LETTER: ("letters", "mail"),
}


def finder(desk: Desk, go: Callable[[str, str], bool]) -> Provider:
    """A provider for the palette; ``go`` opens a page on a subject."""

    def provide(words: str, give: Give) -> None:
        def found_nothing(_error: Exception) -> bool:
            """Commands are still opened; that the office cannot be asked is told in the common way."""
            give([])
            return False

        desk.read(desk, look_up, words, then=lambda found: give([_hit(hit, go) for hit in found]), failed=found_nothing)

    return provide


def _hit(found: Found, go: Callable[[str, str], bool]) -> Hit:
    page, icon = _WHERE[found.kind]
    return Hit(found.title, found.second, icon, partial(_open, go, page, found.subject), found.reference)


def _open(go: Callable[[str, str], bool], page: str, subject: str) -> None:
    go(page, subject)
