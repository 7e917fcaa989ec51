"""What the sections beside a case show and allow: its chronology, evidence and questions as rows. No Qt."""

from __future__ import annotations

from collections.abc import Sequence

from app.basics.dates import show_long_date
from app.basics.file_types import TYPE_WORDS
from app.complaints.find_questions import OpenQuestion
from app.complaints.inquiry_rows import EvidenceRow, QuestionRow
from app.complaints.record import ChronologyRow, ComplaintRecord
from app.complaints.states import ComplaintState, QuestionOutcome
from app.complaints.wording import counted, show_date, show_near
from ui.complaints.opening import OpenCase
from ui.complaints.page_state import capital
from ui.complaints.side_row import SideRow
from ui.kit.table_data import Tone


def why_no_file(case: OpenCase) -> str:
    """Why nothing may be put into the file of a case, empty where it may."""
    if not case.may_work:
        return "You may read complaints but not work on them."
    return "It is closed: reopen it first." if case.record.state is ComplaintState.CLOSED else ""


def as_fact(row: ChronologyRow) -> str:
    """A line as it goes into “what happened”: the day in full, then what happened on it."""
    at = f" at {row.at}" if row.at else ""
    words = row.line.what if row.line else row.text
    return f"{show_long_date(row.on)}{at}: {words.rstrip('. ')}."


def chronology_rows(record: ComplaintRecord) -> list[SideRow]:
    """Each line in the order of the days; its key is its place."""
    return [_chronology_row(at, row) for at, row in enumerate(record.chronology)]


def _chronology_row(at: int, row: ChronologyRow) -> SideRow:
    line = row.line
    told = [row.text, *(line.corrections if line else ())]
    over = " · ".join(filter(None, [show_date(row.on), row.at, "corrected" if line and line.corrections else ""]))
    if line and line.struck_on:
        told.append(f"Struck out on {show_date(line.struck_on)}: {line.struck_why}")
        over = f"{over} · struck out"
    return SideRow(at, over, row.text, struck=bool(line and line.struck_on), tip="\n".join(told), drag=as_fact(row))


def evidence_rows(case: OpenCase) -> list[SideRow]:
    """Each item, those set aside last; its key is its id."""
    ordered = sorted(case.record.evidence, key=lambda item: (not item.counts, item.id))
    return [_evidence_row(case.record, item) for item in ordered]


def _evidence_row(record: ComplaintRecord, item: EvidenceRow) -> SideRow:
    over = " · ".join(
        filter(None, [what_file(item), show_date(item.dated_on) if item.dated_on else "", item.from_whom])
    )
    points = points_of(record, item.head_ids)
    told = [
        item.title,
        item.shows,
        points,
        f"From {item.pile}" if item.pile else "",
        f"{item.file_name}, {size_words(item.size)}, added {show_date(item.added_on)}",
        f"SHA-256 {item.sha256}",
        f"Set aside on {show_date(item.set_aside_on)}: {item.set_aside_why}" if item.set_aside_on else "",
    ]
    words = capital(item.title) + (f"\n{points}" if points else "")
    return SideRow(
        item.id, over if item.counts else f"{over} · set aside", words, "plain" if item.counts else "muted",
        struck=not item.counts, tip="\n".join(filter(None, told)), drag=item.shows or item.title,
    )  # fmt: skip


def what_file(item: EvidenceRow) -> str:
    """The type of the file, and how many pages it has: "PDF, 3 pages"."""
    pages = f", {counted(item.pages, 'page')}" if item.pages else ""
    return f"{TYPE_WORDS[item.file_type]}{pages}"


def points_of(record: ComplaintRecord, head_ids: tuple[int, ...]) -> str:
    """ "Points 1 and 3"; empty where it is about none in particular."""
    numbers = [str(head.number) for head in record.heads if head.id in head_ids]
    if len(numbers) < 2:
        return f"Point {numbers[0]}" if numbers else ""
    return f"Points {', '.join(numbers[:-1])} and {numbers[-1]}"


def size_words(size: int) -> str:
    """ "2.4 MB", "812 KB"."""
    return f"{size / 1024 / 1024:.1f} MB" if size >= 1024 * 1024 else f"{max(1, size // 1024):,} KB"


def question_rows(case: OpenCase) -> list[SideRow]:
    """Those not answered first, the first due on top; its key is its id."""
    ordered = sorted(case.record.questions, key=lambda one: (not one.is_open, one.due_on, one.id))
    return [_question_row(case, one) for one in ordered]


def _question_row(case: OpenCase, one: QuestionRow) -> SideRow:
    over, tone = _where_it_stands(case, one)
    answered = one.outcome is QuestionOutcome.ANSWERED
    told = [
        f"{one.reference} to {one.of_whom} <{one.email}>, {show_date(one.asked_on)}",
        points_of(case.record, one.head_ids),
        one.question,
        f"Asked again on {show_date(one.chased_on)}" if one.chased_on else "",
        f"{one.answered_by} answered: {one.answer}" if answered else one.ended_why,
    ]
    words = f"{one.of_whom}: {one.question}" + (f"\n→ {one.answer}" if answered else "")
    drag = one.answer if answered else one.question
    return SideRow(one.id, over, words, tone, tip="\n".join(filter(None, told)), drag=drag)


def _where_it_stands(case: OpenCase, one: QuestionRow) -> tuple[str, Tone]:
    if one.ended_on is None:
        due = show_near(one.due_on, case.today)
        if one.due_on < case.today:
            return f"{one.reference} · late since {due}", "bad"
        return f"{one.reference} · due {due}", "warn" if one.due_on == case.today else "plain"
    words = {
        QuestionOutcome.ANSWERED: "answered",
        QuestionOutcome.GIVEN_UP: "no longer waited for",
        QuestionOutcome.OVERTAKEN: "no longer needed",
    }
    ended = words[one.outcome] if one.outcome else "ended"
    return f"{one.reference} · {ended} {show_near(one.ended_on, case.today)}", "muted"


def section_tips(case: OpenCase, names: Sequence[str]) -> list[str]:
    """What each section is called, with how much stands in it: "Evidence, 4"."""
    record = case.record
    late = sum(one.due_on < case.today for one in record.open_questions)
    told = {
        "Chronology": counted(len(record.chronology), "line"),
        "Evidence": counted(sum(item.counts for item in record.evidence), "item"),
        "Questions": f"{len(record.open_questions)} waited for" + (f", {late} late" if late else ""),
    }
    return [f"{name}: {told[name]}" if name in told else name for name in names]


def why_not_line(case: OpenCase | None, row: ChronologyRow | None) -> str:
    """Why a line of the chronology cannot be corrected or struck out."""
    if case is None or row is None:
        return "No line is chosen."
    if row.line is None:
        return "It is from the record: correct it where it comes from."
    return why_no_file(case) or ("It was struck out." if row.line.struck_on else "")


def why_not_item(case: OpenCase | None, evidence_id: int, *, counts: bool) -> str:
    """Why an item cannot be changed or set aside (where it ``counts``), or taken back (where it does not)."""
    item = case.record.item(evidence_id) if case else None
    if case is None or item is None:
        return "No evidence is chosen."
    wrong = "It counts already." if item.counts else "It was set aside."
    return why_no_file(case) or ("" if item.counts is counts else wrong)


def why_not_question(case: OpenCase | None, question_id: int, *, waited_for: bool) -> str:
    """Why nothing can be done about a question; what is ``waited_for`` must not have ended in any way."""
    found = case.record.question(question_id) if case else None
    if case is None or found is None:
        return "No question is chosen."
    if found.outcome is QuestionOutcome.ANSWERED:
        return "It is answered."
    ended = "It is no longer waited for." if waited_for and not found.is_open else ""
    return why_no_file(case) or ended


def open_question(case: OpenCase | None, question_id: int) -> OpenQuestion | None:
    """A question of the case as the form of an answer takes it."""
    found = case.record.question(question_id) if case else None
    if case is None or found is None:
        return None
    return OpenQuestion(
        found.id,
        case.record.id,
        case.record.reference,
        found.reference,
        found.of_whom,
        found.question,
        found.asked_on,
        found.outcome,
    )
