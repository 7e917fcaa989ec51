"""``python -m letters.cutting_job FOLDER 1-3 4-9``: cut pages out of ``pile.pdf`` in a process of its own.

Each range becomes ``0.pdf``, ``1.pdf`` … in the folder. A line ``done of`` is written after each, and the last is JSON:
how many ``parts`` there are, or the ``problem``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

PILE = "pile.pdf"


def main(arguments: Sequence[str]) -> int:
    """Cut them all, or say why not. What reads PDF is imported here: the window knows this module too."""
    from pikepdf import PdfError

    from letters.cutting import cut_pages

    folder, ranges = Path(arguments[0]), [_range(one) for one in arguments[1:]]
    try:
        for number, part in enumerate(cut_pages((folder / PILE).read_bytes(), ranges)):
            (folder / f"{number}.pdf").write_bytes(part)
            _tell(f"{number + 1} {len(ranges)}")
    except OSError as error:
        return _end(problem=f"The documents cannot be cut out ({error.strerror or error}).")
    except PdfError:
        return _end(problem="The file is damaged: its pages cannot be cut out.")
    return _end(parts=len(ranges))


def _range(words: str) -> tuple[int, int]:
    first, _, last = words.partition("-")
    return int(first), int(last)


def _end(**found: object) -> int:
    _tell(json.dumps(found))
    return 1 if "problem" in found else 0


def _tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
