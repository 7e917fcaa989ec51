"""An e-mail as a file (``.eml``, ``.msg``): who wrote it, when, what about, and its words as plain text."""

from __future__ import annotations

import email
import email.policy
import email.utils
import re
import struct
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import EmailMessage, Message
from urllib.parse import unquote_to_bytes

from app.basics.file_names import plain_name
from app.basics.file_types import FileType, plain_words
from app.basics.html_words import html_words
from app.basics.problems import WorldProblem
from app.basics.text import clean_line, clean_text, readable_part

# What the readers of both kinds stumble with over damaged bytes, and over parts within parts a thousand deep.
_DAMAGE = (
    OSError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    OverflowError,
    RecursionError,
    MessageError,
    struct.error,
)


class MessageNotRead(WorldProblem):
    """An e-mail file that cannot be read."""


@dataclass(frozen=True, slots=True)
class MailMessage:
    """What a message says. ``sender`` and ``address`` are empty and ``sent_at`` None where it does not tell.

    ``answers`` are the ids of the messages it answers, ``attachments`` the names of what hangs on it, messages within
    it included.
    """

    sender: str
    address: str
    subject: str
    sent_at: datetime | None
    words: str
    answers: tuple[str, ...]
    attachments: tuple[str, ...]


MOST_PARTS = 5_000
"""Of a message; what each begins with is counted before it is taken apart."""

# A long one may be told in pieces (RFC 2231): then each line of a part begins with the first of them.
_BOUNDARY = re.compile(rb'boundary(?:\*0?\*?)?\s*=\s*"?([^";\r\n]{1,200})', re.IGNORECASE)
# A line may end as old Macs end it: the reader of messages takes any of the three.
_DASHED = re.compile(rb"(?:^|[\r\n])--([^\r\n]{1,200})")

# Where the message that is answered begins, as mail programs put it below the answer.
_QUOTED = re.compile(
    r"^(?:-{2,} ?Original Message ?-{2,}|_{10,}|On .{5,200} wrote:|From: .{1,200}\nSent: .*)\s*$", re.MULTILINE
)


def new_words(words: str) -> str:
    """What somebody wrote anew, without the message that they answer; all of it where nothing else is left."""
    found = _QUOTED.search(words)
    fresh = words[: found.start()] if found else words
    kept = "\n".join(line for line in fresh.splitlines() if not line.lstrip().startswith(">")).strip()
    return kept or words.strip()


def read_message(content: bytes, kind: FileType, name: str = "") -> MailMessage:
    """What the bytes of an ``.eml`` or ``.msg`` say; bad bytes in it are shown as �.

    ``name`` is for the sentence alone. Raises MessageNotRead.
    """
    called = f"“{name}”" if name else "This e-mail"
    try:
        message = _read_msg(content) if kind is FileType.MSG else _read_eml(content, called)
    except _DAMAGE as error:
        raise MessageNotRead(
            f"{called} is damaged: it cannot be read.", "Save it anew from the mail program, or copy its words."
        ) from error
    return replace(message, words=readable_part(message.words))


def _read_eml(content: bytes, called: str) -> MailMessage:
    if content.count(b"\n--") + content.count(b"\r--") > MOST_PARTS and _parts(content) > MOST_PARTS:
        raise MessageNotRead(f"{called} is made of thousands of parts: it is not read.", "Ask for it as a PDF.")
    message = email.message_from_bytes(content, policy=email.policy.compat32)
    sender, address = _person(_header(message, "From") or _header(message, "Sender"))
    return MailMessage(
        sender=sender,
        address=address,
        subject=_header(message, "Subject"),
        sent_at=_instant(_header(message, "Date")),
        words=_words_of(message),
        answers=_ids(message),
        attachments=tuple(_attachments(message)),
    )


def _parts(content: bytes) -> int:
    """How many lines begin a part: dashes in somebody's words are none."""
    told = (one.strip().rpartition(b"''")[2].partition(b"\\")[0] for one in _BOUNDARY.findall(content))
    named = tuple({unquote_to_bytes(one) for one in told if one})
    return sum(line.startswith(named) for line in _DASHED.findall(content))


def _header(message: Message, name: str) -> str:
    """A header in words; one in a broken encoding as far as it can be read."""
    value = message.get(name)
    if value is None:
        return ""
    raw = str(value)
    try:
        return clean_line(str(make_header(decode_header(raw))))
    except (LookupError, UnicodeError, MessageError, ValueError):
        return clean_line(raw.encode("utf-8", errors="replace").decode("utf-8"))


def _person(header: str) -> tuple[str, str]:
    """Name and address; either may be all there is."""
    name, address = email.utils.parseaddr(header)
    return clean_line(name) or address or header.strip(), address


def _instant(header: str) -> datetime | None:
    try:
        told = email.utils.parsedate_to_datetime(header)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    return told if told.tzinfo else told.replace(tzinfo=UTC)


def _ids(message: Message | EmailMessage) -> tuple[str, ...]:
    said = " ".join(_header(message, name) for name in ("In-Reply-To", "References"))
    return tuple(dict.fromkeys(said.split()))


def _words_of(message: Message) -> str:
    """The plain words of a message, or of its HTML; not those of messages that hang on it."""
    found: dict[str, str] = {}
    for part in _own_parts(message):
        kind = part.get_content_type()
        if part.get_content_maintype() == "multipart":
            kind = "text/plain"  # its boundary is missing: the words stand there all the same
        if kind in ("text/plain", "text/html") and part.get_content_disposition() != "attachment":
            found.setdefault(kind, _decoded(part))
    if found.get("text/plain", "").strip():
        return clean_text(found["text/plain"]).strip()
    return html_words(found.get("text/html", ""))


def _own_parts(message: Message) -> Iterable[Message]:
    """Every part but those inside a message that was forwarded as an attachment."""
    if message.get_content_type() == "message/rfc822":
        return
    if not message.is_multipart():
        yield message
        return
    for part in message.get_payload():
        if isinstance(part, Message):
            yield from _own_parts(part)


def _decoded(part: Message) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return str(part.get_payload() or "")
    charset = part.get_content_charset() or ""
    try:
        return payload.decode(charset)
    except (LookupError, UnicodeError, ValueError):
        return plain_words(payload)


def _attachments(message: Message) -> Iterable[str]:
    for part in message.walk():
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload()
            first = inner[0] if isinstance(inner, list) and inner else None
            subject = _header(first, "Subject") if isinstance(first, Message) else ""
            yield f"Message: {subject}" if subject else "A message"
        elif part.get_filename():
            yield plain_name(_name_of(part))


def _name_of(part: Message) -> str:
    name = part.get_filename() or ""
    try:
        return str(make_header(decode_header(name)))
    except (LookupError, UnicodeError, MessageError, ValueError):
        return name


def _read_msg(content: bytes) -> MailMessage:
    from oxmsg import Message as OutlookMessage

    message = OutlookMessage.load(content)
    sender, address = _person(clean_line(message.sender or ""))
    headers = EmailMessage(policy=email.policy.compat32)
    for name, value in message.message_headers.items():
        headers[name] = clean_line(str(value))
    words = message.body or ""
    return MailMessage(
        sender=sender,
        address=address,
        subject=clean_line(message.subject),
        sent_at=message.sent_date,
        words=clean_text(words).strip() or html_words(message.html_body or ""),
        answers=_ids(headers),
        attachments=tuple(plain_name(one.file_name or "A file without a name") for one in message.attachments),
    )
