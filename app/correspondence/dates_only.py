"""Whether two versions of a letter differ in their dates alone, and in which: pure, whatever language they are in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.basics.dates import show_date
from app.correspondence.differences import between, title_of
from letters.content import Block, Letter, Run


@dataclass(frozen=True, slots=True)
class DateChange:
    """A date that stands in a part of the letter and is another one in the newer version, as each is printed."""

    title: str
    was: str
    now: str

    @property
    def sentence(self) -> str:
        """The change in words."""
        return f"{self.title}: {self.was} is now {self.now}."


class OtherWords(Exception):  # noqa: N818 - an answer, not a failure
    """More than dates is different; the sentence says what."""


def date_changes(before: Letter, after: Letter) -> tuple[DateChange, ...]:
    """Each date that is another one, the letter's own first. Raises OtherWords naming the first part that differs."""
    if replace(after, date=before.date, blocks=()) != replace(before, blocks=()):
        raise OtherWords(_first_other(before, after) or "what stands outside its paragraphs would change")
    if [block.id for block in before.blocks] != [block.id for block in after.blocks]:
        raise OtherWords(_first_other(before, after) or "its parts would be others")
    found = [DateChange("Date of the letter", show_date(before.date), show_date(after.date))]
    for old, new in zip(before.blocks, after.blocks, strict=True):
        changes = _of_block(old, new)
        if changes is None:
            raise OtherWords(f"“{title_of(after, new)}” would say something else")
        found += [DateChange(title_of(after, new), was, now) for was, now in dict.fromkeys(changes)]
    return tuple(one for one in found if one.was != one.now)


def _of_block(old: Block, new: Block) -> list[tuple[str, str]] | None:
    """The dates that differ, as (was, now); None where anything else does."""
    runs, fresh = _runs(old), _runs(new)
    made = (old.role, old.origin, old.part, old.head_id, old.level)
    if made != (new.role, new.origin, new.part, new.head_id, new.level) or len(runs) != len(fresh):
        return None
    changes = []
    for (kind, was), (kind_now, now) in zip(runs, fresh, strict=True):
        if (kind, was.strong, was.fact) != (kind_now, now.strong, now.fact):
            return None
        if was.text != now.text:
            if not _is_date(old.facts, was.fact) or not _is_date(new.facts, now.fact):
                return None
            changes.append((was.text, now.text))
    return changes


def _runs(block: Block) -> list[tuple[str, Run]]:
    """The runs with the kind of their paragraph, neighbours of one weight and origin joined."""
    found: list[tuple[str, Run]] = []
    for number, paragraph in enumerate(block.paragraphs):
        place = f"{number} {paragraph.kind}"
        for run in paragraph.runs:
            last = found[-1] if found else None
            if last and last[0] == place and (last[1].strong, last[1].fact) == (run.strong, run.fact):
                found[-1] = (place, replace(run, text=last[1].text + run.text))
            else:
                found.append((place, run))
    return found


def _is_date(facts: Mapping[str, Any], path: str | None) -> bool:
    try:
        date.fromisoformat(facts.get(path or "") or "")
    except (TypeError, ValueError):
        return False
    return True


def _first_other(before: Letter, after: Letter) -> str:
    dated = replace(before, date=after.date)
    return next(_told(dated, after), "")


def _told(before: Letter, after: Letter) -> Iterator[str]:
    for one in between(before, after):
        words = " ".join("".join(span.text for span in one.spans if span.kind != "removed").split())
        match one.kind:
            case "added":
                yield f"it would have to say: “{words}”"
            case "removed":
                yield f"“{one.title}” would go"
            case _ if not one.block_id:
                yield f"{one.title.lower()} would change"
