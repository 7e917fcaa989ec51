"""Which pages the window has for whom: one literal table; each is imported when it is first opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.staff.permissions import Permission
from app.staff.work import Actor
from ui.shell.navigation import Page, PageWidget, Shell

if TYPE_CHECKING:
    from ui.correspondence.outgoing import Ways


_READS = {
    "today": Permission.CONTACT_READ,
    "members": Permission.MEMBER_READ,
    "complaints": Permission.COMPLAINT_READ,
    "letters": Permission.LETTER_READ,
    "approvals": Permission.LETTER_READ,
    "register": Permission.LETTER_READ,
    "post": Permission.POST_READ,
    "administration": Permission.LIBRARY_READ,
}
"""What somebody must be allowed to read to have the page."""


def pages_for(actor: Actor, ways: Ways | None = None) -> list[Page]:
    """The pages that the person may read, in the rail's order; ``ways`` stands in for dialogs that nobody sees."""

    def today(shell: Shell) -> PageWidget:
        from ui.contacts.today_page import TodayPage

        return TodayPage(shell, actor.zone)

    def register(shell: Shell) -> PageWidget:
        from ui.correspondence.register_page import RegisterPage

        return RegisterPage(shell, ways=ways)

    def post(shell: Shell) -> PageWidget:
        from ui.correspondence.post.post_page import PostPage

        return PostPage(shell, ways=ways)

    pages = [
        Page("today", "Today", "calendar", today, "Ctrl+1"),
        Page("members", "Members", "users", _members, "Ctrl+2"),
        Page("complaints", "Complaints", "message-square-warning", _complaints, "Ctrl+3", takes_files=True),
        Page("letters", "Letters", "mail", _letters, "Ctrl+4"),
        Page("approvals", "Approvals", "stamp", _approvals, "Ctrl+5"),
        Page("register", "Register", "archive", register, "Ctrl+6"),
        Page("post", "Post", "mail-check", post, "Ctrl+7"),
        Page("administration", "Administration", "settings", _administration, "Ctrl+8", at_foot=True, short="Admin"),
    ]
    return [page for page in pages if actor.may(_READS[page.key])]


def read_ahead() -> None:
    """Import what the other pages are made of; on a worker, so that no first opening waits for it."""
    import ui.administration.administration_page
    import ui.complaints.complaints_page
    import ui.correspondence.approvals.approvals_page
    import ui.correspondence.editor.letters_page
    import ui.correspondence.post.post_page
    import ui.correspondence.register_page
    import ui.members.members_page  # noqa: F401


def _members(shell: Shell) -> PageWidget:
    from ui.members.members_page import MembersPage

    return MembersPage(shell)


def _complaints(shell: Shell) -> PageWidget:
    from ui.complaints.complaints_page import ComplaintsPage

    return ComplaintsPage(shell)


def _letters(shell: Shell) -> PageWidget:
    from ui.correspondence.editor.letters_page import LettersPage

    return LettersPage(shell)


def _approvals(shell: Shell) -> PageWidget:
    from ui.correspondence.approvals.approvals_page import ApprovalsPage

    return ApprovalsPage(shell)


def _administration(shell: Shell) -> PageWidget:
    from ui.administration.administration_page import AdministrationPage

    return AdministrationPage(shell)
