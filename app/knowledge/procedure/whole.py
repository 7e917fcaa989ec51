"""What only the whole of a procedure shows: a code twice, a way that leads nowhere, a stage nobody may decide."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import pairwise

from app.basics.dates import show_date
from app.calendars.deadline_rule import DeadlineRule, Unit
from app.knowledge.procedure.model import Band, Effect, Procedure, Stage
from app.knowledge.procedure.place import Flaw
from app.knowledge.procedure.words import NO_LENGTH, PARTS, letter_kind, listed
from app.staff.permissions import ROLE_NAMES, Permission, permissions_of, roles_with

_SIGNPOSTING = "signposting"
_MOVED_ON = 4
"""Days by which a last day that is not worked may move on."""


def flaws_of_whole(procedure: Procedure, name: str) -> list[Flaw]:
    """What makes a procedure unusable, whenever it was made."""
    if not procedure.stages:
        return [Flaw("stages", f"The {name} has no stage: a complaint could not begin.", "Add one.")]
    return [
        *_codes_twice(procedure, name),
        *_ways_back(procedure.stages),
        *_nobody_decides(procedure.stages),
        *_stages_not_there(procedure),
        *_remedies_not_there(procedure),
        *_rules_of_approval(procedure),
    ]


def flaws_of_new(procedure: Procedure, templates: Mapping[str, str]) -> list[Flaw]:
    """What a new version may not have besides, although running cases keep such ones."""
    return [
        *_ends(procedure.stages),
        *_targets(procedure.stages),
        *_templates_not_there(procedure, templates),
        *(flaw for at, effect in enumerate(procedure.effects) for flaw in _bands(f"effects.{at}.bands", effect)),
    ]


def _codes_twice(procedure: Procedure, name: str) -> Iterator[Flaw]:
    for part, key, codes in _lists_of_codes(procedure):
        for at, code in enumerate(codes):
            if code and code in codes[:at]:
                said = f"The {name} has “{code.rpartition(': ')[2]}” twice under “{PARTS[part]}”."
                yield Flaw(f"{part}.{at}.{key}", said, "Give each its own.")


def _lists_of_codes(procedure: Procedure) -> Iterable[tuple[str, str, list[str]]]:
    yield "stages", "code", [stage.code for stage in procedure.stages]
    yield "stages", "number", [str(stage.number) for stage in procedure.stages]
    yield "routes", "code", [route.code for route in procedure.routes]
    yield "pauses", "code", [pause.code for pause in procedure.pauses]
    yield "faults", "code", [fault.code for fault in procedure.faults]
    yield "effects", "level", [str(effect.level) for effect in procedure.effects]
    yield "remedies", "kind", [choice.kind for choice in procedure.remedies]
    yield "causes", "code", [f"{cause.axis}: {cause.code}" for cause in procedure.causes]


def _ways_back(stages: Sequence[Stage]) -> Iterator[Flaw]:
    known = [stage.code for stage in stages]
    for at, stage in enumerate(stages):
        to = stage.next_step.leads_to if stage.next_step else ""
        if not to:
            continue
        path = f"stages.{at}.next_step.leads_to"
        if to not in known:
            yield Flaw(path, f"There is no stage “{to}”, to which the stage “{stage.name}” leads.")
        elif known.index(to) <= at:
            yield Flaw(path, f"The stage “{stage.name}” leads back to one before it, or to itself.")


def _nobody_decides(stages: Sequence[Stage]) -> Iterator[Flaw]:
    """A role named here needs the right to approve letters; where none is named whoever has it may."""
    for at, stage in enumerate(stages):
        if stage.decides and Permission.LETTER_APPROVE not in permissions_of(frozenset(stage.decides)):
            roles = listed([ROLE_NAMES[role] for role in stage.decides], "or")
            may = listed([ROLE_NAMES[role] for role in roles_with(Permission.LETTER_APPROVE)], "or")
            yield Flaw(
                f"stages.{at}.decides",
                f"There is nobody who may decide in the stage “{stage.name}”: no {roles} may approve letters.",
                f"Name a role that may: {may}.",
            )


def _stages_not_there(procedure: Procedure) -> Iterator[Flaw]:
    known = {stage.code for stage in procedure.stages}
    for at, check in enumerate(procedure.checks):
        for code in check.stages:
            if code not in known:
                yield Flaw(f"checks.{at}.stages", f"There is no stage “{code}”, which the check {check.rule} names.")
    for at, letter in enumerate(procedure.letters):
        for code in letter.stages:
            if code not in known:
                yield Flaw(
                    f"letters.{at}.stages", f"There is no stage “{code}”, which the letter “{letter.name}” names."
                )


def _remedies_not_there(procedure: Procedure) -> Iterator[Flaw]:
    offered = {choice.kind for choice in procedure.remedies}
    for at, fault in enumerate(procedure.faults):
        for kind in fault.usual_remedies:
            if kind not in offered:
                said = f"The procedure has no remedy “{kind}”, which the kind of fault “{fault.name}” names."
                yield Flaw(f"faults.{at}.usual_remedies", said)


def _rules_of_approval(procedure: Procedure) -> Iterator[Flaw]:
    """A share is one of a hundred, and who decides on a kind of letter may approve letters."""
    rules = procedure.approval
    shares = {"approval.sample_percent": rules.sample_percent}
    shares |= {f"approval.alone.{one.kind}.own_words": one.own_words for one in rules.alone}
    for path, share in shares.items():
        if share > 100:
            yield Flaw(path, f"The rules of approval say {share} of a hundred.", "At most 100 can be.")
    for one in rules.decides:
        if Permission.LETTER_APPROVE not in permissions_of(frozenset(one.roles)):
            said = f"There is nobody who may decide on letters of the kind {letter_kind(one.kind)}."
            yield Flaw(f"approval.decides.{one.kind}.roles", said, "Name a role that may approve letters.")


def _ends(stages: Sequence[Stage]) -> Iterator[Flaw]:
    """Each stage but the last leads on, and each but the first is led to; the last says where to go then."""
    reached = {stage.next_step.leads_to for stage in stages if stage.next_step}
    for at, stage in enumerate(stages):
        if stage.next_step is None:
            said = f"After the stage “{stage.name}” nothing leads on: its answer could not say where to go then."
            yield Flaw(f"stages.{at}.next_step", said, "Say who then looks, and how to ask.")
        if at and stage.code and stage.code not in reached:
            yield Flaw(f"stages.{at}.code", f"No stage leads to the stage “{stage.name}”.", "Let the one before do so.")


def _targets(stages: Sequence[Stage]) -> Iterator[Flaw]:
    """It is acknowledged before it is answered, and answered by the last day allowed, as it was meant to be."""
    for at, stage in enumerate(stages):
        first, aim, last = stage.acknowledge, stage.respond, stage.must
        if last is not None and _is_later(aim, last):
            said = f"In the stage “{stage.name}” the answer is aimed at {_long(aim)}, after the last day allowed, "
            yield Flaw(f"stages.{at}.must", f"{said}{_long(last)}.", "Let the aim be the earlier one.")
        if first is not None and _is_later(first, last or aim):
            said = f"In the stage “{stage.name}” it is acknowledged within {_long(first)}, after it is answered, "
            yield Flaw(f"stages.{at}.acknowledge", f"{said}{_long(last or aim)}.", "Acknowledge it sooner.")


def _is_later(one: DeadlineRule, other: DeadlineRule) -> bool:
    """Whether it ends after another that counts from the same, whatever days are not worked meanwhile."""
    if one.anchor is not other.anchor or NO_LENGTH in (one, other):
        return False
    if one.unit is other.unit:
        return one.amount > other.amount
    return _days(one)[0] > _days(other)[1] + _MOVED_ON


def _days(rule: DeadlineRule) -> tuple[int, int]:
    """At least and at most how many days of the calendar it comes to."""
    if rule.unit is Unit.WORKING_DAYS:
        return rule.amount + 2 * (rule.amount // 5), 2 * rule.amount
    least, most = {Unit.CALENDAR_DAYS: (1, 1), Unit.WEEKS: (7, 7), Unit.MONTHS: (28, 31)}[rule.unit]
    return rule.amount * least, rule.amount * most


def _long(rule: DeadlineRule) -> str:
    return f"{rule.amount} {rule.length_unit}"


def _templates_not_there(procedure: Procedure, templates: Mapping[str, str]) -> Iterator[Flaw]:
    for at, letter in enumerate(procedure.letters):
        if letter.template or letter.kind != _SIGNPOSTING:
            yield from _template(f"letters.{at}", f"letter “{letter.name}”", letter.template, letter.kind, templates)
    for at, route in enumerate(procedure.routes):
        yield from _template(f"routes.{at}", f"way out “{route.title}”", route.template, _SIGNPOSTING, templates)


def _template(path: str, what: str, code: str, kind: str, templates: Mapping[str, str]) -> Iterator[Flaw]:
    path = f"{path}.template"
    if code not in templates:
        said = f"The {what} has no template." if not code else f"There is no template “{code}” for the {what}."
        yield Flaw(path, said, "Choose one of the library.")
    elif kind and templates[code] != kind:
        yield Flaw(path, f"The template “{code}” of the {what} is none for a letter of the kind {letter_kind(kind)}.")


def _bands(path: str, effect: Effect) -> Iterator[Flaw]:
    """Of each currency one band follows on the other, from the first day to the last."""
    by_currency: dict[str, list[tuple[int, Band]]] = defaultdict(list)
    for at, band in enumerate(effect.bands):
        by_currency[band.currency].append((at, band))
    for currency, bands in by_currency.items():
        ordered = sorted(bands, key=lambda one: one[1].since)
        for (_, before), (at, band) in pairwise(ordered):
            what = f"of the effect “{effect.name}” in {currency}"
            if before.until is None or before.until >= band.since:
                said = f"The bands {what} overlap from {show_date(band.since)}."
                yield Flaw(f"{path}.{at}.since", said, "Let the one before end the day before.")
            elif before.until + timedelta(days=1) < band.since:
                gap = f"{show_date(before.until + timedelta(days=1))} to {show_date(band.since - timedelta(days=1))}"
                yield Flaw(f"{path}.{at}.since", f"The bands {what} leave a gap: {gap}.", "Let one follow the other.")
