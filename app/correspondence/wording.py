"""The office's own templates and clauses, in the versions in force, as the letter engine reads them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select

from app.correspondence.problems import LetterRefused
from app.knowledge.tables import LibraryKind, LibraryVersion
from app.staff.work import ReadWork
from letters.languages import versions_of
from letters.library import Library, shipped, shipped_languages
from letters.problems import LetterProblem
from letters.template.nodes import Template

_Key = frozenset[tuple[str, str]]
_read: dict[_Key, Library] = {}
_KEPT = 8


def library_of(work: ReadWork, language: str, on: date) -> Library:
    """The templates and clauses in force on a day; the shipped ones in an office that has taken none in yet.

    Raises LetterRefused where there is neither.
    """
    columns = (LibraryVersion.kind, LibraryVersion.code, LibraryVersion.sha256)
    key = frozenset(
        (f"{kind}:{code}", sha256)
        for kind, code, sha256 in work.session.execute(select(*columns).where(_in_force(language, on)))
    )
    if not key:
        try:
            return shipped(language)
        except LetterProblem as problem:
            raise LetterRefused.of(problem) from problem
    if key not in _read:
        while len(_read) >= _KEPT:
            _read.pop(next(iter(_read)))
        _read[key] = _load(work, language, on)
    return _read[key]


def _load(work: ReadWork, language: str, on: date) -> Library:
    texts: dict[LibraryKind, dict[str, str]] = {LibraryKind.TEMPLATE: {}, LibraryKind.CLAUSE: {}}
    query = select(LibraryVersion.kind, LibraryVersion.code, LibraryVersion.body).where(_in_force(language, on))
    for kind, code, body in work.session.execute(query.order_by(LibraryVersion.version)):
        texts[kind][code] = body
    return Library(texts[LibraryKind.TEMPLATE], texts[LibraryKind.CLAUSE])


def _in_force(language: str, on: date) -> ColumnElement[bool]:
    texts = LibraryVersion.kind.in_((LibraryKind.TEMPLATE, LibraryKind.CLAUSE))
    return and_(texts, LibraryVersion.language == language, *_standing(on))


def _standing(on: date) -> tuple[ColumnElement[bool], ...]:
    """A version stands from its first day to its last, both included."""
    until = LibraryVersion.in_force_until
    return (LibraryVersion.in_force_from <= on, or_(until.is_(None), until >= on))


def libraries_of(work: ReadWork, language: str, on: date) -> dict[str, Library]:
    """The library of each version of a letter, by its language."""
    return {one: library_of(work, one, on) for one in versions_of(language)}


def template_of(work: ReadWork, code: str, language: str, on: date) -> Template:
    """The template of that code, of the first version. Raises LetterRefused when there is none, or it is wrong."""
    try:
        return library_of(work, versions_of(language)[0], on).template(code)
    except LetterProblem as problem:
        raise LetterRefused.of(problem) from problem


def template_version_id(work: ReadWork, code: str, language: str, on: date) -> int | None:
    """The row of the version in force (of the letter's first version, where it has two), or None in an office that
    writes by the shipped templates."""
    query = select(LibraryVersion.id).where(
        _in_force(versions_of(language)[0], on),
        LibraryVersion.kind == LibraryKind.TEMPLATE,
        LibraryVersion.code == code,
    )
    return work.session.scalar(query.order_by(LibraryVersion.version.desc()).limit(1))


def languages_of(work: ReadWork, code: str, on: date) -> set[str]:
    """Languages in which the office has this template."""
    templates = select(LibraryVersion.code, LibraryVersion.language).where(
        LibraryVersion.kind == LibraryKind.TEMPLATE, *_standing(on)
    )
    rows = work.session.execute(templates).all()
    if not rows:
        return {language for language in shipped_languages() if code in shipped(language).templates}
    return {language for own, language in rows if own == code}
