"""A point of a case as it is read: what was found, what is done about it, and what an earlier answer said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.basics.money import Money
from app.complaints.states import SET_APART, Met, Outcome, RemedyKind, RemedyState
from app.knowledge.find import StandardRow


@dataclass(frozen=True, slots=True)
class RemedyRow:
    """What puts a point right. ``owner`` is who will do it, as the letter says it; ``proof`` shows an actual loss."""

    id: int
    version: int
    kind: RemedyKind
    text: str
    owner: str
    due_on: date | None
    state: RemedyState
    done_on: date | None
    stage: str
    amount: Money | None = None
    proof: str = ""

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do it; an apology is done by saying it."""
        return self.kind is not RemedyKind.APOLOGY and self.state in (RemedyState.PROPOSED, RemedyState.APPROVED)


@dataclass(frozen=True, slots=True)
class EarlierFinding:
    """What an earlier stage found on a point."""

    stage_name: str
    outcome: Outcome | None
    finding: str
    reason: str
    effect: str


@dataclass(frozen=True, slots=True)
class EarlierAnswer:
    """A stage that is over. ``they_say`` is what the person brought against the answer before it, "" for the first."""

    stage: str
    number: int
    stage_name: str
    asked_on: date | None
    they_say: str
    owner_id: int
    owner_name: str
    answered_on: date
    outcome: Outcome | None


@dataclass(frozen=True, slots=True)
class HeadRow:
    """One point with all that was found on it; ``number`` counts from 1 in the letter's order.

    One that is joined to another has the number of that one, and stands after it.
    """

    id: int
    version: int
    number: int
    title: str
    what_they_say: str
    event_on: date | None
    what_happened: str
    standard: StandardRow | None
    what_should_have_happened: str
    outcome: Outcome | None
    finding: str
    reason: str
    effect: str
    remedies: tuple[RemedyRow, ...]
    earlier: tuple[EarlierFinding, ...]
    stage: str
    met: Met | None = None
    fault: str | None = None
    effect_level: int | None = None
    symptom: str | None = None
    root_cause: str | None = None
    corrective_action: str | None = None
    redirected_to: str | None = None
    joined_to_id: int | None = None

    @property
    def is_set_apart(self) -> bool:
        """Withdrawn or redirected: it stands in the letter and is not looked into."""
        return self.outcome in SET_APART

    @property
    def counts(self) -> bool:
        """Whether it needs a finding of its own."""
        return not self.is_set_apart and self.joined_to_id is None

    @property
    def standing_remedies(self) -> tuple[RemedyRow, ...]:
        """The remedies of the present stage that were not taken back."""
        return tuple(
            remedy
            for remedy in self.remedies
            if remedy.state is not RemedyState.WITHDRAWN and remedy.stage == self.stage
        )

    @property
    def earlier_remedies(self) -> tuple[RemedyRow, ...]:
        """What the answers of earlier stages promised: it stands, and is done when it is done."""
        return tuple(
            remedy
            for remedy in self.remedies
            if remedy.state is not RemedyState.WITHDRAWN and remedy.stage != self.stage
        )
