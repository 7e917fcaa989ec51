"""Who decides on a letter: by the procedure of its matter, never whoever had a hand in it or in an earlier stage."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import or_, select

from app.basics.problems import NotAllowed
from app.correspondence.answering import answering_kind
from app.correspondence.approval_rules import approval_rules
from app.correspondence.letter_rows import hands_of, letter_row
from app.correspondence.problems import OwnLetter
from app.correspondence.rules import may_decide
from app.correspondence.tables import Letter
from app.staff.absences import Away, away_now
from app.staff.permissions import ROLE_NAMES, Permission, roles_with
from app.staff.tables import Role, Staff, StaffRole
from app.staff.work import Deciders, ReadWork, Work


@dataclass(frozen=True, slots=True)
class Approver:
    """Somebody who may decide on a letter today, and why they; ``away`` where they are not here.

    ``covers`` names whom they decide for: it is theirs only while that person is away.
    """

    staff_id: int
    name: str
    why: str
    away: Away | None = None
    covers: str = ""

    @property
    def line(self) -> str:
        """As they are offered: "Mia Manager, manager (away until 4 Dec 2026; Tom Bell covers)"."""
        away = f" ({self.away.words})" if self.away else ""
        return f"{self.name}, {self.why}{away}"


def deciders_of(work: ReadWork, letter: Letter) -> Deciders:
    """What the matter of a letter says of who decides on it."""
    kind, _, number = (letter.subject or f"person:{letter.person_id}").partition(":")
    return work.wiring.subject(kind).deciders(work, int(number), answering_kind(work, letter))


def approvers_of(work: ReadWork, letter_id: int) -> list[Approver]:
    """Those who may decide on this letter today: never who wrote of it; who is here first, then those of its desk."""
    work.require(Permission.LETTER_READ)
    letter = letter_row(work, letter_id)
    return _approvers(work, letter, deciders_of(work, letter))


def may_approve(work: ReadWork, letter_id: int) -> list[str]:
    """Their names."""
    return [one.name for one in approvers_of(work, letter_id)]


def nobody_left(work: ReadWork, letter_id: int) -> str:
    """Who decides where nobody who is here may: the sentence that names the next level; empty where somebody may."""
    work.require(Permission.LETTER_READ)
    letter = letter_row(work, letter_id)
    deciders = deciders_of(work, letter)
    found = _approvers(work, letter, deciders)
    return "" if is_anybody_here(found) else _next_level_words(work, letter, deciders, found)


def is_anybody_here(found: Iterable[Approver]) -> bool:
    """Whether one of those who may decide is not away."""
    return any(one.away is None for one in found)


def why_not_decide(work: ReadWork, letter: Letter) -> str:
    """Why this person may not decide on the letter, and who may; empty when they may."""
    deciders = deciders_of(work, letter)
    why = may_decide(work.actor.staff_id, hands_of(work, letter)) or _why_not_by_procedure(work, deciders)
    return f"{why} {_who_may(work, letter, deciders)}" if why else ""


def require_decider(work: Work, letter: Letter) -> None:
    """Go on only if this person may decide on the letter. Raises OwnLetter, or NotAllowed by its procedure."""
    deciders = deciders_of(work, letter)
    own = may_decide(work.actor.staff_id, hands_of(work, letter))
    if own:
        raise OwnLetter(own, _who_may(work, letter, deciders))
    why = _why_not_by_procedure(work, deciders)
    if why:
        raise NotAllowed(why, _who_may(work, letter, deciders))


def decides_in_place_of(work: ReadWork, letter: Letter) -> int | None:
    """Whom this person decides for on a letter, where it is theirs only because they cover; None where it is theirs."""
    deciders = deciders_of(work, letter)
    if not deciders.roles or work.actor.roles & set(deciders.roles):
        return None
    return _covered_by(work, work.actor.staff_id, deciders)


def _why_not_by_procedure(work: ReadWork, deciders: Deciders) -> str:
    if not work.actor.may(Permission.LETTER_APPROVE):
        return "Approving letters is not among your rights."
    if work.actor.staff_id in deciders.barred:
        return f"You had a hand in it at an earlier stage, and {deciders.stage} is for somebody who had none."
    has_role = not deciders.roles or bool(work.actor.roles & set(deciders.roles))
    if not has_role and _covered_by(work, work.actor.staff_id, deciders) is None:
        return f"{deciders.stage} is decided by {_either([f'a {ROLE_NAMES[role]}' for role in deciders.roles])}."
    return ""


def _who_may(work: ReadWork, letter: Letter, deciders: Deciders) -> str:
    found = _approvers(work, letter, deciders)
    may = f"{who_words(found)} may." if found else ""
    above_them = "" if is_anybody_here(found) else _next_level_words(work, letter, deciders, found)
    return " ".join(filter(None, (may, above_them)))


def who_words(found: Sequence[Approver]) -> str:
    """Those who are here, by name; where nobody is, all with until when they are away."""
    here = [one.name for one in found if one.away is None]
    return _either(here or [f"{one.name} ({one.away.words})" for one in found if one.away])


def above(work: ReadWork, letter: Letter) -> str:
    """Where a letter goes that nobody here may decide on: the office that its procedure names, else the role above."""
    deciders = deciders_of(work, letter)
    _version_id, rules = approval_rules(work, letter, deciders)
    return rules.next_level or _level(deciders)


def _next_level_words(work: ReadWork, letter: Letter, deciders: Deciders, away: Sequence[Approver]) -> str:
    _version_id, rules = approval_rules(work, letter, deciders)
    office = f"send it to {rules.next_level}, or " if rules.next_level else ""
    why = "All of them are away: wait, " if away else "Nobody here may at present: "
    return f"{why}{office}{'or ' if away and not office else ''}ask an administrator to name {_level(deciders)}."


def _level(deciders: Deciders) -> str:
    level = _either([f"a {ROLE_NAMES[role]}" for role in next_level(_deciding_roles(deciders))])
    return f"{level} who had no hand in it"


def next_level(roles: Sequence[Role]) -> tuple[Role, ...]:
    """Who decides when nobody of these roles is left: whoever stands above all of them, else the highest."""
    ladder = [role for role in (Role.TEAM_LEADER, Role.MANAGER) if role in roles_with(Permission.LETTER_APPROVE)]
    above = [role for role in ladder if all(ladder.index(role) > ladder.index(one) for one in roles if one in ladder)]
    return tuple(above) or tuple(ladder[-1:])


def _deciding_roles(deciders: Deciders) -> list[Role]:
    able = roles_with(Permission.LETTER_APPROVE)
    return [role for role in able if not deciders.roles or role in deciders.roles]


@dataclass(frozen=True, slots=True)
class _Person:
    name: str
    desk_id: int
    roles: frozenset[Role]


def _approvers(work: ReadWork, letter: Letter, deciders: Deciders) -> list[Approver]:
    people = _who_approves_here(work)
    away = away_now(work)
    barred = hands_of(work, letter).all | deciders.barred
    free = [one for one in people if one not in barred]
    named = set(_deciding_roles(deciders))
    found = [
        Approver(one, people[one].name, _why(people[one], named), _without_barred_cover(away.get(one), barred))
        for one in free
        if people[one].roles & named
    ]
    known = {one.staff_id for one in found}
    found += _standing_in(people, away.values(), [one for one in free if one not in known], named)
    return sorted(found, key=lambda one: (one.away is not None, people[one.staff_id].desk_id != letter.desk_id))


def _without_barred_cover(away: Away | None, barred: Collection[int]) -> Away | None:
    """An absence without its cover, where whoever covers had a hand in the letter and stands in for nobody there."""
    return replace(away, cover_id=None, cover="") if away is not None and away.cover_id in barred else away


def _standing_in(
    people: Mapping[int, _Person], away: Iterable[Away], free: Collection[int], named: Collection[Role]
) -> list[Approver]:
    """Approvers who may only because they cover for somebody of the roles that decide."""
    is_away = {one.staff_id: one for one in away}
    covering = [
        (one.cover_id, one.name)
        for one in is_away.values()
        if one.staff_id in people and people[one.staff_id].roles & set(named)
    ]
    return [
        Approver(cover, people[cover].name, f"covers for {name}", is_away.get(cover), name)
        for cover, name in covering
        if cover is not None and cover in free
    ]


def _covered_by(work: ReadWork, staff_id: int, deciders: Deciders) -> int | None:
    """Somebody of the roles that decide who is away and covered by this person."""
    people, named = _who_approves_here(work), set(_deciding_roles(deciders))
    covered = [one.staff_id for one in away_now(work).values() if one.cover_id == staff_id]
    return next((one for one in covered if one in people and people[one].roles & named), None)


def _why(person: _Person, named: Collection[Role]) -> str:
    return next(ROLE_NAMES[role] for role in (*reversed(Role),) if role in person.roles and role in named)


def _who_approves_here(work: ReadWork) -> Mapping[int, _Person]:
    """Everybody who may approve letters today, by name."""
    today = work.today()
    query = (
        select(Staff.id, Staff.display_name, Staff.desk_id, StaffRole.role)
        .join(StaffRole, StaffRole.staff_id == Staff.id)
        .where(
            StaffRole.role.in_(roles_with(Permission.LETTER_APPROVE)),
            StaffRole.from_on <= today,
            or_(StaffRole.until_on.is_(None), StaffRole.until_on > today),
            or_(Staff.ended_on.is_(None), Staff.ended_on > today),
        )
        .order_by(Staff.display_name, Staff.id)
    )
    found: dict[int, _Person] = {}
    for row in work.session.execute(query):
        before = found[row.id].roles if row.id in found else frozenset[Role]()
        found[row.id] = _Person(row.display_name, row.desk_id, before | {row.role})
    return found


def _either(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " or " + names[-1]
