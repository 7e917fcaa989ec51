"""Reading the stages of a complaint that are over: what each answered, and what it found on each point."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import func, select, union

from app.basics.problems import FieldProblem
from app.complaints.find import possible_owners
from app.complaints.head_row import EarlierAnswer, EarlierFinding
from app.complaints.record import ChronologyRow
from app.complaints.stage_tables import StageAnswer, StageFinding
from app.complaints.tables import Complaint, ComplaintHand
from app.complaints.wording import OUTCOME_WORDS
from app.correspondence.tables import Letter, LetterDecision, LetterWriter
from app.knowledge.procedure import Procedure, Stage
from app.staff.tables import Staff
from app.staff.work import ReadWork


def earlier_answers(work: ReadWork, complaint: Complaint, procedure: Procedure) -> tuple[EarlierAnswer, ...]:
    """The stages that are over, in order."""
    rows = work.session.execute(
        select(StageAnswer, Staff.display_name)
        .join(Staff, Staff.id == StageAnswer.owner_id)
        .where(StageAnswer.complaint_id == complaint.id)
        .order_by(StageAnswer.id)
    )
    return tuple(
        EarlierAnswer(
            stage=row.stage,
            number=procedure.stage(row.stage).number,
            stage_name=procedure.stage(row.stage).name,
            asked_on=row.asked_on,
            they_say=row.they_say,
            owner_id=row.owner_id,
            owner_name=owner_name,
            answered_on=row.answered_on,
            outcome=row.outcome,
        )
        for row, owner_name in rows
    )


def earlier_findings(
    work: ReadWork, complaint_id: int, procedure: Procedure
) -> Mapping[int, tuple[EarlierFinding, ...]]:
    """By point, what the stages that are over found on it, in their order."""
    rows = work.session.execute(
        select(StageFinding, StageAnswer.stage)
        .join(StageAnswer, StageAnswer.id == StageFinding.stage_answer_id)
        .where(StageFinding.complaint_id == complaint_id)
        .order_by(StageFinding.id)
    )
    found: defaultdict[int, list[EarlierFinding]] = defaultdict(list)
    for row, stage in rows:
        name = procedure.stage(stage).name
        found[row.head_id].append(EarlierFinding(name, row.outcome, row.finding, row.reason, row.effect))
    return {head_id: tuple(findings) for head_id, findings in found.items()}


def hands_before(work: ReadWork, complaint: Complaint) -> frozenset[int]:
    """Staff ids of all who had a hand in the stages that are over, or in the words and decisions of their letters."""
    ended_at = work.session.scalar(select(func.max(StageAnswer.ended_at)).filter_by(complaint_id=complaint.id))
    if ended_at is None:
        return frozenset()
    hands = select(ComplaintHand.staff_id).where(
        ComplaintHand.complaint_id == complaint.id, ComplaintHand.stage != complaint.stage
    )
    of_case = select(Letter.id).where(Letter.subject == f"complaint:{complaint.id}", Letter.created_at <= ended_at)
    writers = select(LetterWriter.staff_id).where(LetterWriter.letter_id.in_(of_case))
    deciders = select(LetterDecision.decided_by_id).where(LetterDecision.letter_id.in_(of_case))
    return frozenset(work.session.scalars(union(hands, writers, deciders)))


def owner_problem(work: ReadWork, complaint: Complaint, stage: Stage, owner_id: int) -> FieldProblem | None:
    """Why somebody cannot own a complaint in this stage, or None."""
    if owner_id not in dict(possible_owners(work)):
        return FieldProblem("owner_id", "Choose its owner: somebody who works on complaints today.")
    if stage.another_person and owner_id in hands_before(work, complaint):
        return FieldProblem(
            "owner_id", f"{stage.name} is for somebody who had no part in it so far: choose another colleague."
        )
    return None


def stage_lines(earlier: Sequence[EarlierAnswer], asked_on: date | None, stage: Stage) -> Iterable[ChronologyRow]:
    """The answers and the requests of the stages, for the chronology."""
    for answer in earlier:
        if answer.asked_on:
            yield ChronologyRow(answer.asked_on, f"{answer.stage_name} asked for")
        said = f": {OUTCOME_WORDS[answer.outcome].lower()}" if answer.outcome else ""
        yield ChronologyRow(answer.answered_on, f"{answer.stage_name} given{said}")
    if asked_on:
        yield ChronologyRow(asked_on, f"{stage.name} asked for")
