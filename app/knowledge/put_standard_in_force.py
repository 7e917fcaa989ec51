"""Put a new version of a standard in force: points about that day and later cite it, earlier ones the one before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from app.basics.problems import BadInput, Conflict, FieldProblem
from app.basics.text import clean_line, fit
from app.knowledge.find import LANGUAGE
from app.knowledge.find_standards import newest_of, open_standard, standard_versions
from app.knowledge.load_seed import new_version
from app.knowledge.seed_files import Seed
from app.knowledge.tables import LibraryKind
from app.staff.permissions import Permission
from app.staff.work import Work
from app.store.base import LINE, PROSE

NEEDED = {"title": "The title", "citation": "Where it comes from", "text": "What it says"}
_LIMITS = {"title": LINE, "welsh_title": LINE, "citation": LINE, "text": PROSE}


def put_standard_in_force(
    work: Work, version_id: int, said: Mapping[str, str], in_force_from: date, newest_id: int
) -> int:
    """Store what was made of a version as the next one, never to be changed; its id. ``work.reason`` says why.

    ``said`` are title, welsh_title (may be empty), citation and text. ``newest_id`` is the newest version that was
    known when the change began: where another was made meanwhile, Conflict names who made it. Raises BadInput.
    """
    work.require(Permission.LIBRARY_EDIT)
    before = open_standard(work, version_id)
    if before.newest_id != newest_id:
        made_by = newest_of(standard_versions(work), before.version.standard.code).made_by
        raise Conflict(f"library_version:{before.newest_id}", [], made_by)
    old = before.version.standard
    words = {key: _clean(key, said[key]) for key in _LIMITS}
    problems = [FieldProblem(key, f"{label} is missing.") for key, label in NEEDED.items() if not words[key]]
    if in_force_from < work.today():
        sentence = "A version comes in force today or later: points about a day that is over cite what stood then."
        problems.append(FieldProblem("in_force_from", sentence))
    if not work.reason.strip():
        problems.append(FieldProblem("reason", "Say why: it stands beside the version for whoever asks later."))
    if words == {key: getattr(old, key) for key in words}:
        problems.append(FieldProblem("title", "Nothing was changed: it says what the version says it was made from."))
    if problems:
        raise BadInput(problems)
    seed = Seed(
        kind=LibraryKind.STANDARD,
        code=old.code,
        language=LANGUAGE,
        title=words["title"],
        body=words["text"],
        citation=words["citation"],
        in_force_from=in_force_from,
        data={"welsh_title": words["welsh_title"]} if words["welsh_title"] else None,
    )
    number = newest_of(standard_versions(work), old.code).standard.version + 1
    row = new_version(work, seed, number, came_from_id=version_id, reason=work.reason.strip())
    work.session.add(row)
    work.session.flush()
    return row.id


def _clean(key: str, words: str) -> str:
    fitting = fit(key, NEEDED.get(key, "The Welsh title"), words, _LIMITS[key])
    return fitting.strip() if key == "text" else clean_line(fitting)
