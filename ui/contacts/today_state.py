"""What the Today page shows of a task: no Qt."""

from __future__ import annotations

from app.complaints.find_settled import DeskShare, Share
from app.complaints.wording import STATE_WORDS, show_date
from app.complaints.worklist_row import WorklistRow
from app.contacts.find import TaskRow, Urgency
from app.contacts.when import show_when
from ui.kit.table_data import Status, Tone

_STATUS: dict[Urgency, Status] = {
    Urgency.OVERDUE: Status("Overdue", "triangle", "bad"),
    Urgency.TODAY: Status("Today", "half", "warn"),
    Urgency.SOON: Status("Soon", "ring", "plain"),
    Urgency.LATER: Status("Later", "none", "muted"),
}
_KINDS = {"promise": "Promised", "action": "Action", "translation": "Translation", "other": "Task"}
_PAGES = {"person": "members", "contact": "members", "complaint": "complaints", "letter": "letters"}


def status_of(task: TaskRow) -> Status:
    """When it asks for attention, as word and shape."""
    return _STATUS[task.urgency]


def tone_of(task: TaskRow) -> Tone:
    return "bad" if task.urgency is Urgency.OVERDUE else "plain"


def due_text(task: TaskRow, zone: str) -> str:
    """When it is due at a desk in ``zone``."""
    return show_when(task.due_at, zone)


def second_line(task: TaskRow) -> str:
    """What kind of task it is, and for whom."""
    return " · ".join(filter(None, (_KINDS.get(task.kind, "Task"), task.person_name, task.reference)))


def where_to(task: TaskRow) -> tuple[str, str] | None:
    """The page and subject that show what the task belongs to, or its person; None where neither is known."""
    if task.subject is not None and not task.subject.startswith("contact:"):
        page = _PAGES.get(task.subject.partition(":")[0])
        return (page, task.subject) if page is not None else None
    return ("members", f"person:{task.person_id}") if task.person_id is not None else None


def day_sentence(tasks: list[TaskRow]) -> str:
    """The day in one line."""
    late = sum(task.urgency is Urgency.OVERDUE for task in tasks)
    today = sum(task.urgency is Urgency.TODAY for task in tasks)
    if not tasks:
        return "Nothing is promised and nothing is due."
    words = [f"{late} overdue" if late else "", f"{today} due today" if today else ""]
    rest = len(tasks) - late - today
    words.append(f"{rest} later" if rest else "")
    return ", ".join(filter(None, words)) + "."


def desk_line(share: DeskShare) -> str:
    """What a desk settled at first contact, this month and last."""
    said = f"{share.desk_name}: {_share(share.this_month)} this month, {_share(share.last_month)} last month"
    so_far = share.this_month.so_far + share.last_month.so_far
    return f"{said}; {so_far:,} may still come back" if so_far else said


def back_line(share: DeskShare, shown: int) -> str:
    """What leads from a desk's cases back to all desks, and how many of them are shown where that is not all."""
    more = share.this_month.settled + share.last_month.settled > shown
    return f"Back to all desks: {desk_line(share)}" + (f". Below are the newest {shown:,}." if more else "")


def case_line(row: WorklistRow) -> str:
    """A case that was settled at first contact, in a line."""
    words = (row.reference, row.person_name, row.title, show_date(row.raised_on), STATE_WORDS[row.state].lower())
    return " · ".join(words)


def back_again_line(row: WorklistRow) -> str:
    """A case that does not count: the same matter came back."""
    return f"Does not count, it came back: {case_line(row)}"


def _share(share: Share) -> str:
    return f"{share.settled:,} of {share.of:,} ({share.settled / share.of:.0%})" if share.of else "nothing came in"
