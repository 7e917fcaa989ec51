"""What the approval desk shows and why something cannot be done: no Qt."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.calendars.due_words import due_words
from app.complaints.remedy_sums import CaseSum, DecidedWith
from app.complaints.wording import REMEDY_WORDS
from app.correspondence.fact_lines import FactLine
from app.correspondence.find_approvals import CommentLine, ForApproval
from app.correspondence.problems import ChangedFact
from app.correspondence.slips import SlipKind, misspelt_in, why_no_slip
from app.correspondence.suggest_edit import SuggestionLine
from app.correspondence.untrue import in_words
from app.staff.work import Due
from letters.block_text import to_plain
from letters.checks import Finding
from letters.content import from_json
from ui.correspondence.comment_words import said_by
from ui.correspondence.kinds import kind_words
from ui.kit.dates import show_date, show_moment
from ui.kit.table_data import Status, Tone

REASONS = (
    ("A fact is wrong", "A fact is not right: "),
    ("A point is not answered", "This point is not answered: "),
    ("The reason is not clear", "The reader will not see why we decided so: "),
    ("The tone", "The tone needs another look: "),
    ("The remedy", "The remedy does not fit what we found: "),
)
"""Usual reasons for a return: what the button says, and the words it begins."""

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_SEVERITY: dict[str, Tone] = {"block": "bad", "warn": "warn", "info": "plain"}


@dataclass(frozen=True, slots=True)
class Decision:
    """What can be decided: each ``why_not`` is empty when it can."""

    why_not_approve: str
    why_not_return: str

    @property
    def sentence(self) -> str:
        """What to say beside the buttons; one sentence, the graver first."""
        return self.why_not_return or self.why_not_approve


def decision_on(letter: ForApproval, with_it: DecidedWith | None = None) -> Decision:
    """Whether this reader may decide, also on what is decided with it, and whether the letter can be as it stands."""
    if letter.why_not:
        return Decision(letter.why_not, letter.why_not)
    if with_it is not None and with_it.why_not:
        return Decision(with_it.why_not, "")
    if letter.moved:
        return Decision("The record has changed since it was submitted, so it can only be returned.", "")
    if letter.untrue:
        return Decision("It is no longer true as it stands, so it can only be returned.", "")
    if letter.unconfirmed:
        count = len(letter.unconfirmed)
        what = "a finding" if count == 1 else f"{count} findings"
        return Decision(f"The author kept {what}: read the reason under Checks and confirm it with C.", "")
    if letter.date_fault:
        return Decision(
            f"{letter.date_fault} Its author re-dates it; if you do, with D, somebody else decides on it.", ""
        )
    return Decision("", "")


def warning_sentences(letter: ForApproval) -> list[str]:
    """What stands above the page: each fact that moved, and whatever else is no longer so."""
    moved = [fact.sentence for fact in letter.moved]
    return [*moved, *(one.sentence for one in letter.untrue if one.sentence not in moved)]


def first_reason(letter: ForApproval) -> str:
    """The reason that already stands when the letter cannot be approved as it is."""
    if letter.moved:
        return "The record has changed: " + " ".join(fact.sentence for fact in letter.moved)
    return in_words(letter.untrue) or letter.date_fault


def called(name: str) -> str:
    """The name for a button, whole: which part of "Lim Mei Ling" a colleague goes by is not on record."""
    return name.strip() or "the author"


def clock(due: Due | None, today: date) -> Status | None:
    """The answer's clock as a word, a shape and a tone, in the words of the case; None where no clock runs."""
    if due is None:
        return None
    said = due_words(due.day, due.days_left, today)
    words = f"{said[0].upper()}{said[1:]}"
    if due.day < today:
        return Status(words, "triangle", "bad")
    if due.day == today:
        return Status(words, "triangle", "warn")
    near = due.days_left is not None and due.days_left <= 2
    return Status(words, "half" if near else "ring", "warn" if near else "muted")


def subline(letter: ForApproval, enclosures: int = 0) -> str:
    """Who asks for what and whom, for which day, since when; what may be cut comes last, and stands elsewhere too."""
    again = f" · submission {letter.revision_number}" if letter.revision_number > 1 else ""
    pages = "1 page" if letter.page_count == 1 else f"{letter.page_count} pages"
    pages += f" and {enclosures} enclosure{'s' if enclosures > 1 else ''}" if enclosures else ""
    asked = show_moment(letter.submitted_at)
    sent = f" · {letter.waits_with.words[0].lower()}{letter.waits_with.words[1:]}" if letter.waits_with else ""
    out = show_date(date.fromisoformat(letter.content["date"]))
    asked_for = f"{kind_words(letter.kind)} · {letter.author} · goes out {out}"
    return f"{asked_for}{sent}{again} · submitted {asked} · {pages}"


def fact_groups(facts: Sequence[FactLine], moved: Sequence[ChangedFact]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Facts by what they are about, in the order of the letter: (group, [(label, value)])."""
    changed = {fact.path for fact in moved}
    groups: dict[str, list[tuple[str, str]]] = {}
    for fact in facts:
        group, _, label = fact.label.partition(" · ")
        value = _value(fact.value) + (" (has changed)" if fact.path in changed else "")
        groups.setdefault(group, []).append(((label or group).replace(" · ", " ").capitalize(), value))
    return list(groups.items())


def decided_groups(with_it: DecidedWith) -> list[tuple[str, list[tuple[str, str]]]]:
    """What is decided with the letter: each remedy, and the sums of the case against this reader's authority."""
    lines = [("Remedy", promise) for promise in with_it.promises]
    lines += [(_sum_label(found), _within(found)) for found in with_it.sums]
    return [("You approve with it", lines)] if lines else []


def _sum_label(found: CaseSum) -> str:
    return f"{REMEDY_WORDS[found.kind]}, whole case"


def _within(found: CaseSum) -> str:
    limit = found.authority.limit
    if found.authority.reaches:
        return f"{found.authority.total}, within your authority of {limit}"
    return f"{found.authority.total}, beyond your authority" + (f" of {limit}" if limit is not None else "")


def _value(value: str) -> str:
    if _ISO_DAY.fullmatch(value):
        return show_date(date.fromisoformat(value))
    return value.replace("_", " ") if value in _CODES else value


_CODES = frozenset({"upheld", "partly_upheld", "not_upheld", "no_finding", "withdrawn"})


def finding_line(finding: Finding) -> tuple[str, Tone, str]:
    """What a finding says, its tone, and the hint."""
    if finding.kept_because:
        said = f"{finding.message}  {finding.rule}\nKept by {finding.kept_by}: {finding.kept_because}"
        return said, "muted", "Confirmed: C was pressed."
    if finding.severity == "info":
        return f"{finding.message}\n{finding.hint}".strip(), "plain", finding.rule
    return f"{finding.message}  {finding.rule}", _SEVERITY[finding.severity], finding.hint


def kept_line(finding: Finding) -> tuple[str, Tone, str]:
    """What a kept finding says that its reader has still to confirm."""
    said, _, _ = finding_line(finding)
    return f"{said}\nConfirm with C, or return the letter.", "warn", "C confirms that the words may stand"


def tab_titles(letter: ForApproval) -> tuple[str, str, str, str]:
    """Titles of the tabs, with how much is in each."""
    open_comments = [comment for comment in letter.comments if comment.settled_by is None]
    differs = len(letter.from_standard)
    return (
        "Facts",
        _counted("Checks", len(letter.findings)),
        _counted("Differs", differs),
        _counted("Comments", len(open_comments)),
    )


def _counted(title: str, count: int) -> str:
    return f"{title} {count}" if count else title


def comment_head(comment: CommentLine) -> str:
    """Who said it when, and whether it is settled."""
    settled = f" · settled by {comment.settled_by}" if comment.settled_by else ""
    return f"{said_by(comment)} · {show_moment(comment.at)}{settled}"


def suggestion_head(one: SuggestionLine) -> str:
    """Who suggested it when, and what became of it; a slip says of which kind it is."""
    if one.slip is not None:
        return f"{one.by} mended a {_SLIPS[one.slip]} · {show_moment(one.at)}"
    if one.settled_by is None:
        return f"{one.by} suggests this · {show_moment(one.at)}"
    became = f"taken by {one.settled_by}" if one.is_taken else f"declined by {one.settled_by}: {one.reply}"
    return f"{one.by} · {show_moment(one.at)} · {became}"


_SLIPS = {
    SlipKind.SPELLING: "misspelling",
    SlipKind.COMMA: "comma",
    SlipKind.DOUBLED_WORD: "doubled word",
    SlipKind.CAPITAL: "capital",
    SlipKind.SPACE: "blank",
}


def texts_to_edit(letter: ForApproval) -> dict[str, str]:
    """The words of each part for which this reader may suggest others, by block id."""
    if letter.why_not:
        return {}
    return {block.id: to_plain(block) for block in from_json(letter.content).blocks if block.editable}


def why_not_mend(letter: ForApproval, block_id: str, words: str) -> str:
    """Why ``words`` cannot be mended in this part as a slip; empty where they can, or are the author's own."""
    block = next((one for one in from_json(letter.content).blocks if one.id == block_id), None)
    if block is None:
        return ""
    return why_no_slip(letter.content, block, words, misspelt_in(letter.findings, block_id), letter.slips_mended)


def next_part(parts: Sequence[str], current: str, by: int) -> str:
    """The part ``by`` steps on from the current one; at either end it stays, and without one it begins there."""
    if current not in parts:
        return next(iter(parts if by > 0 else reversed(parts)), "")
    return parts[max(0, min(len(parts) - 1, parts.index(current) + by))]


@dataclass(frozen=True, slots=True)
class Unsent:
    """What is typed about a letter and reached nobody, as a question before it is decided on.

    ``part`` is the first of which the words were changed; empty where none were.
    """

    title: str
    sentence: str
    comment: str
    part: str


def unsent_words(
    verb: str, letter: ForApproval, comment: str, edits: Mapping[str, str], titles: Mapping[str, str], reason: str = ""
) -> Unsent | None:
    """What ``verb`` (approve, return) would throw away: a comment, words in place of the author's, a reason begun."""
    texts = texts_to_edit(letter)
    changed = [
        block for block, words in edits.items() if words.strip() and words.strip() != texts.get(block, "").strip()
    ]
    typed = [
        *(["a comment"] if comment.strip() else []),
        *(f"other words for “{titles.get(block, block)}”" for block in changed),
        *(["a reason to return it"] if reason.strip() and reason.strip() != first_reason(letter).strip() else []),
    ]
    if not typed:
        return None
    told = " and ".join(filter(None, (", ".join(typed[:-1]), typed[-1])))
    sentence = f"You typed {told} and have not sent it; it is thrown away if you {verb} the letter without it."
    return Unsent(
        f"{verb.capitalize()} {letter.reference} without what you typed?",
        sentence,
        comment.strip(),
        next(iter(changed), ""),
    )


_EDIT = "words "


def edit_field(block_id: str) -> str:
    """Under which field words half typed in place of a block's are kept."""
    return f"{_EDIT}{block_id}"


def half_edited(half_typed: Mapping[str, str]) -> dict[str, str]:
    """By block id what ``edit_field`` kept; what was sent or thrown away is kept no more."""
    return {
        field.removeprefix(_EDIT): words for field, words in half_typed.items() if words and field.startswith(_EDIT)
    }
