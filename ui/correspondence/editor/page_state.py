"""What the editor says of a letter: its print, its day, what it lacks, whether it is saved, its last line. No Qt."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Literal

from app.correspondence.find_editing import LetterForEditing
from app.correspondence.states import LetterState
from letters.checks import Finding
from letters.styles import POINTS
from ui.correspondence.editor.approver_words import either
from ui.kit.dates import show_date, show_time
from ui.kit.table_data import Tone

Save = Literal["saved", "typing", "away", "refused", "nowhere"]


def print_sentence(content: Mapping[str, Any]) -> str:
    """That a letter was set in another size by itself."""
    points = POINTS[content.get("style", "standard")]
    return f"This letter is now in {points} point print, as agreed with its reader."


def goes_out(letter: LetterForEditing) -> str:
    """The planned posting day of a letter that has not gone yet: its date, from which limits are worked out."""
    if letter.posting_day is None or letter.state in (LetterState.POSTED, LetterState.WITHDRAWN):
        return ""
    return f"goes out {show_date(letter.posting_day)}"


def printed_otherwise(content: Mapping[str, Any]) -> list[str]:
    """How the pages differ from the usual: the size agreed with the reader."""
    points = POINTS[content.get("style", "standard")]
    return [] if points == POINTS["standard"] else [f"{points} point print, as agreed"]


_NEEDS = {
    "complaint": "a complaint",
    "correction": "a posted letter to correct: open it in the register",
    "complaint/heads": "points that were looked into",
    "holding": "the reason for the delay and a new date",
    "next_step": "the next step of the procedure",
    "reply/changes": "details that were changed",
    "reply/contacted_on": "a call or message to follow up",
    "person/died_on": "a member who has died",
    "representative": "somebody who acts for them: add one to the record, under Details",
    "restriction": "a warning of difficult contact on the record",
    "signposting": "the body that is the right one",
}
_POINTER = re.compile(r"(?:^|\s)/([a-z_0-9/]+):")


def missing_in_words(missing: str) -> str:
    """What the record lacks for a letter, short: "Needs a complaint"; the whole sentence where it names no place."""
    places = list(dict.fromkeys(_POINTER.findall(missing)))
    if "complaint" in places:
        places = ["complaint"]
    places = [place for place in places if not any(place.startswith(f"{whole}/") for whole in places)]
    needs = [_NEEDS.get(place, place.rpartition("/")[2].replace("_", " ")) for place in places]
    if not needs:
        return missing
    return f"Needs {needs[0] if len(needs) == 1 else ', '.join(needs[:-1]) + ' and ' + needs[-1]}"


def last_line(
    findings: Sequence[Finding] | None,
    approvers: Sequence[str],
    *,
    editable: bool,
    alone: bool = False,
    kept_back: str = "",
) -> tuple[str, Tone]:
    """The line at the foot: what blocks, or who will approve; None for findings means that they are not known yet.

    ``alone``: the procedure lets it go without approval. ``kept_back`` is what would stop it at once, as told above.
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
    if kept_back:
        return f"It cannot go as things are. {kept_back}", "bad"
    if alone:
        return "Nothing stands in the way. It may go without approval.", "good"
    if not approvers:
        return "Nothing stands in the way, but nobody here may approve it: ask an administrator.", "warn"
    return f"Nothing stands in the way. {either(approvers)} may approve it.", "good"


def save_sentence(save: Save, at: datetime | None, why: str = "") -> str:
    """Where the words are: in the office, on their way, on this machine only, or nowhere but on screen.

    ``why`` tells what was refused.
    """
    if save == "typing":
        return "Saving…"
    if save == "away":
        since = f"Not saved since {show_time(at)}" if at else "Not saved yet"
        return f"{since}; kept on this machine"
    if save == "nowhere":
        return "Not saved anywhere: leave this page open"
    if save == "refused":
        return f"Not saved. {why}".strip()
    return f"Saved {show_time(at)}" if at else ""
