"""Which letters are read afterwards: one sum over the letter and the office, worked out alike here and in the database.

What is drawn is written nowhere: it is worked out when somebody asks who may read such letters, and wrote none of them.
So whoever lets a letter go cannot look whether it is drawn, undo it and try another. It is drawn as long as it stands,
by its own number and the share that was in force, and whoever raises the share draws what the smaller one drew and
more. On PostgreSQL nobody's login reads the office's number. In an office of one file whoever has the file can read it
there, and choose a letter's number by it: that no file can hold.
"""

from __future__ import annotations

import secrets

_MODULUS = 2**31 - 1
_STEP, _TURN = 48_271, 16_807
_OF_HUNDRED = 100


def new_salt() -> int:
    """The office's own number, from its first day: without it nobody tells which letters are drawn."""
    return secrets.randbelow(_MODULUS)


def is_drawn(letter_id: int, salt: int, percent: int) -> bool:
    """Whether a letter is among so many in a hundred."""
    place = (letter_id * _STEP + salt) % _MODULUS
    return place * place % _MODULUS * _TURN % _MODULUS % _OF_HUNDRED < percent


def drawn(letter_id: str, salt: str, percent: str) -> str:
    """The same as SQL that both engines read."""
    place = f"(({letter_id} * {_STEP} + {salt}) % {_MODULUS})"
    return f"({place} * {place} % {_MODULUS} * {_TURN} % {_MODULUS} % {_OF_HUNDRED} < {percent})"
