"""The forms of what has clocks in a procedure: a stage, what is waited for, the rules of the FCA."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from app.knowledge.procedure.words import label_of
from app.staff.permissions import ROLE_NAMES, Permission, roles_with
from ui.administration.field_kinds import Parts, line, prose
from ui.administration.item_values import ANYBODY
from ui.administration.length_fields import FROM_ACKNOWLEDGEMENT, counted_from_letter, length, time_section
from ui.administration.procedure_draft import ProcedureDraft
from ui.kit.field import Choice, Field, Section


def stage(draft: ProcedureDraft, item: Mapping[str, Any]) -> Parts:
    """One level of looking at a complaint: who decides, by when, and where it leads."""
    return (
        line("name", required=True),
        line("decided_by", required=True, hint="In the words of a letter: the team that gave the service."),
        Section(
            label_of("decides"),
            (
                Field(ANYBODY, "Whoever may approve letters", "check"),
                *_deciders(item),
                Field("another_person", "Nobody who had a hand in an earlier stage", "check"),
            ),
        ),
        time_section(item, "acknowledge", "Acknowledgement"),
        time_section(item, "respond", "Answer", required=True, anchors=FROM_ACKNOWLEDGEMENT),
        time_section(item, "must", "Last day for an answer", anchors=FROM_ACKNOWLEDGEMENT),
        _extension(),
        _next_step(draft, item),
    )


def _extension() -> Section:
    return Section(
        label_of("extension"),
        (
            Field("extension.times", label_of("times"), "number", chars=8, hint="Empty: an answer is not put off."),
            *length("extension.most", beside=True),
            *counted_from_letter("extension.most"),
            Field("extension.agreed_only", "Only as far as the person agrees", "check"),
            Field("extension.tell_ombudsman", "The person is told of the ombudsman", "check"),
        ),
    )


def _next_step(draft: ProcedureDraft, item: Mapping[str, Any]) -> Section:
    later = [(one["code"], one.get("name", "")) for one in draft.data.get("stages", [])]
    leads = [Choice(None, "no stage: another body takes over")]
    leads += [Choice(code, name) for code, name in later if code != item.get("code")]
    return Section(
        label_of("next_step"),
        (
            line("next_step.stage", hint="What the letter calls it: review."),
            line("next_step.body"),
            prose("next_step.text", lines=3),
            prose("next_step.how", lines=3),
            *length("next_step.limit"),
            *counted_from_letter("next_step.limit"),
            Field("next_step.leads_to", label_of("leads_to"), "choice", choices=leads),
        ),
        note="What the answer says of where to go then. Every stage needs it, the last one too.",
    )


def _deciders(item: Mapping[str, Any]) -> Iterable[Field]:
    may = [role.value for role in roles_with(Permission.LETTER_APPROVE)]
    names = {role.value: name for role, name in ROLE_NAMES.items()}
    for role in dict.fromkeys([*may, *item.get("decides", [])]):
        yield Field(f"decides:{role}", names.get(role, role).capitalize(), "check")


def pause(_draft: ProcedureDraft, _item: Mapping[str, Any]) -> Parts:
    """Something that is waited for."""
    stands = (Choice(True, "stands meanwhile"), Choice(False, "runs on"))  # noqa: FBT003 - the stored value
    return (
        line("name", required=True),
        Field("stops_clock", "The clock of the answer", "radio", choices=stands),
        *length("answer_within", required=True),
        *counted_from_letter("answer_within"),
    )


def financial(_draft: ProcedureDraft, item: Mapping[str, Any]) -> Parts:
    """What an organisation under the FCA's rules must keep to besides."""
    return (
        Field("on", "The rules of the Financial Conduct Authority are switched on", "check"),
        time_section(item, "quick", "Settled at once"),
        time_section(item, "final", "Final response"),
        Section(
            "What the letter says",
            (line("website"), line("leaflet"), prose("waiver", lines=3)),
        ),
    )
