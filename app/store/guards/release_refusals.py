"""What the database refuses of letters that go without a second person: whatever the stored rules do not allow.

What it cannot know is whether the author counted the own words rightly, and whether the page shows these words: both
are worked out anew by whoever reads the letter afterwards.
"""

from __future__ import annotations

from app.store.guards.model import (
    ALONE_OWN_WORDS,
    ALONE_REMEDIES,
    ANSWERS,
    KIND_OF_CONTENT,
    KIND_OF_TEMPLATE,
    SAMPLE_PERCENT,
    TODAY,
    TOMORROW,
    Refusal,
)

_ITS_OWN = (
    "EXISTS (SELECT 1 FROM letter l JOIN letter_revision r ON r.letter_id = l.id WHERE l.id = new.letter_id"
    " AND r.id = new.revision_id AND l.state = 'submitted' AND l.author_id = new.released_by_id"
    " AND r.submitted_by_id = new.released_by_id AND NOT EXISTS (SELECT 1 FROM letter_revision later"
    " WHERE later.letter_id = r.letter_id AND later.number > r.number))"
)

# The case's own version of its procedure; for other letters the newest in force of the sending desk's.
_OVERTAKEN = (
    "EXISTS (SELECT 1 FROM library_version n WHERE n.kind = v.kind AND n.code = v.code AND n.language = v.language"
    f" AND n.in_force_from <= {TODAY} AND (n.in_force_from > v.in_force_from"
    " OR (n.in_force_from = v.in_force_from AND n.version > v.version))"
    " AND NOT EXISTS (SELECT 1 FROM library_withdrawal w WHERE w.version_id = n.id))"
)
_WITHDRAWN = "EXISTS (SELECT 1 FROM library_withdrawal w WHERE w.version_id = v.id)"
_ITS_RULES = (
    "EXISTS (SELECT 1 FROM complaint c WHERE l.subject = 'complaint:' || c.id AND c.procedure_version_id = v.id)"
    " OR (coalesce(l.subject, '') NOT LIKE 'complaint:%' AND EXISTS (SELECT 1 FROM desk d WHERE d.id = l.desk_id"
    f" AND d.procedure_code = v.code) AND v.in_force_from <= {TOMORROW} AND NOT {_OVERTAKEN} AND NOT {_WITHDRAWN})"
)
# What the letter's case is to have: where it is joined to another, that one has it.
_OF_ITS_CASE = (
    "l.subject IN (SELECT 'complaint:' || c.id FROM complaint c"
    " WHERE coalesce(c.joined_to_id, c.id) = m.complaint_id) AND m.state <> 'withdrawn'"
)
_ALLOWED = (
    "EXISTS (SELECT 1 FROM letter l JOIN letter_revision r ON r.letter_id = l.id AND r.id = new.revision_id"
    " JOIN library_version t ON t.id = r.template_version_id"
    " JOIN library_version v ON v.id = new.procedure_version_id WHERE l.id = new.letter_id AND v.kind = 'procedure'"
    f" AND {KIND_OF_TEMPLATE} = l.kind AND {KIND_OF_CONTENT} = l.kind AND ({_ITS_RULES})"
    f" AND new.own_words >= 0 AND new.own_words <= {ALONE_OWN_WORDS}"
    f" AND ({ALONE_REMEDIES} OR NOT EXISTS (SELECT 1 FROM remedy m WHERE {ANSWERS} AND {_OF_ITS_CASE})))"
)
_OTHERWISE_WATCHED = (
    "EXISTS (SELECT 1 FROM letter l WHERE l.id = new.letter_id AND l.circle_id IS NOT NULL)"
    " OR EXISTS (SELECT 1 FROM starter s WHERE s.staff_id = new.released_by_id"
    f" AND s.until_on >= {TODAY} AND NOT EXISTS (SELECT 1 FROM starter later"
    " WHERE later.staff_id = s.staff_id AND later.id > s.id))"
    f" OR EXISTS (SELECT 1 FROM letter l JOIN remedy m ON {_OF_ITS_CASE}"
    f" WHERE l.id = new.letter_id AND {ANSWERS} AND m.amount_minor IS NOT NULL)"
    " OR EXISTS (SELECT 1 FROM letter_decision d WHERE d.letter_id = new.letter_id AND d.verdict = 'returned')"
    " OR EXISTS (SELECT 1 FROM letter_revision_enclosure x WHERE x.revision_id = new.revision_id"
    " AND x.blob_id IS NOT NULL)"
    " OR EXISTS (SELECT 1 FROM letter_kept_reading k WHERE k.letter_id = new.letter_id AND k.let_go_at IS NULL)"
)

# By the rule that lets it go.
_ITS_SHARE = (
    "EXISTS (SELECT 1 FROM library_version v WHERE v.id = new.procedure_version_id"
    f" AND new.sample_percent = {SAMPLE_PERCENT})"
)

RELEASE_REFUSALS = [
    Refusal(
        "letter_release",
        "insert",
        "not_its_author",
        "A letter goes without a second person by its author alone, as they submitted it last.",
        f"NOT {_ITS_OWN} AND NOT fairhand_installing()",
    ),
    Refusal(
        "letter_release",
        "insert",
        "second_person",
        "The procedure asks for a second person for this letter.",
        f"NOT {_ALLOWED} AND NOT fairhand_installing()",
    ),
    Refusal(
        "letter_release",
        "insert",
        "watched",
        "A starter's letter, a restricted one, and one that promises money, encloses a file, was returned or keeps a"
        " finding of the checks needs a second person.",
        f"({_OTHERWISE_WATCHED}) AND NOT fairhand_installing()",
    ),
    Refusal(
        "letter_release",
        "insert",
        "share",
        "How many letters are read afterwards is said by the rule in force.",
        f"NOT {_ITS_SHARE} AND NOT fairhand_installing()",
    ),
    Refusal(
        "office_info",
        "update",
        "draw_fixed",
        "What letters are drawn by to be read afterwards is the office's from its first day.",
        "old.draw_salt IS DISTINCT FROM new.draw_salt",
    ),
    Refusal(
        "letter",
        "update",
        "kind_fixed",
        "What kind of letter it is stands from its first moment.",
        "(old.kind IS DISTINCT FROM new.kind OR old.template_code IS DISTINCT FROM new.template_code)"
        " AND NOT fairhand_installing()",
    ),
    Refusal(
        "letter_read_afterwards",
        "insert",
        "own_letter",
        "Somebody who wrote none of it reads a letter afterwards.",
        "NOT fairhand_installing() AND (NOT EXISTS (SELECT 1 FROM letter_release f WHERE f.id = new.release_id"
        " AND f.letter_id = new.letter_id AND f.released_by_id <> new.read_by_id)"
        " OR EXISTS (SELECT 1 FROM letter_writer w WHERE w.letter_id = new.letter_id"
        " AND w.staff_id = new.read_by_id))",
    ),
]
