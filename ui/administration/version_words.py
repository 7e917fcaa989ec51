"""How a version of a procedure is named and how it stands, as lists and headlines say it."""

from __future__ import annotations

from app.knowledge.find_procedures import ProcedureVersion, VersionState
from ui.kit.dates import show_date
from ui.kit.table_data import Status

STATES = {
    VersionState.IN_FORCE: Status("In force", "dot", "good"),
    VersionState.TO_COME: Status("To come", "ring", "accent"),
    VersionState.ENDED: Status("Ended", "bar", "muted"),
    VersionState.WITHDRAWN: Status("Withdrawn", "cross", "muted"),
}


def days_of(version: ProcedureVersion) -> str:
    """Since when it counts, and until when."""
    since = show_date(version.in_force_from)
    if version.state is VersionState.WITHDRAWN:
        return f"was to count from {since}"
    until = version.in_force_until
    if until is not None and until < version.in_force_from:
        return f"replaced on its first day, {since}"
    return f"{since} to {show_date(until)}" if until else f"from {since}"


def counts(version: ProcedureVersion) -> str:
    """The same in a few words, for a narrow list."""
    until = version.in_force_until
    short = version.state is VersionState.WITHDRAWN or until is None or until < version.in_force_from
    return days_of(version) if short else f"until {show_date(until)}"


def made(version: ProcedureVersion) -> str:
    """Who made it and when."""
    on = show_date(version.made_at.astimezone().date())
    return f"made by {version.made_by} on {on}" if version.made_by else f"came with Fairhand, taken in on {on}"


def cases_words(count: int) -> str:
    """How many open cases keep it."""
    return {0: "no open case keeps it", 1: "1 open case keeps it"}.get(count, f"{count} open cases keep it")


def subline(version: ProcedureVersion, cases: int) -> str:
    """All that is to be known of a version, in a line."""
    desks = f"used by {', '.join(version.desks)}" if version.desks else "no desk works by it"
    parts = [f"Version {version.version}", days_of(version), made(version), cases_words(cases), desks]
    if version.reason:
        parts.append(f"Why: {version.reason}")
    if version.withdrawn_because:
        parts.append(f"Withdrawn: {version.withdrawn_because}")
    return " · ".join(parts)
