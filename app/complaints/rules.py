"""Decisions about a complaint that need no database: what comes out of it, what is missing, why it waits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.basics.file_types import PICTURES
from app.calendars.due_words import due_words
from app.complaints.head_row import HeadRow, RemedyRow
from app.complaints.inquiry_rows import EvidenceRow
from app.complaints.record import ComplaintRecord
from app.complaints.states import (
    COMPLAINT_TRANSITIONS,
    SET_APART,
    ComplaintState,
    Met,
    Outcome,
    QuestionOutcome,
    RemedyKind,
)
from app.complaints.wording import AXIS_WORDS, counted, show_date, show_near
from app.complaints.worklist_row import Waiting, WorklistRow
from app.knowledge.procedure import CauseAxis, Procedure

OPEN_STATES = frozenset(ComplaintState) - {ComplaintState.CLOSED}
"""The states in which a case stands on the worklist."""

AT_WORK = frozenset(
    {
        ComplaintState.RECEIVED,
        ComplaintState.ACKNOWLEDGED,
        ComplaintState.INVESTIGATING,
        ComplaintState.DRAFTING,
        ComplaintState.IN_APPROVAL,
        ComplaintState.REOPENED,
    }
)
"""The states in which findings may still be made."""

WITH_FAULT = frozenset({Outcome.UPHELD, Outcome.PARTLY_UPHELD})


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that a letter still needs; ``link`` is where it is put right: "head:12#reason", "complaint#title"."""

    text: str
    link: str


def may_become(state: ComplaintState, wanted: ComplaintState) -> bool:
    """Whether a complaint may go from one state to another."""
    return wanted in COMPLAINT_TRANSITIONS[state]


def overall_outcome(outcomes: Sequence[Outcome | None]) -> Outcome | None:
    """What the whole comes to; None while a point has no finding.

    Upheld when every point that counts was, not upheld when none was; points set apart or without a possible finding
    do not count unless there are no others (HMRC Complaints Handling Guidance CHG910: each tier has its own outcome).
    """
    if not outcomes or None in outcomes:
        return None
    found = {outcome for outcome in outcomes if outcome not in SET_APART and outcome is not Outcome.NO_FINDING}
    if not found:
        return next(one for one in (Outcome.NO_FINDING, Outcome.REDIRECTED, Outcome.WITHDRAWN) if one in outcomes)
    if len(found) == 1:
        return found.pop()
    return Outcome.PARTLY_UPHELD


def ready_to_write(record: ComplaintRecord, letter_kind: str) -> list[Missing]:
    """What a letter of that kind still needs, in reading order; empty when it can be written.

    ``letter_kind`` is that of letters/facts.schema.json: acknowledgement, holding, extension, response,
    signposting, confirmation.
    """
    missing = [*_missing_of_case(record)]
    if letter_kind in ("holding", "extension") and record.holding_until is None:
        missing.append(Missing("Why the answer will be late, and the new date", "complaint#delay"))
    if letter_kind == "signposting" and record.route is None:
        missing.append(Missing("Where the complaint should go instead", "complaint#route"))
    if letter_kind == "confirmation":
        missing += [
            Missing(f"Point {head.number}: what went wrong, and what was done at once", f"head:{head.id}#reason")
            for head in record.counting_heads
            if not head.reason.strip()
        ]
    if letter_kind == "response":
        for head in record.counting_heads:
            missing += _missing_of_head(head, record.procedure)
        if not sources(record):
            missing.append(Missing("What you looked at and whom you asked", "complaint#looked_at"))
    return missing


def sources(record: ComplaintRecord) -> list[str]:
    """What was looked at and who was asked, each as it follows “we …” in a letter.

    First what somebody wrote there, then the evidence that counts and the colleagues who answered, unless a line
    names them already. The answer's own file is no source beside whom it is from.
    """
    written = [line.strip() for line in record.looked_at.splitlines() if line.strip()]
    answers = {question.evidence_id for question in record.questions if question.evidence_id}
    found = [
        *(_looked_at(item) for item in record.evidence if item.counts and item.id not in answers),
        *(f"asked {one.answered_by}" for one in record.questions if one.outcome is QuestionOutcome.ANSWERED),
    ]
    named = "\n".join(written).casefold()
    return written + [one for one in dict.fromkeys(found) if one.partition(" ")[2].casefold() not in named]


def head_sources(record: ComplaintRecord, head_id: int) -> list[str] | None:
    """The same for one point; None where nobody says what bears on which point, or other sources were written down."""
    items = [item for item in record.evidence if item.counts]
    answered = [one for one in record.questions if one.outcome is QuestionOutcome.ANSWERED]
    answers = {question.evidence_id for question in record.questions if question.evidence_id}
    found = [_looked_at(item) for item in items if head_id in item.head_ids and item.id not in answers]
    found += [f"asked {one.answered_by}" for one in answered if head_id in one.head_ids]
    by_point = any(item.head_ids for item in items) or any(one.head_ids for one in answered)
    if not found and (record.looked_at.strip() or not by_point):
        return None
    named = sources(record)
    return [one for one in dict.fromkeys(found) if one in named] or ([] if not found else None)


def _looked_at(item: EvidenceRow) -> str:
    return f"looked at {item.title}" if item.file_type in PICTURES else f"read {item.title}"


def still_asked(record: ComplaintRecord, today: date) -> list[Missing]:
    """Colleagues who have not answered: worth knowing before one writes, and no bar to it. Late ones stand first."""
    waiting = sorted(record.open_questions, key=lambda one: (one.due_on >= today, one.due_on))
    return [
        Missing(
            f"{one.of_whom} has not answered {one.reference}, "
            + (f"due {show_date(one.due_on)}" if one.due_on >= today else f"late since {show_date(one.due_on)}"),
            f"question:{one.id}#answer",
        )
        for one in waiting
    ]


def ready_to_close(record: ComplaintRecord) -> list[Missing]:
    """What an answered case still needs before it is closed: causes of each fault, and every promise kept."""
    missing = [one for head in record.counting_heads for one in _missing_causes(head, record.procedure)]
    if record.responded_on is None:
        return missing
    return missing + [
        Missing(f"Point {head.number}: it was promised to {promised(remedy)}", f"remedy:{remedy.id}#done")
        for head in record.counting_heads
        for remedy in head.standing_remedies
        if remedy.is_open
    ]


def promised(remedy: RemedyRow) -> str:
    """What somebody will do, as it follows “will”: the sum stands before what it is for."""
    text = remedy.text.rstrip(". ")
    return f"pay {remedy.amount} {text}" if remedy.amount else text


def _missing_causes(head: HeadRow, procedure: Procedure) -> list[Missing]:
    if head.outcome not in WITH_FAULT:
        return []
    chosen = {
        CauseAxis.SYMPTOM: head.symptom,
        CauseAxis.ROOT_CAUSE: head.root_cause,
        CauseAxis.CORRECTIVE_ACTION: head.corrective_action,
    }
    return [
        Missing(f"Point {head.number}: {AXIS_WORDS[axis].lower()}", f"head:{head.id}#{axis}")
        for axis, code in chosen.items()
        if code is None and procedure.causes_of(axis)
    ]


def _missing_of_case(record: ComplaintRecord) -> Iterable[Missing]:
    if not record.title.strip():
        yield Missing("What the complaint is about, in a few words", "complaint#title")
    if not record.in_their_words.strip():
        yield Missing("The complaint in their own words", "complaint#in_their_words")
    if not record.heads:
        yield Missing("The points of the complaint", "complaint#heads")


def _missing_of_head(head: HeadRow, procedure: Procedure) -> list[Missing]:
    wanted = [
        ("what_they_say", bool(head.what_they_say.strip()), "what they say"),
        ("event_on", head.event_on is not None, "the day it happened"),
        ("what_happened", bool(head.what_happened.strip()), "what happened"),
        ("standard", head.standard is not None, "the standard it is measured by"),
        ("what_should_have_happened", bool(head.what_should_have_happened.strip()), "what should have happened"),
        ("met", head.met is not None, "whether the standard was met"),
        ("outcome", head.outcome is not None, "the finding"),
        ("reason", bool(head.reason.strip()), _reason_wanted(head)),
    ]
    if head.outcome is Outcome.NO_FINDING:
        wanted = [item for item in wanted if item[0] in ("what_they_say", "what_happened", "reason")]
    if head.outcome in WITH_FAULT:
        kinds = {remedy.kind for remedy in head.standing_remedies}
        wanted += [
            ("met", head.met is not Met.MET, "a finding that fits: the standard was met, so there is no fault"),
            ("fault", bool(head.fault) or not procedure.faults, "the kind of fault"),
            ("effect", bool(head.effect.strip()), "the effect on this person"),
            ("apology", RemedyKind.APOLOGY in kinds, "an apology"),
            ("remedies", bool(kinds - {RemedyKind.APOLOGY}), "what will be done, by whom and when"),
        ]
    missing = [
        Missing(f"Point {head.number}: {text}", f"head:{head.id}#{field}") for field, there, text in wanted if not there
    ]
    return missing + _missing_of_standard(head) + _missing_of_remedies(head, procedure)


def _reason_wanted(head: HeadRow) -> str:
    """Not upholding a point although a standard was missed can be right, and is what the reason must explain."""
    if head.outcome is Outcome.NOT_UPHELD and head.met in (Met.PARTLY, Met.NOT_MET):
        return "the reason why it is not upheld although the standard was not fully met"
    return "the reason for the finding"


def _missing_of_standard(head: HeadRow) -> list[Missing]:
    if head.standard is None or head.event_on is None or head.standard.in_force_on(head.event_on):
        return []
    text = f"Point {head.number}: a standard that was in force on {show_date(head.event_on)}"
    return [Missing(text, f"head:{head.id}#standard")]


def _missing_of_remedies(head: HeadRow, procedure: Procedure) -> list[Missing]:
    if head.outcome not in WITH_FAULT:
        return []
    proven = {choice.kind for choice in procedure.remedies if choice.needs_proof}
    return [
        Missing(f"Point {head.number}: who will {promised(remedy)}, and by when", f"remedy:{remedy.id}#owner")
        for remedy in head.standing_remedies
        if remedy.kind is not RemedyKind.APOLOGY and (not remedy.owner or remedy.due_on is None)
    ] + [
        Missing(f"Point {head.number}: what shows the loss of {remedy.amount}", f"remedy:{remedy.id}#proof")
        for remedy in head.standing_remedies
        if remedy.kind in proven and not remedy.proof.strip()
    ]


def why_here(row: WorklistRow, today: date) -> list[str]:
    """Why a case stands where it does on the worklist, the most pressing reason first."""
    pressing = row.respond_by is not None and row.respond_by <= today
    clock = _clock_reason(row, today)
    late = [one for one in row.waits if one.due_on <= today]
    silent = [one for one in row.asked if one.due_on < today]
    reasons = [
        clock if pressing else "",
        *(f"{one.name} was due {show_near(one.due_on, today)}: chase it, or go on without" for one in late),
        *(f"{one.of_whom} was to answer by {show_near(one.due_on, today)}: ask again" for one in silent),
        _letter_reason(row) if row.letter_state == "approved" else "",
        _acknowledgement_reason(row, today),
        _letter_reason(row) if row.letter_state != "approved" else "",
        "" if pressing else clock,
        *(_waiting_reason(one, today) for one in row.waits if one not in late),
        *(f"{one.of_whom} is asked, due {show_near(one.due_on, today)}" for one in row.asked if one not in silent),
        _points_reason(row),
        _after_answer_reason(row),
        "Support need" if row.support_need else "",
    ]
    return [reason for reason in reasons if reason]


def _acknowledgement_reason(row: WorklistRow, today: date) -> str:
    if row.acknowledge_by is None:
        return ""
    if row.acknowledge_by < today:
        return f"Not acknowledged, due {show_near(row.acknowledge_by, today)}"
    return (
        "Acknowledge today" if row.acknowledge_by == today else f"Acknowledge by {show_near(row.acknowledge_by, today)}"
    )


def _waiting_reason(one: Waiting, today: date) -> str:
    name = one.name[:1].lower() + one.name[1:]
    return f"Waits for {name} since {show_near(one.asked_on, today)}, due {show_near(one.due_on, today)}"


def _letter_reason(row: WorklistRow) -> str:
    match row.letter_state:
        case "stopped":
            return "Letter stopped, not sent: open the case to see why"
        case "returned":
            return "Letter returned: mend it and submit again"
        case "submitted":
            waits = row.letter_with
            return f"Letter {waits[0].lower()}{waits[1:]}" if waits else "Letter waits for approval"
        case "approved":
            return "Letter approved: print and post it"
        case "editing":
            return "Letter being written"
    return ""


def _clock_reason(row: WorklistRow, today: date) -> str:
    return "" if row.respond_by is None else f"Answer {due_words(row.respond_by, row.days_left, today)}"


def _points_reason(row: WorklistRow) -> str:
    if row.joined_with:
        return f"Joined with {row.joined_with}" if row.state in AT_WORK else ""
    if row.state not in AT_WORK or row.points_found == row.points:
        return ""
    left = row.points - row.points_found
    if row.points == 1:
        return "No finding yet"
    return f"No finding on {left} of {row.points} points"


def _after_answer_reason(row: WorklistRow) -> str:
    if row.state is ComplaintState.OUT_OF_SCOPE and row.respond_by is not None:
        return "Out of scope: tell them where to go"
    if row.responded_on is None or row.state not in (ComplaintState.RESPONDED, ComplaintState.OUT_OF_SCOPE):
        return ""
    if row.actions_open:
        return f"{counted(row.actions_open, 'promised action')} still to do"
    return f"Answered {show_date(row.responded_on)}: close it"
