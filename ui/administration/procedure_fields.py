"""The forms of a procedure's items, as data: what is asked of each, in the words of the page that is read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.knowledge.procedure.words import OUTCOMES
from ui.administration import letter_fields, list_fields, stage_fields
from ui.administration.field_kinds import Parts, line, members, prose
from ui.administration.item_values import ANYBODY
from ui.administration.length_fields import time_section
from ui.administration.procedure_draft import ProcedureDraft
from ui.administration.procedure_paths import SINGLE, part_of
from ui.kit.field import Section


def fields_for(draft: ProcedureDraft, path: str) -> Parts:
    """The form of one item; nothing for a part that is a list."""
    part = part_of(path)
    if draft.is_item(path) or path in SINGLE:
        return _FORMS[part](draft, draft.item(path))
    return ()


def keys_of(parts: Parts) -> list[str]:
    """The keys of all fields."""
    return [field.key for part in parts for field in (part.fields if isinstance(part, Section) else [part])]


def field_at(parts: Parts, key: str) -> str | None:
    """The field where something at a key of the data is mended."""
    keys = keys_of(parts)
    fits = (one for one in keys if one in (key, f"{key}.amount") or one.startswith((f"{key}:", f"{key}.")))
    if key == "decides" and ANYBODY in keys:
        return ANYBODY
    return next(fits, keys[0] if keys else None)


def _general(_draft: ProcedureDraft, item: Mapping[str, Any]) -> Parts:
    return (
        line("title", required=True),
        prose("summary", lines=8, required=True),
        line("citation"),
        time_section(item, "at_once", "Settled at first contact"),
        members("outcomes", OUTCOMES),
    )


_FORMS = {
    "general": _general,
    "stages": stage_fields.stage,
    "pauses": stage_fields.pause,
    "letters": letter_fields.letter,
    "checks": letter_fields.check,
    "approval": letter_fields.approval,
    "routes": list_fields.route,
    "faults": list_fields.fault,
    "effects": list_fields.effect,
    "bands": list_fields.band,
    "remedies": list_fields.remedy,
    "causes": list_fields.cause,
    "ombudsman": list_fields.ombudsman,
    "financial": stage_fields.financial,
    "external": list_fields.external,
    "fields": list_fields.field,
}
