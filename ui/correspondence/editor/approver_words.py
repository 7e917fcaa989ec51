"""Who may approve a letter, in words."""

from __future__ import annotations

from collections.abc import Sequence

from app.correspondence.find_editing import LetterForEditing


def names(letter: LetterForEditing) -> tuple[str, ...]:
    """Who of those who may approve it is here; where nobody is, all with until when they are away."""
    here = tuple(one.name for one in letter.approvers if one.away is None)
    return here or tuple(f"{one.name} ({one.away.words})" for one in letter.approvers if one.away)


def who_approves(approvers: Sequence[str], nobody_left: str = "") -> str:
    """The sentence that names them; ``nobody_left`` is the one for where nobody who is here may."""
    if not approvers:
        return nobody_left or "Nobody here may approve it at present: ask an administrator."
    return " ".join(filter(None, (f"{either(approvers)} may approve it.", nobody_left)))


def either(names: Sequence[str]) -> str:
    shown = list(names[:3])
    if len(names) > 3:
        return f"{', '.join(shown)} or {len(names) - 3} more"
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} or {shown[-1]}"
