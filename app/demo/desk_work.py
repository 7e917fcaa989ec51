"""What these days are like: promises late, due today and tomorrow, tasks, and records that were just changed."""

from __future__ import annotations

from datetime import date
from random import Random

from app.demo.rehearsal import Rehearsal


def play_desk_work(rehearsal: Rehearsal, random: Random, today: date) -> None:
    pass
