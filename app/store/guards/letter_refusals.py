"""What the database refuses of letters: who writes, who decides, and what is approved."""

from __future__ import annotations

from app.store.guards.model import ACTION, ANSWERS, DAY_OF_DECISION, Refusal

_UNSIGNED = "Whoever puts words into a letter is named as one of its writers."
NOT_A_WRITER = (
    "NOT EXISTS (SELECT 1 FROM letter_writer w WHERE w.letter_id = new.letter_id AND w.staff_id = fairhand_actor())"
    " AND NOT fairhand_installing()"
)

_NEWER = "SELECT 1 FROM letter_decision later WHERE later.revision_id = d.revision_id AND later.number > d.number"
_LAST = f"NOT EXISTS ({_NEWER})"

# Grants are judged on the day of the decision, as it is at the desk of whoever decides; a promise of an earlier stage
# counts in the sum, but only what the present stage promises is decided on.
_GRANTED = (
    "SELECT max(g.limit_minor) FROM authority_grant g WHERE g.kind = r.kind AND g.currency = r.currency"
    f" AND g.from_on <= {DAY_OF_DECISION} AND (g.until_on IS NULL OR g.until_on > {DAY_OF_DECISION})"
    " AND (g.staff_id = new.decided_by_id OR EXISTS (SELECT 1 FROM staff_role s"
    " WHERE s.staff_id = new.decided_by_id AND s.role = g.role"
    f" AND s.from_on <= {DAY_OF_DECISION} AND (s.until_on IS NULL OR s.until_on > {DAY_OF_DECISION})))"
)
_ABOVE_AUTHORITY = (
    "new.verdict = 'approved' AND EXISTS (SELECT 1 FROM letter l"
    " JOIN complaint own ON l.subject = 'complaint:' || own.id"
    " JOIN complaint c ON c.id = coalesce(own.joined_to_id, own.id)"
    f" JOIN remedy r ON r.complaint_id = c.id WHERE l.id = new.letter_id AND {ANSWERS}"
    " AND r.state <> 'withdrawn' AND r.amount_minor IS NOT NULL GROUP BY r.kind, r.currency"
    " HAVING max(CASE WHEN r.stage = c.stage THEN 1 ELSE 0 END) = 1"
    f" AND sum(r.amount_minor) > coalesce(({_GRANTED}), -1))"
)

# Nobody decides on what a case promises that is kept to a circle which they are not in.
_LEAD_UNSEEN = (
    "new.verdict = 'approved' AND EXISTS (SELECT 1 FROM letter l"
    " JOIN complaint own ON l.subject = 'complaint:' || own.id JOIN complaint c ON c.id = own.joined_to_id"
    f" WHERE l.id = new.letter_id AND {ANSWERS} AND c.circle_id IS NOT NULL AND NOT EXISTS (SELECT 1"
    " FROM circle_member m WHERE m.circle_id = c.circle_id AND m.staff_id = new.decided_by_id))"
)

# Whoever dated anew what the revision ``r`` says, since its author submitted it last.
_REDATED = (
    "EXISTS (SELECT 1 FROM letter_revision dated WHERE dated.letter_id = r.letter_id AND dated.number <= r.number"
    " AND dated.words_of_id IS NOT NULL AND dated.submitted_by_id = new.decided_by_id AND NOT EXISTS"
    " (SELECT 1 FROM letter_revision later WHERE later.letter_id = r.letter_id AND later.number > dated.number"
    " AND later.number <= r.number AND later.words_of_id IS NULL AND NOT EXISTS"
    " (SELECT 1 FROM letter_suggestion s WHERE s.mended_revision_id = later.id)))"
)

# What this very action noted last of the letter's number, as ``note_tracked`` words it: which it is, and which not.
_NOTED = (
    "e.letter_id = old.id AND e.kind = 'tracked' AND replace(e.detail, ' ', '') = CASE"
    " WHEN new.tracked = '' THEN 'Nottracked:' || old.tracked || 'wasnotitsnumber'"
    " WHEN old.tracked = '' THEN 'Tracked' || new.tracked"
    " ELSE 'Tracked' || new.tracked || ',not' || old.tracked END"
    " AND NOT EXISTS (SELECT 1 FROM letter_event later WHERE later.letter_id = e.letter_id"
    " AND later.kind = 'tracked' AND later.id > e.id)"
    " AND EXISTS (SELECT 1 FROM change c WHERE c.table_name = 'letter_event' AND c.row_id = e.id"
    f" AND c.kind = 'insert' AND c.action_id = {ACTION})"
)

LETTER_REFUSALS = [
    Refusal(
        "letter",
        "insert",
        "starts_editing",
        "A letter begins as a draft.",
        "new.state <> 'editing' AND NOT fairhand_installing()",
    ),
    Refusal(
        "letter",
        "update",
        "unapproved",
        "This letter has no approval of what it now says.",
        "new.state IN ('approved', 'posted') AND NOT EXISTS (SELECT 1 FROM letter_decision d"
        " WHERE d.letter_id = new.id AND d.revision_id = new.approved_revision_id"
        f" AND d.verdict = 'approved' AND {_LAST}) AND NOT EXISTS (SELECT 1 FROM letter_release f"
        " WHERE f.letter_id = new.id AND f.revision_id = new.approved_revision_id)",
    ),
    Refusal(
        "letter",
        "update",
        "approval_stands",
        "An approved letter waits again only when its approver takes the approval back, or when it is dated anew.",
        "old.state = 'approved' AND new.state = 'submitted' AND NOT EXISTS (SELECT 1 FROM letter_decision d"
        f" WHERE d.revision_id = old.approved_revision_id AND d.verdict = 'taken_back' AND {_LAST})"
        " AND NOT EXISTS (SELECT 1 FROM letter_event e JOIN letter_revision r ON r.words_of_id IS NOT NULL"
        " AND r.letter_id = e.letter_id WHERE e.letter_id = old.id AND e.kind = 're_dated'"
        " AND e.revision_id = old.approved_revision_id AND r.id > old.approved_revision_id)",
    ),
    Refusal(
        "letter",
        "update",
        "superseded",
        "What was approved before is no longer approved: the letter was opened for a change, or submitted again.",
        "new.state = 'approved' AND old.state <> 'approved' AND (EXISTS (SELECT 1 FROM letter_revision r"
        " JOIN letter_revision later ON later.letter_id = r.letter_id AND later.number > r.number"
        " WHERE r.id = new.approved_revision_id) OR EXISTS (SELECT 1 FROM letter_event e"
        " WHERE e.letter_id = new.id AND e.kind IN ('reopened', 'stopped')"
        " AND e.revision_id = new.approved_revision_id))",
    ),
    Refusal(
        "letter",
        "update",
        "approval_fixed",
        "Which words are approved is said on approval, and unsaid only when a letter is opened again or stopped.",
        "old.approved_revision_id IS DISTINCT FROM new.approved_revision_id AND NOT fairhand_installing()"
        " AND NOT (new.state = 'approved' AND old.state <> 'approved') AND NOT (old.state = 'approved'"
        " AND new.state IN ('editing', 'submitted', 'returned', 'withdrawn') AND new.approved_revision_id IS NULL)",
    ),
    Refusal(
        "letter",
        "update",
        "other_day",
        "A letter is posted on the day that it bears, which stays as it was approved.",
        "(new.state = 'posted' AND old.state <> 'posted' AND new.posted_on IS DISTINCT FROM old.planned_on)"
        " OR (old.state = 'approved' AND new.state IN ('approved', 'posted')"
        " AND old.planned_on IS DISTINCT FROM new.planned_on)",
    ),
    Refusal(
        "letter",
        "update",
        "not_noted",
        "The tracked number of a posted letter is noted or put right on record.",
        "old.state = 'posted' AND old.tracked IS DISTINCT FROM new.tracked"
        f" AND NOT EXISTS (SELECT 1 FROM letter_event e WHERE {_NOTED})",
    ),
    Refusal(
        "letter",
        "update",
        "label_stays",
        "A letter that goes back, or is given up, leaves its tracked label behind.",
        "old.state = 'approved' AND new.state NOT IN ('approved', 'posted') AND new.tracked <> ''",
    ),
    Refusal(
        "letter",
        "update",
        "label_taken",
        "A tracked label is on one letter that waits for the post.",
        "new.state = 'approved' AND new.tracked <> '' AND old.tracked IS DISTINCT FROM new.tracked"
        " AND EXISTS (SELECT 1 FROM letter o WHERE o.tracked = new.tracked AND o.state = 'approved'"
        " AND o.id <> new.id)",
    ),
    Refusal(
        "letter",
        "update",
        "not_reopened",
        "An approved letter is opened for a change on record, with the reason.",
        "old.state = 'approved' AND new.state = 'editing' AND NOT EXISTS (SELECT 1 FROM letter_event e"
        " WHERE e.letter_id = old.id AND e.kind = 'reopened' AND e.revision_id = old.approved_revision_id)",
    ),
    Refusal(
        "letter",
        "update",
        "not_stopped",
        "An approved letter goes back to its author on record, with what is no longer true.",
        "old.state = 'approved' AND new.state = 'returned' AND NOT EXISTS (SELECT 1 FROM letter_event e"
        " WHERE e.letter_id = old.id AND e.kind = 'stopped' AND e.revision_id = old.approved_revision_id)",
    ),
    Refusal(
        "letter_revision",
        "insert",
        "other_words",
        "A letter is dated anew from a version of its own whose words somebody submitted.",
        "new.words_of_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM letter_revision words"
        " WHERE words.id = new.words_of_id AND words.letter_id = new.letter_id AND words.words_of_id IS NULL)",
    ),
    Refusal(
        "letter_decision",
        "insert",
        "decided",
        "A revision is decided once, and again only after its approval was taken back.",
        "new.verdict <> 'taken_back' AND new.number <> 1 AND NOT EXISTS (SELECT 1 FROM letter_decision d"
        " WHERE d.revision_id = new.revision_id AND d.number = new.number - 1 AND d.verdict = 'taken_back')",
    ),
    Refusal(
        "letter_decision",
        "insert",
        "not_taken_back",
        "An approval is taken back by whoever gave it, and only before the letter leaves the office.",
        "new.verdict = 'taken_back' AND (NOT EXISTS (SELECT 1 FROM letter_decision d"
        " JOIN letter l ON l.approved_revision_id = d.revision_id WHERE d.revision_id = new.revision_id"
        " AND l.state = 'approved' AND d.number = new.number - 1 AND d.verdict = 'approved'"
        " AND d.decided_by_id = new.decided_by_id) OR EXISTS (SELECT 1 FROM letter_event e"
        " WHERE e.revision_id = new.revision_id AND e.kind IN"
        " ('exported', 'email_drafted', 'printed', 'print_failed', 'reprinted', 'posted')))",
    ),
    Refusal(
        "letter_decision",
        "insert",
        "own_letter",
        "Somebody who neither wrote of it nor dated it anew decides on a letter.",
        "EXISTS (SELECT 1 FROM letter_revision r JOIN letter l ON l.id = r.letter_id WHERE r.id = new.revision_id"
        f" AND (l.author_id = new.decided_by_id OR {_REDATED} OR EXISTS (SELECT 1 FROM letter_revision words"
        " WHERE words.id = coalesce(r.words_of_id, r.id) AND words.submitted_by_id = new.decided_by_id AND NOT EXISTS"
        " (SELECT 1 FROM letter_suggestion s WHERE s.mended_revision_id = words.id"
        " AND s.by_id = new.decided_by_id))))"
        " OR EXISTS (SELECT 1 FROM letter_writer w WHERE w.letter_id = new.letter_id"
        " AND w.staff_id = new.decided_by_id)",
    ),
    Refusal(
        "letter_decision",
        "insert",
        "above_authority",
        "This answer promises a sum that is above the authority of who approves it.",
        _ABOVE_AUTHORITY,
    ),
    Refusal(
        "letter_decision",
        "insert",
        "lead_unseen",
        "This answer promises what a complaint has that its approver cannot see.",
        _LEAD_UNSEEN,
    ),
    Refusal(
        "letter_draft",
        "update",
        "moved",
        "The words of a letter stay with their letter, and so do its writers.",
        "old.letter_id IS DISTINCT FROM new.letter_id",
    ),
    Refusal("letter_draft", "insert", "unsigned", _UNSIGNED, NOT_A_WRITER),
    Refusal(
        "letter_draft",
        "update",
        "unsigned",
        _UNSIGNED,
        f"(old.content IS DISTINCT FROM new.content OR old.facts IS DISTINCT FROM new.facts) AND {NOT_A_WRITER}",
    ),
    Refusal(
        "letter_decision",
        "insert",
        "other_letter",
        "The decision names a revision of another letter.",
        "NOT EXISTS (SELECT 1 FROM letter_revision r WHERE r.id = new.revision_id AND r.letter_id = new.letter_id)",
    ),
    Refusal(
        "letter_comment",
        "update",
        "said",
        "What was said of a letter stands: settle the comment, or add another.",
        "(old.letter_id IS DISTINCT FROM new.letter_id OR old.revision_id IS DISTINCT FROM new.revision_id"
        " OR old.block_id IS DISTINCT FROM new.block_id OR old.from_whom IS DISTINCT FROM new.from_whom"
        " OR old.text IS DISTINCT FROM new.text"
        " OR old.at IS DISTINCT FROM new.at) AND NOT fairhand_installing()",
    ),
]
