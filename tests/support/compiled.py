"""Statements are compiled once in a session of tests: SQLAlchemy does it anew for every engine, a fifth of all work."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.util import LRUCache

_MOST = 5_000
_SHARED: dict[type, LRUCache[Any, Any]] = {}


def share_compiled_statements() -> None:
    """From now on, engines of one kind of database keep their compiled statements in one place.

    The dialect is part of what they are found by; those of one kind are made alike here, and so taken for the same.
    """
    make = Engine.__init__

    def make_sharing(engine: Engine, *args: Any, **named: Any) -> None:
        make(engine, *args, **named)
        engine._compiled_cache = _SHARED.setdefault(type(engine.dialect), LRUCache(_MOST))

    engine_type: Any = Engine
    engine_type.__init__ = make_sharing
    dialect_type: Any = DefaultDialect
    dialect_type.__hash__ = lambda dialect: hash(type(dialect))
    dialect_type.__eq__ = lambda dialect, other: type(dialect) is type(other)
