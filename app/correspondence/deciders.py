"""Who decides on a letter: by the procedure of its matter, never whoever had a hand in it or in an earlier stage."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import or_, select

from app.basics.problems import NotAllowed
from app.correspondence.letter_rows import hands_of, letter_row
from app.correspondence.problems import OwnLetter
from app.correspondence.rules import may_decide
from app.correspondence.tables import Letter
from app.staff.permissions import ROLE_NAMES, Permission, roles_with
from app.staff.tables import Role, Staff, StaffRole
from app.staff.work import Deciders, ReadWork, Work


def deciders_of(work: ReadWork, letter: Letter) -> Deciders:
    """What the matter of a letter says of who decides on it."""
    kind, _, number = (letter.subject or f"person:{letter.person_id}").partition(":")
    return work.wiring.subject(kind).deciders(work, int(number), letter.kind)


def may_approve(work: ReadWork, letter_id: int) -> list[str]:
    """The names of those who may decide on this letter today: never who wrote of it, those of its desk first."""
    work.require(Permission.LETTER_READ)
    letter = letter_row(work, letter_id)
    return _names(work, letter, deciders_of(work, letter))


def why_not_decide(work: ReadWork, letter: Letter) -> str:
    """Why this person may not decide on the letter, and who may; empty when they may."""
    deciders = deciders_of(work, letter)
    why = may_decide(work.actor.staff_id, hands_of(work, letter)) or _why_not_by_procedure(work, deciders)
    return f"{why} {_who_may(work, letter, deciders)}" if why else ""


def require_decider(work: Work, letter: Letter) -> None:
    """Go on only if this person may decide on the letter. Raises OwnLetter, or NotAllowed by its procedure."""
    own = may_decide(work.actor.staff_id, hands_of(work, letter))
    if own:
        raise OwnLetter(own)
    deciders = deciders_of(work, letter)
    why = _why_not_by_procedure(work, deciders)
    if why:
        raise NotAllowed(why, _who_may(work, letter, deciders))


def _why_not_by_procedure(work: ReadWork, deciders: Deciders) -> str:
    if not work.actor.may(Permission.LETTER_APPROVE):
        return "Approving letters is not among your rights."
    if work.actor.staff_id in deciders.barred:
        return f"You had a hand in it at an earlier stage, and {deciders.stage} is for somebody who had none."
    if deciders.roles and not work.actor.roles & set(deciders.roles):
        return f"{deciders.stage} is decided by {_either([f'a {ROLE_NAMES[role]}' for role in deciders.roles])}."
    return ""


def _who_may(work: ReadWork, letter: Letter, deciders: Deciders) -> str:
    names = _names(work, letter, deciders)
    if names:
        return f"{_either(names)} may."
    level = _either([f"a {ROLE_NAMES[role]}" for role in next_level(_deciding_roles(deciders))])
    return f"Nobody here may at present: ask an administrator to name {level} who had no hand in it."


def next_level(roles: Sequence[Role]) -> tuple[Role, ...]:
    """Who decides when nobody of these roles is left: whoever stands above all of them, else the highest."""
    ladder = [role for role in (Role.TEAM_LEADER, Role.MANAGER) if role in roles_with(Permission.LETTER_APPROVE)]
    above = [role for role in ladder if all(ladder.index(role) > ladder.index(one) for one in roles if one in ladder)]
    return tuple(above) or tuple(ladder[-1:])


def _deciding_roles(deciders: Deciders) -> list[Role]:
    able = roles_with(Permission.LETTER_APPROVE)
    return [role for role in able if not deciders.roles or role in deciders.roles]


def _names(work: ReadWork, letter: Letter, deciders: Deciders) -> list[str]:
    today = work.today()
    query = (
        select(Staff.display_name, Staff.desk_id, Staff.id)
        .join(StaffRole, StaffRole.staff_id == Staff.id)
        .where(
            StaffRole.role.in_(_deciding_roles(deciders)),
            StaffRole.from_on <= today,
            or_(StaffRole.until_on.is_(None), StaffRole.until_on > today),
            or_(Staff.ended_on.is_(None), Staff.ended_on > today),
            Staff.id.not_in(hands_of(work, letter).all | deciders.barred),
        )
        .distinct()
        .order_by(Staff.display_name, Staff.id)
    )
    rows = work.session.execute(query).all()
    return [row.display_name for row in sorted(rows, key=lambda row: row.desk_id != letter.desk_id)]


def _either(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " or " + names[-1]
