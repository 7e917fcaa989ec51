"""Take the shipped library into the office: an upgrade adds versions and never replaces one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from sqlalchemy import select

from app.knowledge.seed_files import Seed, shipped_seeds
from app.knowledge.tables import LibraryVersion
from app.staff.permissions import Permission
from app.staff.work import Work

Key = tuple[str, str, str]


def load_library(work: Work) -> dict[str, int]:
    """Add every shipped version that the office does not have yet; says how many of each kind were added.

    What is already there, to the letter, is left alone; what differs becomes the next version of its code.
    """
    work.require(Permission.LIBRARY_EDIT)
    return add_seeds(work, shipped_seeds())


def add_seeds(work: Work, seeds: Iterable[Seed]) -> dict[str, int]:
    """Add these versions where they are new, in the order given; says how many of each kind were added."""
    latest: dict[Key, int] = {}
    known: set[tuple[Key, str]] = set()
    stored = select(
        LibraryVersion.kind,
        LibraryVersion.code,
        LibraryVersion.language,
        LibraryVersion.version,
        LibraryVersion.sha256,
    )
    for kind, code, language, version, digest in work.session.execute(stored):
        key = (kind.value, code, language)
        latest[key] = max(latest.get(key, 0), version)
        known.add((key, digest))
    added: Counter[str] = Counter()
    for seed in seeds:
        key = (seed.kind.value, seed.code, seed.language)
        if (key, seed.sha256) in known:
            continue
        latest[key] = latest.get(key, 0) + 1
        known.add((key, seed.sha256))
        work.session.add(new_version(work, seed, latest[key]))
        added[seed.kind.value] += 1
    work.session.flush()
    return dict(added)


def new_version(
    work: Work, seed: Seed, version: int, *, came_from_id: int | None = None, reason: str = ""
) -> LibraryVersion:
    """The row of a version, by this person and now; ``came_from_id`` is the one that it was made from."""
    return LibraryVersion(
        kind=seed.kind,
        code=seed.code,
        language=seed.language,
        version=version,
        title=seed.title,
        citation=seed.citation,
        body=seed.body,
        data=seed.data,
        sha256=seed.sha256,
        in_force_from=seed.in_force_from,
        in_force_until=seed.in_force_until,
        default_to_review=seed.default_to_review,
        added_at=work.now(),
        added_by_id=work.actor.staff_id,
        came_from_id=came_from_id,
        reason=reason,
    )
