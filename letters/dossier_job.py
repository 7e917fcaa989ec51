"""``python -m letters.dossier_job FOLDER TO``: make a whole file in a process of its own, telling how far it is.

``job.json`` in the folder says what, and the parts' files lie beside it. A line ``done of`` is written after each step,
and the last line is JSON: pages, sha256 and the files that could not be put in, or the ``problem``. ``TO`` is written
whole or not at all.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from letters.dossier import Dossier, Part, compose_dossier
from letters.dossier_words import Line

JOB, FILE = "job.json", "whole-file.pdf"


def write_job(dossier: Dossier, folder: Path) -> None:
    """Leave the job in its folder."""
    (folder / JOB).write_text(json.dumps(asdict(dossier)), encoding="utf-8")


def read_job(document: Mapping[str, Any]) -> Dossier:
    """A dossier from its JSON."""
    parts = tuple(
        Part(**{**part, "lines": tuple(Line(**line) for line in part["lines"])}) for part in document["parts"]
    )
    left_out = tuple(Line(**line) for line in document["left_out"])
    return Dossier(**{**document, "parts": parts, "left_out": left_out})


def main(arguments: Sequence[str]) -> int:
    """Make it, and put it where it is wanted."""
    folder, to = Path(arguments[0]), Path(arguments[1])
    dossier = read_job(json.loads((folder / JOB).read_text(encoding="utf-8")))
    try:
        made = compose_dossier(dossier, folder, folder / FILE, lambda done, of: _tell(f"{done} {of}"))
        _put(folder / FILE, to)
    except OSError as error:
        _tell(json.dumps({"problem": f"{to.name} cannot be saved ({error.strerror or error})."}))
        return 1
    with (folder / FILE).open("rb") as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    _tell(json.dumps({"pages": made.pages, "sha256": sha256, "failed": made.failed}))
    return 0


def part_of(to: Path) -> Path:
    """Where it lies until it is whole; of a job that was stopped it is to be removed."""
    return to.with_name(f".{to.name}.part")


def _put(file: Path, to: Path) -> None:
    """Whole or not at all: an older file stands until the new one is there."""
    part = part_of(to)
    try:
        shutil.copyfile(file, part)
        part.replace(to)
    finally:
        part.unlink(missing_ok=True)


def _tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
