"""A letter as plain text: for an e-mail's body, for braille and audio, and for reading two versions side by side."""

from __future__ import annotations

from collections.abc import Iterator

from letters.content import Block, Letter, Paragraph
from letters.rows import references, subject_block
from letters.versions import versions
from letters.wording import wording


def plain_text(letter: Letter) -> str:
    """The whole letter, a blank line between its parts, without any marks for weight; ends with a line feed."""
    sender = letter.sender
    parts = ["\n".join((sender.organisation, sender.name, *sender.address_lines))]
    reach = [text for text in (sender.phone, sender.email, sender.website, sender.opening_hours) if text]
    parts += ["\n".join(reach)] if reach else []
    parts.append("\n".join(letter.recipient.lines))
    parts += [part for version in versions(letter) for part in _version(version)]
    return "\n\n".join(parts) + "\n"


def _version(letter: Letter) -> Iterator[str]:
    """The references and the text in one language."""
    yield "\n".join(f"{label}: {value}" for label, value in references(letter))
    for block in letter.blocks:
        if text := _block(block):
            yield text
        if letter.heading and block is subject_block(letter):
            yield "\n".join(_heading(letter))
    if letter.enclosures:
        label = wording(letter.language).enclosed
        yield "\n".join((f"{label}:", *(f"- {enclosure}" for enclosure in letter.enclosures)))


def _heading(letter: Letter) -> Iterator[str]:
    """The matter, under the subject of the letter."""
    for line in letter.heading:
        yield f"{line.label}: {line.text}"


def _block(block: Block) -> str:
    if block.role == "table":
        return "\n".join(_rows(block))
    text, number = "", 0
    previous: Paragraph | None = None
    for paragraph in block.paragraphs:
        number = number + 1 if paragraph.kind == "number" else 0
        mark = {"bullet": "- ", "number": f"{number}. "}.get(paragraph.kind, "")
        if previous:
            text += "\n" if mark and previous.kind == paragraph.kind else "\n\n"
        text += mark + paragraph.text
        previous = paragraph
    return text.strip()


def _rows(block: Block) -> Iterator[str]:
    """Each row as its cells after their headings, as a listener needs them."""
    header, *rows = [paragraph.text.split("\t") for paragraph in block.paragraphs]
    for row in rows:
        yield "; ".join(f"{name}: {cell}" for name, cell in zip(header, row, strict=False))
