"""What goes with some letters of the demo: two files made here, and something on paper."""

from __future__ import annotations

from datetime import datetime
from functools import cache

from app.correspondence.enclose_file import enclose_file
from app.correspondence.enclose_paper import enclose_paper
from app.correspondence.file_to_enclose import FileToEnclose, file_to_enclose
from app.demo.rehearsal import Rehearsal
from letters.dossier_words import Line, words_pages

_FILES = {
    "How we deal with complaints": (
        Line("What you can expect", "heading"),
        Line("We say that we have your complaint within two working days, and who answers it.", "item"),
        Line("We answer each of your points, with reasons, within ten working days.", "item"),
        Line("If we need longer, we say why and until when.", "item"),
        Line("If you are not content", "heading"),
        Line("Ask us to look again. Somebody who had no part in the first answer does so, and it costs you nothing."),
    ),
    "Form to ask us to look again": (
        Line("Fill in what you can; you may also ring us, and we fill it in with you.", "quiet"),
        Line("________________________________________", "fact", "Our reference"),
        Line("________________________________________", "fact", "Your name"),
        Line("________________________________________", "fact", "What we missed"),
        Line("________________________________________", "fact", "What you ask for"),
    ),
}
_ON_PAPER = "Prepaid envelope"


def fill_envelope(rehearsal: Rehearsal, who: str, at: datetime, letter_id: int, *, on_paper: bool) -> None:
    """Attach both files, and say that an envelope goes with them."""
    for file in _files():
        rehearsal.act(who, at, enclose_file, letter_id, file)
    if on_paper:
        rehearsal.act(who, at, enclose_paper, letter_id, _ON_PAPER)


@cache
def _files() -> tuple[FileToEnclose, ...]:
    return tuple(file_to_enclose(f"{title}.pdf", words_pages(title, lines)) for title, lines in _FILES.items())
