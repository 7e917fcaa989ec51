"""What the database refuses of suggestions and slips: whoever mends a slip changes nothing else of the letter.

A revision by whoever decides on it is held against the one before it: all but the slip is the same, to the letter, and
what the slip changed has the shape of its kind. What was misspelt the checks said when another one submitted it; that
what was meant stands in a dictionary only the program knows.
"""

from __future__ import annotations

from functools import reduce
from string import ascii_lowercase

from app.store.guards.model import MARKED_AS_MISSPELT, Refusal, literal

MOST_SLIPS = 3
"""So many of one submission are mended; a letter with more goes back."""

_MOST_OTHER_LETTERS = 4
"""So many letters, at most, have two words more or less of, between which are two steps: one that is changed is two."""

_LAST_BEFORE = "substr(new.text_before, length(new.text_before), 1)"
_FIRST_BEHIND = "substr(new.text_behind, 1, 1)"
_MARKS = ", ".join(literal(mark) for mark in (" ", ",", ".", ";", ":", "!", "?", ")"))


def _without_digits(what: str) -> str:
    return reduce(lambda inner, digit: f"replace({inner}, '{digit}', '')", "0123456789", what)


def _other_letters(was: str, now: str) -> str:
    """How many letters the one word has more or less of than the other, counted of each letter."""
    return " + ".join(
        f"abs(length(replace({was}, '{letter}', '')) - length({was})"
        f" - length(replace({now}, '{letter}', '')) + length({now}))"
        for letter in ascii_lowercase
    )


def _is_letter(what: str) -> str:
    return f"lower({what}) <> upper({what})"


_BARE = f"replace({_without_digits('new.was || new.now')}, ' ', '')"
_SHAPES = {
    "comma": "replace(new.was, ',', '') = '' AND replace(new.now, ',', '') = '' AND length(new.was || new.now) = 1"
    f" AND {_is_letter(_LAST_BEFORE)} AND {_FIRST_BEHIND} IN (' ', '')",
    "space": f"(new.was = ' ' AND new.now = '' AND ({_LAST_BEFORE} = ' ' OR {_FIRST_BEHIND} IN ({_MARKS})))"
    f" OR (new.was = '' AND new.now = ' ' AND {_LAST_BEFORE} IN (',', ';', ':') AND {_is_letter(_FIRST_BEHIND)})",
    "capital": "length(new.was) = 1 AND lower(new.was) = lower(new.now)"
    f" AND {_is_letter(_FIRST_BEHIND)} AND {_FIRST_BEHIND} = lower({_FIRST_BEHIND}) AND NOT {_is_letter(_LAST_BEFORE)}",
    "doubled_word": "new.was = new.now || ' ' || new.now AND length(new.now) > 0"
    f" AND {_BARE} = new.now || new.now || new.now AND NOT {_is_letter(_LAST_BEFORE)}"
    f" AND NOT {_is_letter(_FIRST_BEHIND)}",
    "spelling": "new.was = lower(new.was) AND new.now = lower(new.now) AND length(new.was) > 1"
    f" AND {_BARE} = new.was || new.now AND {_other_letters('new.was', 'new.now')} <= {_MOST_OTHER_LETTERS}"
    " AND EXISTS (SELECT 1 FROM letter_revision b JOIN letter_revision m ON m.letter_id = b.letter_id"
    " WHERE b.id = new.revision_id AND m.number <= b.number AND m.submitted_by_id <> new.by_id"
    f" AND {MARKED_AS_MISSPELT})",
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
# What was mended since the author submitted it last; the revision that this slip makes is named by no slip yet.
_MENDED_BEFORE = (
    "(SELECT count(*) FROM letter_suggestion s JOIN letter_revision m ON m.id = s.mended_revision_id"
    " WHERE s.letter_id = new.letter_id AND NOT EXISTS (SELECT 1 FROM letter_revision later"
    " WHERE later.letter_id = m.letter_id AND later.number > m.number AND later.id <> new.mended_revision_id"
    " AND later.words_of_id IS NULL AND NOT EXISTS"
    " (SELECT 1 FROM letter_suggestion t WHERE t.mended_revision_id = later.id)))"
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
        "insert",
        "slips",
        f"{MOST_SLIPS} slips of a letter are mended: one with more goes back to its author.",
        f"new.slip IS NOT NULL AND {_MENDED_BEFORE} >= {MOST_SLIPS} AND NOT fairhand_installing()",
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
