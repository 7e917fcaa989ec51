"""Messages as Outlook writes them, made byte by byte: compound files with the properties that a test wants."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

FREE, END, NOTHING = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFF
FAT_SECTOR = 0xFFFFFFFD
SUBJECT, BODY, SENDER_NAME, SENDER_ADDRESS, HEADERS = 0x0037, 0x1000, 0x0C1A, 0x0C1F, 0x007D
FILE_NAME, DATA, HTML = 0x3707, 0x3701, 0x1013


@dataclass
class _Entry:
    name: str
    kind: int
    data: bytes = b""
    kids: list[_Entry] = field(default_factory=list)
    sid: int = 0
    start: int = 0


def outlook_message(texts: dict[int, str], attachments: tuple[tuple[str, bytes], ...] = ()) -> bytes:
    """The bytes of a ``.msg`` with these properties by number, and files that hang on it."""
    root = _Entry("Root Entry", 5, kids=_streams(texts, head=struct.pack("<8x4I8x", 0, len(attachments), 0, 0)))
    for number, (name, content) in enumerate(attachments):
        kids = _streams({FILE_NAME: name}, head=bytes(8), data=content)
        root.kids.append(_Entry(f"__attach_version1.0_#{number:08X}", 1, kids=kids))
    return _compound(root)


def compound_file(stream: str) -> bytes:
    """A compound file with one stream of that name, such as an old Word document."""
    return _compound(_Entry("Root Entry", 5, kids=[_Entry(stream, 2, b"words")]))


def _streams(texts: dict[int, str], head: bytes, data: bytes | None = None) -> list[_Entry]:
    values = {(number, 0x001F): words.encode("utf-16-le") for number, words in texts.items()}
    if data is not None:
        values[DATA, 0x0102] = data
    table = head
    found = []
    for (number, kind), value in values.items():
        size = len(value) + (2 if kind == 0x001F else 0)
        table += struct.pack("<HHIII", kind, number, 6, size, 0)
        found.append(_Entry(f"__substg1.0_{number:04X}{kind:04X}", 2, value))
    return [_Entry("__properties_version1.0", 2, table), *found]


def _compound(root: _Entry) -> bytes:
    """All streams in the small sectors of one stream: none of them is larger than its cut-off."""
    entries: list[_Entry] = []
    _number(root, entries)
    small, small_fat = b"", list[int]()
    for entry in entries:
        if entry.kind != 2:
            continue
        count = -(-len(entry.data) // 64)
        entry.start = len(small_fat) if count else END
        small_fat += [*range(len(small_fat) + 1, len(small_fat) + count), END] if count else []
        small += entry.data.ljust(count * 64, b"\0")
    directory = b"".join(_directory_entry(entry, small) for entry in entries)
    parts = [directory, small, b"".join(struct.pack("<I", one) for one in small_fat)]
    sectors = [-(-len(part) // 512) for part in parts]
    starts = [1, 1 + sectors[0], 1 + sectors[0] + sectors[1]]
    directory = b"".join(_directory_entry(entry, small, starts[1]) for entry in entries)
    parts[0] = directory
    fat = [FAT_SECTOR]
    for start, count in zip(starts, sectors, strict=True):
        fat += [*range(start + 1, start + count), END] if count else []
    fat += [FREE] * (128 - len(fat))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, 1, starts[0], 0, 4096, starts[2], sectors[2], END, 0)
    header += struct.pack("<I", 0) + struct.pack("<I", FREE) * 108
    body = struct.pack("<128I", *fat)
    padding = (b"\0", b"\0", b"\xff")
    return (
        header
        + body
        + b"".join(part.ljust(count * 512, pad) for part, count, pad in zip(parts, sectors, padding, strict=True))
    )


def _number(entry: _Entry, entries: list[_Entry]) -> None:
    entry.sid = len(entries)
    entries.append(entry)
    for kid in entry.kids:
        _number(kid, entries)
    for before, after in zip(entry.kids, entry.kids[1:], strict=False):
        before.__dict__["right"] = after.sid


def _directory_entry(entry: _Entry, small: bytes, small_start: int = 0) -> bytes:
    name = (entry.name + "\0").encode("utf-16-le")
    right = entry.__dict__.get("right", NOTHING)
    child = entry.kids[0].sid if entry.kids else NOTHING
    start = small_start if entry.kind == 5 else entry.start
    size = len(small) if entry.kind == 5 else len(entry.data)
    return (
        name.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(name), entry.kind, 1, NOTHING, right, child)
        + bytes(36)
        + struct.pack("<IQ", start if entry.kind != 1 else 0, size if entry.kind != 1 else 0)
    )
