"""What the database refuses of suggestions and slips: whoever mends a slip changes nothing else of the letter.

A revision by whoever decides on it is held against the one before it: all but the slip is the same, to the letter, and
what the slip changed has the shape of its kind. That a word stands in a dictionary only the program knows.
"""

from __future__ import annotations

from functools import reduce

from app.store.guards.model import Refusal, literal

_LAST_BEFORE = "substr(new.text_before, length(new.text_before), 1)"
_FIRST_BEHIND = "substr(new.text_behind, 1, 1)"
_MARKS = ", ".join(literal(mark) for mark in (" ", ",", ".", ";", ":", "!", "?", ")"))


def _without_digits(what: str) -> str:
    return reduce(lambda inner, digit: f"replace({inner}, '{digit}', '')", "0123456789", what)


_SHAPES = {
    "comma": "replace(new.was, ',', '') = '' AND replace(new.now, ',', '') = '' AND length(new.was || new.now) = 1"
    f" AND lower({_LAST_BEFORE}) <> upper({_LAST_BEFORE})",
    "space": f"(new.was = ' ' AND new.now = '' AND ({_LAST_BEFORE} = ' ' OR {_FIRST_BEHIND} IN ({_MARKS})))"
    f" OR (new.was = '' AND new.now = ' ' AND {_LAST_BEFORE} IN (',', ';', ':'))",
    "capital": "length(new.was) = 1 AND lower(new.was) = lower(new.now)",
    "doubled_word": "new.was = new.now || ' ' || new.now",
    "spelling": "new.was = lower(new.was) AND new.now = lower(new.now) AND abs(length(new.was) - length(new.now)) <= 2"
    f" AND length(new.was) > 1 AND replace({_without_digits('new.was || new.now')}, ' ', '') = new.was || new.now",
}
_SHAPE = " OR ".join(f"(new.slip = '{kind}' AND ({shape}))" for kind, shape in _SHAPES.items())
# Whose words were there before: of a letter that was only dated anew, whoever submitted them.
_ANOTHERS = (
    "EXISTS (SELECT 1 FROM letter_revision w WHERE w.id = coalesce(b.words_of_id, b.id)"
    " AND (w.submitted_by_id <> new.by_id OR EXISTS (SELECT 1 FROM letter_suggestion s"
    " WHERE s.mended_revision_id = w.id AND s.by_id = new.by_id)))"
)
_NOTHING_ELSE = (
    "EXISTS (SELECT 1 FROM letter_revision b JOIN letter_revision r ON r.letter_id = b.letter_id"
    " WHERE b.id = new.revision_id AND r.id = new.mended_revision_id AND b.letter_id = new.letter_id"
    " AND r.number = b.number + 1 AND r.submitted_by_id = new.by_id"
    f" AND r.words_of_id IS NULL AND {_ANOTHERS}"
    " AND CAST(b.facts AS text) = CAST(r.facts AS text)"
    " AND CAST(b.content AS text) <> CAST(r.content AS text)"
    " AND replace(CAST(b.content AS text), new.text_before || new.was || new.text_behind,"
    " new.text_before || new.now || new.text_behind) = CAST(r.content AS text))"
)
_FIXED = ("letter_id", "revision_id", "block_id", "words", "at", "slip", "was", "now", "mended_revision_id")
_CHANGED = " OR ".join(f"old.{name} IS DISTINCT FROM new.{name}" for name in _FIXED)

SLIP_REFUSALS = [
    Refusal(
        "letter_suggestion",
        "insert",
        "no_slip",
        "Whoever mends a slip changes that and nothing else: more is a suggestion.",
        "(new.slip IS NOT NULL OR new.mended_revision_id IS NOT NULL) AND NOT fairhand_installing()"
        f" AND (new.slip IS NULL OR new.mended_revision_id IS NULL OR NOT ({_SHAPE}) OR NOT {_NOTHING_ELSE})",
    ),
    Refusal(
        "letter_suggestion",
        "update",
        "said",
        "What was suggested stands: it is taken, or declined with a word, once.",
        f"({_CHANGED} OR old.settled_at IS NOT NULL) AND NOT fairhand_installing()",
    ),
    Refusal(
        "letter_suggestion",
        "update",
        "own_suggestion",
        "Words are taken or declined by their author, never by whoever suggested them.",
        "(new.settled_by_id = new.by_id OR new.settled_by_id IS DISTINCT FROM fairhand_actor())"
        " AND NOT fairhand_installing()",
    ),
    Refusal(
        "letter_suggestion",
        "update",
        "declined_by_writer",
        "A suggestion is declined by whoever writes the letter.",
        "new.settled_at IS NOT NULL AND NOT new.is_taken AND NOT fairhand_installing() AND NOT EXISTS"
        " (SELECT 1 FROM letter l WHERE l.id = new.letter_id AND (l.author_id = new.settled_by_id OR EXISTS"
        " (SELECT 1 FROM letter_writer w WHERE w.letter_id = l.id AND w.staff_id = new.settled_by_id)"
        " OR EXISTS (SELECT 1 FROM letter_revision r WHERE r.letter_id = l.id"
        " AND r.submitted_by_id = new.settled_by_id)))",
    ),
]
