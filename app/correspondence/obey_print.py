"""Set a letter that is being written in the size of print that its reader needs by now, without anybody remembering."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from app.correspondence.gather_facts import gather_facts
from app.correspondence.letter_rows import draft_row, hands_of, store_draft
from app.correspondence.take_facts import writable
from app.staff.work import Work
from letters.content import Style, from_json, to_json
from letters.styles import style_needed


@dataclass(frozen=True, slots=True)
class Printed:
    """How a letter was set, and on what agreement: what takes it back."""

    style: Style
    agreed: tuple[str, ...]


def obey_print(work: Work, letter_id: int) -> Printed | None:
    """Set it as the reader's adjustments ask for now, and take no other fact; through ``Office.keep``.

    Returns how it was set before; None where it is set so already, and where whoever opened it has not written in it:
    nobody becomes its writer, who may not decide on it, by looking at it.
    """
    letter = writable(work, letter_id)
    if work.actor.staff_id not in hands_of(work, letter).wrote:
        return None
    draft = draft_row(work, letter)
    content = from_json(draft.content)
    agreed = _agreed(gather_facts(work, letter, content.date))
    style = style_needed(agreed)
    before = Printed(content.style, _agreed(draft.facts))
    if style == content.style:
        return None
    store_draft(work, letter, to_json(replace(content, style=style)), _with_agreed(draft.facts, agreed))
    return before


def print_as_before(work: Work, letter_id: int, before: Printed) -> None:
    """Set it as it was; that its reader needs another size is told again. Through ``Office.keep``."""
    letter = writable(work, letter_id)
    draft = draft_row(work, letter)
    content = replace(from_json(draft.content), style=before.style)
    store_draft(work, letter, to_json(content), _with_agreed(draft.facts, before.agreed))


def _agreed(facts: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(facts["addressee"].get("adjustments", ()))


def _with_agreed(facts: Mapping[str, Any], agreed: tuple[str, ...]) -> dict[str, Any]:
    return {**facts, "addressee": {**facts["addressee"], "adjustments": list(agreed)}}
