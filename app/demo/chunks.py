"""Runs of invented members: made here, or by as many child processes as the machine has cores for a large office."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from random import Random

from app.demo.columns import Batch, new_batch
from app.demo.contacts import Writers, write_contacts
from app.demo.members import Setting, write_member

SIZE = 2_000
"""Members in a run."""

LARGE = 60_000
"""From so many members on child processes pay."""


@dataclass(frozen=True, slots=True)
class Runs:
    """All runs of an office: ``count`` members, made from ``seed``."""

    seed: int
    count: int
    setting: Setting
    answering: Writers

    def firsts(self) -> range:
        """The first member of each run."""
        return range(1, self.count + 1, SIZE)


def make_run(runs: Runs, first: int) -> Batch:
    """The rows of a run; each has its own source of chance, so that it comes out alike in any process."""
    random = Random(f"{runs.seed}:{first}")
    batch = new_batch()
    for person_id in range(first, min(first + SIZE, runs.count + 1)):
        member = write_member(random, batch, runs.setting, person_id, spare_id=runs.count + person_id)
        write_contacts(random, batch, runs.answering, member, runs.setting.today)
    return batch


def all_runs(runs: Runs, workers: int | None = None) -> Iterator[Batch]:
    """Every run in order, only a few of them in memory. ``workers``: child processes, 0 for none, None to choose."""
    chosen = workers if workers is not None else (os.cpu_count() or 1 if runs.count >= LARGE else 0)
    if not chosen:
        yield from (make_run(runs, first) for first in runs.firsts())
        return
    with ProcessPoolExecutor(min(chosen, 4), mp_context=get_context("spawn")) as pool:
        coming: deque[Future[Batch]] = deque()
        for first in runs.firsts():
            coming.append(pool.submit(make_run, runs, first))
            if len(coming) > chosen + 1:
                yield coming.popleft().result()
        while coming:
            yield coming.popleft().result()
