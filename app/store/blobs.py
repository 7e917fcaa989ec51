"""Bytes kept by their hash: the same content of one thing is stored once and never changes."""

from __future__ import annotations

import hashlib

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.basics.file_types import LARGEST_FILE
from app.basics.problems import NotFound, WorldProblem
from app.store.tables import Blob

# Another desk may store the same content at the same moment: both then name the one row.
_ADD = sa.text(
    "INSERT INTO blob (subject, kept_as, sha256, media_type, size, content) "
    "VALUES (:subject, :kept_as, :sha256, :media_type, :size, :content) "
    "ON CONFLICT (subject, kept_as, sha256) DO NOTHING"
).bindparams(sa.bindparam("content", type_=sa.LargeBinary()))


class FileTooLarge(WorldProblem):
    """A file has more bytes than the office keeps."""


class BlobDamaged(WorldProblem):
    """Stored bytes no longer have the hash that they were stored under."""


def store_blob(session: Session, subject: str, content: bytes, media_type: str, pages_of: str = "") -> tuple[int, str]:
    """The id and sha256 (hexadecimal) of these bytes of a subject (``kind:id``), stored if they were not yet.

    ``pages_of`` is the hash of the file that they are the pages of for a printer, stored before them. Another machine
    may make other pages of it, so only these very ones stand for these; never some that somebody else put there.
    Whoever may see the subject may read them. Raises FileTooLarge over 25 MB.
    """
    if len(content) > LARGEST_FILE:
        raise FileTooLarge(f"The file has {len(content):,} bytes; at most {LARGEST_FILE:,} are kept.")
    sha256 = hashlib.sha256(content).hexdigest()
    kept_as = f"pages:{pages_of}" if pages_of else f"file:{sha256}"
    row = {"subject": subject, "kept_as": kept_as, "sha256": sha256, "media_type": media_type, "content": content}
    session.execute(_ADD, row | {"size": len(content)})
    stored = sa.select(Blob.id).where(Blob.subject == subject, Blob.kept_as == kept_as, Blob.sha256 == sha256)
    return session.execute(stored).scalar_one(), sha256


def blob_bytes(session: Session, blob_id: int, sha256: str) -> bytes:
    """The bytes of a blob after their hash was checked; BlobDamaged when it is another one.

    NotFound where what they belong to is not for this person's eyes.
    """
    content = session.execute(sa.select(Blob.content).where(Blob.id == blob_id)).scalar_one_or_none()
    if content is None:
        raise NotFound("There is no such file.", "It may be in a circle that you are not in.")
    if hashlib.sha256(content).hexdigest() != sha256:
        raise BlobDamaged("A stored file is no longer what it was when it was stored.", "Tell your administrator.")
    return bytes(content)
