"""The same complaint by another way: joining a case with the one that leads, and separating the two again."""

from __future__ import annotations

from app.complaints.join_complaint import ADD_POINTS, LEAVE_POINTS, join_complaint
from app.complaints.record import JoinChoice
from app.complaints.separate_complaint import separate_complaint
from app.complaints.wording import show_date
from ui.complaints.deed import Deed
from ui.complaints.opening import OpenCase
from ui.complaints.page_state import why_no_change
from ui.kit.forms import Choice, Field

_POINTS = (
    Choice(ADD_POINTS, "Add them there", "But for those that stand there under the same title"),
    Choice(LEAVE_POINTS, "They all stand there already"),
)


def _fields(case: OpenCase) -> tuple[Field, ...]:
    choices = [Choice(one.case.reference, _words(one)) for one in case.may_be_same]
    none = "" if choices else "No open case of this desk shares its person, case number or a party"
    return (
        Field("suggested", "Which one leads", "radio", choices=choices, hint=none),
        Field(
            "reference", "Or its reference", limit=40, chars=24, hint="Of the case in which the matter is looked into"
        ),
        Field("points", "The points of this one", "radio", required=True, choices=_POINTS),
    )


def _words(one: JoinChoice) -> str:
    """The case, what the two share, and what speaks against writing to both: all of it is to be seen before joining."""
    case = one.case
    shared = f"{one.why.capitalize()}, raised on {show_date(case.raised_on)}"
    warning = f"\n▲ {one.warning}" if one.warning else ""
    return f"{case.reference}  {case.reader}: {case.title}\n{shared}{warning}"


def _why_no_join(case: OpenCase) -> str:
    record = case.record
    if record.lead is not None:
        return f"It is joined with {record.lead.reference}."
    return why_no_change(case)


def _why_no_separating(case: OpenCase) -> str:
    lead = case.record.lead
    if lead is None:
        return "It is not joined with another case."
    if lead.answered_on is not None:
        return f"{lead.reference} was answered on {show_date(lead.answered_on)}: what was answered together stays so."
    return why_no_change(case)


JOIN = Deed(
    "join",
    "Same complaint by another way…",
    "The matter is looked into in one of the two, with one clock from the day on which either was first raised. "
    "Each is answered by a letter of its own.",
    "Join the two",
    join_complaint,
    _fields,
    _why_no_join,
    lambda _case, _values: "Joined: one clock runs, and each is owed its own answer.",
    "link",
)
SEPARATE = Deed(
    "separate",
    "Another matter after all…",
    "This case has its own points and its own clock again, counted from its own first day.",
    "Separate the two",
    separate_complaint,
    lambda _case: (),
    _why_no_separating,
    lambda _case, _values: "Separated: its own clock runs again.",
    "unlink",
)
