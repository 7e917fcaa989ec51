"""What the stages of a complaint that are over answered and found."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.complaints.states import Met, Outcome
from app.complaints.tables import FROM_COMPLAINT
from app.store.base import NOTE, PROSE, Base, Circled, Identified, Words, append_only, choice


class StageAnswer(Base, Identified, Circled):
    """A stage that is over, as its answer left it: each stage has its own outcome (HMRC CHG910)."""

    __tablename__ = "stage_answer"
    __table_args__ = (UniqueConstraint("complaint_id", "stage"), {"info": FROM_COMPLAINT | append_only()})

    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    stage: Mapped[str] = mapped_column(Words(40))
    asked_on: Mapped[date | None]
    they_say: Mapped[str] = mapped_column(Words(PROSE), default="")
    late_reason: Mapped[str] = mapped_column(Words(NOTE), default="")
    owner_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    acknowledged_on: Mapped[date | None]
    answered_on: Mapped[date]
    outcome: Mapped[Outcome | None] = mapped_column(choice(Outcome))
    ended_at: Mapped[datetime]  # when the next stage was taken up: what was written before is of this one


class StageFinding(Base, Identified, Circled):
    """What a stage that is over found on a point."""

    __tablename__ = "stage_finding"
    __table_args__ = (
        UniqueConstraint("stage_answer_id", "head_id"),
        {"info": FROM_COMPLAINT | append_only()},
    )

    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), index=True)
    stage_answer_id: Mapped[int] = mapped_column(ForeignKey("stage_answer.id"))
    head_id: Mapped[int] = mapped_column(ForeignKey("complaint_head.id"), index=True)
    met: Mapped[Met | None] = mapped_column(choice(Met))
    fault: Mapped[str | None] = mapped_column(Words(60))
    effect_level: Mapped[int | None]
    outcome: Mapped[Outcome | None] = mapped_column(choice(Outcome))
    finding: Mapped[str] = mapped_column(Words(PROSE), default="")
    reason: Mapped[str] = mapped_column(Words(PROSE), default="")
    effect: Mapped[str] = mapped_column(Words(PROSE), default="")
