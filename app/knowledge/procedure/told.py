"""A procedure in words: chapters, entries and lines, as the page is set and as two versions are compared."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.basics.dates import show_date
from app.basics.money import Money
from app.calendars.deadline_rule import DeadlineRule
from app.knowledge.procedure.external import ExternalSystem
from app.knowledge.procedure.model import (
    Alone,
    ApprovalRules,
    Band,
    CauseAxis,
    CheckRule,
    Effect,
    Extension,
    Fault,
    FinancialRules,
    LetterChoice,
    NextStep,
    Ombudsman,
    Pause,
    Procedure,
    Route,
    Stage,
)
from app.knowledge.procedure.words import (
    AXES,
    CHECK_DOES,
    ITEMS,
    NO_LENGTH,
    OUTCOMES,
    PARTS,
    REMEDIES,
    ROUTES,
    STOPS,
    arrival,
    label_of,
    length,
    letter_kind,
    listed,
)
from app.staff.permissions import ROLE_NAMES


@dataclass(frozen=True, slots=True)
class Line:
    """One value in words under its label."""

    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a chapter; ``key`` stays the same from version to version, ``what`` is what such an item is."""

    key: str
    what: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """One part of a procedure."""

    key: str
    title: str
    entries: tuple[Entry, ...]


def tell(procedure: Procedure, citation: str = "", undecided: Collection[str] = ()) -> list[Chapter]:
    """The whole procedure in the order in which it is read; chapters with nothing in them are left out.

    ``undecided`` are the codes of stages, in a version in the making, for which every role was taken out.
    """
    names = {stage.code: stage.name for stage in procedure.stages}
    return _chapters(
        ("general", [_general(procedure, citation)]),
        ("stages", [_stage(stage, names, undecided) for stage in procedure.stages]),
        ("pauses", [_pause(pause) for pause in procedure.pauses]),
        ("letters", _letters(procedure.letters, names)),
        ("checks", [_check(check, names) for check in procedure.checks]),
        ("approval", [_approval(procedure.approval)] if procedure.approval != ApprovalRules() else []),
        ("routes", [_route(route) for route in procedure.routes]),
        ("faults", [_fault(fault) for fault in procedure.faults]),
        ("effects", [_effect(effect) for effect in procedure.effects]),
        (
            "remedies",
            [
                _entry("remedies", one.kind, one.name, **_remedy(one.when, one.needs_proof))
                for one in procedure.remedies
            ],
        ),
        ("causes", [_causes(procedure, axis) for axis in CauseAxis]),
        ("ombudsman", [_ombudsman(procedure.ombudsman)] if procedure.ombudsman else []),
        ("financial", [_financial(procedure.financial)] if procedure.financial else []),
        ("external", [_external(procedure.external)] if procedure.external else []),
    )


def _chapters(*parts: tuple[str, Sequence[Entry]]) -> list[Chapter]:
    return [Chapter(key, PARTS[key], tuple(entries)) for key, entries in parts if entries]


def _entry(part: str, key: str, title: str, /, **words: str) -> Entry:
    lines = tuple(Line(label_of(label), said) for label, said in words.items() if said)
    return Entry(key, ITEMS.get(part, ""), title, lines)


def _general(procedure: Procedure, citation: str) -> Entry:
    return _entry(
        "general",
        "general",
        "",
        title=procedure.title,
        summary=procedure.summary,
        citation=citation,
        at_once=_from_arrival(procedure.at_once) if procedure.at_once else "",
        called=_called(procedure.at_once),
        outcomes=listed([OUTCOMES[outcome] for outcome in procedure.outcomes], "or"),
    )


def _from_arrival(rule: DeadlineRule) -> str:
    """How long, and when it counts as received that it is counted from."""
    return ". ".join(filter(None, (length(rule), arrival(rule))))


def _called(*rules: DeadlineRule | None) -> str:
    return listed([f"“{rule.name}”" for rule in rules if rule is not None and rule is not NO_LENGTH])


def _stage(stage: Stage, names: dict[str, str], undecided: Collection[str]) -> Entry:
    others = "nobody" if stage.code in undecided else "whoever may approve letters"
    decides = listed([ROLE_NAMES[role] for role in stage.decides], "or") or others
    lines = (
        Line(label_of("decided_by"), stage.decided_by),
        Line(label_of("decides"), decides + (", but nobody who had a hand in an earlier stage" * stage.another_person)),
        Line(label_of("acknowledge"), length(stage.acknowledge) if stage.acknowledge else "no time is set"),
        Line(label_of("respond"), length(stage.respond)),
        Line(label_of("must"), length(stage.must) if stage.must else "none is set"),
        Line("Counts as received", arrival(stage.respond)),
        *_received_otherwise(stage),
        Line(label_of("extension"), _extension(stage.extension)),
        Line(label_of("next_step"), _next_step(stage.next_step, names)),
        Line(label_of("called"), _called(*_times(stage))),
    )
    return Entry(stage.code, ITEMS["stages"], stage.name, tuple(line for line in lines if line.words))


def _received_otherwise(stage: Stage) -> Iterator[Line]:
    """Where it counts as received at another time than for the answer."""
    for key, rule in (("acknowledge", stage.acknowledge), ("must", stage.must)):
        said = arrival(rule) if rule is not None else ""
        if said and said != arrival(stage.respond):
            yield Line(f"{label_of(key)}, counts as received", said)


def _times(stage: Stage) -> Iterator[DeadlineRule | None]:
    yield from (stage.acknowledge, stage.respond, stage.must)
    yield stage.extension.most if stage.extension else None
    yield stage.next_step.limit if stage.next_step else None


def _extension(extension: Extension | None) -> str:
    if extension is None:
        return "none is allowed"
    often = {1: "once", 2: "twice"}.get(extension.times, f"{extension.times} times")
    told = "; the person is told of the ombudsman" * extension.tell_ombudsman
    agreed = ", as far as the person agrees" * extension.agreed_only
    return f"{often}, each time by at most {length(extension.most)}{agreed}{told}"


def _next_step(step: NextStep | None, names: dict[str, str]) -> str:
    if step is None:
        return "none"
    leads = f" The stage “{names.get(step.leads_to, step.leads_to)}” then begins." if step.leads_to else ""
    asked = f"{step.body[:1].upper()}{step.body[1:]}, asked within {length(step.limit)}."
    return " ".join(filter(None, (asked, step.text, step.how))) + leads


def _pause(pause: Pause) -> Entry:
    clock = "the clock of the answer stands meanwhile" if pause.stops_clock else "the clock of the answer runs on"
    return _entry(
        "pauses",
        pause.code,
        pause.name,
        stops_clock=clock,
        answer_within=length(pause.answer_within),
        called=_called(pause.answer_within),
    )


def _letters(letters: Iterable[LetterChoice], names: dict[str, str]) -> list[Entry]:
    return [
        _entry(
            "letters",
            f"{letter.kind}:{'+'.join(letter.stages)}",
            letter.name,
            kind=letter_kind(letter.kind),
            template=letter.template or "the one that the way out names",
            stops=STOPS[letter.stops],
            stages=listed([names.get(code, code) for code in letter.stages]) or "all",
        )
        for letter in letters
    ]


def _check(check: CheckRule, names: dict[str, str]) -> Entry:
    return _entry(
        "checks",
        f"{check.rule}:{'+'.join((*check.letters, *check.stages, *check.outcomes))}",
        check_name(check.rule),
        does=CHECK_DOES["off" if check.off else "warn"],
        letters=listed([letter_kind(kind) for kind in check.letters]) or "all",
        stages=listed([names.get(code, code) for code in check.stages]) or "all",
        outcomes=listed([OUTCOMES[outcome] for outcome in check.outcomes], "or") or "all",
        reason=check.reason,
    )


def _approval(rules: ApprovalRules) -> Entry:
    """What a letter without a line of its own needs is said first."""
    but = ", but for these" if rules.alone else ""
    alone = (Line(letter_kind(one.kind).capitalize(), _alone(one)) for one in rules.alone)
    decides = (
        Line(
            f"{letter_kind(one.kind).capitalize()}: who decides", listed([ROLE_NAMES[role] for role in one.roles], "or")
        )
        for one in rules.decides
    )
    lines = (
        Line("Letters", f"each needs a second person{but}"),
        *alone,
        *decides,
        Line("Read afterwards", f"{rules.sample_percent} of a hundred letters that went without a second person"),
        Line("Where nobody here may", rules.next_level or "the role above"),
    )
    return Entry("approval", "", "", lines)


def _alone(one: Alone) -> str:
    promised = "also where the case promises something" if one.remedies else "not where the case promises something"
    return f"its author alone, with at most {one.own_words} own words in a hundred, {promised}"


def check_name(rule: str) -> str:
    """A check by its code and what a sound letter does; imported on need, as where it is read."""
    from letters.checks.book import NOTES

    return f"{rule} {NOTES[rule].asks}" if rule in NOTES else rule


def _route(route: Route) -> Entry:
    return _entry(
        "routes",
        route.code,
        route.title,
        kind=ROUTES[route.kind],
        body=route.body,
        what_they_do=route.what_they_do,
        contact=route.contact,
        limit=route.limit,
        template=route.template,
    )


def _fault(fault: Fault) -> Entry:
    usual = listed([REMEDIES[kind] for kind in fault.usual_remedies])
    return _entry(
        "faults", fault.code, fault.name, description=fault.description, usual_remedies=usual, room=fault.room
    )


def _effect(effect: Effect) -> Entry:
    bands = tuple(Line(_days(band), worth(band)) for band in effect.bands)
    about = Line(label_of("description"), effect.description)
    return Entry(str(effect.level), ITEMS["effects"], f"{effect.level}. {effect.name}", (about, *bands))


def _days(band: Band) -> str:
    return f"{band.currency} from {show_date(band.since)}"


def worth(band: Band) -> str:
    """What a band is worth, and until when: "GBP 500.00 to GBP 950.00, until 31 Dec 2026"."""
    least = str(Money(band.least_minor, band.currency))
    until = f", until {show_date(band.until)}" if band.until else ""
    if band.most_minor is None:
        return f"{least} or more{until}"
    return f"{least} to {Money(band.most_minor, band.currency)}{until}"


def _remedy(when: str, needs_proof: bool) -> dict[str, str]:  # noqa: FBT001 - the two values of a choice
    return {"when": when, "needs_proof": "what shows the loss is needed" if needs_proof else ""}


def _causes(procedure: Procedure, axis: CauseAxis) -> Entry:
    lines = tuple(Line(cause.name, cause.description + " Ours." * cause.ours) for cause in procedure.causes_of(axis))
    return Entry(axis.value, "list of causes", AXES[axis.value], lines)


def _ombudsman(ombudsman: Ombudsman) -> Entry:
    return _entry(
        "ombudsman",
        "ombudsman",
        "",
        body=ombudsman.body,
        what_they_do=ombudsman.what_they_do,
        contact=ombudsman.contact,
        limit=ombudsman.limit,
    )


def _financial(rules: FinancialRules) -> Entry:
    return _entry(
        "financial",
        "financial",
        "",
        quick=_from_arrival(rules.quick),
        final=_from_arrival(rules.final),
        called=_called(rules.quick, rules.final),
        website=rules.website,
        leaflet=rules.leaflet,
        waiver=rules.waiver,
    )


def _external(system: ExternalSystem) -> Entry:
    fields = tuple(
        Line(field.title, f"{field.ours.replace('_', ' ')}, column {field.column}") for field in system.fields
    )
    about = (Line(label_of("name"), system.name), Line(label_of("dates"), system.dates))
    return Entry("external", "", "", (*about, *fields))
