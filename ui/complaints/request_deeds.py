"""What can be done about something that a case waits for: ask, take it in, ask again, go on without."""

from __future__ import annotations

from app.complaints.ask_for import ask_for
from app.complaints.chase_request import chase_request
from app.complaints.end_request import go_on_without, request_came
from app.complaints.wording import show_date
from ui.complaints.deed import Deed
from ui.complaints.opening import OpenCase
from ui.complaints.page_state import why_no_edit
from ui.kit.forms import Choice, Field


def _why_nothing_awaited(case: OpenCase) -> str:
    return why_no_edit(case) or ("" if case.record.open_requests else "Nothing is waited for.")


def _why_no_asking(case: OpenCase) -> str:
    if case.record.procedure.pauses:
        return why_no_edit(case)
    return "Its procedure knows nothing to be waited for."


def _ask(case: OpenCase) -> tuple[Field, ...]:
    choices = [
        Choice(
            pause.code,
            f"{pause.name} ({pause.answer_within.amount} {pause.answer_within.length_unit}; the clock "
            + ("stands)" if pause.stops_clock else "runs on)"),
        )
        for pause in case.record.procedure.pauses
    ]
    return (
        Field("pause", "What is needed", "choice", required=True, choices=choices),
        Field(
            "what",
            "What exactly",
            required=True,
            limit=4_000,
            placeholder="As the letter lists it: your signed note that Mr Tan may act for you",
        ),
        Field("of_whom", "Of whom", required=True, limit=200, beside=True, default=case.record.person_name),
        Field(
            "otherwise",
            "If we do not have it by that day, …",
            required=True,
            limit=4_000,
            default="we will answer from what we have",
        ),
    )


def _which(case: OpenCase) -> Field:
    choices = [
        Choice(one.id, f"{one.name}: {one.what} (due {show_date(one.due_on)})") for one in case.record.open_requests
    ]
    first = choices[0].value if choices else None
    return Field("request_id", "Which", "choice", required=True, choices=choices, default=first)


def _came(case: OpenCase) -> tuple[Field, ...]:
    return (
        _which(case),
        Field("came_on", "It came on", "date", required=True, chars=14, default=case.today),
        Field("what_came", "What came", limit=4_000),
    )


def _without(case: OpenCase) -> tuple[Field, ...]:
    return (_which(case), Field("why", "Why we go on without it", "prose", required=True, limit=4_000, lines=2))


ASK = Deed(
    "ask",
    "Ask for something…",
    "It is waited for until the day that the procedure gives; then write the letter that asks for it.",
    "Ask for it",
    ask_for,
    _ask,
    _why_no_asking,
    lambda _case, _values: "Asked for. The letter that says so can be written now.",
    "help-circle",
)
CAME = Deed(
    "came",
    "It has come…",
    "The waiting ends on that day, and a clock that stood runs again from it.",
    "It has come",
    request_came,
    _came,
    _why_nothing_awaited,
    lambda _case, _values: "It has come; the clock runs.",
    "inbox",
    "request_id",
)
CHASE = Deed(
    "chase",
    "Ask again…",
    "It is due anew, as long after today as at first. A clock that stands goes on standing.",
    "Ask again",
    chase_request,
    lambda case: (_which(case),),
    _why_nothing_awaited,
    lambda _case, _values: "Noted that it was asked for again.",
    "bell",
    "request_id",
)
WITHOUT = Deed(
    "without",
    "Go on without it…",
    "The waiting ends today, and a clock that stood runs again.",
    "Go on without it",
    go_on_without,
    _without,
    _why_nothing_awaited,
    lambda _case, _values: "Waiting ended; the clock runs.",
    "play",
    "request_id",
)
