"""Where two people changed the same of a procedure: each such value is chosen, yours or theirs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from app.basics.problems import Conflict, FieldConflict
from app.knowledge.procedure.merge import Clash, in_words
from ui.kit.conflict import ConflictView


def choose_between(
    conflict: Conflict, clashes: Sequence[Clash], parent: QWidget, then: Callable[[list[Clash]], None]
) -> None:
    """Ask; ``then`` gets those where theirs is kept."""
    told = [FieldConflict(_way(one), in_words(one.seen), in_words(one.theirs), in_words(one.yours)) for one in clashes]
    labels = {_way(one): one.label for one in clashes}
    view = ConflictView(Conflict(conflict.subject, told, conflict.changed_by), labels, parent)
    view.accepted.connect(lambda: then([one for one in clashes if _way(one) in view.merged().keep_theirs]))
    view.finished.connect(view.deleteLater)
    view.open()


def _way(clash: Clash) -> str:
    return "/".join(clash.way)
