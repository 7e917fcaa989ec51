"""What goes into the envelope with a letter that is shown, each a link to its pages or to its file."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from app.correspondence.enclosed import Enclosed
from app.correspondence.stored_pdf import StoredPages
from ui.correspondence.enclosure_dialog import EnclosureDialog
from ui.kit.desk import Desk
from ui.kit.facts_panel import Fact, FactGroup
from ui.parts.page_picture import PagePicture


def envelope_group(
    pages: StoredPages, desk: Desk, picture: PagePicture, owner: QWidget, new: Collection[int] = ()
) -> list[FactGroup]:
    """The enclosures in their order; none where the letter goes alone. Printed ones are turned to in the picture.

    ``new`` are the ids of those that whoever reads it again has not seen.
    """

    def go(line: Enclosed, page: int) -> Callable[[], None] | None:
        if not line.by_hand:
            return partial(picture.view.go_to_page, page)
        return (lambda: EnclosureDialog(desk, line.id, owner).open()) if line.is_file else None

    facts = [
        Fact(
            "",
            f"{number}  {line.title} ({line.what}{', new' if line.id in new else ''})",
            go=go(line, page),
            tip=line.file_name,
        )
        for number, (line, page) in enumerate(zip(pages.enclosed, first_pages(pages), strict=True), 1)
    ]
    return [FactGroup("Goes with it", facts)] if facts else []


def first_pages(pages: StoredPages) -> Sequence[int]:
    """With which page of the picture, from 1, each begins; one that is added by hand has the next one's."""
    at = pages.page_count - sum(line.pages for line in pages.enclosed) + 1
    found = []
    for line in pages.enclosed:
        found.append(at)
        at += line.pages
    return found
