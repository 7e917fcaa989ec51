"""What differs between two versions of a procedure, before → after, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.knowledge.procedure.told import Chapter, Entry, Line

_SHORT = 90
"""A text that is longer is told as changed, with what differs alone."""


def changes(before: Sequence[Chapter], after: Sequence[Chapter]) -> list[str]:
    """Every difference, in the order of the page; nothing where both say the same."""
    old, new = ({chapter.key: chapter for chapter in chapters} for chapters in (before, after))
    found: list[str] = []
    for key in dict.fromkeys([*new, *old]):
        title = (new.get(key) or old[key]).title
        found += _of_chapter(title, _entries(old.get(key)), _entries(new.get(key)))
    return found


def _entries(chapter: Chapter | None) -> dict[str, Entry]:
    return {entry.key: entry for entry in chapter.entries} if chapter else {}


def _of_chapter(title: str, old: dict[str, Entry], new: dict[str, Entry]) -> Iterator[str]:
    for key, entry in new.items():
        if key in old:
            yield from _of_entry(title, old[key], entry)
        else:
            yield f"New {_named(title, entry, new=True)}: {_all(entry)}"
    for key, entry in old.items():
        if key not in new:
            yield f"Gone: the {_named(title, entry, new=True)}."
    kept = [key for key in new if key in old]
    if kept != [key for key in old if key in new]:
        yield f"{title}, order: {', '.join(new[key].title for key in new)}."


def _of_entry(title: str, old: Entry, new: Entry) -> Iterator[str]:
    what = _named(title, new, new=False)
    if old.title != new.title:
        yield f"{what}: the name was “{old.title}”."
    was, now = ({line.label: line for line in entry.lines} for entry in (old, new))
    for label in dict.fromkeys([*now, *was]):
        before, after = (lines[label].words if label in lines else "" for lines in (was, now))
        if before != after:
            yield f"{what}, {_inside(label)}: {_step(before, after)}"


def _named(title: str, entry: Entry, *, new: bool) -> str:
    if not entry.title:
        return title.lower() if new else title
    what = entry.what if new else f"{entry.what[:1].upper()}{entry.what[1:]}"
    return f"{what} “{entry.title}”"


def _all(entry: Entry) -> str:
    return "; ".join(f"{_inside(line.label)}: {line.words}" for line in _told(entry)).rstrip(".") + "."


def _inside(label: str) -> str:
    """A label in the middle of a sentence; a currency keeps its capitals."""
    return label if label[:2].isupper() else f"{label[:1].lower()}{label[1:]}"


def _told(entry: Entry) -> tuple[Line, ...]:
    return tuple(Line(line.label, _cut(line.words)) for line in entry.lines)


def _step(before: str, after: str) -> str:
    if not before:
        return f"{after.rstrip('.')} (new)."
    if not after:
        return f"taken out; it was “{_cut(before)}”."
    if len(before) <= _SHORT and len(after) <= _SHORT:
        return f"{before.rstrip('.')} → {_sentence(after)}"
    start = _same_start(before, after)
    end = _same_start(before[start:][::-1], after[start:][::-1])
    was, now = (text[start : len(text) - end] for text in (before, after))
    return f"{_quoted(_cut(_around(before, start, was)))} → {_quoted(_cut(_around(after, start, now)))}."


def _quoted(words: str) -> str:
    """Within quotation marks, unless it has some of its own."""
    return words if "“" in words or "”" in words else f"“{words}”"


def _around(text: str, start: int, part: str) -> str:
    """The part with the words that it stands in."""
    begin = text.rfind(" ", 0, max(0, start - 20)) + 1
    end = text.find(" ", min(len(text), start + len(part) + 20))
    return f"{'…' * bool(begin)}{text[begin : end if end >= 0 else None]}{'…' * (end >= 0)}"


def _same_start(one: str, other: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 2 * _SHORT else f"{line[: 2 * _SHORT - 1]}…"


def _sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text}."
