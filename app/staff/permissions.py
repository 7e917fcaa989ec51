"""What may be done here, and which role may do it: one printed table, read by verbs, screens and grants."""

from __future__ import annotations

import enum

from app.staff.tables import Role


class Permission(enum.StrEnum):
    """``thing.deed``; every verb asks for exactly one, every finder for a ``read``."""

    ABSENCE_ARRANGE = "absence.arrange"
    ABSENCE_SET = "absence.set"
    CALENDAR_CONFIRM = "calendar.confirm"
    COMPLAINT_CLOSE = "complaint.close"
    COMPLAINT_LOG = "complaint.log"
    COMPLAINT_READ = "complaint.read"
    COMPLAINT_WORK = "complaint.work"
    CONTACT_LOG = "contact.log"
    CONTACT_READ = "contact.read"
    HISTORY_READ = "history.read"
    LETTER_APPROVE = "letter.approve"
    LETTER_PRINT = "letter.print"
    LETTER_READ = "letter.read"
    LETTER_WRITE = "letter.write"
    LIBRARY_EDIT = "library.edit"
    LIBRARY_READ = "library.read"
    MEMBER_EDIT = "member.edit"
    MEMBER_READ = "member.read"
    POST_READ = "post.read"
    STAFF_EDIT = "staff.edit"
    STAFF_READ = "staff.read"
    STARTER_SET = "starter.set"
    TASK_WORK = "task.work"


_P = Permission
READING = frozenset(permission for permission in Permission if permission.value.endswith(".read"))
"""The rights to read; who has no other may write nothing."""
_DESK_WORK = READING | {
    _P.ABSENCE_SET,
    _P.COMPLAINT_LOG,
    _P.COMPLAINT_WORK,
    _P.CONTACT_LOG,
    _P.LETTER_PRINT,
    _P.LETTER_WRITE,
    _P.MEMBER_EDIT,
    _P.TASK_WORK,
}
_LEAD = _DESK_WORK | {_P.COMPLAINT_CLOSE, _P.LETTER_APPROVE, _P.STARTER_SET}

ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.ADVISER: _DESK_WORK | {_P.COMPLAINT_CLOSE},
    Role.SENIOR_ADVISER: _DESK_WORK | {_P.COMPLAINT_CLOSE},
    Role.TEAM_LEADER: _LEAD,
    Role.MANAGER: _LEAD | {_P.ABSENCE_ARRANGE, _P.CALENDAR_CONFIRM, _P.LIBRARY_EDIT},
    Role.ADMINISTRATOR: READING
    | {_P.ABSENCE_ARRANGE, _P.ABSENCE_SET, _P.CALENDAR_CONFIRM, _P.LIBRARY_EDIT, _P.STAFF_EDIT, _P.STARTER_SET},
    Role.AUDITOR: READING,
    # Prints and posts what is approved, and opens no case and nobody's record.
    Role.POST_ROOM: frozenset({_P.LETTER_PRINT, _P.POST_READ, _P.STAFF_READ}),
}

ROLE_NAMES: dict[Role, str] = {
    Role.ADVISER: "adviser",
    Role.SENIOR_ADVISER: "senior adviser",
    Role.TEAM_LEADER: "team leader",
    Role.MANAGER: "manager",
    Role.ADMINISTRATOR: "administrator",
    Role.AUDITOR: "auditor",
    Role.POST_ROOM: "post room",
}


def permissions_of(roles: frozenset[Role]) -> frozenset[Permission]:
    """All that somebody with these roles may do."""
    return frozenset().union(*(ROLE_PERMISSIONS[role] for role in roles))


def roles_with(permission: Permission) -> list[Role]:
    """Who may: for the sentence that tells somebody who may not."""
    return [role for role, held in ROLE_PERMISSIONS.items() if permission in held]
