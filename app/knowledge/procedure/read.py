"""A library version's data made into a procedure, checked as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.knowledge.procedure.external import external_system
from app.knowledge.procedure.lists import cause, effect, fault, remedy
from app.knowledge.procedure.model import (
    Alone,
    ApprovalRules,
    CheckRule,
    Decides,
    Extension,
    FinancialRules,
    LetterChoice,
    NextStep,
    Ombudsman,
    Pause,
    Procedure,
    Route,
    Stage,
)
from app.knowledge.procedure.place import Flaw, Place, ProcedureNotValid
from app.knowledge.procedure.whole import flaws_of_new, flaws_of_whole
from app.knowledge.procedure.words import ALWAYS_ASKED, CHECK_DOES, OUTCOMES, ROUTES, STOPS
from app.staff.tables import Role


def parse_procedure(code: str, title: str, data: Mapping[str, Any]) -> Procedure:
    """The procedure in a library version's data. Raises ProcedureNotValid with every flaw and its place."""
    procedure, flaws = read_procedure(code, title, data)
    if flaws:
        raise ProcedureNotValid.of(flaws)
    return procedure


def read_procedure(code: str, title: str, data: Mapping[str, Any]) -> tuple[Procedure, list[Flaw]]:
    """What can be read of a procedure's data, and everything in it that cannot be used.

    Raises ProcedureNotValid only for data that is no table at all.
    """
    place = Place.whole(f"procedure “{title}”", data)
    procedure = Procedure(
        code=code,
        title=title,
        summary=place.text("summary"),
        stages=place.each("stages", _stage),
        pauses=place.each("pauses", _pause),
        letters=place.each("letters", _letter),
        checks=place.each("checks", _check),
        routes=place.each("routes", _route),
        ombudsman=place.child("ombudsman", _ombudsman),
        outcomes=place.some_of("outcomes", OUTCOMES),
        faults=place.each("faults", fault),
        effects=place.each("effects", effect),
        remedies=place.each("remedies", remedy),
        causes=place.each("causes", cause),
        financial=place.child("financial", _financial),
        external=place.child("external", external_system),
        approval=place.child("approval", _approval) or ApprovalRules(),
        at_once=place.maybe_rule("at_once"),
    )
    return procedure, [*place.flaws, *flaws_of_whole(procedure, place.name)]


def judge(code: str, title: str, data: Mapping[str, Any], templates: Mapping[str, str]) -> list[Flaw]:
    """All that is wrong with data that shall become a new version.

    More than of one that stands already: a case keeps its version, and must be able to. ``templates`` are the kinds of
    the library's templates by their codes.
    """
    procedure, flaws = read_procedure(code, title, data)
    return [*flaws, *_no_role_named(procedure, data), *flaws_of_new(procedure, templates)]


def _no_role_named(procedure: Procedure, data: Mapping[str, Any]) -> list[Flaw]:
    """A list of deciders that is there and empty means nobody; one that is left out, whoever may approve letters."""
    return [
        Flaw(
            f"stages.{at}.decides",
            f"There is nobody who may decide in the stage “{stage.name}”.",
            "Name a role, or let whoever may approve letters decide.",
        )
        for at, (stage, given) in enumerate(zip(procedure.stages, data.get("stages", []), strict=False))
        if given.get("decides") == []
    ]


def _stage(place: Place) -> Stage:
    return Stage(
        code=place.text("code"),
        number=place.number("number"),
        name=place.text("name"),
        decided_by=place.text("decided_by"),
        decides=tuple(Role(role) for role in place.some_of("decides", [role.value for role in Role])),
        another_person=place.flag("another_person"),
        respond=place.rule("respond"),
        must=place.maybe_rule("must"),
        acknowledge=place.maybe_rule("acknowledge"),
        extension=place.child("extension", _extension),
        next_step=place.child("next_step", _next_step),
    )


def _extension(place: Place) -> Extension:
    return Extension(place.number("times"), place.rule("most"), place.flag("tell_ombudsman"), place.flag("agreed_only"))


def _next_step(place: Place) -> NextStep:
    return NextStep(
        stage=place.text("stage"),
        body=place.text("body"),
        text=place.text("text", ""),
        how=place.text("how"),
        limit=place.rule("limit"),
        leads_to=place.text("leads_to", ""),
    )


def _pause(place: Place) -> Pause:
    return Pause(place.text("code"), place.text("name"), place.flag("stops_clock"), place.rule("answer_within"))


def _letter(place: Place) -> LetterChoice:
    return LetterChoice(
        kind=place.text("kind"),
        template=place.text("template", ""),
        name=place.text("name"),
        stops=place.one_of("stops", STOPS, ""),
        stages=place.texts("stages"),
    )


def _check(place: Place) -> CheckRule:
    """The rules of the letter engine are imported on need: few procedures touch any, and no start waits for them."""
    from letters.checks.book import NOTES

    rule = place.text("rule")
    if rule and rule not in NOTES:
        place.flaw("rule", f"has “{rule}”, which is none", "Choose one.")
    elif rule in ALWAYS_ASKED:
        place.flaw("rule", f"is about {rule}, which {NOTES[rule].asks}: it is certain, and asked of every letter")
    return CheckRule(
        rule=rule,
        off=place.one_of("does", CHECK_DOES) == "off",
        letters=place.texts("letters"),
        stages=place.texts("stages"),
        outcomes=place.some_of("outcomes", OUTCOMES),
        reason=place.text("reason"),
    )


def _route(place: Place) -> Route:
    return Route(
        code=place.text("code"),
        kind=place.one_of("kind", ROUTES),
        template=place.text("template"),
        title=place.text("title"),
        body=place.text("body"),
        what_they_do=place.text("what_they_do"),
        contact=place.text("contact"),
        limit=place.text("limit", ""),
    )


def _ombudsman(place: Place) -> Ombudsman:
    return Ombudsman(
        body=place.text("body"),
        what_they_do=place.text("what_they_do"),
        contact=place.text("contact"),
        limit=place.text("limit", ""),
    )


def _financial(place: Place) -> FinancialRules | None:
    """None where the rules are there but switched off."""
    rules = FinancialRules(
        quick=place.rule("quick"),
        final=place.rule("final"),
        website=place.text("website"),
        leaflet=place.text("leaflet"),
        waiver=place.text("waiver"),
    )
    return rules if place.flag("on") else None


def _approval(place: Place) -> ApprovalRules:
    return ApprovalRules(
        alone=place.named("alone", _alone),
        decides=place.named("decides", _decides),
        sample_percent=place.number("sample_percent", least=0),
        next_level=place.text("next_level", ""),
    )


def _alone(kind: str, place: Place) -> Alone:
    return Alone(kind, place.number("own_words", least=0), place.flag("remedies"))


def _decides(kind: str, place: Place) -> Decides:
    return Decides(kind, tuple(Role(role) for role in place.some_of("roles", [role.value for role in Role])))
