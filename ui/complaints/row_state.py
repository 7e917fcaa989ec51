"""What a row of the list of cases says: its day, its next step, how pressing it is. No Qt."""

from __future__ import annotations

from datetime import date

from app.complaints.wording import counted, show_date
from ui.complaints.opening import WorkRow
from ui.kit.table_data import Tone


def row_clock(row: WorkRow) -> str:
    """The day by which it stands in the list: of the acknowledgement or answer, or of what its clock stands for."""
    return show_date(row.case.due_on)[:-5] if row.case.due_on else "–"


def row_next(row: WorkRow) -> str:
    """What a row is here for: the next step, where what is pressing stands under the date already."""
    if not row.reasons:
        return "Nothing is due"
    return row.reasons[1] if row_pressing(row) and len(row.reasons) > 1 else row.reasons[0]


def row_when(row: WorkRow) -> str:
    """Under the date: that it is late or due today, or only awaited, else how old the case is."""
    age = row_age(row)
    if row.case.act_by is None and row.case.awaited_days:
        return "awaited"
    return _pressing(row.case.due_on, row.today) or (age if age == "today" else f"{age} old")


def row_pressing(row: WorkRow) -> str:
    """That the answer is late or due today; empty when neither. Then the clock is the first of the row's reasons."""
    return _pressing(row.case.respond_by, row.today)


def _pressing(due: date | None, today: date) -> str:
    if due is None or due > today:
        return ""
    return "late" if due < today else "due today"


def row_age(row: WorkRow) -> str:
    """How long ago it was first raised."""
    days = (row.today - row.case.raised_on).days
    return "today" if days == 0 else counted(days, "day")


def row_whole(row: WorkRow) -> str:
    """All that a row has no room for, line by line: whose case it is, its age, and each reason."""
    case = row.case
    return "\n".join(
        [
            f"{case.reference} · {case.title} · {case.owner_name}",
            f"First raised {show_date(case.raised_on)}",
            *row.reasons,
        ]
    )


def row_tone(row: WorkRow) -> Tone:
    """Late rows are bad, those due within two working days warn."""
    case = row.case
    if case.act_by is None:
        return "warn" if case.due_on and case.due_on <= row.today else "muted"
    if case.act_by < row.today:
        return "bad"
    return "warn" if case.days_to_act is not None and case.days_to_act <= 2 else "plain"
