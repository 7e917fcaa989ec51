"""What can be done with a case about another body's system: mark it as entered there, or take the mark back."""

from __future__ import annotations

from app.complaints.mark_entered import mark_entered, take_back_entry
from app.complaints.wording import show_date
from ui.complaints.deed import Deed
from ui.complaints.opening import OpenCase
from ui.kit.forms import Field


def _why_no_mark(case: OpenCase) -> str:
    if not case.may_work:
        return "You may read complaints but not work on them."
    if case.record.entered_on is not None:
        return f"It was entered by {case.record.entered_by} on {show_date(case.record.entered_on)}."
    return "" if case.record.procedure.external else "Its procedure names no other system."


def _why_no_taking_back(case: OpenCase) -> str:
    if not case.may_work:
        return "You may read complaints but not work on them."
    return "" if case.record.entered_on is not None else "It is not marked as entered."


ENTERED = Deed(
    "entered",
    "Mark as entered elsewhere…",
    "The case stands in the other system under this reference, by which it is found here too.",
    "Mark as entered",
    mark_entered,
    lambda _case: (Field("reference", "Its reference there", required=True, limit=60),),
    _why_no_mark,
    lambda _case, values: f"Entered as {values['reference']}.",
    "check",
)
NOT_ENTERED = Deed(
    "not_entered",
    "Not entered after all…",
    "The mark and the reference go; the case stands among those to be entered again.",
    "Take the mark back",
    take_back_entry,
    lambda _case: (),
    _why_no_taking_back,
    lambda _case, _values: "The mark is taken back.",
    "undo",
)
