"""Why somebody may not: the one sentence that every button and command shows where it is switched off."""

from __future__ import annotations

from app.staff.permissions import ROLE_NAMES, Permission, roles_with
from app.staff.work import Actor

_DEEDS: dict[Permission, str] = {
    Permission.ABSENCE_ARRANGE: "say that somebody else is away",
    Permission.ABSENCE_SET: "say when you are away",
    Permission.CALENDAR_CONFIRM: "confirm calendars",
    Permission.COMPLAINT_CLOSE: "close complaints",
    Permission.COMPLAINT_LOG: "log complaints",
    Permission.COMPLAINT_WORK: "work on complaints",
    Permission.CONTACT_LOG: "log contacts",
    Permission.LETTER_APPROVE: "approve letters",
    Permission.LETTER_PRINT: "print and post letters",
    Permission.LETTER_WRITE: "write letters",
    Permission.LIBRARY_EDIT: "change the library",
    Permission.MEMBER_EDIT: "change records",
    Permission.STAFF_EDIT: "change who works here",
    Permission.STARTER_SET: "say whose letters are all read",
    Permission.TASK_WORK: "work on tasks",
}


def why_not(actor: Actor, permission: Permission) -> str:
    """Why this person may not do it, and who may; empty where they may."""
    if actor.may(permission):
        return ""
    deed = _DEEDS.get(permission, f"read this ({permission.value})")
    first, *others = [ROLE_NAMES[role] for role in roles_with(permission)]
    who = f"{', '.join([first, *others[:-1]])} or {others[-1]}" if others else first
    return f"Your role may not {deed}. Ask somebody who may: {who}."
