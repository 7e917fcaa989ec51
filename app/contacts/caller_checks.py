"""What to ask before anything is said: the points of the caller check, by who is on the line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.contacts.tables import CallerCheck, CallerKind


@dataclass(frozen=True, slots=True)
class CheckPoint:
    """One point: its key in the record, and what the adviser asks for."""

    key: str
    text: str


_NAME = CheckPoint("name", "Full name")
_ADDRESS = CheckPoint("address", "First line of the address and postcode")
_BORN = CheckPoint("born", "Date of birth")

POINTS: dict[CallerKind, tuple[CheckPoint, ...]] = {
    CallerKind.MEMBER: (_NAME, CheckPoint("number", "Member or registration number"), _BORN, _ADDRESS),
    CallerKind.PROSPECTIVE_MEMBER: (_NAME, CheckPoint("reference", "Reference of the application, if any")),
    CallerKind.PUBLIC_USER: (_NAME, CheckPoint("case", "Case or claim number"), _ADDRESS),
    CallerKind.LEGAL_PROFESSIONAL: (
        _NAME,
        CheckPoint("firm", "Firm, and its reference"),
        CheckPoint("case", "Case or claim number, and for whom they act"),
    ),
    CallerKind.REPRESENTATIVE: (
        _NAME,
        CheckPoint("for_whom", "For whom they act: two facts about that person"),
        CheckPoint("authority", "Authority on file, in date, and wide enough"),
    ),
    CallerKind.ELECTED_MEMBER: (
        _NAME,
        CheckPoint("office", "The office they hold, and its official number or address"),
        CheckPoint("for_whom", "For whom they act: two facts about that person"),
    ),
    CallerKind.PARTNER: (_NAME, CheckPoint("partner", "Which partner, and their number there known to us")),
    CallerKind.UNKNOWN: (),
}

NEEDED: dict[CallerKind, int] = {
    CallerKind.MEMBER: 3,
    CallerKind.PROSPECTIVE_MEMBER: 1,
    CallerKind.PUBLIC_USER: 2,
    CallerKind.LEGAL_PROFESSIONAL: 3,
    CallerKind.REPRESENTATIVE: 3,
    CallerKind.ELECTED_MEMBER: 3,
    CallerKind.PARTNER: 2,
    CallerKind.UNKNOWN: 0,
}
"""How many points must be right; defaults to review, since each body sets its own."""


def points_for(kind: str) -> tuple[tuple[CheckPoint, ...], int]:
    """The points for a kind of caller, and how many of them must be right."""
    caller = CallerKind(kind)
    return POINTS[caller], NEEDED[caller]


def strangers(kind: CallerKind, checked: Iterable[str]) -> set[str]:
    """Those of the keys that are no points of this kind of caller."""
    return set(checked) - {point.key for point in POINTS[kind]}


def carried_over(before: CallerKind | str, after: CallerKind | str, checked: Iterable[str]) -> frozenset[str]:
    """The points that another kind of caller is asked in the same words: those stay checked when the kind was wrong."""
    asked = {point.key for point in set(POINTS[CallerKind(before)]) & set(POINTS[CallerKind(after)])}
    return frozenset(asked & set(checked))


def outcome(kind: CallerKind, checked: frozenset[str], *, may_pass: bool = True) -> CallerCheck:
    """What the check came to: passed once enough points were right, not done while none was asked.

    ``may_pass`` is false where the record keeps this caller from it: ``callers.why_no_pass``.

    Raises ValueError for points of another kind of caller, which prove nothing here.
    """
    if wrong := strangers(kind, checked):
        raise ValueError(f"not points of the check of a {kind}: {sorted(wrong)}")
    if not NEEDED[kind]:
        return CallerCheck.NOT_NEEDED
    if not checked:
        return CallerCheck.NOT_DONE
    return CallerCheck.PASSED if may_pass and len(checked) >= NEEDED[kind] else CallerCheck.FAILED
