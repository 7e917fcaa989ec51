"""Which letters are read afterwards: by a hash of the letter and the office, worked out alike here and in the database.

What is drawn is written nowhere: it is worked out when somebody asks who may read such letters, and wrote none of them.
So whoever lets a letter go cannot look whether it is drawn, undo it and try another. It is drawn as long as it stands,
by its own number and the share that was in force, and whoever raises the share draws what the smaller one drew and
more. On PostgreSQL nobody's login reads the office's salt, and whoever sees what is drawn works it out from no number
of letters. In an office of one file whoever has the file can read it there, and choose a letter's number by it: that
no file can hold.
"""

from __future__ import annotations

import secrets
from hashlib import sha256

_BYTES = 7
"""So many of the hash are read as a number: PostgreSQL holds it without a sign."""
_OF_HUNDRED = 100


def new_salt() -> str:
    """The office's own, from its first day: without it nobody tells which letters are drawn."""
    return secrets.token_hex(32)


def is_drawn(letter_id: int, salt: str, percent: int) -> bool:
    """Whether a letter is among so many in a hundred."""
    hashed = sha256(f"{salt}:{letter_id}".encode()).digest()
    return int.from_bytes(hashed[:_BYTES], "big") % _OF_HUNDRED < percent


def drawn(letter_id: str, salt: str, percent: str) -> str:
    """The same as SQL of PostgreSQL; on SQLite ``is_drawn`` itself is called."""
    hashed = f"encode(sha256(convert_to({salt} || ':' || {letter_id}, 'UTF8')), 'hex')"
    number = f"('x' || substr({hashed}, 1, {2 * _BYTES}))::bit({8 * _BYTES})::bigint"
    return f"({number} % {_OF_HUNDRED} < {percent})"
