"""The letter as typed blocks: what is drafted, checked, approved, typeset and stored."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any, Final, Literal, get_args

CONTENT_SCHEMA: Final = "fairhand.content/1"

Role = Literal["heading", "paragraph", "list", "table", "salutation", "closing", "signature"]
"""What a block is on the page (and, later, which tag it gets). The address belongs to the letter itself."""

Origin = Literal["locked", "standard", "free", "cited_rule", "finding"]
"""Where a block's words come from. ``locked``: standard text nobody edits; ``standard``: standard text
that may be edited; ``free``: written for this letter; ``cited_rule``: words of a published standard, not
editable; ``finding``: the investigator's finding, editable, checked against the record."""

ParagraphKind = Literal["text", "bullet", "number", "row"]
"""``row`` is a table row: its cells are separated by a tab inside the runs. The first row is the header."""

Style = Literal["standard", "clear_print", "large_print_16", "large_print", "large_print_22"]
"""The size of the print: 12, 14, 16, 18 or 22 point (``styles.POINTS``)."""

LayoutCode = Literal["notify", "uk-dl", "uk-c5"]
"""The envelope that page one is laid out for (``page.LAYOUTS``)."""

ROLES: Final[tuple[Role, ...]] = get_args(Role)
ORIGINS: Final[tuple[Origin, ...]] = get_args(Origin)
STYLES: Final[tuple[Style, ...]] = get_args(Style)
LAYOUT_CODES: Final[tuple[LayoutCode, ...]] = get_args(LayoutCode)


@dataclass(frozen=True, slots=True)
class Run:
    """Some words in one weight; ``fact`` is the path of the fact they print, or None for written words."""

    text: str
    strong: bool = False
    fact: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, list item or table row."""

    runs: tuple[Run, ...]
    kind: ParagraphKind = "text"

    @property
    def text(self) -> str:
        """The words without weight or origin."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a letter that is shown, edited, checked and commented on as one.

    ``id`` is the same in every letter made from the same template and facts (``head-<id>-finding``).
    ``part`` says what the block does for the reader (``restate``, ``told_us``, ``what_happened``,
    ``standard``, ``finding``, ``effect``, ``apology``, ``remedy``, ``can_do`` …): checks look for parts.
    ``facts`` maps each fact path used to its value (as JSON) when the block was drafted.
    ``standard_text`` is the block's plain text as composed, so that an approver sees what was changed.
    ``lang`` is the language of its words (BCP 47), for its version of the letter and for who reads it aloud.
    """

    id: str
    role: Role
    origin: Origin
    paragraphs: tuple[Paragraph, ...]
    part: str = ""
    head_id: str | None = None
    level: int = 0
    facts: Mapping[str, Any] = field(default_factory=dict)
    standard_text: str = ""
    lang: str = ""

    @property
    def editable(self) -> bool:
        """Whether an author may change the words; tables, locked text and cited rules stay as they are."""
        return self.origin not in ("locked", "cited_rule") and self.role != "table"


@dataclass(frozen=True, slots=True)
class Sender:
    """The desk as the letterhead shows it."""

    name: str
    organisation: str
    address_lines: tuple[str, ...]
    phone: str = ""
    email: str = ""
    website: str = ""
    opening_hours: str = ""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who the envelope goes to.

    ``address_lines`` are the lines under the name exactly as printed, including the country in capitals
    as the last line of mail abroad; ``country`` is ISO 3166-1 alpha-2.
    """

    name: str
    address_lines: tuple[str, ...]
    country: str

    @property
    def lines(self) -> tuple[str, ...]:
        """All lines in the window; the name is not repeated where the address already begins with it."""
        if self.address_lines and self.address_lines[0] == self.name:
            return self.address_lines
        return (self.name, *self.address_lines)


@dataclass(frozen=True, slots=True)
class HeadingLine:
    """One line of the matter under the subject, such as the case number; ``lang`` is its version's language."""

    label: str
    text: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """A whole letter. ``blocks`` are in reading order, from the salutation to the signature.

    ``language`` is a BCP 47 tag, or two joined by ``+``: two whole versions one after the other (``languages``).
    """

    template: str
    template_version: str
    kind: str
    language: str
    reference: str
    date: date
    sender: Sender
    recipient: Recipient
    subject: str
    blocks: tuple[Block, ...]
    style: Style = "standard"
    layout: LayoutCode = "notify"
    enclosures: tuple[str, ...] = ()
    case_ref: str = ""
    their_reference: str = ""
    contact_name: str = ""
    heading: tuple[HeadingLine, ...] = ()

    def block(self, block_id: str) -> Block:
        """The block of that id. Raises KeyError when the letter has none."""
        for block in self.blocks:
            if block.id == block_id:
                return block
        raise KeyError(block_id)

    def with_block(self, changed: Block) -> Letter:
        """The letter with the block of the same id replaced. Raises KeyError when the letter has none."""
        self.block(changed.id)
        return replace(self, blocks=tuple(changed if old.id == changed.id else old for old in self.blocks))


def to_json(letter: Letter) -> dict[str, Any]:
    """The letter as a JSON document that fits ``content.schema.json``."""
    document = asdict(letter)
    document["date"] = letter.date.isoformat()
    return {"schema": CONTENT_SCHEMA, **json.loads(json.dumps(document))}


def from_json(document: Mapping[str, Any]) -> Letter:
    """The letter from a document that fits ``content.schema.json`` (see ``schemas.content_faults``)."""
    fields = {key: value for key, value in document.items() if key != "schema"}
    fields["date"] = date.fromisoformat(fields["date"])
    fields["sender"] = Sender(**_tuples(fields["sender"]))
    fields["recipient"] = Recipient(**_tuples(fields["recipient"]))
    fields["blocks"] = tuple(block_from_json(block) for block in fields["blocks"])
    fields["enclosures"] = tuple(fields.get("enclosures", ()))
    fields["heading"] = tuple(HeadingLine(**line) for line in fields.get("heading", ()))
    return Letter(**fields)


def block_from_json(document: Mapping[str, Any]) -> Block:
    """One block from its part of a content document."""
    paragraphs = tuple(
        Paragraph(tuple(Run(**run) for run in paragraph["runs"]), paragraph.get("kind", "text"))
        for paragraph in document["paragraphs"]
    )
    return Block(**{**document, "paragraphs": paragraphs})


def canonical_json(document: Mapping[str, Any]) -> bytes:
    """UTF-8 JSON with sorted keys and no spare blanks: the same content is always the same bytes."""
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def content_hash(letter: Letter) -> str:
    """Hexadecimal SHA-256 of the canonical content: what an approval holds on to."""
    return hashlib.sha256(canonical_json(to_json(letter))).hexdigest()


def _tuples(document: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in document.items()}
