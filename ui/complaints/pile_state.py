"""A pile being split, as one person has marked it so far: where documents begin, and what each is. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from app.complaints.split_pile import Part
from app.complaints.wording import counted


@dataclass(frozen=True, slots=True)
class Document:
    """A document in the pile: its pages from 1, and what it is; ``left_out`` is not kept."""

    first_page: int
    last_page: int
    title: str = ""
    dated_on: date | None = None
    from_whom: str = ""
    left_out: bool = False

    @property
    def pages_words(self) -> str:
        """ "page 3", "pages 4 to 9"."""
        if self.first_page == self.last_page:
            return f"page {self.first_page}"
        return f"pages {self.first_page} to {self.last_page}"


@dataclass(frozen=True, slots=True)
class Marks:
    """Where documents begin (page 1 always does) and what was said of each by its first page.

    What was said of one whose mark is taken away is kept, and stands there again when the mark does.
    """

    pages: int
    starts: frozenset[int] = frozenset({1})
    said: Mapping[int, Document] = field(default_factory=dict)

    def toggle(self, page: int) -> Marks:
        """A document begins, or no longer begins, on that page; the first page always begins one."""
        if page <= 1 or page > self.pages:
            return self
        return replace(self, starts=self.starts ^ {page})

    def say(self, page: int, *, title: str, dated_on: date | None, from_whom: str, left_out: bool) -> Marks:
        """Say what the document is in which that page lies."""
        one = self.document_of(page)
        told = replace(one, title=title, dated_on=dated_on, from_whom=from_whom, left_out=left_out)
        return replace(self, said={**self.said, one.first_page: told})

    def documents(self) -> list[Document]:
        """All documents in their order."""
        begins = sorted(self.starts)
        ends = [*(page - 1 for page in begins[1:]), self.pages]
        return [
            replace(self.said.get(first, Document(first, last)), first_page=first, last_page=last)
            for first, last in zip(begins, ends, strict=True)
        ]

    def document_of(self, page: int) -> Document:
        """The document in which a page lies."""
        return next(one for one in self.documents() if one.first_page <= page <= one.last_page)

    def next_unnamed(self, after: int = 0) -> int | None:
        """The first page of the next document that has no name yet, beginning behind a page; None when all have one."""
        unnamed = [one.first_page for one in self.documents() if not one.title.strip() and not one.left_out]
        return next((page for page in unnamed if page > after), unnamed[0] if unnamed else None)

    def parts(self) -> list[Part]:
        """What is kept of the pile."""
        return [
            Part(one.first_page, one.last_page, one.title, one.dated_on, one.from_whom)
            for one in self.documents()
            if not one.left_out
        ]

    @property
    def button(self) -> str:
        """What is kept, as a verb: "Keep 4 documents"."""
        return f"Keep {counted(len(self.parts()), 'document')}"

    @property
    def is_begun(self) -> bool:
        """Whether leaving it would lose something."""
        return len(self.starts) > 1 or any(one.title or one.left_out for one in self.said.values())

    def why_not(self) -> str:
        """Why it cannot be kept yet."""
        if not self.parts():
            return "Every page is left out: nothing would be kept."
        missing = self.next_unnamed()
        return f"Name the document that begins on page {missing}." if missing is not None else ""
