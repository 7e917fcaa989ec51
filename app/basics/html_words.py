"""The words of an HTML text as plain paragraphs: nothing in it is run, fetched or followed."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

from app.basics.text import clean_text

_UNSEEN = frozenset({"script", "style", "head", "title", "template", "noscript", "svg", "object", "iframe"})
_BLOCKS = frozenset({"p", "div", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table", "ul", "ol"})
_BLANKS = re.compile(r"[ \t\r\n\f\xa0]+")
_TAG = re.compile(r"<[^<>]*>")

LONGEST_HTML = 500_000
"""Characters that are read; nobody writes more, and what pretends to would hold up the window."""

_CUT = "\n\n[The message goes on: only its beginning was read.]"
_MOST_UNCLOSED = 50
"""Of the signs that begin a tag where none ends: each is looked for to the end of the text."""


def html_words(text: str) -> str:
    """What a reader would see: paragraphs by blank lines, list items by dashes; of an endless text the beginning."""
    reader = _Reader()
    reader.feed(text[:LONGEST_HTML])
    reader.finish()
    lines = [line.strip() for line in "".join(reader.parts).split("\n")]
    words = re.sub(r"\n{3,}", "\n\n", clean_text("\n".join(lines))).strip()
    return words + _CUT if len(text) > LONGEST_HTML else words


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unseen: list[str] = []

    def finish(self) -> None:
        """Read what is left behind a tag that does not end: as tags where they are few, else as mere words."""
        if self.rawdata.count("<") <= _MOST_UNCLOSED:
            self.close()
        else:
            self.handle_data(html.unescape(_TAG.sub(" ", self.rawdata)))

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        if tag == "body":
            self._unseen.clear()  # many a mail program forgets to close what stands above it
        elif tag in _UNSEEN:
            if tag not in self._unseen:  # the first that opened is the one that counts: it closes all within it
                self._unseen.append(tag)
        elif tag == "br":
            self.parts.append("\n")
        elif tag in _BLOCKS:
            self.parts.append("\n- " if tag == "li" else "\n" if tag in ("div", "tr") else "\n\n")
        elif tag in ("td", "th"):
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._unseen:
            del self._unseen[self._unseen.index(tag) :]
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.parts.append(_BLANKS.sub(" ", data))
