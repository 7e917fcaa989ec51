"""What the post page shows, what can be done with the chosen letters, and what came of it, in words: no Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from app.correspondence.find_post import NotToPrint, PostRow
from app.correspondence.tracking import show_tracked
from ui.correspondence.post.print_job import Job
from ui.correspondence.sending_state import went
from ui.kit.dates import show_date
from ui.kit.table_data import Status

LAYOUTS: Mapping[str, str] = {"standard": "Standard", "large_print": "Large print"}


def collection(row: PostRow) -> Status:
    """For which collection a letter is: a day that is over is overdue."""
    if row.is_overdue:
        return Status(f"Overdue, {show_date(row.collected_on)}", "triangle", "bad")
    day = "Today" if row.collected_on == row.today else show_date(row.collected_on)
    return Status(f"{day}, {row.collected_at}".removesuffix(", "), "dot", "plain")


def progress(row: PostRow) -> Status:
    """How far a letter has come."""
    if row.stopped:
        return Status("Stopped", "cross", "bad")
    if row.is_overdue:
        return Status("To re-date", "triangle", "warn")
    return Status("Printed", "half", "accent") if row.is_printed else Status("To print", "ring", "muted")


def stays(row: PostRow) -> str:
    """Why a letter is left out of what is printed and ticked off; empty where it may go."""
    if row.stopped:
        return f"{row.reference} is stopped. {row.stopped}"
    if row.is_overdue:
        return f"{row.reference} bears the date {show_date(row.collected_on)}, which has passed: re-date it first."
    return ""


def layout_words(row: PostRow) -> str:
    """How the pages are set, and what else was agreed with the reader."""
    layout = LAYOUTS.get(row.layout, row.layout.replace("_", " ").capitalize())
    return ", ".join(dict.fromkeys([layout, *row.adjustments]))


def counted(count: int, thing: str) -> str:
    """``1 letter``, ``3 letters``."""
    return f"{count:,} {thing if count == 1 else thing + 's'}"


def summary(rows: Sequence[PostRow], *, more: bool = False) -> str:
    """What lies there, in one line."""
    if not rows:
        return ""
    pages = sum(row.pages for row in rows)
    overdue, stopped = sum(row.is_overdue for row in rows), sum(bool(row.stopped) for row in rows)
    parts = [f"{len(rows):,}+ letters" if more else counted(len(rows), "letter"), counted(pages, "page")]
    parts += [f"{overdue:,} overdue"] if overdue else []
    return " · ".join(parts + ([f"{stopped:,} stopped"] if stopped else []))


def why_not_print(chosen: Sequence[PostRow], why_not: str) -> str:
    """Why the chosen letters cannot be printed; ``why_not`` is what the office has against this person."""
    if why_not or not chosen:
        return why_not or "No letter is chosen."
    staying = [why for why in map(stays, chosen) if why]
    return staying[0] if len(staying) == len(chosen) else ""


def why_not_post(chosen: Sequence[PostRow], why_not: str) -> str:
    """Why the chosen letters cannot be ticked off: one that was overlooked yesterday is posted with its own day."""
    if why_not or not chosen:
        return why_not or "No letter is chosen."
    return "" if any(not row.stopped for row in chosen) else stays(chosen[0])


def chosen_words(chosen: Sequence[PostRow]) -> str:
    """What is chosen, beside the buttons, and what of it is left out.

    A stopped letter is left out of all that is done, one whose day has passed of printing alone.
    """
    if not chosen:
        return ""
    stopped = sum(bool(row.stopped) for row in chosen)
    overdue = sum(row.is_overdue and not row.stopped for row in chosen)
    words = [f"{counted(len(chosen), 'letter')} chosen, {counted(sum(row.pages for row in chosen), 'page')}"]
    words += [f"{overdue:,} overdue, not to be printed"] if overdue else []
    return "; ".join(words + ([f"{stopped:,} stopped, left out"] if stopped else []))


def job_words(job: Job, refused: Sequence[NotToPrint] = ()) -> str:
    """Which letters went out, in which one the printer stopped, which were not begun, and which may not leave."""
    told = []
    pages = sum(letter.pages for letter in job.printed)
    if job.printed and not job.broken:
        sheets = counted(job.sheets, "sheet")
        told.append(f"{counted(len(job.printed), 'letter')} went to {job.printer}: {counted(pages, 'page')}, {sheets}.")
    elif job.printed:
        told.append(f"Went out whole: {', '.join(letter.reference for letter in job.printed)}.")
    if job.broken:
        told.append(_stopped_words(job))
    for letter in job.printed:
        if letter.by_hand:
            named = ", ".join(f"“{title}”" for title in letter.by_hand)
            told.append(f"Add by hand to {letter.reference}: {named}.")
    if job.not_begun:
        told.append(f"Not begun: {', '.join(letter.reference for letter in job.not_begun)}.")
    return " ".join([*told, *(f"{one.reference} was not printed. {one.why}" for one in refused)])


def _stopped_words(job: Job) -> str:
    if job.broken is None:
        return ""
    name, pages = job.broken.reference, job.broken.pages
    if not job.printed and not job.done:
        return f"Nothing was printed: {job.why}."
    if job.done == pages:
        return f"All pages of {name} were sent, but it may not be whole: {job.why}."
    return f"In {name} the printer stopped after {job.done} of {counted(pages, 'page')}: {job.why}."


def posted_words(posted: Mapping[str, date], today: date, failed: Mapping[str, str]) -> str:
    """Which letters are ticked off, with their day, and why others are not, by reference."""
    told = []
    for day in sorted(set(posted.values())):
        those = [reference for reference, its in posted.items() if its == day]
        what = those[0] if len(those) == 1 else counted(len(those), "letter")
        told.append(f"{what} {went(day, today, several=len(those) > 1)}.")
    return " ".join([*told, *(f"{reference}: {why}" for reference, why in failed.items())])


def tracked_words(number: str) -> str:
    """A number that is kept until the letter is ticked off."""
    return f"Tracked {show_tracked(number)}" if number else ""
