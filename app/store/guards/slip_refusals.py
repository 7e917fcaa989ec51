"""What the database refuses of suggestions and slips: whoever mends a slip changes nothing else of the letter.

A revision by whoever decides on it is held against the one before it: all but the slip is the same, to the letter, and
what the slip changed has the shape of its kind and stands in one place. What was misspelt the checks said when another
one submitted it, and it became one word of about as many and much the same letters; that what was meant stands in a
dictionary only the program knows.
"""

from __future__ import annotations

from string import ascii_lowercase

from app.store.guards.model import MARKED_AS_MISSPELT, Refusal, literal

MOST_SLIPS = 3
"""So many of one submission are mended; a letter with more goes back."""

MOST_STEPS = 2
"""Letters put in, left out, changed or swapped between a misspelt word and the one that was meant."""

_MOST_OTHER_LETTERS = 2 * MOST_STEPS
"""So many letters, at most, have two such words more or less of: one that is changed is two."""

_LAST_BEFORE = "substr(new.text_before, length(new.text_before), 1)"
_FIRST_BEHIND = "substr(new.text_behind, 1, 1)"
_MARKS = ", ".join(literal(mark) for mark in (" ", ",", ".", ";", ":", "!", "?", ")"))


def _only_letters(what: str) -> str:
    """Whether it is some of the 26 letters and nothing else: as many of each, together, as it is long."""
    counted = " + ".join(f"length({what}) - length(replace(lower({what}), '{each}', ''))" for each in ascii_lowercase)
    return f"{what} <> '' AND {counted} = length({what})"


def _other_letters(was: str, now: str) -> str:
    """How many letters the one word has more or less of than the other, counted of each letter."""
    return " + ".join(
        f"abs(length(replace({was}, '{letter}', '')) - length({was})"
        f" - length(replace({now}, '{letter}', '')) + length({now}))"
        for letter in ascii_lowercase
    )


def _is_letter(what: str) -> str:
    return f"lower({what}) <> upper({what})"


_WHOLE_WORD = f"NOT {_is_letter(_LAST_BEFORE)} AND NOT {_is_letter(_FIRST_BEHIND)}"
_SHAPES = {
    "comma": "replace(new.was, ',', '') = '' AND replace(new.now, ',', '') = '' AND length(new.was || new.now) = 1"
    f" AND {_is_letter(_LAST_BEFORE)} AND {_FIRST_BEHIND} IN (' ', '')",
    "space": f"(new.was = ' ' AND new.now = '' AND ({_LAST_BEFORE} = ' ' OR {_FIRST_BEHIND} IN ({_MARKS})))"
    f" OR (new.was = '' AND new.now = ' ' AND {_LAST_BEFORE} IN (',', ';', ':') AND {_is_letter(_FIRST_BEHIND)})",
    "capital": "length(new.was) = 1 AND lower(new.was) = lower(new.now)"
    f" AND {_is_letter(_FIRST_BEHIND)} AND {_FIRST_BEHIND} = lower({_FIRST_BEHIND}) AND NOT {_is_letter(_LAST_BEFORE)}",
    "doubled_word": f"new.was = new.now || ' ' || new.now AND {_only_letters('new.now')} AND {_WHOLE_WORD}",
    "spelling": "new.was = lower(new.was) AND new.now = lower(new.now)"
    f" AND {_only_letters('new.was')} AND {_only_letters('new.now')} AND {_WHOLE_WORD}"
    f" AND abs(length(new.was) - length(new.now)) <= {MOST_STEPS}"
    f" AND {_other_letters('new.was', 'new.now')} <= {_MOST_OTHER_LETTERS}"
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
_WAS, _NOW = (f"new.text_before || new.{which} || new.text_behind" for which in ("was", "now"))


def _without(what: str) -> str:
    return f"replace(CAST(b.content AS text), {what}, '')"


# The one such place of the letter; where nothing is said to stand on a side, the part begins or ends there.
_AT_BEGINNING, _AT_END = (_without(quoted) for quoted in (f"'\"' || {_WAS}", f"{_WAS} || '\"'"))
_PLACE = (
    f"length(CAST(b.content AS text)) - length({_without(_WAS)}) = length({_WAS})"
    f" AND (new.text_before <> '' OR {_AT_BEGINNING} <> CAST(b.content AS text))"
    f" AND (new.text_behind <> '' OR {_AT_END} <> CAST(b.content AS text))"
)
_NOTHING_ELSE = (
    "EXISTS (SELECT 1 FROM letter_revision b JOIN letter_revision r ON r.letter_id = b.letter_id"
    " WHERE b.id = new.revision_id AND r.id = new.mended_revision_id AND b.letter_id = new.letter_id"
    " AND r.number = b.number + 1 AND r.submitted_by_id = new.by_id"
    f" AND r.words_of_id IS NULL AND {_ANOTHERS}"
    " AND CAST(b.facts AS text) = CAST(r.facts AS text)"
    " AND CAST(b.content AS text) <> CAST(r.content AS text)"
    f" AND {_PLACE} AND replace(CAST(b.content AS text), {_WAS}, {_NOW}) = CAST(r.content AS text))"
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
