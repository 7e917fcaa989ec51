"""What the database refuses of enclosures: a letter that waits, or is approved, goes with what was submitted."""

from __future__ import annotations

from app.store.guards.letter_refusals import NOT_A_WRITER
from app.store.guards.model import Refusal

_NOT_WRITTEN = (
    "NOT EXISTS (SELECT 1 FROM letter l WHERE l.id = new.letter_id AND l.state IN ('editing', 'returned'))"
    " AND NOT fairhand_installing()"
)
_STANDS = "What goes with a letter changes only while the letter is being written."
_BY_WRITERS = "Whoever changes what goes with a letter is named as one of its writers."
_FILE = (
    "letter_id",
    "source",
    "added_at",
    "file_type",
    "file_name",
    "blob_id",
    "sha256",
    "size",
    "paper_blob_id",
    "paper_sha256",
    "pages",
)
_OTHER_BYTES = " OR ".join(
    f"(new.{blob} IS NOT NULL AND NOT EXISTS"
    f" (SELECT 1 FROM blob b WHERE b.id = new.{blob} AND b.sha256 = new.{sha256}))"
    for blob, sha256 in (("blob_id", "sha256"), ("paper_blob_id", "paper_sha256"))
)
_OTHER_PAGES = (
    "(new.paper_blob_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM blob p WHERE p.id = new.paper_blob_id"
    " AND p.kept_as = 'pages:' || new.sha256 AND p.subject = 'letter:' || new.letter_id))"
)
# Who may see it changes at any time.
_CHANGED = " OR ".join(f"old.{name} IS DISTINCT FROM new.{name}" for name in ("place", "taken_out_at", "title"))
_NOT_ITS_OWN = (
    "NOT EXISTS (SELECT 1 FROM letter_enclosure e JOIN letter_revision r ON r.letter_id = e.letter_id"
    " WHERE e.id = new.enclosure_id AND r.id = new.revision_id AND r.letter_id = new.letter_id"
    " AND e.taken_out_at IS NULL AND e.title = new.title AND e.sha256 = new.sha256"
    " AND e.paper_sha256 = new.paper_sha256 AND e.pages = new.pages"
    " AND e.blob_id IS NOT DISTINCT FROM new.blob_id AND e.paper_blob_id IS NOT DISTINCT FROM new.paper_blob_id)"
)
_NEWEST = (
    "(SELECT r.id FROM letter_revision r WHERE r.letter_id = new.id AND NOT EXISTS (SELECT 1 FROM letter_revision later"
    " WHERE later.letter_id = r.letter_id AND later.number > r.number))"
)

ENCLOSURE_REFUSALS = [
    Refusal("letter_enclosure", "insert", "stands", _STANDS, _NOT_WRITTEN),
    Refusal("letter_enclosure", "update", "stands", _STANDS, f"({_CHANGED}) AND {_NOT_WRITTEN}"),
    Refusal("letter_enclosure", "insert", "unsigned", _BY_WRITERS, NOT_A_WRITER),
    Refusal("letter_enclosure", "update", "unsigned", _BY_WRITERS, f"({_CHANGED}) AND {NOT_A_WRITER}"),
    Refusal(
        "letter_enclosure",
        "update",
        "same_file",
        "An enclosure keeps its file: take it out, and attach the other one.",
        f"({' OR '.join(f'old.{name} IS DISTINCT FROM new.{name}' for name in _FILE)}) AND NOT fairhand_installing()",
    ),
    Refusal(
        "letter_enclosure",
        "insert",
        "other_bytes",
        "The file of an enclosure is not the one that was stored.",
        f"({_OTHER_BYTES}) AND NOT fairhand_installing()",
    ),
    Refusal(
        "letter_enclosure",
        "insert",
        "other_pages",
        "The pages of an enclosure are those that were made of its file.",
        f"{_OTHER_PAGES} AND NOT fairhand_installing()",
    ),
    Refusal(
        "letter_revision_enclosure",
        "insert",
        "not_attached",
        "A submission holds what is attached to its letter.",
        f"{_NOT_ITS_OWN} AND NOT fairhand_installing()",
    ),
    Refusal(
        "letter_revision_enclosure",
        "insert",
        "decided",
        "What goes with a letter was decided on: submit it anew.",
        "(EXISTS (SELECT 1 FROM letter_decision d WHERE d.revision_id = new.revision_id) OR EXISTS"
        " (SELECT 1 FROM letter_release f WHERE f.revision_id = new.revision_id)) AND NOT fairhand_installing()",
    ),
    Refusal(
        "letter",
        "update",
        "left_out",
        "What is attached to this letter is not in its last submission: submit it anew.",
        "new.state IN ('submitted', 'approved') AND old.state <> new.state AND EXISTS (SELECT 1 FROM letter_enclosure e"
        " WHERE e.letter_id = new.id AND e.taken_out_at IS NULL AND NOT EXISTS (SELECT 1"
        " FROM letter_revision_enclosure x WHERE x.enclosure_id = e.id AND x.title = e.title"
        f" AND x.revision_id = {_NEWEST})) AND NOT fairhand_installing()",
    ),
]
