"""What can be done to a case as a whole: each deed is a small form with one verb on its button."""

from __future__ import annotations

from collections.abc import Callable

from app.complaints.ask_for_stage import ask_for_stage
from app.complaints.close_complaint import close_complaint
from app.complaints.extensions import room_words
from app.complaints.hand_over import hand_over
from app.complaints.note_delay import note_delay
from app.complaints.reopen import reopen
from app.complaints.route_out_of_scope import route_out_of_scope
from app.complaints.rules import AT_WORK, ready_to_close
from app.complaints.states import ComplaintState, ExtensionKind
from ui.complaints.deed import Deed
from ui.complaints.entry_deeds import ENTERED, NOT_ENTERED
from ui.complaints.inquiry_deeds import ADD_LINE, ASK_SOMEBODY, CHASE_QUESTION, GIVE_UP, SET_ASIDE, STRIKE_OUT
from ui.complaints.join_deeds import JOIN, SEPARATE
from ui.complaints.opening import OpenCase
from ui.complaints.page_state import why_elsewhere, why_no_edit
from ui.complaints.point_deeds import point_deeds
from ui.complaints.request_deeds import ASK, CAME, CHASE, WITHOUT
from ui.kit.forms import Choice, Field


def _why_no_handover(case: OpenCase) -> str:
    if not case.may_work:
        return "You may read complaints but not work on them."
    return "It is closed: reopen it first." if case.record.state is ComplaintState.CLOSED else ""


def _why_no_close(case: OpenCase) -> str:
    record = case.record
    if not case.may_close:
        return "You may not close complaints."
    if record.state is ComplaintState.CLOSED:
        return "It is closed already."
    if any(letter.state not in ("posted", "withdrawn") for letter in record.letters):
        return "A letter is not posted yet: post it or withdraw it first."
    if record.responded_on is None and record.counting_heads:
        return "The answer has not been posted yet."
    missing = ready_to_close(record)
    return f"Still open: {missing[0].text}. See “Ready to close?”." if missing else ""


def _why_no_reopen(case: OpenCase) -> str:
    if not case.may_work:
        return "You may read complaints but not work on them."
    return "It is still open." if case.record.state in AT_WORK else why_elsewhere(case)


def _why_no_next_stage(case: OpenCase) -> str:
    record = case.record
    if not case.may_work:
        return "You may read complaints but not work on them."
    if record.lead is not None:
        return why_elsewhere(case)
    if record.responded_on is None or record.state in AT_WORK:
        return "It has no posted answer yet."
    if any(letter.state not in ("posted", "withdrawn") for letter in record.letters):
        return "A letter is not posted yet: post it or withdraw it first."
    if record.procedure.stage_after(record.stage) is None:
        return "It had the last answer of its procedure: what comes next is outside."
    return ""


def _next_stage(case: OpenCase) -> tuple[Field, ...]:
    stage = case.record.procedure.stage_after(case.record.stage)
    decided_by = f"{stage.name}: {stage.decided_by}" if stage else ""
    return (
        Field("they_say", "What they do not accept, and why", "prose", required=True, limit=20_000, lines=3),
        Field("asked_on", "The request reached us on", "date", required=True, chars=14, default=case.today),
        Field(
            "owner_id",
            "Who looks at it now",
            "choice",
            required=True,
            choices=[Choice(key, name) for key, name in case.owners],
            hint=decided_by,
            beside=True,
        ),
        Field("late_reason", "If it came too late, why it is taken all the same", limit=4_000),
    )


def _owners(case: OpenCase) -> tuple[Field, ...]:
    others = [Choice(key, name) for key, name in case.owners if key != case.record.owner_id]
    return (Field("owner_id", "Who takes it over", "choice", required=True, choices=others),)


def _routes(case: OpenCase) -> tuple[Field, ...]:
    choices = [Choice(route.code, route.title, route.what_they_do) for route in case.record.procedure.routes]
    return (Field("route", "What it is about", "radio", required=True, choices=choices),)


def _reason(label: str) -> Callable[[OpenCase], tuple[Field, ...]]:
    return lambda _case: (Field("reason", label, "prose", required=True, limit=4_000, lines=2),)


def _why_no_delay(case: OpenCase) -> str:
    room = case.record.room
    return why_no_edit(case) or ("" if room.latest else room.why_not)


def _delay(case: OpenCase) -> tuple[Field, ...]:
    return (
        Field(
            "reason",
            "Why the answer will be late",
            "prose",
            required=True,
            limit=4_000,
            lines=2,
            hint="A full sentence: the letter says it",
        ),
        Field("new_date", "New day", "date", required=True, chars=14, hint=room_words(case.record.room)),
        Field(
            "kind",
            "How they know",
            "radio",
            required=True,
            choices=how_they_know(agreed_only=case.record.room.agreed_only),
        ),
    )


def how_they_know(*, agreed_only: bool) -> list[Choice]:
    """Whether they agreed to a new day, or are told of one where the procedure lets it be."""
    agreed = Choice(ExtensionKind.AGREED.value, "Agreed with them", "They were asked and said yes to the new day")
    told = Choice(ExtensionKind.NOTIFIED.value, "Notified", "They are told of the new day by the letter")
    return [agreed] if agreed_only else [agreed, told]


HAND_OVER = Deed(
    "hand_over",
    "Hand over…",
    "The new owner finds it on the worklist, with all that is here.",
    "Hand over",
    hand_over,
    _owners,
    _why_no_handover,
    lambda case, values: f"Handed over to {dict(case.owners).get(values['owner_id'], 'the new owner')}.",
    "users",
)
DELAY = Deed(
    "delay",
    "The answer will be late…",
    "The clock is extended and keeps its first sum; then write the letter that says so.",
    "Extend the clock",
    note_delay,
    _delay,
    _why_no_delay,
    lambda _case, _values: "Clock extended. The letter that says so can be written now.",
    "calendar-clock",
)
ROUTE = Deed(
    "route",
    "Out of scope…",
    "Another body is the right one. The clock runs on until the signposting letter is posted.",
    "Send it on",
    route_out_of_scope,
    _routes,
    why_no_edit,
    lambda _case, _values: "Out of scope. The signposting letter can be written now.",
    "external-link",
)
NEXT_STAGE = Deed(
    "next_stage",
    "They ask to look again…",
    "What was found stands as the answer so far; the next stage begins, with its own clocks and its own findings.",
    "Begin the next stage",
    ask_for_stage,
    _next_stage,
    _why_no_next_stage,
    lambda case, values: f"With {dict(case.owners).get(values['owner_id'], 'the new owner')} now, to be found anew.",
    "refresh-cw",
)
CLOSE = Deed(
    "close",
    "Close…",
    "It leaves the worklist; it can be reopened.",
    "Close the complaint",
    close_complaint,
    _reason("Why it can be closed"),
    _why_no_close,
    lambda case, _values: f"{case.record.reference} closed.",
    "archive",
)
REOPEN = Deed(
    "reopen",
    "Reopen…",
    "The clock of the answer starts anew today; the earlier sum is kept.",
    "Reopen the complaint",
    reopen,
    _reason("Why it is opened again"),
    _why_no_reopen,
    lambda case, _values: f"{case.record.reference} reopened.",
    "rotate-ccw",
)
DEEDS = (
    HAND_OVER,
    ADD_LINE,
    ASK_SOMEBODY,
    ASK,
    CAME,
    CHASE,
    WITHOUT,
    DELAY,
    ROUTE,
    NEXT_STAGE,
    CLOSE,
    REOPEN,
    JOIN,
    SEPARATE,
    ENTERED,
    NOT_ENTERED,
)


def deed_named(key: str, case: OpenCase, target: int) -> Deed | None:
    """The deed with this key, of the case or of the point that is its target; None where a row of a list makes it."""
    known = (*DEEDS, STRIKE_OUT, SET_ASIDE, CHASE_QUESTION, GIVE_UP, *point_deeds(case.record.head(target)))
    return next((deed for deed in known if deed.key == key), None)
