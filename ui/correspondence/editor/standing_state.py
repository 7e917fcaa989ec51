"""Where a letter stands for its reader, whether it may be written in, and what can be done about it. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from app.complaints.wording import counted
from app.correspondence.copy_for_comment import DRAFTED
from app.correspondence.find_editing import LetterForEditing
from app.correspondence.problems import ChangedFact
from app.correspondence.rules import WRITABLE
from app.correspondence.states import LetterState
from letters.styles import POINTS, style_needed
from ui.correspondence.editor.approver_words import names, who_approves
from ui.correspondence.editor.my_letter_rows import STATUSES, comments_in_words
from ui.correspondence.editor.opening import Opened, last_decision
from ui.correspondence.kinds import STOPPED
from ui.kit.dates import show_moment
from ui.kit.table_data import Status, Tone

NOT_OPEN = "Open a letter first."
"""Why nothing can be done yet."""

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
    letter, kept_back = opened.letter, _kept_back(opened)
    did, changed = suggested_sentence(letter), facts_sentence(letter.changed)
    sentence = " ".join(filter(None, (_returned(letter), did, kept_back, changed, _print_follows(opened))))
    return Banner(sentence, "warn" if sentence else "plain", ("take_all",) if letter.changed else ())


def why_not_comment(opened: Opened) -> str:
    """Why neither a copy for comment is made nor a comment put in, or empty."""
    if opened.letter.state not in DRAFTED:
        return "Only a draft is commented on: this letter is no longer one."
    return "" if opened.may_write or opened.may_approve else "Writing letters is not among your rights."


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


def _kept_back(opened: Opened) -> str:
    return f"It cannot go as things are. {opened.letter.kept_back}" if opened.letter.kept_back else ""


def suggested_sentence(letter: LetterForEditing) -> str:
    """What whoever decides mended, and where they suggest other words; of what was settled nothing."""
    slips = [one for one in letter.suggestions if one.slip is not None]
    words = {one.block_id: one for one in letter.suggestions if one.slip is None}
    who = " and ".join(dict.fromkeys(one.by for one in letter.suggestions))
    told = [
        f"mended {counted(len(slips), 'slip')}" if slips else "",
        f"suggested other words for {counted(len(words), 'part')}" if words else "",
    ]
    to_take = letter.state in WRITABLE or (bool(words) and letter.state is LetterState.SUBMITTED)
    key = ": F9 goes there and takes them" if to_take else ""
    return f"{who} {' and '.join(filter(None, told))}{key}." if letter.suggestions else ""


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
    kept_back = _kept_back(opened)
    told = (kept_back, f"Waiting for approval{since}. {who}", suggested_sentence(letter))
    tone: Tone = "warn" if kept_back else "accent"
    return Banner(" ".join(filter(None, told)), tone, ("send_to", "recall") if opened.may_stop else ())


def _approved(opened: Opened) -> Banner:
    last = last_decision(opened.letter.revisions)
    who = f" by {last.decided_by}, {show_moment(last.decided_at)}" if last else ""
    approved = f"Approved{who}" if not opened.letter.went_alone else "It goes without approval, as the procedure allows"
    kept_back = _kept_back(opened)
    goes = "" if kept_back else "It can be printed and posted as it stands."
    told = (kept_back, f"{approved}.", goes, suggested_sentence(opened.letter))
    tone: Tone = "warn" if kept_back else "good"
    return Banner(" ".join(filter(None, told)), tone, ("register", "reopen") if opened.may_stop else ("register",))
