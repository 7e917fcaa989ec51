"""What the editor shows and allows, and why: where the letter stands, its outline, checks and last line. No Qt."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from app.correspondence.find_approvals import CommentLine
from app.correspondence.find_editing import LetterForEditing
from app.correspondence.problems import ChangedFact
from app.correspondence.rules import WRITABLE
from app.correspondence.states import LetterState
from letters.checks import Finding
from letters.content import Block, Letter
from letters.languages import said_in
from letters.styles import POINTS, style_needed
from letters.versions import untranslated, versions
from ui.correspondence.editor.draft_edits import is_edited, is_own
from ui.correspondence.editor.my_letter_rows import STATUSES, comments_in_words
from ui.correspondence.editor.opening import Opened, last_decision
from ui.correspondence.kinds import STOPPED
from ui.kit.dates import show_date, show_moment, show_time
from ui.kit.table_data import Shape, Status, Tone

Save = Literal["saved", "typing", "away", "refused"]

_FIRST_WORDS = 60


BannerAction = Literal["take_all", "send_to", "recall", "reopen", "register", "try_again"]

ACTION_VERBS: dict[BannerAction, str] = {
    "take_all": "Take all",
    "send_to": "Send to…",
    "recall": "Take back",
    "reopen": "Change it…",
    "register": "Open in the register",
    "try_again": "Try again",
}


@dataclass(frozen=True, slots=True)
class Banner:
    """What stands above the letter; an empty sentence shows nothing. ``actions`` are what can be done about it."""

    sentence: str = ""
    tone: Tone = "plain"
    actions: tuple[BannerAction, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether the words may be changed now, where the letter stands, and what can be done about it."""

    chip: Status
    editable: bool
    banner: Banner


def standing_of(opened: Opened, held_by_other: str) -> Standing:
    """Where the letter stands for this reader; ``held_by_other`` names whoever else is writing it."""
    letter = opened.letter
    chip = STOPPED if letter.stopped_because and letter.state in WRITABLE else STATUSES[letter.state]
    if letter.state not in WRITABLE:
        return Standing(chip, editable=False, banner=_why_it_rests(opened))
    if not opened.may_write:
        return Standing(
            chip, editable=False, banner=Banner("You may read this letter. Writing letters is not among your rights.")
        )
    if held_by_other:
        sentence = f"{held_by_other} is writing this letter now. You can read it meanwhile."
        return Standing(chip, editable=False, banner=Banner(sentence, "warn", ("try_again",)))
    return Standing(chip, editable=True, banner=_being_written(opened))


def _being_written(opened: Opened) -> Banner:
    letter = opened.letter
    told = (_returned(letter), facts_sentence(letter.changed), _print_follows(opened))
    sentence = " ".join(filter(None, told))
    return Banner(sentence, "warn" if sentence else "plain", ("take_all",) if letter.changed else ())


def needs_other_print(opened: Opened) -> bool:
    """Whether the reader of the letter needs another size of print by now than it is set in."""
    agreed = opened.letter.facts["addressee"].get("adjustments", ())
    return bool(style_needed(agreed) != opened.letter.content.get("style", "standard"))


def _print_follows(opened: Opened) -> str:
    """When the size agreed with the reader comes, where opening the letter is not to make this person its writer."""
    if opened.has_written or not needs_other_print(opened):
        return ""
    points = POINTS[style_needed(opened.letter.facts["addressee"].get("adjustments", ()))]
    return f"It is set in {points} point print, as agreed with its reader, once its author opens it or you write in it."


def print_sentence(content: Mapping[str, Any]) -> str:
    """That a letter was set in another size by itself."""
    points = POINTS[content.get("style", "standard")]
    return f"This letter is now in {points} point print, as agreed with its reader."


def facts_sentence(changed: Sequence[ChangedFact]) -> str:
    """What of the record has changed under the letter; what no paragraph says (the address) is told here itself."""
    if not changed:
        return ""
    blocks = {block_id for fact in changed for block_id in fact.block_ids}
    parts = "one paragraph says" if len(blocks) == 1 else f"{len(blocks)} paragraphs say"
    in_blocks = f"What {parts} has changed in the record." if blocks else ""
    return " ".join(filter(None, (in_blocks, *(fact.sentence for fact in changed if not fact.block_ids))))


def _returned(letter: LetterForEditing) -> str:
    if letter.stopped_because:
        return f"Stopped, and nothing of it was sent: {letter.stopped_because}"
    last = last_decision(letter.revisions)
    if letter.state is not LetterState.RETURNED or last is None:
        return ""
    count = sum(comment.settled_by is None for comment in letter.comments)
    pinned = f" {comments_in_words(count).capitalize()} pinned below." if count else ""
    return f"Returned by {last.decided_by}, {show_moment(last.decided_at)}: {last.reason}{pinned}"


def _why_it_rests(opened: Opened) -> Banner:
    letter = opened.letter
    match letter.state:
        case LetterState.SUBMITTED:
            return _waits(opened)
        case LetterState.APPROVED:
            return _approved(opened)
        case LetterState.POSTED:
            return Banner("This letter is posted. It stays as it left the office.", "good", ("register",))
        case _:
            return Banner("This letter was withdrawn and will not be sent.", "muted")


def _waits(opened: Opened) -> Banner:
    letter = opened.letter
    submitted = letter.revisions[-1].submitted_at if letter.revisions else None
    since = f" since {show_moment(submitted)}" if submitted else ""
    who = f"{letter.waits_with.words}." if letter.waits_with else who_approves(names(letter), letter.nobody_left)
    sentence = f"Waiting for approval{since}. {who}"
    return Banner(sentence, "accent", ("send_to", "recall") if opened.may_stop else ())


def _approved(opened: Opened) -> Banner:
    last = last_decision(opened.letter.revisions)
    who = f" by {last.decided_by}, {show_moment(last.decided_at)}" if last else ""
    approved = f"Approved{who}" if not opened.letter.went_alone else "It goes without approval, as the procedure allows"
    sentence = f"{approved}. It can be printed and posted as it stands."
    return Banner(sentence, "good", ("register", "reopen") if opened.may_stop else ("register",))


def goes_out(letter: LetterForEditing) -> str:
    """The planned posting day of a letter that has not gone yet: its date, from which limits are worked out."""
    if letter.posting_day is None or letter.state in (LetterState.POSTED, LetterState.WITHDRAWN):
        return ""
    return f"goes out {show_date(letter.posting_day)}"


def names(letter: LetterForEditing) -> tuple[str, ...]:
    """Who of those who may approve it is here; where nobody is, all with until when they are away."""
    here = tuple(one.name for one in letter.approvers if one.away is None)
    return here or tuple(f"{one.name} ({one.away.words})" for one in letter.approvers if one.away)


def who_approves(approvers: Sequence[str], nobody_left: str = "") -> str:
    """The sentence that names them; ``nobody_left`` is the one for where nobody may."""
    if not approvers:
        return nobody_left or "Nobody here may approve it at present: ask an administrator."
    return f"{_either(approvers)} may approve it."


def _either(names: Sequence[str]) -> str:
    shown = list(names[:3])
    if len(names) > 3:
        return f"{', '.join(shown)} or {len(names) - 3} more"
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} or {shown[-1]}"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a block's words come from, as a small shape and a word."""

    word: str
    shape: Shape
    tone: Tone


def origin_of(block: Block) -> Origin:
    """Locked, standard, from the case, the author's own, or edited by them."""
    if is_own(block):
        return Origin("your own words", "dot", "accent")
    if is_edited(block):
        return Origin("edited", "dot", "accent")
    if block.origin == "cited_rule":
        return Origin("cited rule", "bar", "muted")
    if not block.editable:
        return Origin("locked", "bar", "muted")
    if block.origin == "standard":
        return Origin("standard", "ring", "muted")
    return Origin("from the case", "half", "muted")


@dataclass(frozen=True, slots=True)
class OutlineLine:
    """One block in the outline. ``depth`` is 0 for a heading; ``mark`` says what waits there."""

    block_id: str
    words: str
    origin: Origin
    is_heading: bool
    depth: int
    mark: Tone


def printed_otherwise(content: Mapping[str, Any]) -> list[str]:
    """How the pages differ from the usual: the size agreed with the reader."""
    points = POINTS[content.get("style", "standard")]
    return [] if points == POINTS["standard"] else [f"{points} point print, as agreed"]


def outline_of(letter: Letter, findings: Sequence[Finding], comments: Sequence[CommentLine]) -> list[OutlineLine]:
    """Every block in order, headings as such, each with the gravest thing that waits there.

    In a letter in two languages each version begins with the name of its language; a part that has no words in it yet
    says so.
    """
    pair = versions(letter)
    starts = {version.blocks[0].id: said_in(version.language) for version in pair if len(pair) > 1 and version.blocks}
    waiting = {one.block_id: said_in(one.language) for one in untranslated(letter)}
    blocking = {finding.block_id for finding in findings if finding.blocks}
    warned = {finding.block_id for finding in findings if finding.severity == "warn" and not finding.kept_because}
    asked = {comment.block_id for comment in comments if comment.settled_by is None}
    lines = []
    depth = 0
    for block in letter.blocks:
        is_heading = block.role == "heading"
        depth = max(0, block.level - 1) if is_heading else depth
        mark: Tone = "bad" if block.id in blocking else "warn" if block.id in warned | asked else "plain"
        words = f"{starts[block.id]}: {first_words(block)}" if block.id in starts else first_words(block)
        origin = Origin(f"no {waiting[block.id]} yet", "ring", "warn") if block.id in waiting else origin_of(block)
        lines.append(OutlineLine(block.id, words, origin, is_heading, depth, mark))
    return lines


def first_words(block: Block) -> str:
    """What a block begins with, on one line."""
    text = " ".join(" ".join(paragraph.text for paragraph in block.paragraphs[:2]).split())
    if not text:
        return "Empty paragraph"
    return text if len(text) <= _FIRST_WORDS else f"{text[: _FIRST_WORDS - 1].rstrip()}…"


def checks_heading(findings: Sequence[Finding]) -> str:
    """``Checks · 2 block, 3 to look at``."""
    blocking = sum(finding.blocks for finding in findings)
    kept = sum(bool(finding.kept_because) for finding in findings)
    others = len(findings) - blocking - kept
    told = [
        *([f"{blocking} {'blocks' if blocking == 1 else 'block'}"] if blocking else []),
        *([f"{others} to look at"] if others else []),
        *([f"{kept} kept"] if kept else []),
    ]
    return f"Checks · {', '.join(told)}" if told else "Checks"


_NEEDS = {
    "complaint": "a complaint",
    "correction": "a posted letter to correct: open it in the register",
    "complaint/heads": "points that were looked into",
    "holding": "the reason for the delay and a new date",
    "next_step": "the next step of the procedure",
    "reply/changes": "details that were changed",
    "reply/contacted_on": "a call or message to follow up",
    "person/died_on": "a member who has died",
    "representative": "a representative",
    "restriction": "a warning of difficult contact on the record",
    "signposting": "the body that is the right one",
}
_POINTER = re.compile(r"(?:^|\s)/([a-z_0-9/]+):")


def missing_in_words(missing: str) -> str:
    """What the record lacks for a letter, short: "Needs a complaint"; the whole sentence where it names no place."""
    places = list(dict.fromkeys(_POINTER.findall(missing)))
    if "complaint" in places:
        places = ["complaint"]
    needs = [_NEEDS.get(place, place.rpartition("/")[2].replace("_", " ")) for place in places]
    if not needs:
        return missing
    return f"Needs {needs[0] if len(needs) == 1 else ', '.join(needs[:-1]) + ' and ' + needs[-1]}"


def finding_sentence(finding: Finding) -> str:
    """What a check says and what to do about it."""
    if finding.kept_because:
        return f"{finding.message} Kept by {finding.kept_by}: {finding.kept_because}"
    between = "\n" if finding.hint.startswith("•") else " "
    return f"{finding.message}{between}{finding.hint}".strip()


def how_kept(finding: Finding) -> str:
    """What K does with it; nothing with what only informs."""
    if finding.severity == "info":
        return ""
    if finding.certain:
        return "Held against the record: it must be mended"
    return "K lets the checks tell it again" if finding.kept_because else "K keeps it with a reason"


def finding_tone(finding: Finding) -> Tone:
    """What blocks is bad, what a person must judge is a warning."""
    tones: dict[str, Tone] = {"block": "bad", "warn": "warn"}
    if finding.kept_because:
        return "muted"
    return tones.get(finding.severity, "plain")


def last_line(
    findings: Sequence[Finding] | None, approvers: Sequence[str], *, editable: bool, alone: bool = False
) -> tuple[str, Tone]:
    """The line at the foot: what blocks, or who will approve; None for findings means that they are not known yet.

    ``alone``: the procedure lets it go without approval.
    """
    if not editable:
        return "", "plain"
    if findings is None:
        return "The checks are running.", "muted"
    blocking = [finding for finding in findings if finding.blocks]
    if len(blocking) == 1:
        return f"One thing stands in the way: {blocking[0].message}", "bad"
    if blocking:
        return f"{len(blocking)} things stand in the way. The first: {blocking[0].message}", "bad"
    if alone:
        return "Nothing stands in the way. It may go without approval.", "good"
    if not approvers:
        return "Nothing stands in the way, but nobody here may approve it: ask an administrator.", "warn"
    return f"Nothing stands in the way. {_either(approvers)} may approve it.", "good"


def save_sentence(save: Save, at: datetime | None, why: str = "") -> str:
    """Where the words are: in the office, on their way, or on this machine only; ``why`` tells what was refused."""
    if save == "typing":
        return "Saving…"
    if save == "away":
        since = f"Not saved since {show_time(at)}" if at else "Not saved yet"
        return f"{since}; kept on this machine"
    if save == "refused":
        return f"Not saved. {why}".strip()
    return f"Saved {show_time(at)}" if at else ""
