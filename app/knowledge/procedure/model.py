"""A complaints procedure: its stages and clocks, its letters, its ways out, and the lists that findings choose from."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from app.calendars.deadline_rule import DeadlineRule
from app.knowledge.procedure.external import ExternalSystem
from app.knowledge.procedure.place import ProcedureNotValid
from app.staff.tables import Role

T = TypeVar("T")


class CauseAxis(enum.StrEnum):
    """What a complaint shows, why it came about, and what is done about it: three lists that are never mixed."""

    SYMPTOM = "symptom"
    ROOT_CAUSE = "root_cause"
    CORRECTIVE_ACTION = "corrective_action"


@dataclass(frozen=True, slots=True)
class NextStep:
    """What a person may do after a stage's answer; ``limit`` counts from the day of the letter.

    ``leads_to`` is the code of the stage that then begins, "" where another body takes over.
    """

    stage: str
    body: str
    text: str
    how: str
    limit: DeadlineRule
    leads_to: str


@dataclass(frozen=True, slots=True)
class Extension:
    """How far an answer's day may be moved: so many ``times``, each at most ``most`` from the day it was due.

    With ``agreed_only`` to a day that the person agrees to (Scottish model complaints handling procedure); else it is
    enough to tell them.
    """

    times: int
    most: DeadlineRule
    tell_ombudsman: bool
    agreed_only: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    """One level of looking at a complaint.

    ``respond`` is the day aimed at, ``must`` the last day allowed (None: the procedure sets none), ``acknowledge`` None
    where it sets no time for that. ``decides`` are the roles that may decide here (empty: whoever may approve letters);
    with ``another_person`` nobody who had a hand in an earlier stage.
    """

    code: str
    number: int
    name: str
    decided_by: str
    decides: tuple[Role, ...]
    another_person: bool
    respond: DeadlineRule
    must: DeadlineRule | None
    acknowledge: DeadlineRule | None
    extension: Extension | None
    next_step: NextStep | None


@dataclass(frozen=True, slots=True)
class Pause:
    """Something that is waited for; ``stops_clock`` says whether the answer's clock stands meanwhile."""

    code: str
    name: str
    stops_clock: bool
    answer_within: DeadlineRule


@dataclass(frozen=True, slots=True)
class LetterChoice:
    """A letter of the procedure: its ``kind`` and template, and the clock that posting it stops, "" for none.

    An empty template is one that the way out of the procedure names (see ``Route``). ``stages`` are those in which it
    is written, none for all.
    """

    kind: str
    template: str
    name: str
    stops: str
    stages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Route:
    """Another body that is the right one, in the words that a letter uses, and the template of that letter."""

    code: str
    kind: str
    template: str
    title: str
    body: str
    what_they_do: str
    contact: str
    limit: str


@dataclass(frozen=True, slots=True)
class Ombudsman:
    """Who looks at complaints from outside, named to whoever must wait longer (LGSCO Complaint Handling Code 6.5)."""

    body: str
    what_they_do: str
    contact: str
    limit: str


@dataclass(frozen=True, slots=True)
class Fault:
    """A kind of maladministration: what it is, what usually puts it right, and the room one has."""

    code: str
    name: str
    description: str
    usual_remedies: tuple[str, ...]
    room: str


@dataclass(frozen=True, slots=True)
class Band:
    """What a level of effect is usually worth from one day until another (the last), in minor units; no end is None."""

    currency: str
    least_minor: int
    most_minor: int | None
    since: date
    until: date | None

    def counts_on(self, day: date) -> bool:
        """Whether the band is the one of that day."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Effect:
    """A level of injustice that is no loss of money, and what such effects were usually worth."""

    level: int
    name: str
    description: str
    bands: tuple[Band, ...]

    def band_on(self, day: date, currency: str) -> Band | None:
        """The band of that day and currency, None where the scale has none."""
        return next((band for band in self.bands if band.currency == currency and band.counts_on(day)), None)


@dataclass(frozen=True, slots=True)
class RemedyChoice:
    """A remedy that the procedure knows, and when it is right."""

    kind: str
    name: str
    when: str
    needs_proof: bool


@dataclass(frozen=True, slots=True)
class Cause:
    """One entry of one axis, with what belongs under it; a root cause that is ``ours`` is one that we can mend."""

    axis: CauseAxis
    code: str
    name: str
    description: str
    ours: bool = False


@dataclass(frozen=True, slots=True)
class CheckRule:
    """Where a check on letters is left out, or only warns, and why.

    ``letters`` are kinds of letter, ``stages`` codes, ``outcomes`` those of the point that is checked; none means all.
    """

    rule: str
    off: bool
    letters: tuple[str, ...]
    stages: tuple[str, ...]
    outcomes: tuple[str, ...]
    reason: str

    def counts_for(self, letter_kind: str, stage: str) -> bool:
        """Whether it is about letters of this kind in this stage."""
        return (not self.letters or letter_kind in self.letters) and (not self.stages or stage in self.stages)


@dataclass(frozen=True, slots=True)
class FinancialRules:
    """What an organisation under the FCA's rules must keep to besides (FCA Handbook, DISP 1.5 and 1.6).

    ``quick`` is how long it may take to settle a complaint with a summary resolution communication instead.
    """

    quick: DeadlineRule
    final: DeadlineRule
    website: str
    leaflet: str
    waiver: str


@dataclass(frozen=True, slots=True)
class Alone:
    """A kind of letter that its author may send without a second person: with at most so many own words in a hundred.

    ``remedies`` says whether it may even where the case promises something; never where it promises money.
    """

    kind: str
    own_words: int
    remedies: bool


@dataclass(frozen=True, slots=True)
class Decides:
    """Who decides on a kind of letter, where it is not whoever may approve letters."""

    kind: str
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class ApprovalRules:
    """Which letters need a second person, and whom: all do that are not among ``alone``.

    Of what goes without, ``sample_percent`` in a hundred are read afterwards. ``next_level`` is who decides where
    nobody here may, "" for the role above. A letter without a case keeps to the procedure of its desk.
    """

    alone: tuple[Alone, ...] = ()
    decides: tuple[Decides, ...] = ()
    sample_percent: int = 100
    next_level: str = ""

    def alone_as(self, kind: str) -> Alone | None:
        """How a kind of letter may go without a second person; None where it may not."""
        return next((one for one in self.alone if one.kind == kind), None)

    def roles_for(self, kind: str) -> tuple[Role, ...]:
        """The roles that decide on a kind of letter, none where it is whoever may approve letters."""
        return next((one.roles for one in self.decides if one.kind == kind), ())


@dataclass(frozen=True, slots=True)
class Procedure:
    """A whole procedure; stages in order, the first one is where a complaint begins.

    ``financial`` is None where the FCA's rules are not switched on, ``external`` where no case is entered elsewhere.
    ``at_once`` is how long a complaint may be settled at first contact, None where the procedure sets no time for that.
    """

    code: str
    title: str
    summary: str
    stages: tuple[Stage, ...]
    pauses: tuple[Pause, ...]
    letters: tuple[LetterChoice, ...]
    checks: tuple[CheckRule, ...]
    routes: tuple[Route, ...]
    ombudsman: Ombudsman | None
    outcomes: tuple[str, ...]
    faults: tuple[Fault, ...]
    effects: tuple[Effect, ...]
    remedies: tuple[RemedyChoice, ...]
    causes: tuple[Cause, ...]
    financial: FinancialRules | None
    external: ExternalSystem | None = None
    approval: ApprovalRules = ApprovalRules()
    at_once: DeadlineRule | None = None

    def stage(self, code: str) -> Stage:
        """The stage of that code. Raises ProcedureNotValid when there is none."""
        return self._one("stage", code, {stage.code: stage for stage in self.stages})

    def stage_after(self, code: str) -> Stage | None:
        """The stage that a request after that stage's answer begins, None after the last."""
        step = self.stage(code).next_step
        return self.stage(step.leads_to) if step and step.leads_to else None

    def route(self, code: str) -> Route:
        """The route of that code. Raises ProcedureNotValid when there is none."""
        return self._one("route", code, {route.code: route for route in self.routes})

    def pause(self, code: str) -> Pause:
        """The pause of that code. Raises ProcedureNotValid when there is none."""
        return self._one("pause", code, {pause.code: pause for pause in self.pauses})

    def fault(self, code: str) -> Fault:
        """The kind of fault of that code. Raises ProcedureNotValid when there is none."""
        return self._one("kind of fault", code, {fault.code: fault for fault in self.faults})

    def letter(self, kind: str, stage: str = "") -> LetterChoice | None:
        """The letter of that kind in that stage, None when it is not one of this procedure."""
        return next(
            (one for one in self.letters if one.kind == kind and (not stage or not one.stages or stage in one.stages)),
            None,
        )

    def checks_for(self, letter_kind: str, stage: str) -> tuple[CheckRule, ...]:
        """What of the checks is another thing for letters of this kind in this stage."""
        return tuple(check for check in self.checks if check.counts_for(letter_kind, stage))

    def causes_of(self, axis: CauseAxis) -> tuple[Cause, ...]:
        """The entries of one axis."""
        return tuple(cause for cause in self.causes if cause.axis is axis)

    def _one(self, what: str, code: str, known: dict[str, T]) -> T:
        if code not in known:
            raise ProcedureNotValid(f"The procedure “{self.title}” has no {what} “{code}”; it has {_listed(known)}.")
        return known[code]


def _listed(codes: Iterable[str]) -> str:
    return ", ".join(codes) or "none"
