"""What a template is once it is read: blocks, groups that repeat, and inline nodes with opaque fields."""

from __future__ import annotations

from dataclasses import dataclass

from letters.content import Origin, ParagraphKind, Role
from letters.template.expressions import Condition


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the template."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A place where a fact is printed: ``path`` as written, ``form`` the way it is shown (see ``forms``)."""

    path: str
    form: str
    line: int
    strong: bool = False


@dataclass(frozen=True, slots=True)
class If:
    """The start of words that are printed only when the condition holds."""

    when: Condition


@dataclass(frozen=True, slots=True)
class End:
    """The end of the words that the last ``If`` governs."""


Inline = Words | Field | If | End


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, item or table row; it repeats when it prints a field of what its block runs over."""

    kind: ParagraphKind
    inline: tuple[Inline, ...]

    def repeats(self, name: str) -> bool:
        """Whether it prints the loop item of this name, or a field of it."""
        return any(isinstance(node, Field) and node.path.split(".")[0] == name for node in self.inline)


@dataclass(frozen=True, slots=True)
class Loop:
    """Something is repeated for each item of a list of the facts, under a name, where the condition holds."""

    name: str
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class BlockNode:
    """One block of the letter to be; with ``items`` the pieces that print an item repeat."""

    id: str
    role: Role
    origin: Origin
    part: str
    level: int
    when: Condition | None
    items: Loop | None
    items_when: Condition | None
    pieces: tuple[Piece, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks that repeat for each item of a list; their ids begin with the item's."""

    loop: Loop
    when: Condition | None
    children: tuple[Node, ...]


Node = BlockNode | Group


@dataclass(frozen=True, slots=True)
class Template:
    """A template ready to compose; ``needs`` are the parts of the facts that it cannot do without."""

    code: str
    title: str
    version: str
    kind: str
    language: str
    needs: tuple[str, ...]
    nodes: tuple[Node, ...]
