"""What only the whole of a procedure shows: a code twice, a way that leads nowhere, a stage nobody may decide."""

from __future__ import annotations

from collections.abc import Iterable

from app.knowledge.procedure.model import Procedure, Stage
from app.knowledge.procedure.place import ProcedureNotValid
from app.staff.permissions import Permission, permissions_of


def check_whole(procedure: Procedure, name: str) -> None:
    """Raises ProcedureNotValid with the first fault."""
    if not procedure.stages:
        raise ProcedureNotValid(f"The {name} has no stage: a complaint could not begin.")
    for codes in _lists_of_codes(procedure):
        for twice in sorted({code for code in codes if codes.count(code) > 1}):
            raise ProcedureNotValid(f"The {name} has “{twice}” twice.", "Give each its own code.")
    known = [stage.code for stage in procedure.stages]
    for stage in procedure.stages:
        _check_way_on(stage, known, name)
        _check_decider(stage, name)
    for letter in procedure.letters:
        for code in letter.stages:
            _known_stage(code, known, f"letter “{letter.name}”", name)
    offered = {choice.kind for choice in procedure.remedies}
    for fault in procedure.faults:
        for kind in fault.usual_remedies:
            if kind not in offered:
                raise ProcedureNotValid(f"The {name} has no remedy “{kind}”, which “{fault.name}” names.")


def _lists_of_codes(procedure: Procedure) -> Iterable[list[str]]:
    yield [stage.code for stage in procedure.stages]
    yield [str(stage.number) for stage in procedure.stages]
    yield [route.code for route in procedure.routes]
    yield [pause.code for pause in procedure.pauses]
    yield [fault.code for fault in procedure.faults]
    yield [str(effect.level) for effect in procedure.effects]
    yield [choice.kind for choice in procedure.remedies]
    yield [f"{cause.axis}: {cause.code}" for cause in procedure.causes]


def _check_way_on(stage: Stage, known: list[str], name: str) -> None:
    if stage.next_step is None or not stage.next_step.leads_to:
        return
    _known_stage(stage.next_step.leads_to, known, f"stage “{stage.name}”", name)
    if known.index(stage.next_step.leads_to) <= known.index(stage.code):
        raise ProcedureNotValid(f"The {name} leads from the stage “{stage.name}” back to one before it.")


def _check_decider(stage: Stage, name: str) -> None:
    """Somebody must be able to decide: a role named here needs the right to approve letters."""
    if stage.decides and Permission.LETTER_APPROVE not in permissions_of(frozenset(stage.decides)):
        roles = " or ".join(role.value.replace("_", " ") for role in stage.decides)
        raise ProcedureNotValid(
            f"The {name} has nobody who may decide in the stage “{stage.name}”: no {roles} may approve letters.",
            "Name a role that may, such as team_leader.",
        )


def _known_stage(code: str, known: list[str], what: str, name: str) -> None:
    if code not in known:
        raise ProcedureNotValid(f"The {name} has no stage “{code}”, which its {what} names.")
