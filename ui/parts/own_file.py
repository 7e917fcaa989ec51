"""A file of this person's on this machine that nobody else may read: written whole or not at all."""

from __future__ import annotations

import json
import logging
import os
from pathlib import Path
from typing import Any

from app.basics.problems import WorldProblem

_OWNER_ONLY = 0o600

log = logging.getLogger(__name__)


class CannotKeepHere(WorldProblem):
    """This machine's disk takes no copy: the words are on screen only."""


def write_own(file: Path, document: Any) -> None:
    """Keep a document in place of the one before. Raises CannotKeepHere."""
    half = file.with_suffix(".half")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _OWNER_ONLY), "w", encoding="utf-8") as out:
            json.dump(document, out)
        half.replace(file)
    except OSError as error:
        raise CannotKeepHere(
            f"This machine cannot keep a copy of your words: {error.strerror or error}.",
            "Leave this page open until the office answers again.",
        ) from error


def read_own(file: Path) -> Any:
    """The document; None where there is none, or none that can be read."""
    if not file.exists():
        return None
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        log.warning("The kept words in %s cannot be read: %s", file, error)
        return None
