"""What the database refuses of stored bytes: under a hash that is not theirs nothing is stored."""

from __future__ import annotations

from app.store.guards.model import SHA256_OF_CONTENT, Refusal

# Kept under their own hash, or as the pages of a file that was stored with the same subject before.
_NOT_ITS_NAME = (
    "new.kept_as <> 'file:' || new.sha256 AND NOT EXISTS (SELECT 1 FROM blob f WHERE f.subject = new.subject"
    " AND f.kept_as = 'file:' || f.sha256 AND new.kept_as = 'pages:' || f.sha256)"
)

BLOB_REFUSALS = [
    Refusal(
        "blob",
        "insert",
        "other_hash",
        "Bytes are stored under their own hash and size.",
        f"(new.sha256 <> {SHA256_OF_CONTENT} OR new.size <> length(new.content)) AND NOT fairhand_installing()",
    ),
    Refusal(
        "blob",
        "insert",
        "kept_otherwise",
        "Bytes are kept as a file, or as the pages of a file that is stored.",
        f"{_NOT_ITS_NAME} AND NOT fairhand_installing()",
    ),
]
